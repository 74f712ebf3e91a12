package org.skerry.energy.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Step;
import org.skerry.energy.device.Tariff;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.game.OwnBalance;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Series;

/// One microgrid for a few hours with given prices, to follow a controller by hand.
final class Village {
  private final Setting setting;

  private Village(Setting setting) {
    this.setting = setting;
  }

  /// One step per price, the first at midnight.
  static Village of(double[] prices, Device... devices) {
    Dataset dataset =
        new Dataset(
            "hours",
            "made for tests",
            Instant.parse("2016-01-01T00:00:00Z"),
            ZoneId.of("UTC"),
            Duration.ofHours(1),
            List.of(new Series("price", "per kWh", prices)),
            List.of());
    var village = new Microgrid("village", "", List.of(devices));
    return new Village(
        Setting.of(Scenario.of("village", Duration.ofHours(1), List.of(village)), dataset));
  }

  /// The same where nothing follows a period.
  Village thatEnds() {
    Scenario ending = PlannerCases.ending(setting.scenario());
    return new Village(Setting.of(ending, setting.dataset()));
  }

  /// The same price for a day.
  static Village atPrice(double price, Device... devices) {
    double[] prices = new double[24];
    Arrays.fill(prices, price);
    return of(prices, devices);
  }

  /// 100 kWh, 20 kW, half full; a fifth is lost on the way out.
  static Battery battery() {
    return new Battery("battery", 100, 20, 20, 1, 0.8, 0.1, 0.9, 0.5, 0);
  }

  static Turbine turbine() {
    return new Turbine("turbine", 0, 150, 1e-4, 0.06, 0, Double.POSITIVE_INFINITY);
  }

  static Load load(double demand) {
    return new Load("load", Carrier.POWER, Profile.constant(demand), 1, 0, 0, 10, 1);
  }

  static GridConnection grid(double spread) {
    return grid(spread, List.of());
  }

  static GridConnection grid(double spread, List<GridConnection.Outage> outages) {
    return new GridConnection("grid", Carrier.POWER, 200, 200, 50, tariff(spread), 0, outages);
  }

  static Tariff tariff(double spread) {
    return new Tariff(Profile.scaled("price", 1), List.of(), spread);
  }

  static LocalDateTime hour(int hour) {
    return LocalDateTime.of(2016, 1, 1, 0, 0).plusHours(hour);
  }

  /// A schedule of one set-point, one value per hour from midnight.
  static Schedule schedule(String column, double... setpoints) {
    List<Schedule.Row> rows = new ArrayList<>();
    for (int hour = 0; hour < setpoints.length; hour++) {
      rows.add(new Schedule.Row(hour(hour), List.of(setpoints[hour])));
    }
    return new Schedule("script", List.of(column), rows);
  }

  Setting setting() {
    return setting;
  }

  Period period() {
    return Period.between(0, setting.timeline().steps());
  }

  /// All hours with the guard on.
  Outcome play(Controller controller) {
    return play(controller, Step.Limits.OPERATING);
  }

  Outcome play(Controller controller, Step.Limits limits) {
    return new Simulation(setting, period(), OwnBalance::new, limits).run(controller, played -> {});
  }

  /// A quantity of a device over time.
  static double[] trace(Outcome outcome, String device, String quantity) {
    Trace trace = outcome.trace();
    return trace.columns().stream()
        .filter(column -> column.device().equals(device) && column.quantity().equals(quantity))
        .map(trace::values)
        .findFirst()
        .orElseThrow();
  }
}
