package org.skerry.studies;

import java.util.Map;
import java.util.Optional;
import org.skerry.energy.device.Step;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.dispatch.DoNothing;
import org.skerry.energy.dispatch.HouseholdRule;
import org.skerry.energy.dispatch.PolicyController;
import org.skerry.energy.game.Households;
import org.skerry.energy.game.LayeredGame;
import org.skerry.energy.game.LocalTrade;
import org.skerry.learning.Algorithm;
import org.skerry.learning.algorithm.A2c;
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

  private TransactiveHouseholds() {}

  /// The study without noise: one day, the same in learning and test.
  public static Study<HouseholdDays, Controller> study() {
    return study("transactive", Optional.empty());
  }

  /// The study with noise: other days in the test than in learning.
  public static Study<HouseholdDays, Controller> noisy() {
    return study("transactive-noisy", Optional.of("homes:days=90,noise=1"));
  }

  private static Study<HouseholdDays, Controller> study(String name, Optional<String> data) {
    return Study.<HouseholdDays, Controller>of(
            name,
            "Households that trade with the nearest first: MAHTM",
            "transactive",
            scope ->
                HouseholdDays.of(
                    data.isPresent() && scope.dataset().isEmpty() ? scope.on(data.get()) : scope))
        .contender(
            learner(
                "A2C",
                "Advantage actor-critic, one network for all households",
                new A2c().withGamma(1).withActorRate(0.00245).withCriticRate(0.001)))
        .contender(
            learner(
                "policy gradient",
                "REINFORCE with the return to go",
                new Reinforce()
                    .withGamma(1)
                    .withBaseline(Reinforce.Baseline.LANES)
                    .withActorRate(0.00381)))
        .contender(
            learner(
                "COMA",
                "Counterfactual policy gradients with a central critic",
                new Coma().withGamma(1)))
        .contender(
            learner(
                "IAC",
                "Independent actor-critics, networks shared",
                new Iac().withGamma(1).withSharing(Sharing.ONE)))
        .contender(
            learner(
                "PPO",
                "PPO, one network for all households",
                new Ippo().withGamma(1).withSharing(Sharing.ONE)))
        .contender(
            Contender.fixed("rule", "Rule by price and own surplus", _ -> HouseholdRule.usual()))
        .contender(Contender.fixed("none", "Batteries unused", _ -> new DoNothing()))
        .claim(reaches("Price on training houses as MAHTM", "trainPriceShare", 0.94))
        .claim(reaches("Emission on training houses as MAHTM", "trainEmissionShare", 0.68))
        .claim(reaches("Price on test houses as MAHTM", "testPriceShare", 0.72))
        .claim(reaches("Emission on test houses as MAHTM", "testEmissionShare", 0.51))
        .claim(
            reaches(
                "Goal: nine tenths of the saving on houses never seen", "testObjectiveShare", 0.9))
        .claim(
            new Claim.Reaches(
                "COMA is better than no control (the paper's was not)",
                "testObjectiveShare",
                "COMA",
                0))
        .claim(
            new Claim.Beats(
                "A2C with shared networks is better than COMA",
                "testObjectiveShare",
                "A2C",
                "COMA"));
  }

  private static Claim reaches(String text, String metric, double bound) {
    return new Claim.Reaches(text, metric, "A2C", bound);
  }

  private static Contender<HouseholdDays, Controller> learner(
      String name, String about, Algorithm algorithm) {
    return new Contender<>(
        name,
        about,
        true,
        new Course<>(
            (arena, _) ->
                LayeredGame.of(arena.training(), arena.days(), BATCH, Step.Limits.OPERATING)
                    .layer(lanes -> new Households(lanes, LEVELS, Households.Earning.CONTRIBUTION))
                    .settle(LocalTrade::new),
            (_, _) -> Map.of("household", algorithm),
            TransactiveHouseholds::agentSteps,
            (_, policies) ->
                new PolicyController(
                    name,
                    lanes -> new Households(lanes, LEVELS, Households.Earning.CONTRIBUTION),
                    policies.of("household")),
            HouseholdDays::examine));
  }

  /// 2000 training steps of the paper, each of a batch of days; a tenth for a first look.
  private static long agentSteps(Scope scope) {
    return scope.budget().choose(200, 2000) * 24L * BATCH * 6;
  }
}
