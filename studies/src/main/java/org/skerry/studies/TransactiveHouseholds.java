package org.skerry.studies;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.dispatch.DoNothing;
import org.skerry.energy.dispatch.HouseholdRule;
import org.skerry.energy.dispatch.PolicyController;
import org.skerry.energy.game.Households;
import org.skerry.energy.game.Households.Choice;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Layer;
import org.skerry.learning.Algorithm;
import org.skerry.learning.algorithm.A2c;
import org.skerry.learning.algorithm.Annealed;
import org.skerry.learning.algorithm.Coma;
import org.skerry.learning.algorithm.Iac;
import org.skerry.learning.algorithm.Ippo;
import org.skerry.learning.algorithm.Reinforce;
import org.skerry.learning.algorithm.Sharing;
import org.skerry.studies.study.Claim;
import org.skerry.studies.study.Contender;
import org.skerry.studies.study.Course;
import org.skerry.studies.study.Scope;
import org.skerry.studies.study.Study;

/// Households that trade with the nearest first and learn to use their batteries (MAHTM: A
/// Multi-Agent Framework for Hierarchical Transactive Microgrids, 2023).
public final class TransactiveHouseholds {
  private static final int LEVELS = 40;
  private static final int BATCH = 32; // days, Table 3
  private static final List<Integer> PUBLISHED = List.of(128); // Table 3
  private static final List<Integer> HIDDEN = List.of(64, 64);
  private static final double DEVIATION = 0.4;
  private static final int OWN = 64; // days of the six houses in a batch
  private static final int DRAWN = 192; // days in neighbourhoods drawn by chance in a batch

  private TransactiveHouseholds() {}

  /// The study without noise: one day, the same in learning and test.
  public static Study<HouseholdDays, Controller> study() {
    return study("transactive", Optional.empty());
  }

  /// The study with noise: other days in the test than in learning.
  public static Study<HouseholdDays, Controller> noisy() {
    return study("transactive-noisy", Optional.of("homes:days=15,noise=1"));
  }

  private static Study<HouseholdDays, Controller> study(String name, Optional<String> data) {
    return Study.<HouseholdDays, Controller>of(
            name,
            "Households that trade with the nearest first: MAHTM",
            "transactive",
            scope ->
                HouseholdDays.of(
                    data.isPresent() && scope.dataset().isEmpty() ? scope.on(data.get()) : scope,
                    LEVELS))
        .contender(learner("A2C", "Advantage actor-critic, one network for all", a2c(), 500))
        .contender(published())
        .contender(learner("policy gradient", "REINFORCE with the return to go", reinforce(), 500))
        .contender(coma())
        .contender(learner("IAC", "Independent actor-critics, networks shared", iac(), 500))
        .contender(learner("PPO", "PPO, one network for all households", ppo(), 500))
        .contender(
            Contender.fixed("rule", "Rule by price and own surplus", _ -> HouseholdRule.usual()))
        .contender(Contender.fixed("none", "Batteries unused", _ -> new DoNothing()))
        .claim(reaches("Price on training houses as MAHTM", "trainPriceShare", 0.94))
        .claim(reaches("Emission on training houses as MAHTM", "trainEmissionShare", 0.68))
        .claim(reaches("Price on test houses as MAHTM", "testPriceShare", 0.72))
        .claim(reaches("Emission on test houses as MAHTM", "testEmissionShare", 0.51))
        .claim(reaches("Goal: 97 % of the ceiling on training houses", "trainCeilingShare", 0.97))
        .claim(reaches("Goal: nine tenths on houses never seen", "testObjectiveShare", 0.9))
        .claim(
            new Claim.Reaches(
                "COMA is better than no control (the paper's was not)",
                "testObjectiveShare",
                "COMA",
                0))
        .claim(
            new Claim.Beats(
                "The paper: A2C with shared networks is better than COMA",
                "testObjectiveShare",
                "A2C",
                "COMA"));
  }

  private static Claim reaches(String text, String metric, double bound) {
    return new Claim.Reaches(text, metric, "PPO", bound);
  }

  private static A2c a2c() {
    return new A2c()
        .withHidden(HIDDEN)
        .withGamma(1)
        .withLambda(0.95)
        .withActorRate(2e-3)
        .withCriticRate(2e-3)
        .withDeviation(DEVIATION);
  }

  private static Reinforce reinforce() {
    return new Reinforce()
        .withHidden(HIDDEN)
        .withGamma(1)
        .withBaseline(Reinforce.Baseline.LANES)
        .withActorRate(2e-3)
        .withDeviation(DEVIATION);
  }

  private static Iac iac() {
    return new Iac()
        .withHidden(HIDDEN)
        .withGamma(1)
        .withActorRate(2e-3)
        .withCriticRate(2e-3)
        .withSharing(Sharing.ONE)
        .withDeviation(DEVIATION);
  }

  private static Ippo ppo() {
    return new Ippo()
        .withHidden(HIDDEN)
        .withGamma(1)
        .withEntropy(0)
        .withActorRate(2e-3)
        .withCriticRate(2e-3)
        .withEpochs(4)
        .withBatch(4096)
        .withSharing(Sharing.ONE)
        .withDeviation(DEVIATION);
  }

  /// Agents who choose a position among the levels, in the six houses and in neighbourhoods drawn
  /// by chance.
  ///
  /// @param updates with the full budget
  private static Contender<HouseholdDays, Controller> learner(
      String name, String about, Algorithm algorithm, int updates) {
    return learner(
        name,
        about,
        Choice.POSITION,
        DRAWN,
        scope -> updates(scope, updates),
        scope -> new Annealed(algorithm, updates(scope, updates)));
  }

  /// Table 3: agents who choose a level by its number, only in the six houses, at a learning rate
  /// that does not fall.
  private static Contender<HouseholdDays, Controller> published() {
    return learner(
        "A2C, as published",
        "Hyper-parameters of the paper, only the six houses to learn from",
        Choice.LEVEL,
        0,
        scope -> updates(scope, 2000),
        _ ->
            new A2c()
                .withHidden(PUBLISHED)
                .withGamma(1)
                .withActorRate(0.00245)
                .withCriticRate(0.001));
  }

  /// COMA's critic compares all choices of an agent, so they have numbers.
  private static Contender<HouseholdDays, Controller> coma() {
    Coma algorithm =
        new Coma()
            .withHidden(PUBLISHED)
            .withGamma(1)
            .withActorRate(1e-3)
            .withCriticRate(1e-3)
            .withEntropy(0.001)
            .withEpsilonStart(0.1)
            .withExplorationSteps(20_000)
            .withSharing(Sharing.ONE);
    return learner(
        "COMA",
        "Counterfactual policy gradients, a central critic",
        Choice.LEVEL,
        DRAWN,
        scope -> updates(scope, 500),
        scope -> new Annealed(algorithm, updates(scope, 500)));
  }

  private static Contender<HouseholdDays, Controller> learner(
      String name,
      String about,
      Choice choice,
      int drawn,
      ToIntFunction<Scope> updates,
      Function<Scope, Algorithm> algorithm) {
    int lanes = drawn == 0 ? BATCH : OWN;
    Function<Lanes, Layer> layer =
        them -> new Households(them, LEVELS, choice, Households.Earning.CONTRIBUTION);
    return new Contender<>(
        name,
        about,
        true,
        new Course<>(
            (arena, _) -> arena.training(lanes, drawn, layer),
            (_, run) -> Map.of("household", algorithm.apply(run.scope())),
            scope -> updates.applyAsInt(scope) * 24L * 6 * (lanes + drawn),
            (_, policies) -> new PolicyController(name, layer, policies.of("household")),
            HouseholdDays::examine));
  }

  /// A tenth for a first look.
  private static int updates(Scope scope, int full) {
    return scope.budget().choose(full / 10, full);
  }
}
