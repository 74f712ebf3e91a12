package org.skerry.energy.game;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Cogeneration;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.PumpedStorage;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.device.Units;
import org.skerry.energy.device.WindTurbine;

/// Who gives way in a microgrid that cannot balance a carrier within the limits of its connection.
///
/// Ours. A surplus curtails sun and wind, then generators, then storage that discharges. A deficit
/// stops storage that charges, then sheds load: first what may be curtailed by agreement, then
/// critical load, larger priority numbers first. A generator with a minimum output that has to fall
/// below it stops, and the connection covers what is then missing.
final class Merit {
  private final List<Unit> sources = new ArrayList<>();
  private final List<Unit> stores = new ArrayList<>();
  private final List<Unit> loads = new ArrayList<>();
  private final List<Unit> connections = new ArrayList<>();

  /// One control of one unit.
  private record Unit(Equipment kind, int index, int control) {
    double get(int lane) {
      return kind.units().setpoint(control)[row(lane)];
    }

    void add(int lane, double change) {
      kind.units().setpoint(control)[row(lane)] += change;
    }

    int row(int lane) {
      return index * kind.units().lanes() + lane;
    }

    Device device() {
      return kind.devices().get(index);
    }

    /// The least output above zero.
    double minimum() {
      return switch (device()) {
        case Turbine turbine -> turbine.minimum();
        case Cogeneration unit -> control == 0 ? unit.minimum() : 0;
        default -> 0;
      };
    }
  }

  Merit(Lanes lanes, Carrier carrier, int microgrid) {
    String control = carrier == Carrier.HEAT ? "heat" : "power";
    List<Unit> generators = new ArrayList<>();
    for (Equipment kind : lanes.equipment()) {
      int index = kind.units().control(control);
      for (int unit = 0; unit < kind.devices().size() && index >= 0; unit++) {
        if (kind.microgrid(unit) == microgrid) {
          add(new Unit(kind, unit, index), generators);
        }
      }
    }
    sources.addAll(generators);
    sources.addAll(stores);
    loads.sort(Comparator.comparingInt(unit -> -((Load) unit.device()).priority()));
  }

  private void add(Unit unit, List<Unit> generators) {
    switch (unit.device()) {
      case Photovoltaic _, WindTurbine _ -> sources.add(unit);
      case Turbine _, Cogeneration _ -> generators.add(unit);
      case Battery _, PumpedStorage _ -> stores.add(unit);
      case Load _ -> loads.add(unit);
      case GridConnection _ -> connections.add(unit);
      default -> {}
    }
  }

  /// Lowers what flows into the bus by `surplus` kW.
  void lower(int lane, double surplus) {
    double left = surplus;
    for (int index = 0; index < sources.size() && left > 0; index++) {
      Unit unit = sources.get(index);
      double power = Math.max(0, unit.get(lane));
      double cut = Math.min(left, power);
      if (power - cut < unit.minimum()) {
        cut = power;
      }
      unit.add(lane, -cut);
      left -= cut;
    }
    if (left < 0 && !connections.isEmpty()) {
      connections.getFirst().add(lane, -left);
    }
  }

  /// Raises what flows into the bus by `deficit` kW.
  void raise(int lane, double deficit) {
    double left = deficit;
    for (int index = 0; index < stores.size() && left > 0; index++) {
      Unit unit = stores.get(index);
      double stopped = Math.min(left, Math.max(0, -unit.get(lane)));
      unit.add(lane, stopped);
      left -= stopped;
    }
    for (int index = 0; index < loads.size() && left > 0; index++) {
      Unit unit = loads.get(index);
      Units units = unit.kind().units();
      left -= shed(unit, lane, left, units.high(unit.control())[unit.row(lane)]);
    }
    for (int index = 0; index < loads.size() && left > 0; index++) {
      left -= shed(loads.get(index), lane, left, 0);
    }
  }

  /// Sheds a load by at most `most` kW, up to a power of `least` (not above 0); returns by how
  /// much.
  private static double shed(Unit load, int lane, double most, double least) {
    double shed = Math.min(most, Math.max(0, least - load.get(lane)));
    load.add(lane, shed);
    return shed;
  }
}
