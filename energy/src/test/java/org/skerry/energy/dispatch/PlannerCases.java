package org.skerry.energy.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
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

/// Small cases for controllers that plan.
final class PlannerCases {
  private PlannerCases() {}

  /// A battery of 2 kWh and 1 kW without losses, empty at the beginning, which buys and sells at
  /// the price.
  static Scenario trader() {
    return scenario(new Battery("battery", 2, 1, 1, 1, 1, 0, 1, 0, 0), grid(10, 0));
  }

  /// Sun, turbine, battery and load behind a connection that sells at half the price.
  static Scenario site() {
    return scenario(
        new Photovoltaic("sun", new Output.Measured(Profile.scaled("sun", 1)), 0),
        new Turbine("turbine", 0, 150, 1e-4, 0.06, 0, Double.POSITIVE_INFINITY),
        new Battery("battery", 400, 80, 80, 0.95, 0.95, 0.1, 0.9, 0.5, 0.005),
        new Load("load", Carrier.POWER, Profile.scaled("load", 1), 1, 0, 0, 10, 1),
        grid(200, 0.5));
  }

  static Scenario scenario(Device... devices) {
    return Scenario.of(
        "case", Duration.ofHours(1), List.of(new Microgrid("m", "", List.of(devices))));
  }

  /// The same where nothing follows a period.
  static Scenario ending(Scenario lasting) {
    return new Scenario(
        lasting.name(),
        lasting.title(),
        lasting.description(),
        lasting.currency(),
        lasting.step(),
        lasting.dataset(),
        lasting.network(),
        lasting.microgrids(),
        lasting.schedule(),
        lasting.supply(),
        Scenario.Ending.TERMINAL);
  }

  static GridConnection grid(double limit, double spread) {
    Tariff tariff = new Tariff(Profile.scaled("price", 1), List.of(), spread);
    return new GridConnection("grid", Carrier.POWER, limit, limit, limit, tariff, 0, List.of());
  }

  /// Hours of data; prices, load and sun by hour since the beginning.
  static Dataset hours(
      int hours, IntToDoubleFunction price, IntToDoubleFunction load, IntToDoubleFunction sun) {
    return data(
        Duration.ofHours(1),
        List.of("price", "load", "sun"),
        List.of(
            IntStream.range(0, hours).mapToDouble(price).toArray(),
            IntStream.range(0, hours).mapToDouble(load).toArray(),
            IntStream.range(0, hours).mapToDouble(sun).toArray()));
  }

  /// Data of any names from the beginning of 2016 on.
  static Dataset data(Duration step, List<String> names, List<double[]> values) {
    return new Dataset(
        "case",
        "made for tests",
        Instant.parse("2016-01-01T00:00:00Z"),
        ZoneId.of("UTC"),
        step,
        IntStream.range(0, names.size())
            .mapToObj(index -> new Series(names.get(index), "kW", values.get(index)))
            .toList(),
        List.of());
  }

  static Outcome play(Scenario scenario, Dataset data, Period period, Controller controller) {
    return new Simulation(
            Setting.of(scenario, data), period, OwnBalance::new, Step.Limits.OPERATING)
        .run(controller, played -> {});
  }

  /// What a device gave in each step, kW.
  static List<Double> power(Outcome outcome, String device) {
    List<Double> power = new ArrayList<>();
    for (Trace.Column column : outcome.trace().columns()) {
      if (column.device().equals(device) && column.quantity().equals("power")) {
        for (double value : outcome.trace().values(column)) {
          power.add(value);
        }
      }
    }
    return power;
  }
}
