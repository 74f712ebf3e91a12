package org.skerry.studies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.skerry.energy.device.Step;
import org.skerry.energy.dispatch.CommunityDay;
import org.skerry.energy.dispatch.CommunityScores;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.dispatch.DoNothing;
import org.skerry.energy.dispatch.LevelOptimum;
import org.skerry.energy.dispatch.PerfectForesight;
import org.skerry.energy.game.Days;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Layer;
import org.skerry.energy.game.LayeredGame;
import org.skerry.energy.game.LocalTrade;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.learning.MarkovGame;
import org.skerry.learning.SideBySide;
import org.skerry.learning.Varied;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.report.Section;
import org.skerry.studies.study.Arena;
import org.skerry.studies.study.Fingerprint;
import org.skerry.studies.study.Metric;
import org.skerry.studies.study.Scope;
import org.skerry.studies.study.Score;
import org.skerry.studies.study.Standing;

/// Days of three neighbourhoods of households: one to learn in, one to look at meanwhile, one that
/// nobody has seen. Six houses are too few to learn what holds for all, so learners may play in
/// neighbourhoods drawn by chance as well. Where the data have several days, two thirds of them are
/// to learn from and those after are tested; a single day is both. Where other data are given to
/// learn from, those two thirds are only what is known from before.
///
/// A share is that of the saving that the optimum reaches over no use of batteries, of the sums
/// over all houses and tested days; only that of the objective cannot exceed 1.
public final class HouseholdDays implements Arena<Controller> {
  private static final int WORLDS = 8; // that a lane meets, a neighbourhood on a day
  private static final int LEAST_WORLDS = 2; // where each has several days
  private static final int FIRST_DEMONSTRATED = 1_000_000; // number of a neighbourhood
  private static final int OWN = 8; // every so many demonstrated days are of the houses themselves

  private final Map<String, Neighbourhood> neighbourhoods = new LinkedHashMap<>();
  private final Dataset data;
  private final Dataset lessons; // data to learn from
  private final Setting houses; // to learn from
  private final List<Integer> toLearn; // days
  private final Levels levels;

  /// What choices of level can reach of the optimum's saving in the neighbourhood to learn in.
  ///
  /// @param bound no plan of levels saves more, proven
  /// @param known what the best known plan of levels saves
  private record Levels(double bound, double known) {}

  /// A neighbourhood with the yardsticks of its tested days.
  private record Neighbourhood(Setting setting, List<Integer> tested, Sums none, Sums optimum) {

    double share(Sums sums, Figure figure) {
      return (figure.of(none) - figure.of(sums)) / (figure.of(none) - figure.of(optimum));
    }

    /// What plans of so many choices of power can reach.
    Levels levels(int levels) {
      double known = 0;
      double bound = 0;
      for (int day : tested) {
        LevelOptimum found = LevelOptimum.of(setting, day, levels);
        known += found.cost();
        bound += found.bound();
      }
      double saving = none.objective() - optimum.objective();
      return new Levels((none.objective() - bound) / saving, (none.objective() - known) / saving);
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

  private HouseholdDays(Scope scope, Optional<String> otherDays, int levels) {
    Scenario described = Scenarios.load("transactive");
    data = Datasets.load(scope.dataset().orElse(described.dataset()), described);
    add("train", described);
    add("evaluate", Scenarios.load("transactive-evaluate"));
    add("test", Scenarios.load("transactive-test"));
    this.levels = neighbourhood("train").levels(levels);
    lessons = otherDays.map(name -> Datasets.load(name, described)).orElse(data);
    houses = Setting.of(described, lessons);
    int days = days(houses);
    toLearn = IntStream.range(0, otherDays.isPresent() ? days : firstDays(days)).boxed().toList();
  }

  /// The shipped neighbourhoods, where the first days of the data are to learn from.
  ///
  /// @param levels choices of power that households have, which bound what they can learn
  /// @throws IllegalArgumentException if the data are not found or have no whole day
  public static HouseholdDays of(Scope scope, int levels) {
    return new HouseholdDays(scope, Optional.empty(), levels);
  }

  /// The same where all days of other data are to learn from. What is tested stays.
  ///
  /// @param otherDays name of the data
  /// @param levels as above
  /// @throws IllegalArgumentException as above
  public static HouseholdDays of(Scope scope, String otherDays, int levels) {
    return new HouseholdDays(scope, Optional.of(otherDays), levels);
  }

  private void add(String name, Scenario described) {
    Setting setting = Setting.of(described, data);
    int days = days(setting);
    List<Integer> tested = IntStream.range(days == 1 ? 0 : firstDays(days), days).boxed().toList();
    neighbourhoods.put(
        name,
        new Neighbourhood(
            setting,
            tested,
            play(setting, tested, new DoNothing()),
            play(setting, tested, PerfectForesight.of(described))));
  }

  private static int days(Setting setting) {
    return CommunityDay.days(setting);
  }

  /// How many of so many days are to learn from; those after are tested.
  private static int firstDays(int days) {
    return days == 1 ? 1 : Math.max(1, days * 2 / 3);
  }

  /// Days of the houses to learn from, drawn by chance.
  ///
  /// @param lanes played at once
  /// @param layer the agents
  public MarkovGame training(int lanes, Function<Lanes, Layer> layer) {
    return game(houses, lanes, layer);
  }

  /// The same beside a day in each of many neighbourhoods of as many households, drawn by chance
  /// anew for every horizon, all with batteries; none is tested. Sun and capacity differ more
  /// between them than between the shipped ones.
  ///
  /// @param drawn how many neighbourhoods at once
  public MarkovGame training(int lanes, int drawn, Function<Lanes, Layer> layer) {
    List<MarkovGame> games = new ArrayList<>();
    games.add(training(lanes, layer));
    int worlds = Math.max(LEAST_WORLDS, WORLDS / toLearn.size());
    for (int lane = 0; lane < drawn; lane++) {
      int first = 1 + lane * worlds;
      games.add(
          new Varied(
              IntStream.range(first, first + worlds)
                  .mapToObj(number -> game(drawn(number), 1, layer))
                  .toList()));
    }
    return new SideBySide(games);
  }

  /// A day to learn from in each of many neighbourhoods, now and then of the houses themselves,
  /// else drawn by chance, others than those of [#training(int, int, Function)]. The first day is
  /// left out where there are several, since nothing is known of what is usual then.
  ///
  /// @param round others in each, but for the houses themselves, which are there for their weight
  Stream<Apprenticeship.Place> demonstrated(int count, int round) {
    int days = toLearn.size();
    int first = FIRST_DEMONSTRATED + round * count;
    return IntStream.range(first, first + count)
        .mapToObj(number -> {
          boolean own = number % OWN == 0;
          int day = days == 1 ? 0 : 1 + (own ? number / OWN : number) % (days - 1);
          Setting setting = own ? houses : drawn(number);
          return new Apprenticeship.Place(setting, CommunityDay.period(setting, day));
        });
  }

  /// A neighbourhood drawn by chance. Multiples of irrational numbers spread what they have evenly.
  private Setting drawn(int number) {
    Scenario scenario =
        Scenarios.load(
            String.format(
                Locale.ROOT,
                "transactive:households=%d,modules=%.3f,batteries=1,capacity=%.3f,seed=%d",
                houses.sites().size(),
                number * 0.6180339887 % 1,
                0.1 + 0.8 * (number * 0.7548776662 % 1),
                number));
    return Setting.of(scenario, lessons);
  }

  private MarkovGame game(Setting setting, int lanes, Function<Lanes, Layer> layer) {
    Days days =
        Days.drawn(setting.timeline(), toLearn.stream().mapToInt(Integer::intValue).toArray());
    return LayeredGame.of(setting, days, lanes, Step.Limits.OPERATING)
        .layer(layer)
        .settle(LocalTrade::new);
  }

  /// The share of the objective in the neighbourhood that is neither learnt in nor tested.
  public double examine(Controller controller) {
    Neighbourhood seen = neighbourhood("evaluate");
    return seen.share(play(seen.setting(), seen.tested(), controller), Sums::objective);
  }

  @Override
  public String fingerprint() {
    return neighbourhood("train").setting().scenario().hash();
  }

  @Override
  public String data() {
    return Fingerprint.digest(data.hash(), lessons.hash());
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        share("testObjectiveShare", "Objective, test"),
        share("trainObjectiveShare", "Objective, train"),
        share("testPriceShare", "Price, test"),
        share("testEmissionShare", "Emission, test"),
        share("trainPriceShare", "Price, train"),
        share("trainEmissionShare", "Emission, train"),
        share("trainBoundShare", "Of the proven bound, train"),
        share("trainKnownShare", "Of the best known plan, train"),
        new Metric("levelBound", "Proven bound, train", "", Metric.Aim.NONE, 3),
        new Metric("levelKnown", "Best known plan, train", "", Metric.Aim.NONE, 3),
        new Metric("price", "Price, test", currency(), Metric.Aim.LOWER, 3),
        new Metric("emission", "CO₂, test", "kg", Metric.Aim.LOWER, 3),
        new Metric("priceScore", "Price score", "", Metric.Aim.LOWER, 3),
        new Metric("emissionScore", "Emission score", "", Metric.Aim.LOWER, 3));
  }

  private String currency() {
    return neighbourhood("train").setting().scenario().currency();
  }

  private static Metric share(String name, String label) {
    return new Metric(name, label, "", Metric.Aim.HIGHER, 3);
  }

  @Override
  public Map<String, Double> floor() {
    Sums optimum = neighbourhood("test").optimum();
    Map<String, Double> floor = new LinkedHashMap<>();
    floor.put("objective", optimum.objective());
    floor.put("trainObjectiveShare", 1.0);
    floor.put("testObjectiveShare", 1.0);
    return floor;
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Data", data.name());
    if (lessons != data) {
      facts.put("Data to learn from", lessons.name());
    }
    facts.put("Tested days", String.valueOf(neighbourhood("test").tested().size()));
    facts.put("Examinations", "houses that are neither learnt in nor tested, on the tested days");
    facts.put(
        "Settings",
        "chosen with an eye on the tested seeds, houses and days, not in equally many trials");
    return facts;
  }

  @Override
  public Score score(Controller controller) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    Stopwatch watch = new Stopwatch(controller);
    for (String name : List.of("train", "test")) {
      Neighbourhood place = neighbourhood(name);
      Sums sums = play(place.setting(), place.tested(), watch);
      double share = place.share(sums, Sums::objective);
      metrics.put(name + "ObjectiveShare", share);
      if (name.equals("train")) {
        metrics.put("trainBoundShare", share / levels.bound());
        metrics.put("trainKnownShare", share / levels.known());
      }
      metrics.put(name + "PriceShare", place.share(sums, Sums::price));
      metrics.put(name + "EmissionShare", place.share(sums, Sums::emission));
    }
    Neighbourhood test = neighbourhood("test");
    Sums sums = play(test.setting(), test.tested(), controller);
    metrics.put("levelBound", levels.bound());
    metrics.put("levelKnown", levels.known());
    metrics.put("price", sums.price());
    metrics.put("emission", sums.emission());
    List<CommunityScores> scores = scores(test.none(), sums);
    metrics.put("priceScore", mean(scores, CommunityScores::price));
    metrics.put("emissionScore", mean(scores, CommunityScores::emission));
    return new Score(metrics, watch.meanMicros(), bills(test, sums, scores));
  }

  private static List<CommunityScores> scores(Sums none, Sums sums) {
    return IntStream.range(0, none.days().size())
        .mapToObj(day -> CommunityScores.of(sums.days().get(day), none.days().get(day)))
        .toList();
  }

  private static double mean(
      List<CommunityScores> scores, ToDoubleFunction<CommunityScores> figure) {
    return scores.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }

  /// What every tested household pays without batteries, with this contender, and after side
  /// payments of every day.
  private static JsonObject bills(Neighbourhood test, Sums sums, List<CommunityScores> scores) {
    List<String> names =
        test.none().days().getFirst().households().stream()
            .map(CommunityDay.Bill::household)
            .toList();
    return new JsonObject()
        .putTexts("households", names)
        .putNumbers("none", perHouse(test.none(), names.size()))
        .putNumbers("own", perHouse(sums, names.size()))
        .putNumbers("settled", settled(test.none(), scores, names.size()))
        .putNumbers("optimum", perHouse(test.optimum(), names.size()));
  }

  private static double[] settled(Sums none, List<CommunityScores> scores, int houses) {
    double[] paid = perHouse(none, houses);
    for (CommunityScores day : scores) {
      for (int house = 0; house < houses; house++) {
        paid[house] += day.households().get(house).settled();
      }
    }
    return paid;
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
    return HouseholdReport.sections(standings);
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
