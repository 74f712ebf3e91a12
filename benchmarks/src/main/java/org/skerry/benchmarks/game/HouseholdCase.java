package org.skerry.benchmarks.game;

import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.skerry.energy.device.Step;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.dispatch.HouseholdRule;
import org.skerry.energy.game.Days;
import org.skerry.energy.game.Households;
import org.skerry.energy.game.Households.Earning;
import org.skerry.energy.game.LayeredGame;
import org.skerry.energy.game.LocalTrade;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.learning.Role;
import org.skerry.learning.Transition;

/// Transactive households: one step of the six training houses in many lanes, and one day of ten
/// thousand households.
public final class HouseholdCase {
  private static final int LANES = 256;
  private static final int HOUSEHOLDS = 6;
  private static final int HORIZON = 24;

  private HouseholdCase() {}

  /// How many steps of single households one step plays.
  public static int householdSteps() {
    return LANES * HOUSEHOLDS;
  }

  /// One step: all households observe and act by chance, the guard is on, they trade.
  public static Runnable step() {
    var setting = setting("transactive", "homes:days=60,noise=1");
    var days = Days.drawn(setting.timeline(), IntStream.range(0, 60).toArray());
    var game =
        LayeredGame.of(setting, days, LANES, Step.Limits.OPERATING)
            .layer(lanes -> new Households(lanes, 40, Earning.OWN))
            .settle(LocalTrade::new);
    Role role = game.spec().roles().getFirst();
    var observations = new float[game.spec().observations(role)];
    var actions = new float[game.spec().actions(role)];
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    for (var index = 0; index < actions.length; index++) {
      actions[index] = random.nextInt(40);
    }
    var transition = new Transition(game.spec());
    var played = new int[] {HORIZON};
    return () -> {
      if (played[0]++ == HORIZON) {
        game.reset(1);
        played[0] = 1;
      }
      game.observe(role, observations);
      game.act(role, actions);
      game.resolve(transition);
    };
  }

  /// One day of 10 000 households in 100 microgrids by a rule, market included.
  public static Runnable day() {
    var setting = setting("transactive:microgrids=100,households=100", "homes");
    var period = Period.between(0, HORIZON);
    var game = LayeredGame.of(setting, period, 1, Step.Limits.OPERATING).settle(LocalTrade::new);
    game.reset(1);
    Controller.Running rule = HouseholdRule.usual().start(game.lanes(), period);
    var transition = new Transition(game.spec());
    return () -> {
      game.reset(1);
      for (var hour = 0; hour < HORIZON; hour++) {
        rule.decide(hour);
        game.resolve(transition);
      }
    };
  }

  private static Setting setting(String name, String days) {
    var scenario = Scenarios.load(name);
    return Setting.of(scenario, Datasets.load(days, scenario));
  }
}
