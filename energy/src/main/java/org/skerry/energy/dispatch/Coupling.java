package org.skerry.energy.dispatch;

import java.util.List;
import java.util.function.Function;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.LocalTrade;
import org.skerry.energy.game.MutualAid;
import org.skerry.energy.game.OwnBalance;
import org.skerry.energy.game.PassiveNetwork;
import org.skerry.energy.game.Settlement;
import org.skerry.energy.game.SharedFeeder;
import org.skerry.energy.scenario.Interconnection;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Scenario;

/// How the microgrids of a scenario are coupled: as a settlement that plays a step, and as an
/// exchange that a plan is subject to. Both describe the same network; where the exchange knows
/// less of it, as on a whole feeder, an optimum over it is a lower bound.
///
/// @param settlement made for each running game
/// @param exchange for plans; never narrower than what the settlement can play, but for the rules
///   of an exchange that does not know all
public record Coupling(Function<Lanes, Settlement> settlement, Exchange exchange) {

  /// What the scenario's network asks for.
  public static Coupling of(Scenario scenario) {
    return switch (scenario.network()) {
      case Interconnection.None _ -> alone();
      case Interconnection.Reduced reduced ->
          new Coupling(
              lanes -> new MutualAid(lanes, reduced),
              new BranchFlow(reduced.network(), buses(scenario), reduced.lossPriceFloor()));
      case Interconnection.Full full ->
          new Coupling(lanes -> new SharedFeeder(lanes, full), Exchange.shared());
      case Interconnection.LocalTrade _ -> new Coupling(LocalTrade::new, Exchange.lossless());
    };
  }

  /// Microgrids that settle with no regard to the network of the scenario, which takes what comes.
  ///
  /// @param settlement how they settle, such as `OwnBalance::new`
  /// @throws IllegalArgumentException if the network is a whole feeder: its own loads would have to
  ///   be served and its losses paid for by somebody
  public static Function<Lanes, Settlement> unguided(
      Scenario scenario, Function<Lanes, Settlement> settlement) {
    return switch (scenario.network()) {
      case Interconnection.None _, Interconnection.LocalTrade _ -> settlement;
      case Interconnection.Reduced reduced ->
          lanes -> new PassiveNetwork(lanes, reduced, settlement.apply(lanes));
      case Interconnection.Full _ ->
          throw new IllegalArgumentException(
              "Scenario '%s' has a whole feeder, but only lines between microgrids can be left unguided. Use a network of the reduced form, such as scenario 'networked'."
                  .formatted(scenario.name()));
    };
  }

  private static List<String> buses(Scenario scenario) {
    return scenario.microgrids().stream().map(Microgrid::bus).toList();
  }

  /// Every site settles alone.
  public static Coupling alone() {
    return new Coupling(OwnBalance::new, Exchange.none());
  }
}
