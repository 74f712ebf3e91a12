package org.skerry.studies;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.skerry.energy.dispatch.CausalProgram;
import org.skerry.energy.dispatch.Controllers;
import org.skerry.energy.dispatch.Genetic;
import org.skerry.energy.dispatch.PolicyController;
import org.skerry.energy.dispatch.Sharing;
import org.skerry.energy.dispatch.StorageIdle;
import org.skerry.energy.game.LayeredGame;
import org.skerry.energy.game.Period;
import org.skerry.learning.Algorithm;
import org.skerry.learning.algorithm.CriticInput;
import org.skerry.learning.algorithm.Ippo;
import org.skerry.learning.algorithm.Maddpg;
import org.skerry.learning.algorithm.Mappo;
import org.skerry.learning.algorithm.WarmStart;
import org.skerry.learning.network.Activation;
import org.skerry.studies.study.Claim;
import org.skerry.studies.study.Contender;
import org.skerry.studies.study.Course;
import org.skerry.studies.study.Knows;
import org.skerry.studies.study.Run;
import org.skerry.studies.study.Scope;
import org.skerry.studies.study.Study;
import org.skerry.studies.study.Taught;

/// Networked microgrids: learning agents below, optimal power flow above (BMAPPO: Multi-microgrid
/// energy optimization management based on multi-agent proximal policy optimization, IJACSA 15(10),
/// 2024).
public final class NetworkedMicrogrids {
  private static final int LANES = 64;
  private static final int HORIZON = 48; // h

  /// The contender whose critic sees what its agent sees.
  private static final String LOCAL = "BMAPPO, local critic";

  private static final Set<Knows> OWN = Knows.of(Knows.OWN);
  private static final Set<Knows> POOLED = Knows.of(Knows.OWN, Knows.POOL);
  private static final Set<Knows> PLANNING = Knows.of(Knows.OWN, Knows.POOL, Knows.PAST);

  private NetworkedMicrogrids() {}

  /// The study on one of the scenarios of networked microgrids.
  public static Study<TestWeeks, Operation> study(String scenario) {
    return Study.<TestWeeks, Operation>of(
            scenario,
            "Learning agents below, optimal power flow above: BMAPPO",
            scenario,
            scope -> TestWeeks.of(scenario, scope))
        .contender(
            learner(
                "BMAPPO",
                "MAPPO with a central critic below, optimal power flow above",
                POOLED,
                Play.TUNED,
                mappo()))
        .contender(warm())
        .contender(
            learner(
                LOCAL,
                "The same, but the critic sees what its agent sees",
                POOLED,
                Play.TUNED,
                mappo().withCriticInput(CriticInput.LOCAL)))
        .contender(
            learner(
                "BMAPPO, own observations",
                "Observations, actions and reward of the paper, our hyper-parameters",
                OWN,
                Play.PUBLISHED,
                mappo()))
        .contender(
            learner(
                "BMAPPO, as published",
                "Observations, actions and hyper-parameters of the paper",
                OWN,
                Play.PUBLISHED,
                published()))
        .contender(
            learner(
                "BMAPPO, no guard",
                "Limits of charge only penalised",
                POOLED,
                Play.UNGUARDED,
                mappo()))
        .contender(
            learner(
                "MAPPO", "No upper layer: every microgrid settles alone", OWN, Play.ALONE, mappo()))
        .contender(
            learner(
                "IPPO",
                "Independent PPO, upper layer: networks for each, the critic local, else as BMAPPO",
                POOLED,
                Play.TUNED,
                ippo()))
        .contender(learner("MADDPG", "Multi-agent DDPG, upper layer", POOLED, Play.TUNED, maddpg()))
        .contender(
            Contender.seeded(
                "genetic",
                "Genetic algorithm, day ahead on yesterday's data",
                PLANNING,
                (arena, seed) -> arena.run(Genetic.of(sharing(arena), seed))))
        .contender(named("MPC", "Predictive control, 24 h on yesterday's data", PLANNING, "mpc"))
        .contender(
            Contender.fixed(
                "causal", "Stochastic program", PLANNING, arena -> arena.run(causal(arena))))
        .contender(
            Contender.fixed(
                "storageIdle",
                "Best use of turbines only",
                POOLED,
                arena -> arena.run(new StorageIdle())))
        .contender(named("rule", "Time-of-use rule", OWN, "rule"))
        .contender(named("none", "Main grid only", Knows.of(), "none"))
        .claim(beats("The paper: BMAPPO costs less than independent PPO", "IPPO"))
        .claim(
            new Claim(
                "The paper: critics that see all learn better",
                new Claim.Beats("cost", "BMAPPO", LOCAL)))
        .claim(beats("The paper: the upper layer lowers the cost of MAPPO", "MAPPO"))
        .claim(beats("The paper: BMAPPO costs less than multi-agent DDPG", "MADDPG"))
        .claim(
            new Claim(
                "Ours: a warm start helps",
                new Claim.Beats("cost", "BMAPPO, warm start", "BMAPPO")))
        .claim(
            new Claim(
                "Ours: the guard costs less than a penalty",
                new Claim.Beats("cost", "BMAPPO", "BMAPPO, no guard")))
        .claim(always("storageIdle"))
        .claim(always("rule"))
        .claim(always("genetic"))
        .claim(always("MPC"))
        .claim(reaches("BMAPPO"))
        .claim(reaches("BMAPPO, warm start"));
  }

  /// The study on the scenario whose network binds, with those who share power all the same.
  public static Study<TestWeeks, Operation> tight() {
    String netting = "MAPPO, netting";
    return study("networked-tight")
        .contender(
            learner(
                netting,
                "No upper layer: power is shared as if there were no network",
                POOLED,
                Play.NETTED,
                mappo()))
        .claim(
            new Claim(
                "Ours: the upper layer keeps limits that netting breaks",
                new Claim.Beats("violations", "BMAPPO", netting)));
  }

  private static Claim beats(String text, String other) {
    return new Claim(text, new Claim.Beats("cost", "BMAPPO", other));
  }

  private static Claim always(String other) {
    return new Claim(
        "Goal: less cost than " + other + " in every seed",
        new Claim.AlwaysBeats("cost", "BMAPPO, warm start", other));
  }

  private static Claim reaches(String contender) {
    return new Claim(
        "Goal: " + contender + " keeps 95 % of the possible saving",
        new Claim.Reaches("savedShare", contender, 0.95));
  }

  private static Mappo mappo() {
    return new Mappo()
        .withHidden(List.of(64, 64))
        .withActivation(Activation.RELU)
        .withGamma(0.99)
        .withEntropy(0)
        .withActorRate(5e-4)
        .withCriticRate(1e-3)
        .withBatch(4096)
        .withMaxNorm(0.5)
        .withValueClip(Double.POSITIVE_INFINITY)
        .withCriticInput(CriticInput.AGENT_SPECIFIC)
        .withDeviation(0.8);
  }

  /// Table I; what it leaves open is customary: λ 0.95, 10 epochs.
  private static Mappo published() {
    return new Mappo()
        .withHidden(List.of(128, 128))
        .withGamma(0.95)
        .withActorRate(3e-4)
        .withCriticRate(1e-4)
        .withBatch(96);
  }

  /// As [#mappo()] in all but what makes it independent: networks for each agent and a local
  /// critic.
  private static Ippo ippo() {
    return new Ippo()
        .withHidden(List.of(64, 64))
        .withActivation(Activation.RELU)
        .withGamma(0.99)
        .withEntropy(0)
        .withActorRate(5e-4)
        .withCriticRate(1e-3)
        .withBatch(4096)
        .withMaxNorm(0.5)
        .withValueClip(Double.POSITIVE_INFINITY)
        .withDeviation(0.8);
  }

  private static Maddpg maddpg() {
    return new Maddpg().withHidden(List.of(64, 64)).withGamma(0.97).withUpdates(4);
  }

  private static Contender<TestWeeks, Operation> learner(
      String name, String about, Set<Knows> knows, Play play, Algorithm algorithm) {
    return new Contender<>(
        name,
        about,
        knows,
        true,
        course(name, play, Course.Beginning.with(Map.of("microgrid", algorithm))));
  }

  /// Agents who first clone the causal program, which knows as little of the future as they.
  private static Contender<TestWeeks, Operation> warm() {
    String name = "BMAPPO, warm start";
    return new Contender<>(
        name,
        "BMAPPO that begins as a clone of the causal program",
        POOLED,
        true,
        course(name, Play.TUNED, NetworkedMicrogrids::cloned));
  }

  private static Course.Begun cloned(TestWeeks arena, Run run) throws IOException {
    Period weeks = arena.split().training(run.scope().budget().choose(12, 42));
    Taught taught =
        Taught.once(
            run,
            () ->
                new Apprenticeship()
                    .learn(
                        _ -> Stream.of(new Apprenticeship.Place(arena.setting(), weeks)),
                        Play.TUNED.settlement(arena),
                        Play.TUNED::layer,
                        causal(arena),
                        run.seed()));
    Mappo mappo = mappo().withHidden(List.of(128, 128)).withActorRate(1e-5);
    Algorithm algorithm = new WarmStart(mappo, taught.policy(), 0.05, 20);
    return Course.Begun.after(taught, "microgrid", algorithm);
  }

  private static Course<TestWeeks, Operation> course(
      String name, Play play, Course.Beginning<TestWeeks> beginning) {
    return new Course<>(
        (arena, _) ->
            LayeredGame.of(arena.setting(), arena.split().windows(HORIZON), LANES, play.limits())
                .layer(play::layer)
                .settle(play.settlement(arena)),
        beginning,
        NetworkedMicrogrids::agentSteps,
        (arena, policies) ->
            new Operation(
                new PolicyController(name, play::layer, policies.of("microgrid")),
                play.settlement(arena),
                play.limits()),
        TestWeeks::examine);
  }

  private static long agentSteps(Scope scope) {
    return scope.budget().choose(400_000, 2_000_000);
  }

  private static CausalProgram causal(TestWeeks arena) {
    return new CausalProgram(
        sharing(arena), 6, 3, 81, Optional.of(arena.split().training(Integer.MAX_VALUE)));
  }

  private static Sharing sharing(TestWeeks arena) {
    return Sharing.of(arena.setting().scenario());
  }

  private static Contender<TestWeeks, Operation> named(
      String name, String about, Set<Knows> knows, String controller) {
    return Contender.fixed(
        name,
        about,
        knows,
        arena -> arena.run(Controllers.named(controller, arena.setting().scenario())));
  }
}
