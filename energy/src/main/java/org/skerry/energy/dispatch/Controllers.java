package org.skerry.energy.dispatch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.skerry.energy.scenario.Interconnection;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.text.Nearest;
import org.skerry.optimization.InteriorPoint;

/// The controllers that can be asked for by name.
public final class Controllers {
  private static final Map<String, Function<Scenario, Controller>> KNOWN = known();

  private Controllers() {}

  private static Map<String, Function<Scenario, Controller>> known() {
    Map<String, Function<Scenario, Controller>> known = new LinkedHashMap<>();
    known.put("none", scenario -> new DoNothing());
    known.put(
        "rule",
        scenario ->
            scenario.network() instanceof Interconnection.LocalTrade
                ? HouseholdRule.usual()
                : TimeOfUse.published());
    known.put("selfConsumption", scenario -> new SelfConsumption());
    known.put("threshold", scenario -> PriceThreshold.weekly());
    known.put("causal", scenario -> CausalProgram.of(Sharing.of(scenario)));
    known.put("dayAhead", scenario -> new DayAheadProgram());
    known.put("genetic", scenario -> Genetic.of(Sharing.of(scenario), 1));
    known.put("mpc", scenario -> predictive("mpc", scenario, ModelPredictive.Forecast.yesterday()));
    known.put(
        "perfectMPC",
        scenario -> predictive("perfectMPC", scenario, ModelPredictive.Forecast.perfect()));
    known.put("optimum", scenario -> PerfectForesight.of(scenario));
    return known;
  }

  private static Controller predictive(
      String name, Scenario scenario, ModelPredictive.Forecast forecast) {
    return new ModelPredictive(
        name, 24, forecast, Coupling.of(scenario).exchange(), new InteriorPoint());
  }

  /// The names that every scenario knows, in the order of lists. A scenario that ships with a
  /// schedule also knows `schedule`.
  public static List<String> names() {
    return new ArrayList<>(KNOWN.keySet());
  }

  /// A controller by name, or the schedule in a file.
  ///
  /// @throws IllegalArgumentException if there is none of that name and no such file, or the file
  ///   is not a schedule
  public static Controller named(String name, Scenario scenario) {
    Function<Scenario, Controller> known = KNOWN.get(name);
    if (known != null) {
      return known.apply(scenario);
    }
    if (name.equals("schedule") && scenario.schedule().isPresent()) {
      var attachment = scenario.schedule().get();
      return ScheduleFile.parse("schedule", attachment.name(), attachment.text());
    }
    if (Files.isRegularFile(Path.of(name))) {
      return ScheduleFile.read(Path.of(name));
    }
    throw new IllegalArgumentException(
        "There is no controller '%s', and no file of that name.%s Use one of %s, or the path of a schedule (CSV) or of a policy (NAME.policy)."
            .formatted(name, Nearest.question(name, names()), String.join(", ", names())));
  }
}
