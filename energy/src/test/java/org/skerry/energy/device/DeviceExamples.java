package org.skerry.energy.device;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// Units of every kind, at least two alike, and in every form that changes ports, states or cost
/// terms.
final class DeviceExamples {
  private static final Output OUTPUT = new Output.Measured(Profile.scaled("sun", 1));
  private static final Profile DEMAND = Profile.scaled("load", 1);

  private DeviceExamples() {}

  static Battery battery() {
    return new Battery("battery", 400, 80, 60, 0.95, 0.9, 0.1, 0.9, 0.5, 0.005);
  }

  static PumpedStorage pumpedStorage() {
    return new PumpedStorage("plant", 1000, 100, 200, 0.8, 0.9, 0.2, 1, 0.5, 3, 0.01);
  }

  static Turbine turbine() {
    return new Turbine("turbine", 30, 150, 1e-4, 0.06, 2, 60);
  }

  static Cogeneration cogeneration() {
    return new Cogeneration("fuelCell", 20, 100, 1e-3, 0.05, 1, 40, 1.5, 0.02);
  }

  static Load load() {
    return new Load("load", Carrier.POWER, DEMAND, 0.9, 0.2, 0.3, 10, 2);
  }

  static GridConnection grid() {
    return grid(Carrier.POWER, 5);
  }

  static Photovoltaic photovoltaic() {
    return new Photovoltaic("roof", OUTPUT, 50);
  }

  /// Each list is one fleet: the units are alike in form, but not in numbers.
  static List<List<Device>> fleets() {
    return List.of(
        List.of(battery(), new Battery("small", 20, 10, 10, 1, 1, 0, 1, 0, 0)),
        List.of(
            pumpedStorage(), new PumpedStorage("free", 300, 30, 40, 1, 1, 0, 0.8, 0.8, 0, 0.02)),
        List.of(
            turbine(),
            new Turbine("free", 0, 150, 1e-4, 0.06, 0, Double.POSITIVE_INFINITY),
            new Turbine("slow", 0, 80, 0, 0.2, 0, 10)),
        List.of(
            cogeneration(),
            new Cogeneration("free", 0, 50, 0, 0.1, 0, Double.POSITIVE_INFINITY, 0, 0)),
        List.of(load(), new Load("critical", Carrier.POWER, DEMAND, 1, 0, 0, 10, 1)),
        List.of(
            new Load("house", Carrier.HEAT, DEMAND, 1, 0.5, 0.1, 3, 1),
            new Load("hall", Carrier.HEAT, DEMAND, 1, 1, 0, 0, 3)),
        List.of(grid(), grid(Carrier.POWER, 2)),
        List.of(grid(Carrier.POWER, 0), grid(Carrier.POWER, 0)),
        List.of(grid(Carrier.HEAT, 0), grid(Carrier.HEAT, 0)),
        List.of(grid(Carrier.HEAT, 4), grid(Carrier.HEAT, 1)),
        List.of(byTimeOfUse(true), byTimeOfUse(true)),
        List.of(byTimeOfUse(false), byTimeOfUse(false)),
        List.of(photovoltaic(), new Photovoltaic("field", OUTPUT, 90)),
        List.of(new Photovoltaic("roof", OUTPUT, 0), new Photovoltaic("field", OUTPUT, 0)),
        List.of(new Dump("resistor", 60), new Dump("boiler", 200)),
        List.of(new WindTurbine("mill", OUTPUT), new WindTurbine("tower", OUTPUT)));
  }

  private static GridConnection grid(Carrier carrier, double peakCharge) {
    return new GridConnection(
        "grid", carrier, 200, 150, 100, Tariff.flat(0.1), peakCharge, List.of());
  }

  /// With rates by time of use and a price for feeding in that may be above that of buying.
  private static GridConnection byTimeOfUse(boolean storageExport) { // without it also blocks
    var night = new Tariff.Rate(0.05, 22, 6, Set.of(), Set.of());
    var tariff =
        new Tariff(
            Profile.scaled("price", 1),
            List.of(),
            0,
            List.of(night),
            Optional.of(Profile.constant(0.08)),
            storageExport
                ? List.of()
                : List.of(new Tariff.Block(100, 0.1), new Tariff.Block(300, 0.3)));
    return new GridConnection(
        "grid", Carrier.POWER, 60, 30, 0, tariff, 0, List.of(), Optional.empty(), storageExport);
  }

  /// A plausible value of an input.
  static double input(String name, Device device, SplittableRandom random) {
    return switch (name) {
      case "demand" -> random.nextInt(4) == 0 ? 0 : 200 * random.nextDouble();
      case "available" ->
          device instanceof GridConnection ? random.nextInt(2) : 120 * random.nextDouble();
      case "buyPrice" -> random.nextDouble() - 0.2;
      case "sellPrice" -> 0.5 * random.nextDouble() - 0.2;
      case "month" -> 24_000 + random.nextInt(3);
      default -> throw new IllegalArgumentException("No values for the input " + name + ".");
    };
  }
}
