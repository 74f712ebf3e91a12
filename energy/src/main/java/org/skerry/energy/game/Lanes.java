package org.skerry.energy.game;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Step;
import org.skerry.energy.device.Units;
import org.skerry.energy.market.LocalMarket;
import org.skerry.energy.scenario.Interconnection;

/// A running game: `count` copies of a scenario in lockstep, each at its own time in the data set,
/// one primitive array per quantity and kind of device.
///
/// Online operation is one lane. Layers, settlements and controllers read and write the arrays of
/// [#equipment()]; nothing here allocates once made. Not safe for several threads at once.
public final class Lanes {
  private final Setting setting;
  private final int count;
  private final Step step;
  private final List<Equipment> equipment = new ArrayList<>();
  private final Equipment[] order;
  private final int sites;
  private final int[] time;
  private final Inputs inputs;
  private final double[] cost;
  private final Sum sum;
  private final double[] networkCost;
  private final @Nullable LocalMarket market;
  private final double[] outsideBuy;
  private final double[] outsideSell;

  /// A game of `count` lanes; call [#begin] before the first step.
  ///
  /// @param limits whether set-points are held to the limits of good operation or of physics only
  public Lanes(Setting setting, int count, Step.Limits limits) {
    this.setting = setting;
    this.count = count;
    sites = setting.sites().size();
    step = new Step(setting.timeline().hours(), limits);
    for (Setting.Group group : setting.groups()) {
      equipment.add(new Equipment(group, sites, count));
    }
    order = equipment.toArray(Equipment[]::new);
    time = new int[count];
    inputs = new Inputs(setting, equipment, count);
    cost = new double[sites * count];
    int terms = equipment.stream().mapToInt(kind -> Math.max(1, kind.units().costTerms())).sum();
    sum = new Sum(terms, sites, count);
    networkCost = new double[count];
    boolean trading = setting.scenario().network() instanceof Interconnection.LocalTrade;
    market = trading ? Neighbourhood.market(setting, count) : null;
    Units grids = trading ? Neighbourhood.grids(this).units() : null;
    outsideBuy = grids == null ? new double[0] : grids.input(0);
    outsideSell = grids == null ? new double[0] : grids.input(1);
  }

  /// What is played, and on which data.
  public Setting setting() {
    return setting;
  }

  /// How many lanes there are.
  public int count() {
    return count;
  }

  /// How many sites each lane has: microgrids, or households where microgrids have them.
  public int sites() {
    return sites;
  }

  /// The length and the limits of a step.
  public Step step() {
    return step;
  }

  /// All kinds of equipment, in the order in which the scenario first names each.
  public List<Equipment> equipment() {
    return equipment;
  }

  /// All equipment of one type of device, such as `Battery.class`; empty if there is none.
  public List<Equipment> all(Class<? extends Device> type) {
    return equipment.stream().filter(kind -> type.isInstance(kind.devices().getFirst())).toList();
  }

  /// The equipment of one type of device where every site has exactly one unit of it.
  ///
  /// @throws IllegalArgumentException if a site has none or several
  public Equipment onePerSite(Class<? extends Device> type) {
    List<Equipment> found = all(type);
    if (found.size() == 1 && found.getFirst().devices().size() == sites) {
      Equipment kind = found.getFirst();
      if (IntStream.range(0, sites).allMatch(site -> kind.unit(site) >= 0)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "Every site of scenario '"
            + setting.scenario().name()
            + "' needs exactly one "
            + type.getSimpleName()
            + " of the same form. Add or remove devices.");
  }

  /// Where each lane is on the timeline, shape `[count]`; read only.
  public int[] time() {
    return time;
  }

  /// Where one lane is on the timeline.
  public int time(int lane) {
    return time[lane];
  }

  /// The cost of the last step with what was paid to neighbours, shape `[sites][count]`.
  public double[] cost() {
    return cost;
  }

  /// What the network cost in the last step beside the sites: its losses, shape `[count]`. Set by
  /// settlements with a network, else zero.
  public double[] networkCost() {
    return networkCost;
  }

  /// The market of a scenario whose households trade.
  ///
  /// @throws IllegalArgumentException if they do not
  public LocalMarket market() {
    if (market == null) {
      throw new IllegalArgumentException(
          "Scenario '%s' has no local trade. Write 'network: {form: trade}'."
              .formatted(setting.scenario().name()));
    }
    return market;
  }

  /// Sets every state to its initial value and forgets what flowed. Places on the timeline are the
  /// caller's to set, with [#moveTo].
  public void begin() {
    for (Equipment kind : order) {
      for (int unit = 0; unit < kind.devices().size(); unit++) {
        List<Device.State> states = kind.devices().get(unit).states();
        for (int state = 0; state < states.size(); state++) {
          Arrays.fill(
              kind.units().state(state),
              unit * count,
              (unit + 1) * count,
              states.get(state).initial());
        }
      }
      for (int port = 0; port < kind.devices().getFirst().ports().size(); port++) {
        Arrays.fill(kind.units().power(port), 0);
      }
    }
    if (market != null) {
      market.begin();
    }
  }

  /// Moves every lane to a step of the timeline, loads the inputs of that step and sets the
  /// set-points that hold where nobody decides.
  ///
  /// @param steps where each lane goes, shape `[count]`, each in [0, steps of the timeline)
  public void moveTo(int[] steps) {
    System.arraycopy(steps, 0, time, 0, count);
    inputs.load(steps);
    for (Equipment kind : order) {
      kind.fleet().idle(kind.units());
    }
    if (market != null) {
      market.prices().open(outsideBuy, outsideSell);
    }
  }

  /// Brings all set-points to what the devices can do.
  public void guard() {
    guard(equipment);
  }

  /// Brings the set-points of `decided` to what the devices can do, and finds what all others can
  /// do: they have been idle from the beginning, which can be done.
  void guard(List<Equipment> decided) {
    for (Equipment kind : order) {
      if (decided.contains(kind)) {
        kind.fleet().guard(step, kind.units());
      } else {
        kind.fleet().deliverable(step, kind.units());
      }
    }
  }

  /// Executes all set-points and adds up what each site paid.
  public void execute() {
    sum.begin();
    for (Equipment kind : order) {
      Units units = kind.units();
      kind.fleet().step(step, units);
      for (int term = 0; term < units.costTerms(); term++) {
        sum.add(kind, units.cost(term));
      }
    }
    sum.into(cost);
    if (market != null) {
      double[] paid = market.paid();
      for (int row = 0; row < cost.length; row++) {
        cost[row] += paid[row];
      }
    }
  }

  /// Adds up what is set for a carrier: `out[site × count + lane]` becomes the sum of the
  /// set-points of all devices but `without`, kW into the bus.
  public void balance(Carrier carrier, Class<? extends Device> without, double[] out) {
    sum.begin();
    String control = carrier == Carrier.HEAT ? "heat" : "power";
    for (Equipment kind : order) {
      int index = kind.units().control(control);
      if (index >= 0 && !without.isInstance(kind.devices().getFirst())) {
        sum.add(kind, kind.units().setpoint(index));
      }
    }
    sum.into(out);
  }
}
