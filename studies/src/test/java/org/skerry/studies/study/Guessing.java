package org.skerry.studies.study;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.skerry.learning.MarkovGame;
import org.skerry.learning.Policy;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Spec;
import org.skerry.learning.Transition;
import org.skerry.learning.algorithm.Cloning;
import org.skerry.learning.algorithm.NetworkPolicy;
import org.skerry.learning.algorithm.Ppo;
import org.skerry.learning.algorithm.Sharing;
import org.skerry.learning.algorithm.WarmStart;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.report.Section;

/// A small study: say the number that is shown. The error of a player is its mean distance.
final class Guessing implements Arena<Policy> {
  static final Role ROLE = new Role("guesser", 1, Space.Box.unbounded(1), Space.Box.symmetric(1));

  /// Lessons given.
  static final AtomicLong LESSONS = new AtomicLong();

  private static final float[] QUESTIONS = {-0.8f, -0.4f, 0, 0.4f, 0.8f};

  static Study<Guessing, Policy> study() {
    return Study.<Guessing, Policy>of(
            "guessing", "Guess the number", "numbers", _ -> new Guessing())
        .contender(learner())
        .contender(pupil())
        .contender(Contender.seeded("random", "Any number", Knows.of(), (_, seed) -> random(seed)))
        .contender(Contender.fixed("zero", "Always zero", Knows.of(), _ -> constant(0)))
        .claim(new Claim("learning helps", new Claim.Beats("error", "learner", "random")))
        .claim(
            new Claim("learning always helps", new Claim.AlwaysBeats("error", "learner", "zero")))
        .claim(new Claim("zero is always right", new Claim.Reaches("error", "zero", 0)));
  }

  private static Contender<Guessing, Policy> learner() {
    return learner("learner", Course.Beginning.with(Map.of("guesser", ppo())));
  }

  /// One that is taught before it learns.
  private static Contender<Guessing, Policy> pupil() {
    return learner(
        "pupil",
        (_, run) -> {
          Taught taught = Taught.once(run, () -> new Taught.Lessons(taught(run.seed()), 1000));
          return Course.Begun.after(
              taught, "guesser", new WarmStart(ppo(), taught.policy(), 0.1, 1));
        });
  }

  private static Ppo ppo() {
    return new Ppo().withHidden(List.of(16)).withActorRate(3e-3);
  }

  private static NetworkPolicy taught(long seed) {
    LESSONS.incrementAndGet();
    return new Cloning()
        .withHidden(List.of(16))
        .withEpochs(5)
        .withSharing(Sharing.ONE)
        .learn(ROLE, QUESTIONS, QUESTIONS, seed);
  }

  private static Contender<Guessing, Policy> learner(
      String name, Course.Beginning<Guessing> beginning) {
    return new Contender<>(
        name,
        "Proximal policy optimisation",
        Knows.of(Knows.OWN),
        true,
        new Course<>(
            (_, _) -> new Game(),
            beginning,
            _ -> 40 * 16 * 8,
            (_, policies) -> policies.of("guesser"),
            (arena, policy) -> -arena.error(policy)));
  }

  private static Policy constant(float value) {
    return (_, rows, _, _, actions, _) -> Arrays.fill(actions, 0, rows, value);
  }

  private static Policy random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return (_, rows, _, _, actions, _) -> {
      for (int row = 0; row < rows; row++) {
        actions[row] = (float) random.nextDouble(-1, 1);
      }
    };
  }

  private double error(Policy policy) {
    float[] actions = new float[QUESTIONS.length];
    policy.act(ROLE, QUESTIONS.length, QUESTIONS, new boolean[0], actions, new SplittableRandom(0));
    double error = 0;
    for (int row = 0; row < QUESTIONS.length; row++) {
      error += Math.abs(actions[row] - QUESTIONS[row]) / QUESTIONS.length;
    }
    return error;
  }

  @Override
  public String fingerprint() {
    return "numbers";
  }

  @Override
  public String data() {
    return "questions";
  }

  @Override
  public List<Metric> metrics() {
    return List.of(new Metric("error", "Error", "", Metric.Aim.LOWER, 3));
  }

  @Override
  public Map<String, Double> floor() {
    return Map.of("error", 0.0);
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("Questions", "5");
  }

  @Override
  public Score score(Policy player) {
    return new Score(Map.of("error", error(player)), 1, new JsonObject().put("shown", true));
  }

  @Override
  public List<Section> sections(List<Standing> standings) {
    return List.of(new Section("Questions", "Five of them.", List.of()));
  }

  /// Shows a number in every lane, pays minus the distance squared.
  private static final class Game implements MarkovGame {
    private final Spec spec = new Spec(List.of(ROLE), 16, 1, 1, 8, false);
    private final float[] shown = new float[16];
    private final float[] said = new float[16];
    private SplittableRandom random = new SplittableRandom(0);

    @Override
    public Spec spec() {
      return spec;
    }

    @Override
    public void reset(long seed) {
      random = new SplittableRandom(seed);
      show();
    }

    private void show() {
      for (int lane = 0; lane < shown.length; lane++) {
        shown[lane] = (float) random.nextDouble(-1, 1);
      }
    }

    @Override
    public void observe(Role role, float[] out) {
      System.arraycopy(shown, 0, out, 0, shown.length);
    }

    @Override
    public void act(Role role, float[] actions) {
      System.arraycopy(actions, 0, said, 0, said.length);
    }

    @Override
    public void resolve(Transition out) {
      float[] reward = out.reward(ROLE);
      for (int lane = 0; lane < shown.length; lane++) {
        reward[lane] = -(said[lane] - shown[lane]) * (said[lane] - shown[lane]);
      }
      show();
    }

    @Override
    public void state(float[] out) {
      System.arraycopy(shown, 0, out, 0, shown.length);
    }
  }
}
