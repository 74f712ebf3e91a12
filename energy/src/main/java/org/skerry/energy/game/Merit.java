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
import org.skerry.energy.device.WindTurbine;

/// Who gives way at a site that cannot balance a carrier within the limits of its connection.
///
/// Ours. A surplus curtails sun and wind, then generators down to their minimum, then storage that
/// discharges; only then generators with a minimum stop. What is missing after that comes from what
/// was just curtailed, then from the connection, and then it is a deficit. A deficit stops storage
/// that charges, then sheds load: first what may be curtailed by agreement, then critical load,
/// larger priority numbers first.
final class Merit {
  private final List<Unit> sources = new ArrayList<>();
  private final List<Unit> stores = new ArrayList<>();
  private final List<Unit> loads = new ArrayList<>();
  private final List<Unit> connections = new ArrayList<>();
  private final double[] cut;

  /// One control of one unit: its numbers in all lanes, and the device that they belong to.
  private static final class Unit {
    private final Device device;
    private final double[] setpoint;
    private final double[] high;
    private final int first;
    private final double minimum;

    Unit(Equipment kind, int index, int control) {
      device = kind.devices().get(index);
      setpoint = kind.units().setpoint(control);
      high = kind.units().high(control);
      first = index * kind.units().lanes();
      minimum =
          switch (device) {
            case Turbine turbine -> turbine.minimum();
            case Cogeneration unit -> control == 0 ? unit.minimum() : 0;
            default -> 0;
          };
    }

    double get(int lane) {
      return setpoint[first + lane];
    }

    void add(int lane, double change) {
      setpoint[first + lane] += change;
    }

    double high(int lane) {
      return high[first + lane];
    }

    /// How much higher the set-point may be.
    double room(int lane) {
      return Math.max(0, high(lane) - get(lane));
    }
  }

  Merit(Lanes lanes, Carrier carrier, int site) {
    String control = carrier == Carrier.HEAT ? "heat" : "power";
    List<Unit> generators = new ArrayList<>();
    for (Equipment kind : lanes.equipment()) {
      int index = kind.units().control(control);
      for (int unit = 0; unit < kind.devices().size() && index >= 0; unit++) {
        if (kind.site(unit) == site) {
          add(new Unit(kind, unit, index), generators);
        }
      }
    }
    sources.addAll(generators);
    sources.addAll(stores);
    cut = new double[sources.size()];
    loads.sort(Comparator.comparingInt(unit -> -((Load) unit.device).priority()));
  }

  private void add(Unit unit, List<Unit> generators) {
    switch (unit.device) {
      case Photovoltaic _, WindTurbine _ -> sources.add(unit);
      case Turbine _, Cogeneration _ -> generators.add(unit);
      case Battery _, PumpedStorage _ -> stores.add(unit);
      case Load _ -> loads.add(unit);
      case GridConnection _ -> connections.add(unit);
      default -> {}
    }
  }

  /// Balances a lane in which `open` kW too much flow into the bus, or too little if negative.
  void correct(int lane, double open) {
    if (open > 0) {
      lower(lane, open);
    } else {
      raise(lane, -open);
    }
  }

  /// Lowers what flows into the bus by `surplus` kW.
  void lower(int lane, double surplus) {
    double left = surplus;
    for (int index = 0; index < sources.size(); index++) {
      Unit unit = sources.get(index);
      cut[index] = Math.min(left, Math.max(0, unit.get(lane) - unit.minimum));
      unit.add(lane, -cut[index]);
      left -= cut[index];
    }
    for (int index = 0; index < sources.size() && left > 0; index++) {
      Unit unit = sources.get(index);
      if (unit.minimum > 0) {
        left -= unit.get(lane);
        unit.add(lane, -unit.get(lane));
        cut[index] = 0;
      }
    }
    if (left < 0) {
      replace(lane, -left);
    }
  }

  /// Raises what flows into the bus by `missing` kW, after a generator had to stop.
  private void replace(int lane, double missing) {
    double left = missing;
    for (int index = 0; index < sources.size() && left > 0; index++) {
      double back = Math.min(left, cut[index]);
      sources.get(index).add(lane, back);
      left -= back;
    }
    for (int index = 0; index < connections.size() && left > 0; index++) {
      Unit connection = connections.get(index);
      double bought = Math.min(left, connection.room(lane));
      connection.add(lane, bought);
      left -= bought;
    }
    if (left > 0) {
      raise(lane, left);
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
      left -= shed(unit, lane, left, unit.high(lane));
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
