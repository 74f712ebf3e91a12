package org.skerry.energy.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;

/// Transactive households drawn by chance, for communities of any size: asked for as
/// `transactive:microgrids=100,households=100,seed=7`.
/// - `microgrids` 1 to 1000, 1 if not given, in a square 1 km apart
/// - `households` in each, 1 to 1000, 6 if not given, in a square of 400 m
/// - `modules` 0 to 1, 0.5 if not given: the probability that a household has modules
/// - `batteries` 0 to 1, 0.5 if not given: the probability that it has a battery
/// - `capacity` 0.1 to 1, 0.2 if not given: the least capacity of a battery, kWh
/// - `seed` any whole number, 1 if not given
///
/// Ours: by default all four kinds of household are alike in number. Each has one of the three
/// kinds of demand, a peak load and a peak of sun between 0.2 and 1 kW, and a capacity of at most 1
/// kWh. All else is as in `transactive`.
record Neighbours(
    int microgrids, int households, double modules, double batteries, double capacity, long seed) {
  /// What the names of these scenarios begin with.
  static final String NAME = "transactive";

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "microgrids",
          "1",
          "households",
          "6",
          "modules",
          "0.5",
          "batteries",
          "0.5",
          "capacity",
          "0.2",
          "seed",
          "1");
  private static final List<String> KINDS = List.of("family", "business", "teenagers");
  private static final double APART = 1000;

  /// The most households of all microgrids together.
  private static final long MOST = 100_000;

  private static final double SIDE = 400;
  private static final int NOISE_DAYS = 30;

  /// Reads the name of such a scenario.
  ///
  /// @throws ScenarioException if an option is unknown or outside its range
  static Neighbours of(String name) {
    var options =
        Options.of("Scenario", name, NAME, DEFAULTS, "transactive:microgrids=100,households=100");
    long microgrids = options.whole("microgrids", 1, 1000);
    long households = options.whole("households", 1, 1000);
    if (microgrids * households > MOST) {
      throw new ScenarioException(
          "Scenario '%s' would have %d households, but may have %d at most. Ask for fewer."
              .formatted(name, microgrids * households, MOST));
    }
    return new Neighbours(
        (int) microgrids,
        (int) households,
        options.number("modules", 0, 1),
        options.number("batteries", 0, 1),
        options.number("capacity", 0.1, 1),
        options.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE));
  }

  /// The scenario.
  ///
  /// @param name as it was asked for
  Scenario scenario(String name) {
    Scenario like = Scenarios.load(NAME);
    List<Device> common =
        like.sites().getFirst().devices().stream()
            .filter(GridConnection.class::isInstance)
            .toList();
    var random = new SplittableRandom(seed);
    var drawn = new ArrayList<Microgrid>();
    int wide = (int) Math.ceil(Math.sqrt(microgrids));
    for (int index = 0; index < microgrids; index++) {
      int row = index / wide;
      int column = index % wide;
      var place = new Place(APART * column, APART * row);
      drawn.add(new Microgrid("m" + (index + 1), "", List.of(), place, households(random, common)));
    }
    return new Scenario(
        name,
        "%d transactive households in %d microgrid(s), drawn by chance"
            .formatted(microgrids * households, microgrids),
        like.description(),
        like.currency(),
        like.step(),
        like.dataset(),
        like.network(),
        drawn,
        Optional.empty(),
        like.supply(),
        like.ending());
  }

  private List<Household> households(SplittableRandom random, List<Device> common) {
    var drawn = new ArrayList<Household>();
    for (int index = 0; index < households; index++) {
      var place = new Place(random.nextDouble(-SIDE, SIDE) / 2, random.nextDouble(-SIDE, SIDE) / 2);
      var devices =
          HouseholdTable.devices(
              KINDS.get(random.nextInt(KINDS.size())),
              random.nextDouble(0.2, 1),
              random.nextDouble() < modules ? random.nextDouble(0.2, 1) : 0,
              random.nextDouble() < batteries ? Optional.of(battery(random)) : Optional.empty(),
              random.nextInt(NOISE_DAYS));
      devices.addAll(common);
      drawn.add(new Household("house" + (index + 1), place, devices));
    }
    return drawn;
  }

  private Battery battery(SplittableRandom random) {
    double drawn = capacity + (1 - capacity) * random.nextDouble();
    double rate = 0.8 * drawn;
    return new Battery("battery", drawn, rate, rate, 1, 1, 0.1, 0.9, 0.1, 0);
  }
}
