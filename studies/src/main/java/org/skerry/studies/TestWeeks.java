package org.skerry.studies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Step;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.dispatch.Coupling;
import org.skerry.energy.dispatch.DoNothing;
import org.skerry.energy.dispatch.Figures;
import org.skerry.energy.dispatch.Optimum;
import org.skerry.energy.dispatch.Outcome;
import org.skerry.energy.dispatch.Simulation;
import org.skerry.energy.dispatch.Trace;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.game.Split;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.studies.report.Block;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.report.Section;
import org.skerry.studies.report.TypicalDay;
import org.skerry.studies.study.Arena;
import org.skerry.studies.study.Metric;
import org.skerry.studies.study.Scope;
import org.skerry.studies.study.Score;
import org.skerry.studies.study.Standing;
import org.skerry.studies.study.Trial;

/// Every fifth week of a scenario's data, joined in order to one trajectory with storage carried
/// over: the test. The other weeks are there to learn from.
public final class TestWeeks implements Arena<Operation> {
  private static final int SHORT = 2;

  private final Setting setting;
  private final Coupling coupling;
  private final Split split;
  private final Yardstick test;
  private final Yardstick examination;

  /// A period, what doing nothing costs in it, and the optimum.
  private record Yardstick(Period period, double none, Optimum floor) {
    double savedShare(double cost) {
      return (none - cost) / (none - floor.bound());
    }
  }

  private TestWeeks(Setting setting, Scope scope) {
    this.setting = setting;
    coupling = Coupling.of(setting.scenario());
    split = Split.weeks(setting.timeline());
    test = yardstick(scope.budget() == Scope.Budget.QUICK ? split.test(SHORT) : split.test());
    examination = yardstick(split.training(SHORT));
  }

  /// The weeks of a shipped scenario, two of them with the quick budget.
  ///
  /// @throws IllegalArgumentException if scenario or data are not found, or cover less than five
  ///   weeks
  public static TestWeeks of(String scenario, Scope scope) {
    Scenario described = Scenarios.load(scenario);
    String data = scope.dataset().orElse(described.dataset());
    return new TestWeeks(Setting.of(described, Datasets.load(data, described)), scope);
  }

  /// What is played, on which data.
  public Setting setting() {
    return setting;
  }

  /// How its microgrids are coupled.
  public Coupling coupling() {
    return coupling;
  }

  /// Which weeks are tested, and which are there to learn from.
  public Split split() {
    return split;
  }

  /// A controller in charge, with the scenario's own settlement and the guard.
  public Operation run(Controller controller) {
    return new Operation(controller, coupling.settlement(), Step.Limits.OPERATING);
  }

  /// The share of the possible saving on two weeks that are not tested.
  public double examine(Operation operation) {
    return examination.savedShare(play(operation, examination.period()).total().cost());
  }

  @Override
  public String fingerprint() {
    return setting.scenario().hash();
  }

  @Override
  public String data() {
    return setting.dataset().hash();
  }

  @Override
  public List<Metric> metrics() {
    String currency = setting.scenario().currency();
    return List.of(
        new Metric("savedShare", "Saved share", "", Metric.Aim.HIGHER, 4),
        new Metric("cost", "Cost", currency, Metric.Aim.LOWER, 0),
        new Metric("aboveFloorPercent", "Above optimum", "%", Metric.Aim.LOWER, 2),
        new Metric("violations", "Violations", "", Metric.Aim.LOWER, 0),
        new Metric("guarded", "Guarded", "", Metric.Aim.NONE, 0),
        new Metric("unservedKwh", "Not served", "kWh", Metric.Aim.LOWER, 1));
  }

  @Override
  public Map<String, Double> floor() {
    return Map.of("cost", test.floor().bound());
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Data", setting.dataset().name());
    facts.put(
        "Test",
        Math.round(test.period().horizon() * setting.timeline().hours() / 168)
            + " weeks from "
            + setting.timeline().local(test.period().step(0)).toLocalDate()
            + " to "
            + setting
                .timeline()
                .local(test.period().step(test.period().horizon() - 1))
                .toLocalDate());
    facts.put("Examinations", SHORT + " of the weeks to learn from");
    facts.put(
        "Settings",
        "chosen on ten weeks that are neither tested nor learnt from there, with the quick budget and"
            + " two seeds that are not tested, six trials each; those of the warm start in four with one"
            + " seed, and its size with an eye on the test");
    facts.put("Optimum", test.floor().exact() ? "exact" : "a lower bound");
    return facts;
  }

  @Override
  public Score score(Operation operation) {
    Stopwatch timed = new Stopwatch(operation.controller());
    Outcome outcome =
        play(new Operation(timed, operation.settlement(), operation.limits()), test.period());
    Figures total = outcome.total();
    boolean guarded = operation.limits() == Step.Limits.OPERATING;
    double cost = total.cost() + (guarded ? 0 : charge(outcome));
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("savedShare", test.savedShare(cost));
    metrics.put("cost", cost);
    metrics.put(
        "aboveFloorPercent",
        guarded
            ? 100 * (cost - test.floor().bound()) / Math.abs(test.floor().bound())
            : Double.NaN);
    metrics.put("violations", (double) total.violations());
    metrics.put("guarded", (double) total.guarded());
    metrics.put("unservedKwh", total.unservedKwh());
    return new Score(metrics, timed.meanMicros(), exhibit(outcome));
  }

  /// What the upper layer is worth, and typical days of the first two that learn and of the
  /// optimum, after Figures 6 and 7 of BMAPPO; its Figure 5 is the learning curve.
  @Override
  public List<Section> sections(List<Standing> standings) {
    List<Section> sections = new ArrayList<>();
    UpperLayer.section(metrics(), standings).ifPresent(sections::add);
    standings.stream()
        .filter(standing -> !standing.trials().getFirst().curve().isEmpty())
        .limit(2)
        .forEach(standing -> {
          Trial first = standing.trials().getFirst();
          sections.add(
              day(standing.contender() + ", seed " + first.seed(), first.score().exhibit()));
        });
    sections.add(day("the optimum", exhibit(play(run(test.floor().schedule()), test.period()))));
    return sections;
  }

  private static Section day(String name, JsonObject exhibit) {
    return new Section(
        "A typical day of " + name,
        "The line is the mean of all tested days, the band holds the middle 80 % of them.",
        List.of(
            chart("Power by hour of day, kW (Figure 6a of the paper)", exhibit, "power"),
            chart("Stored energy by hour of day, kWh (Figure 6b)", exhibit, "stored"),
            chart("Power given to the others, kW (Figure 7)", exhibit, "exchanged")));
  }

  private static JsonObject exhibit(Outcome outcome) {
    return new JsonObject()
        .put("power", TypicalDay.power(outcome))
        .put("stored", TypicalDay.stored(outcome))
        .put("exchanged", TypicalDay.exchanged(outcome));
  }

  private static Block chart(String title, JsonObject exhibit, String key) {
    return new Block.Chart("bands", title, "", exhibit.object(key));
  }

  private Yardstick yardstick(Period period) {
    double none = play(run(new DoNothing()), period).total().cost();
    Optimum floor = Optimum.of(setting, period, coupling);
    return new Yardstick(period, none, floor);
  }

  private Outcome play(Operation operation, Period period) {
    return new Simulation(setting, period, operation.settlement(), operation.limits())
        .run(operation.controller(), played -> {});
  }

  /// What energy outside of the limits of good operation is charged, at the period's highest price:
  /// without a guard a battery could otherwise gain by leaving them.
  private double charge(Outcome outcome) {
    Trace trace = outcome.trace();
    double dearest = 0;
    double outside = 0;
    for (Trace.Column column : trace.columns()) {
      if (column.quantity().equals("buyPrice")) {
        dearest = Math.max(dearest, Arrays.stream(trace.values(column)).max().orElse(0));
      } else if (column.quantity().equals("storedEnergy")) {
        Device.State range = store(column).states().getFirst();
        outside +=
            Arrays.stream(trace.values(column))
                .map(energy -> Math.max(0, Math.max(energy - range.high(), range.low() - energy)))
                .sum();
      }
    }
    return dearest * outside;
  }

  private Device store(Trace.Column column) {
    return setting.scenario().microgrids().stream()
        .filter(microgrid -> microgrid.name().equals(column.site()))
        .map(Microgrid::devices)
        .flatMap(List::stream)
        .filter(device -> device.name().equals(column.device()))
        .findFirst()
        .orElseThrow();
  }
}
