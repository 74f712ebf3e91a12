package org.skerry.energy.game;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Cogeneration;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.PumpedStorage;
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

  /// Microgrids with every kind of device: one with tight limits, an outage, heat and a charge for
  /// the peak; one with several units of a kind; an island without a connection.
  public static Scenario everything() {
    Output sun = new Output.Measured(Profile.withMean("sun", 40));
    Output wind = new Output.Measured(Profile.withMean("wind", 30));
    LocalDateTime noon = LocalDateTime.of(2016, 1, 2, 12, 0);
    Tariff tariff = new Tariff(Profile.scaled("price", 1), List.of(), 0.5);
    List<GridConnection.Outage> outages =
        List.of(new GridConnection.Outage(noon, noon.plusHours(6)));
    Microgrid town =
        new Microgrid(
            "town",
            "",
            List.of(
                new Photovoltaic("roofs", sun, 60),
                new WindTurbine("mill", wind),
                new Cogeneration("fuelCell", 20, 80, 1e-4, 0.08, 1, 40, 1.4, 0.01),
                new Battery("battery", 200, 50, 50, 0.95, 0.95, 0.1, 0.9, 0.5, 0.005),
                load("homes", Carrier.POWER, 60, 0.3, 2),
                load("clinic", Carrier.POWER, 20, 0, 1),
                load("warmth", Carrier.HEAT, 50, 0.5, 1),
                new GridConnection("grid", Carrier.POWER, 30, 10, 20, tariff, 4, outages),
                new GridConnection(
                    "pipe", Carrier.HEAT, 20, 0, 0, Tariff.flat(0.05), 0, List.of())));
    Microgrid works =
        new Microgrid(
            "works",
            "",
            List.of(
                new Photovoltaic("roof", sun, 0),
                new Turbine("large", 30, 120, 1e-4, 0.07, 2, 60),
                new Turbine("small", 10, 40, 0, 0.1, 0, Double.POSITIVE_INFINITY),
                new PumpedStorage("lake", 500, 40, 60, 0.85, 0.9, 0.1, 1, 0.6, 1, 0.002),
                load("plant", Carrier.POWER, 90, 0.1, 3),
                load("office", Carrier.POWER, 15, 0, 1),
                new GridConnection("grid", Carrier.POWER, 80, 40, 50, tariff, 0, outages)));
    Microgrid island =
        new Microgrid(
            "island",
            "",
            List.of(
                new WindTurbine("mill", wind),
                new Turbine("diesel", 15, 60, 2e-4, 0.2, 1, 30),
                new Battery("battery", 100, 30, 30, 0.9, 0.9, 0.2, 1, 0.5, 0.01),
                load("village", Carrier.POWER, 40, 0.2, 2)));
    return Scenario.of("everything", Duration.ofHours(1), List.of(town, works, island));
  }

  private static Load load(
      String name, Carrier carrier, double mean, double curtailable, int priority) {
    return new Load(
        name, carrier, Profile.withMean("load", mean), 0.95, curtailable, 0.5, 10, priority);
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
