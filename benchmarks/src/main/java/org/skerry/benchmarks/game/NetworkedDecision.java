package org.skerry.benchmarks.game;

import java.util.Map;
import org.skerry.energy.device.Step;
import org.skerry.energy.dispatch.Coupling;
import org.skerry.energy.game.LayeredGame;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.PooledOperators;
import org.skerry.energy.game.PooledOperators.Pooling;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.learning.Policy;
import org.skerry.learning.Role;
import org.skerry.learning.Training;
import org.skerry.learning.Transition;
import org.skerry.learning.algorithm.Mappo;
import org.skerry.learning.rollout.Noise;

/// One online decision of `networked`: the four microgrids observe, their networks decide, the
/// optimal power flow settles, and the step is played; one lane over the year.
public final class NetworkedDecision {
  private static final boolean[] ALL_OPEN = {};

  private final LayeredGame game;
  private final Role role;
  private final Policy policy;
  private final float[] observations;
  private final float[] actions;
  private final Transition transition;
  private final Noise noise = new Noise(1);
  private int played;

  /// Sets the game up with networks that have not learnt; they decide as fast as others.
  public NetworkedDecision() {
    var scenario = Scenarios.load("networked");
    var setting = Setting.of(scenario, Datasets.load(scenario.dataset(), scenario));
    var year = Period.between(0, setting.timeline().steps());
    game =
        LayeredGame.of(setting, year, 1, Step.Limits.OPERATING)
            .layer(lanes -> new PooledOperators(lanes, Pooling.TOGETHER, 0))
            .settle(Coupling.of(scenario).settlement());
    role = game.spec().roles().getFirst();
    policy = new Training(game, Map.of(role.name(), new Mappo()), 1).learner(role).policy();
    observations = new float[game.spec().observations(role)];
    actions = new float[game.spec().actions(role)];
    transition = new Transition(game.spec());
    game.reset(1);
  }

  /// Decides and plays one hour; the year begins anew at its end.
  public void decide() {
    if (played++ == game.spec().horizon()) {
      game.reset(1);
      played = 1;
    }
    game.observe(role, observations);
    policy.act(role, role.agents(), observations, ALL_OPEN, actions, noise);
    game.act(role, actions);
    game.resolve(transition);
  }
}
