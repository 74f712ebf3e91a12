package org.skerry.studies;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.skerry.energy.device.Step;
import org.skerry.energy.dispatch.CommunityDay;
import org.skerry.energy.dispatch.CommunityScores;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.dispatch.DoNothing;
import org.skerry.energy.dispatch.PerfectForesight;
import org.skerry.energy.game.Days;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Layer;
import org.skerry.energy.game.LayeredGame;
import org.skerry.energy.game.LocalTrade;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Site;
import org.skerry.learning.MarkovGame;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.report.Section;
import org.skerry.studies.study.Arena;
import org.skerry.studies.study.Metric;
import org.skerry.studies.study.Scope;
import org.skerry.studies.study.Score;
import org.skerry.studies.study.Standing;

/// Days of one community of microgrids that trade with each other, and who in it pays what. Two
/// thirds of the days are to learn from, those after are tested; a single day is both.
///
/// Money and carbon are those of a mean tested day. A share is that of the saving that the optimum
/// reaches over no use of batteries; only that of the objective cannot exceed 1.
public final class CommunityDays implements Arena<Controller> {
  private static final int EXAMINED = 4; // days

  private final Setting setting;
  private final int[] learnt;
  private final Yardstick examined;
  private final Yardstick tested;

  /// Several days with what is best and what is done without batteries.
  private record Yardstick(List<Integer> days, Mean none, Mean optimum) {
    double share(Mean mean, ToDoubleFunction<CommunityDay> figure) {
      return (none.of(figure) - mean.of(figure)) / (none.of(figure) - optimum.of(figure));
    }
  }

  /// The mean of several days.
  private record Mean(List<CommunityDay> days) {
    double of(ToDoubleFunction<CommunityDay> figure) {
      return days.stream().mapToDouble(figure).average().orElse(0);
    }

    /// What a household pays, carbon included.
    double household(int index) {
      return of(day -> day.households().get(index).objective());
    }
  }

  private CommunityDays(Scope scope, Scenario described) {
    String data = scope.dataset().orElse(described.dataset());
    setting = Setting.of(described, Datasets.load(data, described));
    int days = CommunityDay.days(setting);
    learnt = IntStream.range(0, days == 1 ? 1 : Math.max(1, days * 2 / 3)).toArray();
    examined = yardstick(IntStream.range(0, Math.min(EXAMINED, learnt.length)));
    tested = yardstick(IntStream.range(days == 1 ? 0 : learnt.length, days));
  }

  /// The days of a scenario.
  ///
  /// @throws IllegalArgumentException if the data are not found or have no whole day
  public static CommunityDays of(Scope scope, Scenario scenario) {
    return new CommunityDays(scope, scenario);
  }

  private Yardstick yardstick(IntStream range) {
    List<Integer> days = range.boxed().toList();
    return new Yardstick(
        days, play(days, new DoNothing()), play(days, PerfectForesight.of(setting.scenario())));
  }

  private Mean play(List<Integer> days, Controller controller) {
    return new Mean(days.stream().map(day -> CommunityDay.play(setting, day, controller)).toList());
  }

  /// Days to learn from, drawn by chance.
  ///
  /// @param lanes played at once
  /// @param layers in the order in which they act
  public MarkovGame training(int lanes, List<Function<Lanes, Layer>> layers) {
    Days days = Days.drawn(setting.timeline(), learnt);
    LayeredGame game = LayeredGame.of(setting, days, lanes, Step.Limits.OPERATING);
    for (Function<Lanes, Layer> layer : layers) {
      game = game.layer(layer);
    }
    return game.settle(LocalTrade::new);
  }

  /// The share of the objective on some of the days learnt.
  public double examine(Controller controller) {
    return examined.share(play(examined.days(), controller), CommunityDay::objective);
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
    return List.of(
        share("objectiveShare", "Objective, share"),
        share("priceShare", "Price, share"),
        share("emissionShare", "Emission, share"),
        money("objective", "Objective", Metric.Aim.LOWER),
        money("price", "Price", Metric.Aim.LOWER),
        new Metric("emission", "CO₂", "kg/day", Metric.Aim.LOWER, 3),
        money("households", "Households pay", Metric.Aim.LOWER),
        money("microgrids", "Microgrids keep", Metric.Aim.NONE),
        money("distributor", "Distributor keeps", Metric.Aim.NONE),
        new Metric("worse", "Households worse off", "", Metric.Aim.LOWER, 1));
  }

  private static Metric share(String name, String label) {
    return new Metric(name, label, "", Metric.Aim.HIGHER, 3);
  }

  private Metric money(String name, String label, Metric.Aim aim) {
    return new Metric(name, label, setting.scenario().currency() + "/day", aim, 3);
  }

  @Override
  public Map<String, Double> floor() {
    return Map.of("objective", tested.optimum().of(CommunityDay::objective), "objectiveShare", 1.0);
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Data", setting.dataset().name());
    facts.put("Tested days", String.valueOf(tested.days().size()));
    facts.put("Examinations", examined.days().size() + " of the days to learn from");
    facts.put("Settings", "chosen with an eye on the tested seeds and days");
    return facts;
  }

  @Override
  public Score score(Controller controller) {
    Stopwatch watch = new Stopwatch(controller);
    PriceLog log = new PriceLog(watch);
    Mean mean = play(tested.days(), log);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("objectiveShare", tested.share(mean, CommunityDay::objective));
    metrics.put("priceShare", tested.share(mean, CommunityDay::price));
    metrics.put("emissionShare", tested.share(mean, CommunityDay::emission));
    metrics.put("objective", mean.of(CommunityDay::objective));
    metrics.put("price", mean.of(CommunityDay::price));
    metrics.put("emission", mean.of(CommunityDay::emission));
    metrics.put("households", houses().mapToDouble(mean::household).sum());
    metrics.put("microgrids", mean.of(CommunityDays::kept));
    metrics.put("distributor", mean.of(CommunityDay::distributor));
    metrics.put("worse", (double) houses().filter(house -> worse(mean, house)).count());
    return new Score(metrics, watch.meanMicros(), exhibit(mean, log));
  }

  private boolean worse(Mean mean, int house) {
    return mean.household(house) > tested.none().household(house) + 1e-9;
  }

  private static double kept(CommunityDay day) {
    return day.microgrids().stream().mapToDouble(Double::doubleValue).sum();
  }

  private IntStream houses() {
    return IntStream.range(0, setting.sites().size());
  }

  /// What the households of each microgrid pay, what it keeps; what each household pays; prices.
  private JsonObject exhibit(Mean mean, PriceLog log) {
    List<Microgrid> microgrids = setting.scenario().microgrids();
    return new JsonObject()
        .putTexts("microgrids", microgrids.stream().map(Microgrid::name).toList())
        .putNumbers(
            "pay",
            IntStream.range(0, microgrids.size())
                .mapToDouble(microgrid ->
                    houses()
                        .filter(house -> setting.sites().get(house).microgrid() == microgrid)
                        .mapToDouble(mean::household)
                        .sum())
                .toArray())
        .putNumbers(
            "keep",
            IntStream.range(0, microgrids.size())
                .mapToDouble(microgrid -> mean.of(day -> day.microgrids().get(microgrid)))
                .toArray())
        .putTexts("households", setting.sites().stream().map(Site::name).toList())
        .putNumbers("paid", houses().mapToDouble(mean::household).toArray())
        .putNumbers("settled", settled(mean))
        .put("prices", log.lines());
  }

  /// What each household pays after the side payments of every day.
  private double[] settled(Mean mean) {
    double[] paid = houses().mapToDouble(tested.none()::household).toArray();
    int days = mean.days().size();
    for (int day = 0; day < days; day++) {
      CommunityScores scores =
          CommunityScores.of(mean.days().get(day), tested.none().days().get(day));
      for (int house = 0; house < paid.length; house++) {
        paid[house] += scores.households().get(house).settled() / days;
      }
    }
    return paid;
  }

  @Override
  public List<Section> sections(List<Standing> standings) {
    return CommunityReport.sections(
        standings,
        TransactivePrices.FIXED,
        TransactivePrices.BOTH,
        setting.scenario().currency() + "/kWh");
  }
}
