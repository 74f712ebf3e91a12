package org.skerry.studies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;
import org.skerry.energy.market.Prices;
import org.skerry.studies.report.JsonObject;

/// A controller beside which the prices are written down at which every step is traded.
final class PriceLog implements Controller {
  private static final List<String> NAMES =
      List.of(
          "bought outside",
          "bought from other microgrids",
          "bought inside",
          "sold inside",
          "sold to other microgrids",
          "sold outside");

  private final Controller controller;
  private final List<double[][]> periods = new ArrayList<>();

  PriceLog(Controller controller) {
    this.controller = controller;
  }

  @Override
  public String name() {
    return controller.name();
  }

  @Override
  public Running start(Lanes lanes, Period period) {
    double[][] traded = new double[NAMES.size()][period.horizon()];
    periods.add(traded);
    Running running = controller.start(lanes, period);
    Prices prices = lanes.market().prices();
    return played -> {
      running.decide(played);
      traded[0][played] = prices.outsideBuy()[0];
      traded[1][played] = prices.betweenBuy()[0];
      traded[2][played] = mean(prices.insideBuy());
      traded[3][played] = mean(prices.insideSell());
      traded[4][played] = prices.betweenSell()[0];
      traded[5][played] = prices.outsideSell()[0];
    };
  }

  private static double mean(double[] microgrids) {
    return Arrays.stream(microgrids).average().orElse(Double.NaN);
  }

  /// The lines of a chart: every price by hour, mean of all days played.
  List<JsonObject> lines() {
    List<JsonObject> lines = new ArrayList<>();
    for (int name = 0; name < NAMES.size(); name++) {
      double[] hours = new double[periods.getFirst()[name].length];
      double[] mean = new double[hours.length];
      for (int hour = 0; hour < hours.length; hour++) {
        hours[hour] = hour;
        for (double[][] traded : periods) {
          mean[hour] += traded[name][hour] / periods.size();
        }
      }
      lines.add(
          new JsonObject()
              .put("name", NAMES.get(name))
              .put("colour", "")
              .putNumbers("x", hours)
              .putNumbers("y", mean));
    }
    return lines;
  }
}
