package org.skerry.energy.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Step;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.dispatch.Controllers;
import org.skerry.energy.dispatch.Coupling;
import org.skerry.energy.dispatch.Genetic;
import org.skerry.energy.dispatch.PolicyController;
import org.skerry.energy.dispatch.Sharing;
import org.skerry.energy.dispatch.Simulation;
import org.skerry.energy.dispatch.Trace;
import org.skerry.energy.game.Households.Choice;
import org.skerry.energy.game.Households.Earning;
import org.skerry.energy.game.Households.Knowledge;
import org.skerry.energy.game.PooledOperators.Pooling;
import org.skerry.energy.game.TierPrices.Tier;
import org.skerry.learning.Policy;

/// Nobody decides by what comes later: of two plays that are alike up to now, all is alike up to
/// now. What is to come is turned round in time, so that the mean price of the data stays, which
/// everybody may know as the unit of prices. Prices that are published may be known to the end of
/// the day, and with them the load that they follow from.
class NoLeakTest {
  private static final int DAYS = 3;
  private static final int[] NOW = {9, 40};

  /// Decides by all that is seen.
  private static final Policy WATCHFUL =
      (role, rows, seen, open, actions, random) -> {
        int size = role.observation().size();
        for (int row = 0; row < rows; row++) {
          double sum = 0;
          for (int number = 0; number < size; number++) {
            sum += (1 + number % 3) * seen[row * size + number];
          }
          for (int number = 0; number < role.action().size(); number++) {
            double wave = Math.sin(sum + number);
            actions[row * role.action().size() + number] =
                (float)
                    (role.choices() == 0 ? wave : Math.floor((wave + 1) / 2.001 * role.choices()));
          }
        }
      };

  /// A controller on a scenario, made anew for every play.
  record Case(String name, boolean published, Function<Setting, Controller> controller) {
    Setting setting() {
      return published
          ? Homes.setting("transactive-three", "homes:days=" + DAYS + ",noise=1")
          : Setting.of(Examples.four(), Examples.days(DAYS));
    }

    @Override
    public String toString() {
      return name + (published ? " of households" : " of microgrids");
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String name : Controllers.names()) {
      if (!List.of("perfectMPC", "optimum").contains(name)) { // who know all, and say so
        Function<Setting, Controller> named =
            setting ->
                name.equals("genetic")
                    ? briefly(setting)
                    : Controllers.named(name, setting.scenario());
        cases.add(new Case(name, false, named));
        if (List.of("none", "rule", "selfConsumption", "dayAhead", "mpc").contains(name)) {
          cases.add(new Case(name, true, named));
        }
      }
    }
    for (Pooling pooling : Pooling.values()) {
      cases.add(layer(false, lanes -> new PooledOperators(lanes, pooling, 0)));
    }
    for (MicrogridOperators.Form form : MicrogridOperators.Form.values()) {
      cases.add(layer(false, lanes -> new MicrogridOperators(lanes, form, 1, 0)));
    }
    for (Tier tier : Tier.values()) {
      cases.add(layer(true, lanes -> new TierPrices(lanes, tier)));
    }
    for (Choice choice : Choice.values()) {
      for (Knowledge knowledge : Knowledge.values()) {
        cases.add(layer(true, lanes -> new Households(lanes, 40, choice, knowledge, Earning.OWN)));
      }
    }
    return cases.stream();
  }

  /// A genetic algorithm of few generations, which knows as much as one of many.
  private static Controller briefly(Setting setting) {
    return new Genetic(Sharing.of(setting.scenario()), 8, 3, 0.7, 0.5, 0.2, 0.3, 2, 1, 1);
  }

  private static Case layer(boolean published, Function<Lanes, Layer> layer) {
    Case any = new Case("", published, _ -> new PolicyController("", layer, WATCHFUL));
    Lanes lanes = new Lanes(any.setting(), 1, Step.Limits.OPERATING);
    return new Case(layer.apply(lanes).role().form(), published, any.controller());
  }

  private static Trace play(Case tried, Setting setting) {
    Period period = Period.between(0, setting.timeline().steps());
    return new Simulation(
            setting, period, Coupling.of(setting.scenario()).settlement(), Step.Limits.OPERATING)
        .run(tried.controller().apply(setting), _ -> {})
        .trace();
  }

  /// Turns the numbers at a place of the table round, from a step on.
  private static void turn(Setting setting, int place, int from) {
    double[] table = setting.table();
    int width = setting.width();
    int last = setting.timeline().steps() - 1;
    for (int step = from; step < from + last - step; step++) {
      int one = step * width + place;
      int other = (from + last - step) * width + place;
      double kept = table[one];
      table[one] = table[other];
      table[other] = kept;
    }
  }

  private static void turn(Setting setting, boolean published, int now) {
    int day = setting.timeline().stepsPerDay();
    int known = published ? (now / day + 1) * day : now + 1;
    List<Integer> suns = new ArrayList<>();
    for (Setting.Group group : setting.groups()) {
      for (int unit = 0; unit < group.devices().size(); unit++) {
        if (group.devices().get(unit) instanceof Photovoltaic) {
          suns.add(setting.place(group.firstColumn() + unit * group.inputs()));
        }
      }
    }
    for (int place = 0; place < setting.width(); place++) {
      turn(setting, place, suns.contains(place) ? now + 1 : known);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nothingIsDecidedByWhatComesLater(Case tried) {
    Trace usual = play(tried, tried.setting());
    for (int now : NOW) {
      if (tried.published() && now < 24) {
        continue; // the first day is taken as known where prices are published
      }
      Setting turned = tried.setting();
      turn(turned, tried.published(), now);
      Trace other = play(tried, turned);

      for (Trace.Column column : usual.columns()) {
        for (int step = 0; step <= now; step++) {
          // The sum of a mean is taken in another order, and solvers stop at 1e-8 of the cost.
          assertThat(other.values(column)[step])
              .as("%s at step %d, turned round after %d", column, step, now)
              .isCloseTo(usual.values(column)[step], within(1e-3));
        }
      }
    }
  }

  @Test
  void whoKnowsTheFutureIsFound() {
    Case perfect =
        new Case("optimum", false, setting -> Controllers.named("optimum", setting.scenario()));
    Setting turned = perfect.setting();
    turn(turned, false, 31);

    Trace usual = play(perfect, perfect.setting());
    Trace other = play(perfect, turned);

    double most = 0;
    for (Trace.Column column : usual.columns()) {
      for (int step = 0; step <= 31; step++) {
        most = Math.max(most, Math.abs(usual.values(column)[step] - other.values(column)[step]));
      }
    }
    assertThat(most).isGreaterThan(1);
  }
}
