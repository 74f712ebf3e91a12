package org.skerry.energy.game;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Cogeneration;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Dump;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.PumpedStorage;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.device.WindTurbine;

/// Who gives way where a carrier cannot be balanced within the limits of the connections: at one
/// site, or at several that share a bus.
///
/// Ours. A surplus curtails sun and wind, then generators down to what minimum and ramp allow, then
/// storage that discharges; then dump loads burn it; only then generators stop that can. What is
/// missing after that comes from what was just curtailed and burnt, then from the connections, and
/// then it is a deficit. What the ramps of generators hold up even so is spilled: paid for, but not
/// fed in, a violation of what they can do. What net meters feed in gives way last of all. A
/// deficit stops dump loads, then storage that charges, then sheds load: first what may be
/// curtailed by agreement, then critical load, in the order of [Load#GIVES_WAY].
final class Merit {
  /// What rounding leaves of sums of some hundred kW, kW.
  static final double NOTHING = 1e-12;

  /// What a plan solved to 1e-8 of its numbers leaves, kW: no generator stops for less. It feeds in
  /// that much less.
  private static final double ROUNDING = 1e-6;

  private final List<Unit> sources = new ArrayList<>();
  private final List<Unit> dumps = new ArrayList<>();
  private final List<Unit> stores = new ArrayList<>();
  private final List<Unit> loads = new ArrayList<>();
  private final List<Unit> connections = new ArrayList<>();
  private final double[] cut;

  /// One control of one unit: its numbers in all lanes, and the device that they belong to.
  private static final class Unit {
    private final Device device;
    private final double[] setpoint;
    private final double[] low;
    private final double[] high;
    private final int first;
    private final double minimum;

    Unit(Equipment kind, int index, int control) {
      device = kind.devices().get(index);
      setpoint = kind.units().setpoint(control);
      low = kind.units().low(control);
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

    double low(int lane) {
      return low[first + lane];
    }

    double high(int lane) {
      return high[first + lane];
    }

    /// Raises the set-point by at most `most` kW, up to `limit`; returns by how much.
    double raise(int lane, double most, double limit) {
      double change = Math.min(most, Math.max(0, limit - get(lane)));
      setpoint[first + lane] += change;
      return change;
    }

    /// Lowers the set-point by at most `most` kW, down to `limit`; returns by how much.
    double lower(int lane, double most, double limit) {
      double change = Math.min(most, Math.max(0, get(lane) - limit));
      setpoint[first + lane] -= change;
      return change;
    }

    /// The least that a source gives without being stopped.
    double least(int lane) {
      return Math.max(minimum, Math.max(0, low(lane)));
    }
  }

  /// @param sites whose units give way, all at one bus
  Merit(Lanes lanes, Carrier carrier, int... sites) {
    String control = carrier == Carrier.HEAT ? "heat" : "power";
    List<Unit> generators = new ArrayList<>();
    for (int site : sites) {
      for (Equipment kind : lanes.equipment()) {
        int index = kind.units().control(control);
        for (int unit = 0; unit < kind.devices().size() && index >= 0; unit++) {
          if (kind.site(unit) == site) {
            add(new Unit(kind, unit, index), generators);
          }
        }
      }
    }
    sources.addAll(generators);
    sources.addAll(stores);
    cut = new double[sources.size()];
    loads.sort(Comparator.comparing(unit -> (Load) unit.device, Load.GIVES_WAY));
  }

  private void add(Unit unit, List<Unit> generators) {
    switch (unit.device) {
      case Photovoltaic _, WindTurbine _ -> sources.add(unit);
      case Turbine _, Cogeneration _ -> generators.add(unit);
      case Battery _, PumpedStorage _ -> stores.add(unit);
      case Dump _ -> dumps.add(unit);
      case Load _ -> loads.add(unit);
      case GridConnection _ -> connections.add(unit);
      default ->
          throw new IllegalArgumentException(
              "Nobody knows how device '%s' of kind %s gives way. Say so in Merit."
                  .formatted(unit.device.name(), unit.device.kind()));
    }
  }

  /// The loads, that which is shed first in front.
  List<Load> loads() {
    return loads.stream().map(unit -> (Load) unit.device).toList();
  }

  /// Balances a lane in which `open` kW too much flow into the bus, or too little if negative;
  /// returns what is open then. A generator that had to stop may leave less than there was.
  double correct(int lane, double open) {
    if (open > NOTHING) {
      return lower(lane, open);
    }
    return open < -NOTHING ? -raise(lane, -open) : 0;
  }

  /// Lowers what flows into the bus by `surplus` kW; returns what is then too much, or, if
  /// negative, too little since a generator stopped.
  double lower(int lane, double surplus) {
    double left = surplus;
    for (int index = 0; index < sources.size(); index++) {
      Unit unit = sources.get(index);
      cut[index] = unit.lower(lane, left, unit.least(lane));
      left -= cut[index];
    }
    for (int index = 0; index < dumps.size(); index++) {
      Unit unit = dumps.get(index);
      left -= unit.lower(lane, left, unit.low(lane));
    }
    for (int index = 0; index < sources.size() && left > ROUNDING; index++) {
      Unit unit = sources.get(index);
      if (unit.minimum > 0 && unit.low(lane) <= 0) {
        left -= unit.lower(lane, Double.POSITIVE_INFINITY, 0);
        cut[index] = 0;
      }
    }
    for (int index = 0; index < sources.size() && left > NOTHING; index++) {
      left -= sources.get(index).lower(lane, left, 0);
    }
    for (int index = 0; index < loads.size() && left > NOTHING; index++) { // net meters
      left -= loads.get(index).lower(lane, left, 0);
    }
    return left < 0 ? -replace(lane, -left) : left;
  }

  /// Feeds in `missing` kW more of sun and wind that was curtailed, as far as there is and no
  /// inverter may need its rating for reactive power; returns how much.
  double restore(int lane, double missing) {
    double left = missing;
    for (int index = 0; index < sources.size() && left > 0; index++) {
      Unit unit = sources.get(index);
      boolean free =
          unit.device instanceof Photovoltaic sun
              ? sun.apparentPower() == 0
              : unit.device instanceof WindTurbine;
      if (free) {
        left -= unit.raise(lane, left, unit.high(lane));
      }
    }
    return missing - left;
  }

  /// Raises what flows into the bus by `missing` kW, after a generator had to stop; returns what
  /// nobody could raise.
  private double replace(int lane, double missing) {
    double left = missing;
    for (int index = 0; index < sources.size() && left > 0; index++) {
      left -= sources.get(index).raise(lane, Math.min(left, cut[index]), Double.POSITIVE_INFINITY);
    }
    left -= stop(dumps, lane, left);
    for (int index = 0; index < connections.size() && left > 0; index++) {
      Unit connection = connections.get(index);
      left -= connection.raise(lane, left, connection.high(lane));
    }
    return raise(lane, left);
  }

  /// Raises what flows into the bus by `deficit` kW; returns what nobody could raise.
  double raise(int lane, double deficit) {
    double left = deficit - stop(dumps, lane, deficit);
    left -= stop(stores, lane, left);
    for (int index = 0; index < loads.size() && left > 0; index++) {
      left -= loads.get(index).raise(lane, left, loads.get(index).high(lane));
    }
    for (int index = 0; index < loads.size() && left > 0; index++) {
      left -= loads.get(index).raise(lane, left, 0);
    }
    return left;
  }

  /// Makes units take up to `most` kW less from the bus; returns how much.
  private static double stop(List<Unit> units, int lane, double most) {
    double left = most;
    for (int index = 0; index < units.size() && left > 0; index++) {
      left -= units.get(index).raise(lane, left, 0);
    }
    return most - left;
  }
}
