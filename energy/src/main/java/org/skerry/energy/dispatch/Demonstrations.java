package org.skerry.energy.dispatch;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.LayeredGame;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.game.Settlement;
import org.skerry.energy.game.TeachableLayer;
import org.skerry.learning.Policy;
import org.skerry.learning.Role;
import org.skerry.learning.Transition;

/// What a controller decides, told as the actions of a layer's agents beside what they see:
/// examples for policies to learn from.
///
/// At first the teacher plays. Later the pupil plays and the teacher says in every state what it
/// would do, so that the pupil learns to return from where its own mistakes lead (Ross, Gordon,
/// Bagnell: A Reduction of Imitation Learning and Structured Prediction to No-Regret Online
/// Learning, 2011). Not safe for several threads at once.
public final class Demonstrations {
  private final Setting setting;
  private final Function<Lanes, Settlement> settlement;
  private final Function<Lanes, ? extends TeachableLayer> layer;
  private float[] observations = {};
  private float[] actions = {};
  private int rows;

  /// @param settlement how sites settle
  /// @param layer whose agents are to learn
  public Demonstrations(
      Setting setting,
      Function<Lanes, Settlement> settlement,
      Function<Lanes, ? extends TeachableLayer> layer) {
    this.setting = setting;
    this.settlement = settlement;
    this.layer = layer;
  }

  /// The role whose agents are to learn.
  public Role role() {
    return layer.apply(new Lanes(setting, 1, Step.Limits.OPERATING)).role();
  }

  /// Adds the examples of a period, with the guard.
  ///
  /// @param teacher whose decisions are the examples
  /// @param pupil who plays; empty to let the teacher play
  /// @param restart steps after which all stores are given a random charge
  /// @param seed of the charges
  public void add(
      Controller teacher, Optional<? extends Policy> pupil, Period period, int restart, long seed) {
    LayeredGame plant = LayeredGame.of(setting, period, 1, Step.Limits.OPERATING);
    TeachableLayer shown = layer.apply(plant.lanes());
    LayeredGame game = plant.layer(lanes -> shown).settle(settlement);
    Role role = shown.role();
    float[] seen = new float[role.agents() * role.observation().size()];
    float[] done = new float[role.agents() * role.action().size()];
    observations =
        Arrays.copyOf(observations, observations.length + period.horizon() * seen.length);
    actions = Arrays.copyOf(actions, actions.length + period.horizon() * done.length);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Transition transition = new Transition(game.spec());
    game.reset(seed);
    Controller.Running running = teacher.start(game.lanes(), period);
    for (int played = 0; played < period.horizon(); played++) {
      if (played % restart == 0) {
        charge(game.lanes(), random);
      }
      game.observe(role, seen);
      running.decide(played);
      shown.shown(done);
      System.arraycopy(seen, 0, observations, rows * role.observation().size(), seen.length);
      System.arraycopy(done, 0, actions, rows * role.action().size(), done.length);
      rows += role.agents();
      game.lanes().equipment().forEach(kind -> kind.fleet().idle(kind.units()));
      if (pupil.isPresent()) {
        pupil.get().act(role, role.agents(), seen, done, random);
      }
      game.act(role, done);
      game.resolve(transition);
    }
  }

  /// What the agents saw, shape `[rows][observation]`, the agents of a step one after the other.
  public float[] observations() {
    return observations;
  }

  /// What the teacher did there, shape `[rows][action]`.
  public float[] actions() {
    return actions;
  }

  private static void charge(Lanes lanes, RandomGenerator random) {
    for (Equipment kind : lanes.equipment()) {
      int state = kind.units().stateIndex("storedEnergy");
      for (int unit = 0; state >= 0 && unit < kind.devices().size(); unit++) {
        Device.State range = kind.devices().get(unit).states().get(state);
        double share = random.nextDouble();
        kind.units().state(state)[unit] = range.low() + share * (range.high() - range.low());
      }
    }
  }
}
