package org.skerry.learning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// The one training loop. It plays any map of role to learner, so several algorithms can learn from
/// the same horizon, all at once or in [Turns]; roles that never learn are played by
/// [MarkovGame#playing].
///
/// Every learner, every horizon and every role that waits draws from a stream of its own ([Seeds]).
///
/// Not safe for several threads at once. Same seed, same bits.
public final class Training {
  private static final int LEARNERS = 0; // streams by their use
  private static final int HORIZONS = 1;
  private static final int WAITING = 2;

  private final MarkovGame game;
  private final Spec spec;
  private final Map<Role, Learner> learners = new LinkedHashMap<>();
  private final Map<Role, float[]> observations = new LinkedHashMap<>();
  private final Map<Role, float[]> actions = new LinkedHashMap<>();
  private final Map<Role, boolean[]> available = new LinkedHashMap<>();
  private final Map<Role, Double> returns = new LinkedHashMap<>();
  private final float[] state;
  private final Transition transition;
  private final Turns turns;
  private final long seed;
  private final Map<Role, Policy> waiting = new LinkedHashMap<>();
  private RandomGenerator random = new SplittableRandom(0);
  private long horizons;

  /// Sets up one learner for every role of the game; all learn at once.
  ///
  /// @throws IllegalArgumentException if a role has no learner or an algorithm refuses its role
  public Training(MarkovGame game, Map<String, Algorithm> algorithms, long seed) {
    this(game, algorithms, Turns.joint(), seed);
  }

  /// Sets up one learner for every role of the game.
  ///
  /// @throws IllegalArgumentException if a role has no learner or an algorithm refuses its role
  public Training(MarkovGame game, Map<String, Algorithm> algorithms, Turns turns, long seed) {
    this.game = game;
    this.turns = turns;
    this.seed = seed;
    spec = game.spec();
    List<Role> roles = spec.roles();
    for (Role role : roles) {
      Algorithm algorithm = algorithms.get(role.name());
      if (algorithm == null) {
        throw new IllegalArgumentException(
            "Role '"
                + role.name()
                + "' has no algorithm. Name one, or let a policy play it with game.playing(role,"
                + " policy).");
      }
      learners.put(role, algorithm.start(spec, role, Seeds.of(seed, LEARNERS, learners.size())));
      observations.put(role, new float[spec.observations(role)]);
      actions.put(role, new float[spec.actions(role)]);
      available.put(role, new boolean[spec.choices(role)]);
    }
    state = new float[spec.lanes() * spec.stateSize()];
    transition = new Transition(spec);
  }

  /// Plays one horizon in every lane, then updates the learners whose turn it is.
  ///
  /// @return the progress of each role that learns
  /// @throws IllegalArgumentException if a role observes what is not a finite number
  public Map<Role, Progress> horizon() {
    takeTurns();
    game.reset(Seeds.of(seed, HORIZONS, horizons++));
    returns.clear();
    for (int step = 0; step < spec.horizon(); step++) {
      game.state(state);
      for (Role role : spec.roles()) {
        observeAndAct(role, step);
      }
      game.resolve(transition);
      for (Role role : spec.roles()) {
        if (!waiting.containsKey(role)) {
          learner(role).learn(transition);
        }
        returns.merge(role, sum(transition.reward(role)), Double::sum);
      }
    }
    game.state(state);
    Map<Role, Progress> progress = new LinkedHashMap<>();
    for (Role role : spec.roles()) {
      observe(role, spec.horizon());
      if (!waiting.containsKey(role)) {
        learner(role).finish(state, array(observations, role), open(role));
      }
      decide(role);
    }
    for (Role role : spec.roles()) {
      if (!waiting.containsKey(role)) {
        progress.put(role, learner(role).update());
      }
    }
    return progress;
  }

  private void takeTurns() {
    random = new SplittableRandom(Seeds.of(seed, WAITING, horizons));
    waiting.clear();
    for (int index = 0; index < spec.roles().size(); index++) {
      Role role = spec.roles().get(index);
      if (!turns.learns(index, spec.roles().size(), horizons)) {
        waiting.put(role, learner(role).policy());
      }
    }
  }

  /// The mean return of the last horizon: the sum of rewards of one agent of `role`, averaged over
  /// lanes and agents.
  public double meanReturn(Role role) {
    return returns.getOrDefault(role, 0.0) / (spec.lanes() * role.agents());
  }

  /// Horizons played so far; with the state of the learners all that a checkpoint needs.
  public long horizons() {
    return horizons;
  }

  /// Continues after this many horizons, with learners that were restored.
  ///
  /// @throws IllegalArgumentException if the number is negative
  public void resumeAfter(long played) {
    if (played < 0) {
      throw new IllegalArgumentException(
          "A training resumes after at least 0 horizons, but played is " + played + ".");
    }
    horizons = played;
  }

  /// Agent-steps played so far: agents of all roles × lanes × steps.
  public long agentSteps() {
    long agents = spec.roles().stream().mapToLong(Role::agents).sum();
    return agents * spec.lanes() * spec.horizon() * horizons;
  }

  /// The learner of `role`.
  ///
  /// @throws IllegalArgumentException if the game has no such role
  public Learner learner(Role role) {
    Learner learner = learners.get(role);
    if (learner == null) {
      throw new IllegalArgumentException("The game has no role '" + role.name() + "'.");
    }
    return learner;
  }

  private void observeAndAct(Role role, int step) {
    observe(role, step);
    decide(role);
  }

  /// A game that shows what is not a number is stopped here: a network would pass it on to all its
  /// weights.
  private void observe(Role role, int step) {
    float[] seen = array(observations, role);
    game.observe(role, seen);
    for (int index = 0; index < seen.length; index++) {
      if (!Float.isFinite(seen[index])) {
        int size = role.observation().size();
        throw new IllegalArgumentException(
            "Role '%s' observes %s as number %d of %d in lane %d, agent %d, step %d, but must observe finite numbers."
                .formatted(
                    role.name(),
                    seen[index],
                    index % size,
                    size,
                    index / size / role.agents(),
                    index / size % role.agents(),
                    step));
      }
    }
  }

  /// Earlier roles act once more after the last step, so that later ones have something to observe.
  private void decide(Role role) {
    float[] seen = array(observations, role);
    float[] decided = array(actions, role);
    Policy learnt = waiting.get(role);
    if (learnt != null) {
      learnt.act(role, spec.lanes() * role.agents(), seen, open(role), decided, random);
    } else {
      learner(role).act(state, seen, open(role), decided);
    }
    game.act(role, decided);
  }

  private boolean[] open(Role role) {
    boolean[] open = available.getOrDefault(role, new boolean[0]);
    if (open.length > 0) {
      game.available(role, open);
    }
    return open;
  }

  private static float[] array(Map<Role, float[]> arrays, Role role) {
    float[] array = arrays.get(role);
    if (array == null) {
      throw new IllegalArgumentException("The game has no role '" + role.name() + "'.");
    }
    return array;
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }
}
