package org.skerry.energy.game;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Tariff;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.device.WindTurbine;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Series;

/// Small scenarios and data sets for tests.
public final class Examples {
  private Examples() {}

  /// Four microgrids, each with one device of every kind that microgrid operators need.
  public static Scenario four() {
    List<Microgrid> microgrids = new ArrayList<>();
    double[][] means = {{100, 50, 15}, {100, 20, 50}, {100, 30, 30}, {130, 10, 20}};
    for (int index = 0; index < 4; index++) {
      microgrids.add(
          new Microgrid(
              "m" + index,
              "",
              List.of(
                  new Photovoltaic(
                      "sun", new Output.Measured(Profile.withMean("sun", means[index][1])), 0),
                  new WindTurbine(
                      "wind", new Output.Measured(Profile.withMean("wind", means[index][2]))),
                  new Turbine("turbine", 0, 150, 1e-4, 0.06, 0, Double.POSITIVE_INFINITY),
                  new Battery("battery", 400, 80, 80, 0.95, 0.95, 0.1, 0.9, 0.5, 0.005),
                  new Load(
                      "load",
                      Carrier.POWER,
                      Profile.withMean("load", means[index][0]),
                      0.95,
                      0,
                      0,
                      10,
                      1),
                  new GridConnection(
                      "grid",
                      Carrier.POWER,
                      200,
                      200,
                      100,
                      new Tariff(Profile.scaled("price", 1), List.of(), 0.5),
                      0,
                      List.of()))));
    }
    return Scenario.of("four", Duration.ofHours(1), microgrids);
  }

  /// Hours of smooth sun, random wind, a daily load and a daily price, all from a fixed seed.
  public static Dataset days(int days) {
    SplittableRandom random = new SplittableRandom(5);
    int hours = days * 24;
    double[] sun = new double[hours];
    double[] wind = new double[hours];
    double[] load = new double[hours];
    double[] price = new double[hours];
    for (int hour = 0; hour < hours; hour++) {
      double phase = 2 * Math.PI * (hour % 24) / 24;
      sun[hour] = Math.max(0, -Math.cos(phase)) * (0.5 + random.nextDouble());
      wind[hour] = random.nextDouble() * random.nextDouble() * 2;
      load[hour] = 1 + 0.3 * Math.sin(phase - 2) + 0.1 * random.nextDouble();
      price[hour] = 0.09 + 0.05 * Math.sin(phase - 2.5) + 0.02 * random.nextDouble();
    }
    return new Dataset(
        "days",
        "made for tests",
        Instant.parse("2016-01-01T00:00:00Z"),
        ZoneId.of("UTC"),
        Duration.ofHours(1),
        List.of(
            new Series("sun", "kW", sun),
            new Series("wind", "kW", wind),
            new Series("load", "kW", load),
            new Series("price", "per kWh", price)),
        List.of());
  }
}
