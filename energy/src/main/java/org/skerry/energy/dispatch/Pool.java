package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Dump;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.PumpedStorage;
import org.skerry.energy.device.Store;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.device.Units;
import org.skerry.energy.device.WindTurbine;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Setting;

/// Sites that balance their power together, seen as one: one store, one supply, one connection to
/// the main grid. Power in kW, lane 0.
///
/// Several stores are one, [Store#together], of which each gives in proportion to what it can.
/// Several connections are one, with the sum of their limits and the mean of their prices; an
/// island has limits and prices of 0.
final class Pool {
  private final Lanes lanes;
  private final List<Place> stores = new ArrayList<>();
  private final List<Place> loads = new ArrayList<>();
  private final List<Place> renewables = new ArrayList<>();
  private final List<Place> turbines = new ArrayList<>();
  private final List<Place> connections = new ArrayList<>();
  private final Store store;
  private final Supply supply;

  /// A unit of a kind of equipment.
  ///
  /// @param kind index among the kinds of the lanes
  private record Place(int kind, int unit, Device device) {}

  /// Where an input is read.
  @FunctionalInterface
  private interface Source {
    double input(Place place, int input);
  }

  private Pool(Lanes lanes, List<Integer> sites) {
    this.lanes = lanes;
    for (int kind = 0; kind < lanes.equipment().size(); kind++) {
      Equipment equipment = lanes.equipment().get(kind);
      for (int unit = 0; unit < equipment.devices().size(); unit++) {
        if (sites.contains(equipment.site(unit))) {
          add(new Place(kind, unit, equipment.devices().get(unit)));
        }
      }
    }
    store = Store.together(stores.stream().map(Place::device).toList());
    supply =
        new Supply(
            turbines.stream().map(place -> (Turbine) place.device()).toList(),
            loads.stream()
                .mapToDouble(place -> ((Load) place.device()).lostLoadValue())
                .min()
                .orElse(0));
  }

  /// The pools of a scenario.
  ///
  /// @throws IllegalArgumentException if a site has a device that is not about power
  static List<Pool> of(Lanes lanes, Sharing sharing) {
    List<Integer> all = IntStream.range(0, lanes.sites()).boxed().toList();
    return switch (sharing) {
      case ALONE -> all.stream().map(site -> new Pool(lanes, List.of(site))).toList();
      case POOLED -> List.of(new Pool(lanes, all));
    };
  }

  private void add(Place place) {
    Device device = place.device();
    if (device.ports().contains(Carrier.HEAT)) {
      throw new IllegalArgumentException(
          "This controller knows power only, but device '"
              + device.name()
              + "' exchanges heat. Use --controller mpc.");
    }
    switch (device) {
      case Battery _, PumpedStorage _ -> stores.add(place);
      case Photovoltaic _, WindTurbine _ -> renewables.add(place);
      case Turbine _ -> turbines.add(place);
      case Dump _ -> {} // burns what is left when sites settle
      case Load _ -> loads.add(place);
      case GridConnection _ -> connections.add(place);
      default ->
          throw new IllegalArgumentException(
              "This controller does not know what device '"
                  + device.name()
                  + "' of kind "
                  + device.kind()
                  + " does. Use --controller mpc.");
    }
  }

  /// All stores as one.
  Store store() {
    return store;
  }

  /// What all stores hold above the least, each held to its range, kWh.
  double stored() {
    double sum = 0;
    for (Place place : stores) {
      Store own = Store.of(place.device());
      double energy = units(place).state(0)[place.unit()] - own.least();
      sum += Math.max(0, Math.min(own.range(), energy));
    }
    return sum;
  }

  /// Asks all stores what they can deliver in the step to come; [#low] and [#high] then add it up.
  void prepare() {
    for (Place place : stores) {
      lanes.equipment().get(place.kind()).fleet().deliverable(lanes.step(), units(place));
    }
  }

  /// The least power that all stores can deliver, kW, not above 0.
  double low() {
    double sum = 0;
    for (Place place : stores) {
      sum += units(place).low(0)[place.unit()];
    }
    return sum;
  }

  /// The greatest power that all stores can deliver, kW, not below 0.
  double high() {
    double sum = 0;
    for (Place place : stores) {
      sum += units(place).high(0)[place.unit()];
    }
    return sum;
  }

  /// What serving a demand costs.
  Supply supply() {
    return supply;
  }

  /// What the lanes' inputs say of the step to come.
  Conditions now() {
    return conditions((place, input) -> units(place).input(input)[place.unit()]);
  }

  /// What the data set says of a step.
  Conditions at(int step) {
    Setting setting = lanes.setting();
    return conditions((place, input) ->
        setting.input(setting.groups().get(place.kind()), place.unit(), input, step));
  }

  /// The carbon of the outside is the last input of a connection that accounts for it.
  private int carbon(Place place) {
    return units(place).inputs() - 1;
  }

  private Conditions conditions(Source source) {
    double buy = 0;
    double sell = 0;
    double importLimit = 0;
    double exportLimit = 0;
    for (Place place : connections) {
      GridConnection grid = (GridConnection) place.device();
      double available = source.input(place, 2);
      buy += source.input(place, 0) / connections.size();
      sell += source.input(place, 1) / connections.size();
      if (grid.carbon().isPresent()) {
        double grams = source.input(place, carbon(place));
        buy += grid.carbon().get().perKwh(grams) / connections.size();
      }
      importLimit += grid.importLimit() * available;
      exportLimit += grid.exportLimit() * available;
    }
    double demand = 0;
    for (Place place : loads) {
      demand += source.input(place, 0);
    }
    double free = 0;
    for (Place place : renewables) {
      free += source.input(place, 0);
    }
    return new Conditions(buy, sell, importLimit, exportLimit, demand, free);
  }

  /// Sets storage to `power`, and generators, sun and wind to what then costs least.
  void set(double power, Conditions now) {
    share(power);
    double produced = supply.production(now, now.demand() - power);
    double output = produced - now.free();
    double price = output > 0 ? supply.marginal(output) : 0;
    for (Place place : turbines) {
      setpoint(place)[place.unit()] = output > 0 ? ((Turbine) place.device()).worthwhile(price) : 0;
    }
    if (output < 0) {
      double share = produced / now.free();
      for (Place place : renewables) {
        setpoint(place)[place.unit()] *= share;
      }
    }
  }

  /// Shares `power` out among the stores in proportion to what each can deliver.
  private void share(double power) {
    double all = power < 0 ? low() : high();
    for (Place place : stores) {
      double own = (power < 0 ? units(place).low(0) : units(place).high(0))[place.unit()];
      setpoint(place)[place.unit()] = all == 0 ? 0 : power * own / all;
    }
  }

  private double[] setpoint(Place place) {
    return units(place).setpoint(0);
  }

  private Units units(Place place) {
    return lanes.equipment().get(place.kind()).units();
  }
}
