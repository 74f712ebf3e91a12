package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.PumpedStorage;
import org.skerry.energy.device.Store;
import org.skerry.energy.device.WindTurbine;
import org.skerry.energy.game.Setting;

/// A site whose only memory is one store: a house. In every step, what the store does not serve
/// costs a convex function of its power, made of straight lines: selling less, sun and wind,
/// buying, shedding by agreement and losing load, in the order of their cost.
///
/// Reuses its arrays; not safe for several threads at once.
final class StoreSite {
  private final List<Place> loads = new ArrayList<>();
  private final List<Place> sources = new ArrayList<>();
  private final int site;
  private Optional<Place> connection = Optional.empty();
  private Optional<Place> battery = Optional.empty();
  private boolean simple = true;
  private final Pieces supply = new Pieces();

  /// What a step may do with the main grid.
  enum Side {
    SELLING,
    BUYING,
    BOTH
  }

  /// A unit of the site.
  private record Place(Setting.Group group, int index, int unit, Device device) {}

  private StoreSite(Setting setting, int site) {
    this.site = site;
    for (int index = 0; index < setting.groups().size(); index++) {
      Setting.Group group = setting.groups().get(index);
      for (int unit = 0; unit < group.devices().size(); unit++) {
        if (group.sites().get(unit) == site) {
          add(new Place(group, index, unit, group.devices().get(unit)));
        }
      }
    }
  }

  /// The site, if it is one of those.
  static Optional<StoreSite> of(Setting setting, int site) {
    StoreSite found = new StoreSite(setting, site);
    return found.simple && found.battery.isPresent() ? Optional.of(found) : Optional.empty();
  }

  private void add(Place place) {
    switch (place.device) {
      case Battery _ -> {
        simple &= battery.isEmpty();
        battery = Optional.of(place);
      }
      case PumpedStorage plant -> {
        simple &= battery.isEmpty() && plant.runningCost() == 0;
        battery = Optional.of(place);
      }
      case Load load -> {
        simple &= load.carrier() == Carrier.POWER && load.reactivePerPower() == 0;
        simple &= load.curtailmentCost() <= load.lostLoadValue();
        loads.add(place);
      }
      case Photovoltaic sun -> {
        simple &= sun.apparentPower() == 0;
        sources.add(place);
      }
      case WindTurbine _ -> sources.add(place);
      case GridConnection grid -> {
        simple &= connection.isEmpty() && grid.carrier() == Carrier.POWER;
        simple &= grid.peakCharge() == 0 && !grid.blocks() && grid.storageExport();
        connection = Optional.of(place);
      }
      default -> simple = false;
    }
  }

  Store store() {
    return Store.of(battery.orElseThrow().device);
  }

  /// What a kWh stored is worth after the last step of a task.
  double worth(Plan.Task task) {
    return StorageValue.efficiency(battery.orElseThrow().device) * task.worth().applyAsDouble(site);
  }

  /// What is stored above the least when a task begins, kWh.
  double stored(Plan.Task task) {
    Place own = battery.orElseThrow();
    Store store = store();
    double start = task.start().state(own.group, own.unit, 0) - store.least();
    return Math.max(0, Math.min(store.range(), start));
  }

  /// Whether all that may be shed by agreement costs less than any load that is lost.
  boolean losesLast() {
    double lost =
        loads.stream().mapToDouble(place -> ((Load) place.device).lostLoadValue()).min().orElse(0);
    return loads.stream().allMatch(place -> ((Load) place.device).curtailmentCost() <= lost);
  }

  /// What a step costs, by side where selling earns more than buying costs; empty if load may be
  /// lost by choice or net meters spill.
  Optional<StoreStep> cost(Plan.Task task, int ahead) {
    double demand = demand(task, ahead);
    StoreStep step = new StoreStep(store(), task.setting().timeline().hours(), demand);
    boolean both = !Double.isNaN(supply(task, ahead, Side.BOTH));
    for (Side each : both ? List.of(Side.BOTH) : List.of(Side.SELLING, Side.BUYING)) {
      double sold = supply(task, ahead, each);
      if (Double.isNaN(sold) || (each != Side.BUYING && demand < -sold)) {
        return Optional.empty();
      }
      double lost = 0;
      for (int index = 0; each != Side.SELLING && index < loads.size(); index++) {
        Load load = (Load) loads.get(index).device;
        double critical = 1 - load.curtailableShare();
        lost += Math.max(0, critical * input(task, loads.get(index), 0, ahead));
      }
      double cost = sold == 0 ? 0 : -sold * input(task, connection.orElseThrow(), 1, ahead);
      step.add(
          new StoreStep.Way(
              each,
              -sold,
              cost,
              Arrays.copyOf(supply.slope, supply.count),
              Arrays.copyOf(supply.length, supply.count),
              lost));
    }
    return Optional.of(step);
  }

  double demand(Plan.Task task, int ahead) {
    double sum = 0;
    for (int index = 0; index < loads.size(); index++) {
      sum += input(task, loads.get(index), 0, ahead);
    }
    return sum;
  }

  private double available(Plan.Task task, int ahead) {
    double sum = 0;
    for (int index = 0; index < sources.size(); index++) {
      sum += input(task, sources.get(index), 0, ahead);
    }
    return sum;
  }

  private static double input(Plan.Task task, Place place, int input, int ahead) {
    return task.outlook().input(place.group, place.unit, input, ahead);
  }

  /// Finds what power costs per kWh in a step, from all that can be sold on; returns how much that
  /// is, kW, NaN if a load is worth less than buying, or, on both sides at once, if selling earns
  /// more.
  double supply(Plan.Task task, int ahead, Side side) {
    supply.clear();
    supply.insert(0, available(task, ahead));
    double sold = 0;
    double buy = Double.NEGATIVE_INFINITY;
    if (connection.isPresent()) {
      Place place = connection.get();
      GridConnection grid = (GridConnection) place.device;
      double open = input(task, place, 2, ahead);
      buy = input(task, place, 0, ahead);
      if (grid.carbon().isPresent()) {
        buy += grid.carbon().get().perKwh(input(task, place, grid.inputs().size() - 1, ahead));
      }
      double sell = input(task, place, 1, ahead);
      double bought = side == Side.SELLING ? 0 : grid.importLimit() * open;
      sold = side == Side.BUYING ? 0 : grid.exportLimit() * open;
      if (sell > buy && bought > 0 && sold > 0) {
        return Double.NaN;
      }
      supply.insert(sell, sold);
      supply.insert(buy, bought);
    }
    for (int index = 0; index < loads.size(); index++) {
      Load load = (Load) loads.get(index).device;
      double demand = input(task, loads.get(index), 0, ahead);
      supply.insert(load.curtailmentCost(), load.curtailableShare() * demand);
      if (side != Side.SELLING) {
        supply.insert(load.lostLoadValue(), (1 - load.curtailableShare()) * demand);
      }
      if (load.lostLoadValue() < buy) {
        return Double.NaN;
      }
    }
    return sold;
  }

  /// What [#supply] found last.
  Pieces supply() {
    return supply;
  }

  /// Sets the store, and loads, sun and wind for what it leaves open, in the order of cost.
  ///
  /// @param power of the store, kW
  void serve(Plan.Task task, int ahead, Side side, double power, Plan.Target target) {
    Place own = battery.orElseThrow();
    target.set(own.index, own.unit, 0, power);
    double required = demand(task, ahead) - power;
    double at = -supply(task, ahead, side);
    double marginal = Double.NEGATIVE_INFINITY;
    double part = 0; // of the piece at the margin
    double free = at; // where sun and wind begin in the order
    for (int piece = 0; piece < supply.count; piece++) {
      if (supply.slope[piece] < 0) {
        free = at + supply.length[piece];
      }
      if (at < required) {
        marginal = supply.slope[piece];
        part = Math.min(1, (required - at) / supply.length[piece]);
      }
      at += supply.length[piece];
    }
    double available = available(task, ahead);
    double used = available == 0 ? 0 : Math.clamp((required - free) / available, 0, 1);
    for (Place place : sources) {
      target.set(place.index, place.unit, 0, used * input(task, place, 0, ahead));
    }
    for (Place place : loads) {
      Load load = (Load) place.device;
      double cost = load.curtailmentCost();
      double agreed = cost < marginal ? 1 : cost == marginal ? part : 0;
      double served = 1 - agreed * load.curtailableShare();
      target.set(place.index, place.unit, 0, -served * input(task, place, 0, ahead));
    }
  }
}
