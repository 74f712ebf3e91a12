package org.skerry.energy.dispatch;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Cogeneration;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Dump;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.PumpedStorage;
import org.skerry.energy.device.Tariff;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.device.WindTurbine;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Dataset;

/// A small site drawn by chance from all kinds of devices: prices of either sign, connections that
/// cannot sell, islands, outages, generators that switch, quadratic costs, net meters, loads that
/// are worth less than energy.
///
/// @param devices of the site
/// @param setting the site for some hours
record RandomSite(List<Device> devices, Setting setting) {

  /// The site of a number.
  static RandomSite of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double a = random.split().nextInt(3) == 0 ? 0.02 : 0;
    int hours = 4 + random.nextInt(7);
    List<Device> devices = new ArrayList<>();
    if (random.nextInt(4) > 0) {
      devices.add(grid("grid", "price", random));
    }
    if (random.nextInt(4) == 0) {
      devices.add(grid("second", random.nextBoolean() ? "price" : "other", random));
    }
    for (int index = random.nextInt(3); index > 0; index--) {
      devices.add(battery("battery" + index, random));
    }
    if (random.nextInt(4) == 0) {
      devices.add(
          new PumpedStorage(
              "lake", 30, 8, 10, 0.85, 0.9, 0.1, 1, 0.5, some(random, 0.3), some(random, 0.01)));
    }
    for (int index = random.nextInt(3); index > 0; index--) {
      double minimum = random.nextBoolean() ? 0 : random.nextDouble(3, 10);
      double ramp = random.nextBoolean() ? Double.POSITIVE_INFINITY : random.nextDouble(2, 12);
      double running = some(random, 1);
      devices.add(
          new Turbine(
              "turbine" + index,
              minimum,
              18,
              a * index,
              random.nextDouble(0.05, 0.5),
              running,
              ramp));
    }
    if (random.nextInt(4) == 0) {
      devices.add(
          new Cogeneration(
              "chp",
              random.nextBoolean() ? 0 : 4,
              10,
              a,
              0.15,
              some(random, 0.5),
              Double.POSITIVE_INFINITY,
              1.5,
              0.02));
      devices.add(load("hall", Carrier.HEAT, "heat", random));
      if (random.nextBoolean()) {
        devices.add(
            new GridConnection(
                "heatGrid",
                Carrier.HEAT,
                10,
                random.nextBoolean() ? 0 : 5,
                0,
                Tariff.flat(0.1),
                0,
                List.of()));
      }
    }
    if (random.nextBoolean()) {
      devices.add(new Photovoltaic("sun", new Output.Measured(Profile.scaled("sun", 1)), 0));
    }
    if (random.nextInt(4) == 0) {
      devices.add(new WindTurbine("wind", new Output.Measured(Profile.scaled("wind", 1))));
    }
    if (random.nextInt(5) == 0) {
      devices.add(new Dump("dump", 5));
    }
    devices.add(load("load", Carrier.POWER, "load", random));
    if (random.nextInt(3) == 0) {
      devices.add(load("more", Carrier.POWER, "wind", random));
    }
    if (random.nextInt(4) == 0) {
      devices.add(load("meter", Carrier.POWER, "meter", random));
    }
    double level = random.nextBoolean() ? 0.2 : 0.05;
    double[][] series = new double[7][hours];
    for (int hour = 0; hour < hours; hour++) {
      series[0][hour] = level + random.nextDouble(-0.3, 0.3);
      series[1][hour] = level + random.nextDouble(-0.3, 0.3);
      series[2][hour] = random.nextDouble(0, 20);
      series[3][hour] = Math.max(0, random.nextDouble(-10, 20));
      series[4][hour] = random.nextDouble(0, 10);
      series[5][hour] = random.nextDouble(0, 12);
      series[6][hour] = random.nextDouble(-15, 10);
    }
    Dataset data =
        PlannerCases.data(
            Duration.ofHours(1),
            List.of("price", "other", "load", "sun", "wind", "heat", "meter"),
            List.of(series));
    return new RandomSite(
        List.copyOf(devices),
        Setting.of(PlannerCases.scenario(devices.toArray(Device[]::new)), data));
  }

  private static double some(SplittableRandom random, double most) {
    return random.nextBoolean() ? 0 : random.nextDouble(most);
  }

  private static Battery battery(String name, SplittableRandom random) {
    double loss = random.nextBoolean() ? 1 : 0.9;
    return new Battery(
        name,
        random.nextDouble(5, 30),
        8,
        6,
        loss,
        0.95,
        0.1,
        0.9,
        random.nextDouble(0.1, 0.9),
        some(random, 0.02));
  }

  private static Load load(String name, Carrier carrier, String series, SplittableRandom random) {
    double lost = random.nextInt(3) == 0 ? 0.1 : 5;
    return new Load(
        name,
        carrier,
        Profile.scaled(series, 1),
        1,
        random.nextBoolean() ? 0 : 0.4,
        random.nextDouble(0, 0.4),
        lost,
        1 + random.nextInt(2));
  }

  private static GridConnection grid(String name, String price, SplittableRandom random) {
    double in = random.nextInt(3) == 0 ? random.nextDouble(0, 12) : 60;
    double out = random.nextInt(3) == 0 ? 0 : random.nextInt(3) == 0 ? 4 : 60;
    double spread = random.nextBoolean() ? 0 : random.nextDouble(0, 0.8);
    LocalDateTime start = LocalDateTime.of(2016, 1, 1, 0, 0);
    List<GridConnection.Outage> outages =
        random.nextInt(4) == 0
            ? List.of(new GridConnection.Outage(start.plusHours(1), start.plusHours(3)))
            : List.of();
    return new GridConnection(
        name,
        Carrier.POWER,
        in,
        out,
        20,
        new Tariff(Profile.scaled(price, 1), List.of(), spread),
        0,
        outages);
  }

  Period period() {
    return Period.between(0, setting.timeline().steps());
  }

  /// The least cost, by another way.
  double reference() {
    return SiteReference.cost(devices, this::value, setting.timeline().steps(), 1);
  }

  private double value(Device device, int input, int step) {
    for (Setting.Group group : setting.groups()) {
      int unit = group.devices().indexOf(device);
      if (unit >= 0) {
        return setting.input(group, unit, input, step);
      }
    }
    throw new IllegalArgumentException("There is no device " + device.name() + ".");
  }
}
