package org.skerry.studies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.skerry.energy.dispatch.CommunityDay;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.dispatch.DoNothing;
import org.skerry.energy.dispatch.PerfectForesight;
import org.skerry.energy.game.Days;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.studies.report.Block;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.report.Numbers;
import org.skerry.studies.report.Section;
import org.skerry.studies.study.Arena;
import org.skerry.studies.study.Metric;
import org.skerry.studies.study.Scope;
import org.skerry.studies.study.Score;
import org.skerry.studies.study.Standing;

/// Days of three neighbourhoods of households: one to learn in, one to look at meanwhile, one that
/// nobody has seen. Where the data have several days, two thirds of them are to learn from and
/// those after are tested; a single day is both.
///
/// A share is that of the saving that the optimum reaches over no use of batteries, of the sums
/// over all houses and tested days; only that of the objective cannot exceed 1.
public final class HouseholdDays implements Arena<Controller> {
  private final Map<String, Neighbourhood> neighbourhoods = new LinkedHashMap<>();

  /// A neighbourhood with the yardsticks of its tested days.
  private record Neighbourhood(
      Setting setting, List<Integer> learnt, List<Integer> tested, Sums none, Sums optimum) {

    double share(Sums sums, Figure figure) {
      return (figure.of(none) - figure.of(sums)) / (figure.of(none) - figure.of(optimum));
    }
  }

  /// What tested days cost together.
  ///
  /// @param days one after the other
  private record Sums(List<CommunityDay> days) {
    double price() {
      return days.stream().mapToDouble(CommunityDay::price).sum();
    }

    double emission() {
      return days.stream().mapToDouble(CommunityDay::emission).sum();
    }

    double objective() {
      return days.stream().mapToDouble(CommunityDay::objective).sum();
    }
  }

  @FunctionalInterface
  private interface Figure {
    double of(Sums sums);
  }

  private HouseholdDays() {}

  /// The shipped neighbourhoods.
  ///
  /// @throws IllegalArgumentException if the data are not found or have no whole day
  public static HouseholdDays of(Scope scope) {
    HouseholdDays arena = new HouseholdDays();
    arena.add("train", "transactive", scope);
    arena.add("evaluate", "transactive-evaluate", scope);
    arena.add("test", "transactive-test", scope);
    return arena;
  }

  private void add(String name, String scenario, Scope scope) {
    Scenario described = Scenarios.load(scenario);
    String data = scope.dataset().orElse(described.dataset());
    Setting setting = Setting.of(described, Datasets.load(data, described));
    int days = (int) Math.round(setting.timeline().steps() * setting.timeline().hours() / 24);
    int learnt = days == 1 ? 1 : Math.max(1, days * 2 / 3);
    List<Integer> tested = IntStream.range(days == 1 ? 0 : learnt, days).boxed().toList();
    neighbourhoods.put(
        name,
        new Neighbourhood(
            setting,
            IntStream.range(0, learnt).boxed().toList(),
            tested,
            play(setting, tested, new DoNothing()),
            play(setting, tested, PerfectForesight.of(described))));
  }

  /// The neighbourhood to learn in.
  public Setting training() {
    return neighbourhood("train").setting();
  }

  /// The days to learn from, drawn by chance.
  public Days days() {
    int[] learnt = neighbourhood("train").learnt().stream().mapToInt(Integer::intValue).toArray();
    return Days.drawn(training().timeline(), learnt);
  }

  /// The share of the objective in the neighbourhood that is neither learnt in nor tested.
  public double examine(Controller controller) {
    Neighbourhood seen = neighbourhood("evaluate");
    return seen.share(play(seen.setting(), seen.tested(), controller), Sums::objective);
  }

  @Override
  public String fingerprint() {
    return training().scenario().hash();
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        share("trainObjectiveShare", "Objective, train"),
        share("testObjectiveShare", "Objective, test"),
        share("trainPriceShare", "Price, train"),
        share("trainEmissionShare", "Emission, train"),
        share("testPriceShare", "Price, test"),
        share("testEmissionShare", "Emission, test"),
        new Metric("price", "Price, test", training().scenario().currency(), Metric.Aim.LOWER, 3),
        new Metric("emission", "CO₂, test", "kg", Metric.Aim.LOWER, 3),
        new Metric("priceScore", "Price score", "", Metric.Aim.LOWER, 3),
        new Metric("emissionScore", "Emission score", "", Metric.Aim.LOWER, 3));
  }

  private static Metric share(String name, String label) {
    return new Metric(name, label, "", Metric.Aim.HIGHER, 3);
  }

  @Override
  public Map<String, Double> floor() {
    Sums optimum = neighbourhood("test").optimum();
    Map<String, Double> floor = new LinkedHashMap<>();
    floor.put("objective", optimum.objective());
    floor.put("testObjectiveShare", 1.0);
    return floor;
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Data", training().dataset().name());
    facts.put("Tested days", String.valueOf(neighbourhood("test").tested().size()));
    return facts;
  }

  @Override
  public Score score(Controller controller) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    Stopwatch watch = new Stopwatch(controller);
    for (String name : List.of("train", "test")) {
      Neighbourhood place = neighbourhood(name);
      Sums sums = play(place.setting(), place.tested(), watch);
      metrics.put(name + "ObjectiveShare", place.share(sums, Sums::objective));
      metrics.put(name + "PriceShare", place.share(sums, Sums::price));
      metrics.put(name + "EmissionShare", place.share(sums, Sums::emission));
    }
    Neighbourhood test = neighbourhood("test");
    Sums sums = play(test.setting(), test.tested(), controller);
    metrics.put("price", sums.price());
    metrics.put("emission", sums.emission());
    metrics.put("priceScore", score(test.none(), sums, CommunityDay.Bill::price));
    metrics.put("emissionScore", score(test.none(), sums, CommunityDay.Bill::emission));
    return new Score(metrics, watch.meanMicros(), bills(test, sums));
  }

  /// The paper's own score: the change of a household's cost as a share of it, averaged over
  /// households and days.
  private static double score(Sums none, Sums sums, ToDoubleFunction<CommunityDay.Bill> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int day = 0; day < none.days().size(); day++) {
      List<CommunityDay.Bill> before = none.days().get(day).households();
      List<CommunityDay.Bill> after = sums.days().get(day).households();
      for (int house = 0; house < before.size(); house++) {
        double was = figure.applyAsDouble(before.get(house));
        if (was != 0) {
          ratios.add((figure.applyAsDouble(after.get(house)) - was) / Math.abs(was));
        }
      }
    }
    return ratios.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /// What every tested household pays without batteries, and with this contender.
  private static JsonObject bills(Neighbourhood test, Sums sums) {
    List<String> names =
        test.none().days().getFirst().households().stream()
            .map(CommunityDay.Bill::household)
            .toList();
    return new JsonObject()
        .putTexts("households", names)
        .putNumbers("none", perHouse(test.none(), names.size()))
        .putNumbers("own", perHouse(sums, names.size()))
        .putNumbers("optimum", perHouse(test.optimum(), names.size()));
  }

  private static double[] perHouse(Sums sums, int houses) {
    double[] paid = new double[houses];
    for (CommunityDay day : sums.days()) {
      for (int house = 0; house < houses; house++) {
        paid[house] += day.households().get(house).objective();
      }
    }
    return paid;
  }

  @Override
  public List<Section> sections(List<Standing> standings) {
    List<Block> blocks = new ArrayList<>();
    for (Standing standing : standings) {
      if (!standing.trials().getFirst().curve().isEmpty()) {
        blocks.add(houses(standing));
      }
    }
    return List.of(
        new Section(
            "Who gains, who loses",
            "What each tested household pays, carbon included, without batteries, with the contender's first"
                + " seed, and in the community's optimum. Trade changes who pays: the community gains as a"
                + " whole, single households may lose.",
            blocks),
        new Section(
            "Beside the paper",
            "Shares of the optimum that MAHTM reaches on its own data, from its Table 2.",
            List.of(
                new Block.Table(
                    List.of("", "Price, train", "Emission, train", "Price, test", "Emission, test"),
                    List.of(
                        List.of("MAHTM", "0.94", "0.68", "0.72", "0.51"),
                        List.of(
                            "COMA of the paper",
                            "worse than none",
                            "worse than none",
                            "worse than none",
                            "worse than none")),
                    false))));
  }

  private static Block houses(Standing standing) {
    JsonObject bills = standing.trials().getFirst().score().exhibit();
    double[] none = bills.numbers("none");
    double[] own = bills.numbers("own");
    double[] optimum = bills.numbers("optimum");
    List<String> names = bills.texts("households");
    List<List<String>> rows = new ArrayList<>();
    for (int house = 0; house < names.size(); house++) {
      rows.add(row(names.get(house), none[house], own[house], optimum[house]));
    }
    rows.add(
        row(
            "All",
            Arrays.stream(none).sum(),
            Arrays.stream(own).sum(),
            Arrays.stream(optimum).sum()));
    return new Block.Table(
        List.of(standing.contender(), "Without batteries", "Contender", "Change", "Optimum"),
        rows,
        true);
  }

  private static List<String> row(String name, double none, double own, double optimum) {
    return List.of(
        name, Numbers.two(none), Numbers.two(own), Numbers.two(own - none), Numbers.two(optimum));
  }

  private Neighbourhood neighbourhood(String name) {
    Neighbourhood found = neighbourhoods.get(name);
    if (found == null) {
      throw new IllegalArgumentException("There is no neighbourhood '" + name + "'.");
    }
    return found;
  }

  private static Sums play(Setting setting, List<Integer> days, Controller controller) {
    return new Sums(days.stream().map(day -> CommunityDay.play(setting, day, controller)).toList());
  }
}
