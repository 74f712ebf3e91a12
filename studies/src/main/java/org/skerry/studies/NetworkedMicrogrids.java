package org.skerry.studies;

import java.util.Map;
import java.util.function.Function;
import org.skerry.energy.device.Step;
import org.skerry.energy.dispatch.CausalProgram;
import org.skerry.energy.dispatch.Controllers;
import org.skerry.energy.dispatch.Genetic;
import org.skerry.energy.dispatch.PolicyController;
import org.skerry.energy.dispatch.Sharing;
import org.skerry.energy.dispatch.StorageIdle;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.LayeredGame;
import org.skerry.energy.game.MicrogridOperators;
import org.skerry.energy.game.OwnBalance;
import org.skerry.energy.game.Settlement;
import org.skerry.learning.Algorithm;
import org.skerry.learning.algorithm.Ippo;
import org.skerry.learning.algorithm.Maddpg;
import org.skerry.learning.algorithm.Mappo;
import org.skerry.studies.study.Claim;
import org.skerry.studies.study.Contender;
import org.skerry.studies.study.Course;
import org.skerry.studies.study.Study;

/// Two-layer management of networked microgrids: learning agents below, optimal power flow above
/// (BMAPPO: Multi-microgrid energy optimization management based on multi-agent proximal policy
/// optimization, IJACSA 15(10), 2024).
public final class NetworkedMicrogrids {
  private static final int LANES = 64;
  private static final int HORIZON = 48;
  private static final double WEIGHT = 0.02;

  private NetworkedMicrogrids() {}

  /// The study on one of the scenarios of networked microgrids.
  public static Study<TestWeeks, Operation> study(String scenario) {
    return Study.<TestWeeks, Operation>of(
            scenario,
            "Learning agents below, optimal power flow above: BMAPPO",
            scenario,
            scope -> TestWeeks.of(scenario, scope))
        .contender(
            learner("BMAPPO", "MAPPO with the upper layer", mappo(), NetworkedMicrogrids::above))
        .contender(
            learner(
                "MAPPO",
                "MAPPO, every microgrid settles alone",
                mappo(),
                NetworkedMicrogrids::alone))
        .contender(
            learner(
                "IPPO",
                "Independent PPO with the upper layer",
                new Ippo(),
                NetworkedMicrogrids::above))
        .contender(
            learner(
                "MADDPG",
                "Multi-agent DDPG with the upper layer",
                new Maddpg(),
                NetworkedMicrogrids::above))
        .contender(
            Contender.seeded(
                "genetic",
                "Genetic algorithm, a day ahead on yesterday's data",
                (arena, seed) ->
                    arena.run(Genetic.of(Sharing.of(arena.setting().scenario()), seed))))
        .contender(named("MPC", "Model predictive control, 24 h, on yesterday's data", "mpc"))
        .contender(
            Contender.fixed(
                "causal",
                "Stochastic program on past data",
                arena -> arena.run(CausalProgram.of(Sharing.of(arena.setting().scenario())))))
        .contender(
            Contender.fixed(
                "storageIdle",
                "Best use of the turbines, batteries unused",
                arena -> arena.run(new StorageIdle())))
        .contender(named("rule", "Time-of-use rule", "rule"))
        .contender(named("none", "Main grid only", "none"))
        .claim(
            new Claim.Beats("BMAPPO costs least of the learning schemes", "cost", "BMAPPO", "IPPO"))
        .claim(new Claim.Beats("The upper layer lowers cost", "cost", "BMAPPO", "MAPPO"))
        .claim(
            new Claim.Beats("BMAPPO costs less than multi-agent DDPG", "cost", "BMAPPO", "MADDPG"))
        .claim(new Claim.AlwaysBeats("BMAPPO costs less than a rule", "cost", "BMAPPO", "rule"))
        .claim(
            new Claim.AlwaysBeats(
                "BMAPPO costs less than a genetic algorithm", "cost", "BMAPPO", "genetic"))
        .claim(
            new Claim.Reaches("Goal: 95 % of the possible saving", "savedShare", "BMAPPO", 0.95));
  }

  private static Mappo mappo() {
    return new Mappo();
  }

  private static Contender<TestWeeks, Operation> learner(
      String name,
      String about,
      Algorithm algorithm,
      Function<TestWeeks, Function<Lanes, Settlement>> settlement) {
    return new Contender<>(
        name,
        about,
        true,
        new Course<>(
            (arena, run) ->
                LayeredGame.of(
                        arena.setting(),
                        arena.split().windows(HORIZON),
                        LANES,
                        Step.Limits.OPERATING)
                    .layer(lanes -> new MicrogridOperators(lanes, WEIGHT))
                    .settle(settlement.apply(arena)),
            (arena, run) -> Map.of("microgrid", algorithm),
            scope -> scope.budget().choose(400_000, 2_000_000),
            (arena, policies) ->
                new Operation(
                    new PolicyController(
                        name,
                        lanes -> new MicrogridOperators(lanes, WEIGHT),
                        policies.of("microgrid")),
                    settlement.apply(arena),
                    Step.Limits.OPERATING),
            TestWeeks::examine));
  }

  private static Function<Lanes, Settlement> above(TestWeeks arena) {
    return arena.coupling().settlement();
  }

  private static Function<Lanes, Settlement> alone(TestWeeks arena) {
    return OwnBalance::new;
  }

  private static Contender<TestWeeks, Operation> named(
      String name, String about, String controller) {
    return Contender.fixed(
        name, about, arena -> arena.run(Controllers.named(controller, arena.setting().scenario())));
  }
}
