package org.skerry.benchmarks.game;

import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.LayeredGame;
import org.skerry.energy.game.MicrogridOperators;
import org.skerry.energy.game.OwnBalance;
import org.skerry.energy.game.RandomWindows;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.learning.Role;
import org.skerry.learning.Transition;

/// One step of `networked` in 1024 lanes: all four agents observe and act, the guard is on, every
/// microgrid settles alone, without power flow.
public final class GameStep {
  private static final int LANES = 1024;
  private static final int MICROGRIDS = 4;
  private static final int HORIZON = 4000;

  private final LayeredGame game;
  private final Role role;
  private final float[] observations;
  private final float[] actions;
  private final Transition transition;
  private int played;

  /// Sets the game up with random actions.
  public GameStep() {
    var scenario = Scenarios.load("networked");
    var setting = Setting.of(scenario, Datasets.load(scenario.dataset(), scenario));
    var starts = IntStream.range(0, setting.timeline().steps() - HORIZON - 1).toArray();
    game =
        LayeredGame.of(setting, new RandomWindows(starts, HORIZON), LANES, Step.Limits.OPERATING)
            .layer(lanes -> new MicrogridOperators(lanes, 1))
            .settle(OwnBalance::new);
    role = game.spec().roles().getFirst();
    observations = new float[game.spec().observations(role)];
    actions = new float[game.spec().actions(role)];
    transition = new Transition(game.spec());
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    for (var index = 0; index < actions.length; index++) {
      actions[index] = 2 * random.nextFloat() - 1;
    }
    game.reset(1);
  }

  /// How many steps of single microgrids one operation plays.
  public static int microgridSteps() {
    return LANES * MICROGRIDS;
  }

  /// Plays one step; a horizon that ends begins anew.
  public void play() {
    if (played++ == HORIZON) {
      game.reset(1);
      played = 1;
    }
    game.observe(role, observations);
    game.act(role, actions);
    game.resolve(transition);
  }
}
