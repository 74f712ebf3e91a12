package org.skerry.energy.dispatch;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
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
  private final Function<Lanes, Settlement> settlement;
  private final Function<Lanes, ? extends TeachableLayer> layer;
  private final int most;

  /// One for all periods: drawn anew in each, the same hours would always stay.
  private final RandomGenerator drawing = RandomGeneratorFactory.of("L64X128MixRandom").create(0);

  private float[] observations = {};
  private float[] least = {};
  private float[] greatest = {};
  private int kept; // steps
  private int shown; // steps
  private @Nullable Role role;

  /// @param settlement how sites settle
  /// @param layer whose agents are to learn
  /// @param most steps that are kept; of more, so many drawn by chance (Vitter: Random Sampling
  ///   with a Reservoir, 1985); at least 1
  /// @throws IllegalArgumentException if nothing would be kept
  public Demonstrations(
      Function<Lanes, Settlement> settlement,
      Function<Lanes, ? extends TeachableLayer> layer,
      int most) {
    if (most < 1) {
      throw new IllegalArgumentException(
          "%d steps are to be kept, but must be at least 1.".formatted(most));
    }
    this.most = most;
    this.settlement = settlement;
    this.layer = layer;
  }

  /// The role whose agents are to learn.
  ///
  /// @throws IllegalStateException if there are no examples yet
  public Role role() {
    if (role == null) {
      throw new IllegalStateException("There are no examples yet. Add a period first.");
    }
    return role;
  }

  /// Adds the examples of a period, with the guard.
  ///
  /// @param setting to play; one with the same role as those before
  /// @param teacher whose decisions are the examples
  /// @param pupil who plays; empty to let the teacher play
  /// @param restart steps after which all stores are given a random charge, 0 for never: then they
  ///   begin as described
  /// @param seed decides everything random
  /// @throws IllegalArgumentException if the role is not that of the examples before
  public void add(
      Setting setting,
      Controller teacher,
      Optional<? extends Policy> pupil,
      Period period,
      int restart,
      long seed) {
    LayeredGame plant = LayeredGame.of(setting, period, 1, Step.Limits.OPERATING);
    TeachableLayer layered = layer.apply(plant.lanes());
    LayeredGame game = plant.layer(lanes -> layered).settle(settlement);
    if (role != null && !role.equals(layered.role())) {
      throw new IllegalArgumentException(
          "These examples are of %s, those before of %s. Keep them apart."
              .formatted(layered.role(), role));
    }
    role = layered.role();
    float[] seen = new float[role.agents() * role.observation().size()];
    float[] from = new float[role.agents() * role.action().size()];
    float[] to = new float[from.length];
    boolean[] open = new boolean[role.agents() * role.choices()];
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Transition transition = new Transition(game.spec());
    game.reset(seed);
    Controller.Running running = teacher.start(game.lanes(), period);
    for (int played = 0; played < period.horizon(); played++) {
      if (restart > 0 && played % restart == 0) {
        charge(game.lanes(), random);
      }
      game.observe(role, seen);
      running.decide(played);
      layered.shown(from, to);
      keep(seen, from, to);
      game.lanes().equipment().forEach(kind -> kind.fleet().idle(kind.units()));
      if (pupil.isPresent()) {
        if (open.length > 0) {
          game.available(role, open);
        }
        pupil.get().act(role, role.agents(), seen, open, from, random);
      }
      game.act(role, from); // of the teacher's, the least is as good as any
      game.resolve(transition);
    }
  }

  private void keep(float[] seen, float[] from, float[] to) {
    int place = shown < most ? shown : drawing.nextInt(shown + 1);
    shown++;
    if (place < most) {
      kept = Math.max(kept, place + 1);
      observations = roomFor(observations, seen.length);
      least = roomFor(least, from.length);
      greatest = roomFor(greatest, to.length);
      System.arraycopy(seen, 0, observations, place * seen.length, seen.length);
      System.arraycopy(from, 0, least, place * from.length, from.length);
      System.arraycopy(to, 0, greatest, place * to.length, to.length);
    }
  }

  /// Grows in large strides, since there may be many periods.
  private float[] roomFor(float[] numbers, int perStep) {
    if (kept * perStep <= numbers.length) {
      return numbers;
    }
    return Arrays.copyOf(numbers, Math.min(most, Math.max(kept, kept * 3 / 2)) * perStep);
  }

  /// What the agents saw, shape `[rows][observation]`, the agents of a step one after the other.
  public float[] observations() {
    observations = trimmed(observations, role().observation().size());
    return observations;
  }

  /// The least of the actions that count as what the teacher did ([TeachableLayer#shown]), shape
  /// `[rows][action]`.
  public float[] least() {
    least = trimmed(least, role().action().size());
    return least;
  }

  /// The greatest of them, shape `[rows][action]`.
  public float[] greatest() {
    greatest = trimmed(greatest, role().action().size());
    return greatest;
  }

  private float[] trimmed(float[] numbers, int perAgent) {
    int used = kept * role().agents() * perAgent;
    return used == numbers.length ? numbers : Arrays.copyOf(numbers, used);
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
