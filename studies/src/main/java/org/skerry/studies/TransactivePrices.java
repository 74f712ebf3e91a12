package org.skerry.studies;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.dispatch.DoNothing;
import org.skerry.energy.dispatch.HouseholdRule;
import org.skerry.energy.dispatch.InTurn;
import org.skerry.energy.dispatch.PolicyController;
import org.skerry.energy.game.Households;
import org.skerry.energy.game.Households.Earning;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Layer;
import org.skerry.energy.game.TierPrices;
import org.skerry.energy.game.TierPrices.Tier;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.learning.Algorithm;
import org.skerry.learning.Turns;
import org.skerry.learning.algorithm.Ippo;
import org.skerry.learning.algorithm.Sharing;
import org.skerry.studies.study.Claim;
import org.skerry.studies.study.Contender;
import org.skerry.studies.study.Course;
import org.skerry.studies.study.Knows;
import org.skerry.studies.study.Scope;
import org.skerry.studies.study.Study;

/// What the upper two layers of MAHTM are good for (MAHTM: A Multi-Agent Framework for Hierarchical
/// Transactive Microgrids, 2023): households that learn from their own bill, at fixed prices, at
/// prices that their microgrids learn to set, and at those that the distributor learns as well.
public final class TransactivePrices {
  /// The contender without price agents.
  static final String FIXED = "fixed prices";

  /// The contender whose microgrids and distributor set prices.
  static final String BOTH = "both prices";

  private static final String MICROGRIDS = "microgrid prices";
  private static final String LEFT_OUT = "both, left out";
  private static final String SCENARIO = "transactive-three";
  private static final String DATA = "homes:days=30,noise=1";
  private static final int LEVELS = 40;
  private static final int LANES = 32; // days in a batch, Table 3
  private static final int TURN = 10; // horizons

  private static final Set<Knows> PRICED = Knows.of(Knows.OWN, Knows.PUBLISHED_PRICES);
  private static final Set<Knows> TOLD = Knows.of(Knows.OWN, Knows.POOL, Knows.WATER_VALUES);

  private static final Part DISTRIBUTOR =
      new Part("distributor", 1, lanes -> new TierPrices(lanes, Tier.DISTRIBUTOR));
  private static final Part MICROGRID =
      new Part("microgrid", 3, lanes -> new TierPrices(lanes, Tier.MICROGRID));
  private static final Part OWN =
      new Part("household", 22, lanes -> new Households(lanes, LEVELS, Earning.OWN));
  private static final Part COMMON =
      new Part("household", 22, lanes -> new Households(lanes, LEVELS, Earning.CONTRIBUTION));

  /// A layer, with its role and its agents.
  private record Part(String role, int agents, Function<Lanes, Layer> layer) {}

  private TransactivePrices() {}

  /// The study, on days with noise.
  public static Study<CommunityDays, Controller> study() {
    return Study.<CommunityDays, Controller>of(
            "transactive-prices",
            "What learned prices are good for: the layers of MAHTM",
            SCENARIO,
            scope ->
                CommunityDays.of(
                    scope.dataset().isPresent() ? scope : scope.on(DATA), Scenarios.load(SCENARIO)))
        .contender(joint(FIXED, "Households learn alone", OWN))
        .contender(joint(MICROGRIDS, "Microgrids set prices inside", MICROGRID, OWN))
        .contender(
            joint(
                BOTH,
                "The distributor sets those between them as well; all learn at once",
                DISTRIBUTOR,
                MICROGRID,
                OWN))
        .contender(
            inTurn(
                "both, in turn",
                "The same, one layer at a time, on as many days for each layer",
                DISTRIBUTOR,
                MICROGRID,
                OWN))
        .contender(
            learner(
                LEFT_OUT,
                "Households that have learnt with both, tested at fixed prices",
                Turns.joint(),
                1,
                List.of(DISTRIBUTOR, MICROGRID, OWN),
                List.of(OWN)))
        .contender(
            joint(
                "common good", "Households learn from what they save all, at fixed prices", COMMON))
        .contender(
            Contender.fixed(
                "rule", "Rule by price and own surplus", PRICED, _ -> HouseholdRule.usual()))
        .contender(Contender.fixed("none", "Batteries unused", Knows.of(), _ -> new DoNothing()))
        .claim(lower("Prices of microgrids lower the objective", "objective", MICROGRIDS, FIXED))
        .claim(lower("Those of the distributor lower it more", "objective", BOTH, MICROGRIDS))
        .claim(lower("The hierarchy lowers the objective", "objective", BOTH, FIXED))
        .claim(lower("By its prices, not by learning with them", "objective", BOTH, LEFT_OUT))
        .claim(lower("The hierarchy lowers cost", "price", BOTH, FIXED))
        .claim(lower("The hierarchy lowers carbon", "emission", BOTH, FIXED))
        .claim(lower("Households pay less in the hierarchy", "households", BOTH, FIXED));
  }

  private static Claim lower(String text, String metric, String contender, String other) {
    return new Claim(text, new Claim.Beats(metric, contender, other));
  }

  private static Contender<CommunityDays, Controller> joint(
      String name, String about, Part... parts) {
    return learner(name, about, Turns.joint(), 1, List.of(parts), List.of(parts));
  }

  private static Contender<CommunityDays, Controller> inTurn(
      String name, String about, Part... parts) {
    return learner(
        name, about, Turns.alternating(TURN), parts.length, List.of(parts), List.of(parts));
  }

  /// @param times as many days as where all learn at once
  /// @param learning the layers that learn
  /// @param playing those of them that play the test
  private static Contender<CommunityDays, Controller> learner(
      String name, String about, Turns turns, int times, List<Part> learning, List<Part> playing) {
    return new Contender<>(
        name,
        about,
        TOLD,
        true,
        new Course<>(
            (arena, _) -> arena.training(LANES, learning.stream().map(Part::layer).toList()),
            Course.Beginning.with(
                Map.of("distributor", prices(), "microgrid", prices(), "household", own())),
            turns,
            scope -> times * agentSteps(scope, learning),
            (_, policies) ->
                new InTurn(
                    name,
                    playing.stream()
                        .<Controller>map(part ->
                            new PolicyController(name, part.layer(), policies.of(part.role())))
                        .toList()),
            CommunityDays::examine));
  }

  private static Algorithm own() {
    return new Ippo()
        .withHidden(List.of(128))
        .withGamma(1)
        .withEntropy(0)
        .withActorRate(2e-3)
        .withCriticRate(2e-3)
        .withEpochs(4)
        .withBatch(512)
        .withSharing(Sharing.ONE);
  }

  private static Algorithm prices() {
    return new Ippo()
        .withHidden(List.of(32))
        .withGamma(1)
        .withEntropy(0)
        .withActorRate(5e-4)
        .withCriticRate(2e-3)
        .withEpochs(4)
        .withDeviation(0.3)
        .withSharing(Sharing.ONE);
  }

  /// So many that every layer of every contender learns from the same number of days.
  private static long agentSteps(Scope scope, List<Part> parts) {
    int agents = parts.stream().mapToInt(Part::agents).sum();
    return scope.budget().choose(80, 200) * 24L * LANES * agents;
  }
}
