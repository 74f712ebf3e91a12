package org.skerry.studies;

import java.util.List;
import org.skerry.energy.dispatch.CarbonTradeOff;
import org.skerry.energy.dispatch.CarbonTradeOff.Point;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.studies.report.Block;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.report.Numbers;
import org.skerry.studies.report.Section;

/// What less carbon costs a community whose cheapest and cleanest plans part.
final class TradeOffSection {
  private static final List<Double> CARBON_PRICES =
      List.of(0.0, 0.02, 0.05, 0.12, 0.16, 0.18, CarbonTradeOff.CLEANEST);

  private TradeOffSection() {}

  /// The curve of the first day of a scenario on its own data.
  static Section of(String name) {
    Scenario scenario = Scenarios.load(name);
    Setting setting = Setting.of(scenario, Datasets.load(scenario.dataset(), scenario));
    List<Point> points = CarbonTradeOff.of(setting, 0, CARBON_PRICES).points();
    String money = scenario.currency() + "/day";
    JsonObject options =
        new JsonObject()
            .put("unit", money)
            .put("xUnit", "kg of CO₂ per day")
            .put("scale", true)
            .put(
                "series",
                List.of(
                    line("optima", points),
                    line("cheapest", List.of(points.getFirst())),
                    line("cleanest", List.of(points.getLast()))));
    return new Section(
        "What less carbon costs",
        "The optimum of scenario "
            + name
            + " at carbon prices from 0 (cheapest) to "
            + Numbers.one(CarbonTradeOff.CLEANEST)
            + " "
            + scenario.currency()
            + "/kg (cleanest), each played for a day. There selling earns nearly what buying costs,"
            + " so that keeping the own sun for the evening saves carbon but hardly money.",
        List.of(
            new Block.Chart("lines", "Price without carbon, " + money, "", options),
            new Block.Table(
                List.of(
                    "Carbon price, " + scenario.currency() + "/kg",
                    "Price, " + money,
                    "CO₂, kg/day"),
                points.stream()
                    .map(point ->
                        List.of(
                            Numbers.two(point.carbonPrice()),
                            Numbers.significant(point.price()),
                            Numbers.significant(point.emission())))
                    .toList(),
                false)));
  }

  private static JsonObject line(String name, List<Point> points) {
    return new JsonObject()
        .put("name", name)
        .put("colour", "")
        .putNumbers("x", points.stream().mapToDouble(Point::emission).toArray())
        .putNumbers("y", points.stream().mapToDouble(Point::price).toArray());
  }
}
