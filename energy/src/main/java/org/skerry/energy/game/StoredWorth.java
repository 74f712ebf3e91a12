package org.skerry.energy.game;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Store;
import org.skerry.energy.scenario.Scenario.Ending;
import org.skerry.energy.scenario.Timeline;

/// What energy in store will be worth to a community for the rest of the day, ours: what each
/// further part of it saves, if all batteries are used as one and as well as can be. In hydro power
/// such numbers are known as water values (Pereira, Pinto: Multi-stage stochastic optimization
/// applied to energy planning, 1991).
///
/// Found by dynamic programming from what is known before a day begins ([LikelyDays]); where the
/// end of a period is the end of everything, every day is taken for a period, as learners play it.
/// Worked out for a day when it is first asked for; not safe for several threads at once.
final class StoredWorth {
  /// How many parts of what all batteries hold are told apart, of one size, from empty to full.
  static final int PARTS = 8;

  private static final int LEVELS = 5; // of energy in a part
  private static final double TOLERANCE = 1e-3; // of the mean price for what is stored

  private final int[] dayOf;
  private final int[] firstOf;
  private final double mean;
  private final CommunityHours community;
  private final LikelyDays days;
  private final Store store;
  private final double spacing;
  private final boolean ends;
  private final float[] worth; // of all steps, one after the other; NaN: of a day not yet asked for

  /// @param batteries all of the community
  StoredWorth(Setting setting, List<Battery> batteries) {
    int steps = setting.timeline().steps();
    Timeline timeline = setting.timeline();
    dayOf = IntStream.range(0, steps).map(timeline::dayOf).toArray();
    firstOf = IntStream.range(0, timeline.days()).map(timeline::firstOf).toArray();
    mean = meanPrice(setting);
    community = new CommunityHours(setting, 0, steps);
    days = new LikelyDays(setting);
    ends = setting.scenario().ending() == Ending.TERMINAL;
    store = Store.together(batteries);
    spacing = store.range() / (PARTS * LEVELS);
    worth = new float[steps * PARTS];
    Arrays.fill(worth, Float.NaN);
  }

  /// The mean size of the price of buying outside, without carbon, per kWh; 1 if all is free. A
  /// unit for prices: their mean could be 0.
  static double meanPrice(Setting setting) {
    Setting.Group group = connections(setting);
    int steps = setting.timeline().steps();
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      sum += Math.abs(setting.input(group, 0, 0, step)) / steps;
    }
    return sum == 0 ? 1 : sum;
  }

  private static Setting.Group connections(Setting setting) {
    return setting.groups().stream()
        .filter(it ->
            it.devices().getFirst() instanceof GridConnection grid
                && grid.carrier() == Carrier.POWER)
        .findFirst()
        .orElseThrow();
  }

  /// Writes what each of the [#PARTS] parts is worth after a step, per kWh over the mean price.
  void observe(int step, float[] out, int place) {
    if (Float.isNaN(worth[step * PARTS])) {
      int today = dayOf[step];
      float[] parts = worth(today);
      System.arraycopy(parts, 0, worth, firstOf[today] * PARTS, parts.length);
    }
    System.arraycopy(worth, step * PARTS, out, place, PARTS);
  }

  /// Of a day, 0 for the first of the data, shape `[steps][PARTS]`.
  private float[] worth(int today) {
    double hours = community.hours();
    int down = moves(-store.after(0, store.dischargePower(), hours));
    int up = moves(store.after(0, -store.chargePower(), hours));
    double tolerance = TOLERANCE * mean * store.range();
    int last = ends ? dayOf.length : 0; // no day has more steps
    double[][] after =
        days.costToGo(today, PARTS * LEVELS + 1, down, up, last, tolerance, this::cost);
    float[] parts = new float[after.length * PARTS];
    if (spacing == 0) {
      return parts;
    }
    for (int step = 0; step < after.length; step++) {
      for (int part = 0; part < PARTS; part++) {
        double saved = after[step][part * LEVELS] - after[step][(part + 1) * LEVELS];
        parts[step * PARTS + part] = (float) (saved / (LEVELS * spacing * mean));
      }
    }
    return parts;
  }

  /// At least one if there are any, lest a store of many hours count as useless.
  private int moves(double energy) {
    return energy > 0 ? Math.clamp((int) (energy / spacing + 1e-9), 1, PARTS * LEVELS) : 0;
  }

  private double cost(int price, int load, int sun, int move) {
    double power = store.power(move * spacing, community.hours());
    double bought = community.load(load) - community.sun(sun) - power;
    return community.cost(price, bought) + community.hours() * store.cost(power);
  }
}
