package org.skerry.studies;

import java.util.Map;
import java.util.Set;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.dispatch.PolicyController;
import org.skerry.energy.game.Households;
import org.skerry.energy.game.Households.Choice;
import org.skerry.energy.game.Households.Knowledge;
import org.skerry.energy.game.Lanes;
import org.skerry.learning.Algorithm;
import org.skerry.learning.algorithm.Annealed;
import org.skerry.studies.study.Contender;
import org.skerry.studies.study.Course;
import org.skerry.studies.study.Course.Beginning;
import org.skerry.studies.study.Course.Begun;
import org.skerry.studies.study.Knows;
import org.skerry.studies.study.Scope;

/// Where households learn, and for how long. A horizon is a day in all lanes; with the quick budget
/// there are a tenth as many.
///
/// @param choice how a household chooses one of the levels of power
/// @param knowledge what it is told beside what it can see
/// @param levels of power
/// @param own lanes with the six houses
/// @param drawn lanes with a neighbourhood drawn by chance
/// @param horizons with the full budget
record Schooling(Choice choice, Knowledge knowledge, int levels, int own, int drawn, int horizons) {
  static final String ROLE = "household";

  Schooling withHorizons(int horizons) {
    return new Schooling(choice, knowledge, levels, own, drawn, horizons);
  }

  Households layer(Lanes lanes) {
    return new Households(lanes, levels, choice, knowledge, Households.Earning.CONTRIBUTION);
  }

  /// The same for households that are told other things.
  Schooling withKnowledge(Knowledge other) {
    return new Schooling(choice, other, levels, own, drawn, horizons);
  }

  private Set<Knows> knows() {
    return knowledge == Knowledge.WATER_VALUES
        ? Knows.of(Knows.OWN, Knows.POOL, Knows.WATER_VALUES)
        : Knows.of(Knows.OWN, Knows.POOL);
  }

  int horizons(Scope scope) {
    return scope.budget().choose(horizons / 10, horizons);
  }

  /// Learns with a rate that falls to zero.
  Contender<HouseholdDays, Controller> annealed(String name, String about, Algorithm algorithm) {
    return contender(
        name,
        about,
        (_, run) -> new Begun(Map.of(ROLE, new Annealed(algorithm, horizons(run.scope()))), 0, 0));
  }

  Contender<HouseholdDays, Controller> contender(
      String name, String about, Beginning<HouseholdDays> beginning) {
    return new Contender<>(
        name,
        about,
        knows(),
        true,
        new Course<>(
            (arena, _) -> arena.training(own, drawn, this::layer),
            beginning,
            scope -> horizons(scope) * 24L * 6 * (own + drawn),
            (_, policies) -> new PolicyController(name, this::layer, policies.of(ROLE)),
            HouseholdDays::examine));
  }
}
