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

/// The plan of a site whose only memory is one store: a house. The same optimum as that of [Plan],
/// found by dynamic programming a hundred times faster.
///
/// In every step what is not served by the store costs a convex function of its power, made of
/// straight lines: selling less, sun and wind, buying, shedding by agreement and losing load, in
/// the order of their cost. The cost to go is a convex function of the stored energy, made of
/// straight lines too. A step back in time is then the infimal convolution of the two, and that is
/// their pieces sorted by slope (Rockafellar, Convex Analysis, 1970, section 16), cut to what the
/// store can hold. Slopes are all that is kept: a decision moves from where the store is to where
/// both slopes add up to 0.
///
/// Where a price is below 0 or selling earns more than buying costs, a step is not convex; then the
/// whole plan is made by levels, [StoreLevels].
///
/// Reuses its arrays; not safe for several threads at once.
final class StorePlan {
  private static final double TIE = 1e-9; // per kWh: now is as good as later, so it charges now

  private final List<Place> loads = new ArrayList<>();
  private final List<Place> sources = new ArrayList<>();
  private Optional<Place> connection = Optional.empty();
  private Optional<Place> battery = Optional.empty();
  private boolean simple = true;
  private final Pieces supply = new Pieces();
  private final Pieces step = new Pieces();
  private Pieces later = new Pieces();
  private Pieces spare = new Pieces();
  private double chargedTo;
  private Side side = Side.BOTH; // of the first step

  /// What a step may do with the main grid.
  private enum Side {
    SELLING,
    BUYING,
    BOTH
  }

  /// A unit of the site.
  private record Place(Setting.Group group, int index, int unit, Device device) {}

  /// A convex function made of straight lines, from its left end on: slopes ascend.
  private static final class Pieces {
    private double[] slope = new double[64];
    private double[] length = new double[64];
    private int count;

    void clear() {
      count = 0;
    }

    void append(double steepness, double size) {
      if (size <= 0) {
        return;
      }
      if (count == slope.length) {
        slope = Arrays.copyOf(slope, 2 * count);
        length = Arrays.copyOf(length, 2 * count);
      }
      slope[count] = steepness;
      length[count++] = size;
    }

    /// Puts a piece where it belongs.
    void insert(double steepness, double size) {
      append(steepness, size);
      for (int place = count - 1; size > 0 && place > 0 && slope[place - 1] > steepness; place--) {
        slope[place] = slope[place - 1];
        length[place] = length[place - 1];
        slope[place - 1] = steepness;
        length[place - 1] = size;
      }
    }
  }

  private StorePlan(Setting setting, int site) {
    for (int index = 0; index < setting.groups().size(); index++) {
      Setting.Group group = setting.groups().get(index);
      for (int unit = 0; unit < group.devices().size(); unit++) {
        if (group.sites().get(unit) == site) {
          add(new Place(group, index, unit, group.devices().get(unit)));
        }
      }
    }
  }

  /// The plan of a site, if it is one of those.
  static Optional<StorePlan> of(Setting setting, int site) {
    StorePlan plan = new StorePlan(setting, site);
    return plan.simple && plan.battery.isPresent() ? Optional.of(plan) : Optional.empty();
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

  /// Plans, and tells the set-points of the first step.
  ///
  /// @return false if some load is worth less than energy or what net meters feed in may have to be
  ///   spilled; nothing is set then
  boolean decide(Plan.Task task, int site, Plan.Target target) {
    Place own = battery.orElseThrow();
    Store store = Store.of(own.device);
    double range = store.range();
    double efficiency = StorageValue.efficiency(own.device);
    double worth = efficiency * task.worth().applyAsDouble(site);
    double hours = task.setting().timeline().hours();
    double start = task.start().state(own.group, own.unit, 0) - store.least();
    double stored = Math.max(0, Math.min(range, start));
    side = Side.BOTH;
    double change = isConvex(task, store, worth) ? change(stored) : byLevels(task, worth, stored);
    if (Double.isNaN(change)) {
      return false;
    }
    double power = store.power(change, hours);
    target.set(own.index, own.unit, 0, power);
    serve(task, demand(task, 0) - power, target);
    return true;
  }

  /// Goes back to the first step, where all are convex.
  private boolean isConvex(Plan.Task task, Store store, double worth) {
    later.clear();
    later.append(-worth, store.range());
    for (int ahead = task.steps() - 1; ahead > 0; ahead--) {
      if (!price(task, ahead, store)) {
        return false;
      }
      convolve(store.range());
    }
    return price(task, 0, store);
  }

  /// How the stored energy changes at best where some step is not convex, kWh; NaN if that cannot
  /// be told from the stored energy alone. Chooses the side of the first step.
  private double byLevels(Plan.Task task, double worth, double stored) {
    Store store = Store.of(battery.orElseThrow().device);
    if (store.range() <= 0 || !losesLast()) {
      return Double.NaN;
    }
    StoreLevels levels = new StoreLevels(store, task.setting().timeline().hours());
    levels.end(worth);
    for (int ahead = task.steps() - 1; ahead > 0; ahead--) {
      Optional<StoreStep> cost = cost(task, ahead, store);
      if (cost.isEmpty()) {
        return Double.NaN;
      }
      levels.back(cost.get(), cost.get().bends());
    }
    Optional<StoreStep> cost = cost(task, 0, store);
    if (cost.isEmpty()) {
      return Double.NaN;
    }
    double change = levels.change(stored, cost.get(), cost.get().bends());
    side = cost.get().sides() == 1 ? Side.BOTH : Side.values()[cost.get().side(change)];
    return change;
  }

  /// Whether all that may be shed by agreement costs less than any load that is lost.
  private boolean losesLast() {
    double lost =
        loads.stream().mapToDouble(place -> ((Load) place.device).lostLoadValue()).min().orElse(0);
    return loads.stream().allMatch(place -> ((Load) place.device).curtailmentCost() <= lost);
  }

  /// What a step costs, by side where selling earns more than buying costs; empty if load may be
  /// lost by choice or net meters spill.
  private Optional<StoreStep> cost(Plan.Task task, int ahead, Store store) {
    double demand = demand(task, ahead);
    StoreStep step = new StoreStep(store, task.setting().timeline().hours(), demand);
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
          new StoreStep.Side(
              -sold,
              cost,
              Arrays.copyOf(supply.slope, supply.count),
              Arrays.copyOf(supply.length, supply.count),
              lost));
    }
    return Optional.of(step);
  }

  private double demand(Plan.Task task, int ahead) {
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

  /// Finds what the store's change of energy costs in a step: pieces from the most that it can take
  /// out to the most that it can put in; where it stands still is at [#chargedTo]. Returns whether
  /// that is convex and does without losing load that could be served, or what net meters feed in.
  private boolean price(Plan.Task task, int ahead, Store store) {
    double hours = task.setting().timeline().hours();
    double most = supply(task, ahead, Side.BOTH);
    if (Double.isNaN(most)) {
      return false;
    }
    double lowest = -most; // kW that can be sold
    double demand = demand(task, ahead);
    if (demand < lowest) { // net meters spill
      return false;
    }
    double from = Math.max(lowest, demand - store.dischargePower());
    double to = demand + store.chargePower();
    double out = store.dischargeEfficiency();
    double in = store.chargeEfficiency();
    step.clear();
    chargedTo = 0;
    double at = lowest;
    double last = Double.NEGATIVE_INFINITY;
    for (int piece = 0; piece < supply.count; piece++) {
      double end = at + supply.length[piece];
      double slope = supply.slope[piece];
      double given = Math.min(end, demand) - Math.max(at, from); // less and less discharged
      if (given > 0) {
        double steepness = (slope - store.dischargeCost()) * out;
        if (steepness < last) {
          return false;
        }
        last = steepness;
        step.append(steepness, given * hours / out);
        chargedTo += given * hours / out;
      }
      double taken = Math.min(end, to) - Math.max(at, demand);
      if (taken > 0) {
        double steepness = (slope + store.chargeCost()) / in;
        if (steepness < last) {
          return false;
        }
        last = steepness;
        step.append(steepness, taken * hours * in);
      }
      at = end;
    }
    return true;
  }

  /// Finds what power costs per kWh in a step, from all that can be sold on; returns how much that
  /// is, kW, NaN if a load is worth less than buying, or, on both sides at once, if selling earns
  /// more.
  private double supply(Plan.Task task, int ahead, Side side) {
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

  /// One step back in time: the cost to go before `step` from that after it.
  private void convolve(double range) {
    double left = 0;
    for (int piece = 0; piece < step.count; piece++) {
      left += step.length[piece];
    }
    double before = left - chargedTo; // how far the left end lies below empty
    spare.clear();
    int one = 0;
    int other = step.count - 1; // mirrored: from the most put in to the most taken out
    double skip = before;
    double keep = range;
    while (keep > 0 && (one < later.count || other >= 0)) {
      boolean first = other < 0 || (one < later.count && later.slope[one] <= -step.slope[other]);
      double slope = first ? later.slope[one] : -step.slope[other];
      double length = first ? later.length[one++] : step.length[other--];
      double skipped = Math.min(skip, length);
      skip -= skipped;
      double kept = Math.min(keep, length - skipped);
      spare.append(slope, kept);
      keep -= kept;
    }
    Pieces swapped = later;
    later = spare;
    spare = swapped;
  }

  /// How the stored energy changes at best, kWh, from what is stored above the least.
  private double change(double stored) {
    int piece = 0; // of the step, the one to the right of standing still
    double room = chargedTo;
    while (piece < step.count && room >= step.length[piece] - TIE) {
      room -= step.length[piece++];
    }
    int ahead = 0; // of the cost to go, the one to the right of what is stored
    double above = stored;
    while (ahead < later.count && above >= later.length[ahead]) {
      above -= later.length[ahead++];
    }
    double up = rise(piece, room, ahead, above);
    return up > 0 ? up : -fall(piece, room, ahead, above);
  }

  private double rise(int piece, double room, int ahead, double above) {
    double moved = 0;
    int own = piece;
    int next = ahead;
    double ownLeft = own < step.count ? step.length[own] - Math.max(0, room) : 0;
    double nextLeft = next < later.count ? later.length[next] - above : 0;
    while (own < step.count && next < later.count && step.slope[own] + later.slope[next] < TIE) {
      double length = Math.min(ownLeft, nextLeft);
      moved += length;
      ownLeft -= length;
      nextLeft -= length;
      if (ownLeft <= 0 && ++own < step.count) {
        ownLeft = step.length[own];
      }
      if (nextLeft <= 0 && ++next < later.count) {
        nextLeft = later.length[next];
      }
    }
    return moved;
  }

  private double fall(int piece, double room, int ahead, double above) {
    double moved = 0;
    int own = room > TIE ? piece : piece - 1;
    int next = above > 0 ? ahead : ahead - 1;
    double ownLeft = room > TIE ? room : own >= 0 ? step.length[own] : 0;
    double nextLeft = above > 0 ? above : next >= 0 ? later.length[next] : 0;
    while (own >= 0 && next >= 0 && step.slope[own] + later.slope[next] > TIE) {
      double length = Math.min(ownLeft, nextLeft);
      moved += length;
      ownLeft -= length;
      nextLeft -= length;
      if (ownLeft <= 0 && --own >= 0) {
        ownLeft = step.length[own];
      }
      if (nextLeft <= 0 && --next >= 0) {
        nextLeft = later.length[next];
      }
    }
    return moved;
  }

  /// Sets loads, sun and wind for what the store leaves open, kW, in the order of cost.
  private void serve(Plan.Task task, double required, Plan.Target target) {
    double at = -supply(task, 0, side);
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
    double available = available(task, 0);
    double used = available == 0 ? 0 : Math.clamp((required - free) / available, 0, 1);
    for (Place place : sources) {
      target.set(place.index, place.unit, 0, used * input(task, place, 0, 0));
    }
    for (Place place : loads) {
      Load load = (Load) place.device;
      double cost = load.curtailmentCost();
      double agreed = cost < marginal ? 1 : cost == marginal ? part : 0;
      double served = 1 - agreed * load.curtailableShare();
      target.set(place.index, place.unit, 0, -served * input(task, place, 0, 0));
    }
  }
}
