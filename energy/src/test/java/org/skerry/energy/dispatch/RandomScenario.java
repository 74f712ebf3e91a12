package org.skerry.energy.dispatch;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
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
import org.skerry.energy.device.Step;
import org.skerry.energy.device.Tariff;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.device.WindTurbine;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Netting;
import org.skerry.energy.game.NetworkSettlement;
import org.skerry.energy.game.OwnBalance;
import org.skerry.energy.game.PassiveNetwork;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.game.Settlement;
import org.skerry.energy.grid.Bus;
import org.skerry.energy.grid.Line;
import org.skerry.energy.grid.Network;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Interconnection;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Place;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Series;

/// A scenario drawn from a seed: any mixture of devices and limits that can be described, joined in
/// any way, in steps of any length, with tariffs of any kind, outages, and set-points that know
/// nothing of what is possible. It begins on a Sunday, half a day before a month ends.
///
/// @param coupling how the microgrids are joined
/// @param setting what is played
/// @param settlement how it settles
/// @param seed it is drawn from
record RandomScenario(
    Joined coupling, Setting setting, Function<Lanes, Settlement> settlement, long seed) {
  static final int STEPS = 24;
  static final LocalDateTime START = LocalDateTime.of(2016, 1, 31, 12, 0);

  /// The ways to join microgrids.
  enum Joined {
    ALONE,
    NETTED,
    MUTUAL_AID,
    PASSIVE,
    PASSIVE_NETTED,
    FEEDER,
    TRADE;

    boolean isReduced() {
      return this == MUTUAL_AID || this == PASSIVE || this == PASSIVE_NETTED;
    }
  }

  static RandomScenario of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Joined joined = Joined.values()[random.nextInt(Joined.values().length)];
    int[] lengths = {5, 10, 15, 20, 30, 60};
    Duration step = Duration.ofMinutes(lengths[random.nextInt(lengths.length)]);
    int sites = 1 + random.nextInt(joined == Joined.ALONE ? 2 : 4);
    Interconnection network = network(random, joined, sites);
    Tariff common = tariff(random, false);
    List<Microgrid> microgrids = new ArrayList<>();
    for (int site = 0; site < sites; site++) {
      Place place = new Place(random.nextInt(100), random.nextInt(100));
      String bus = bus(random, joined, site, sites);
      microgrids.add(
          new Microgrid("m" + site, bus, devices(random, joined, common, step), place, List.of()));
    }
    Scenario scenario =
        new Scenario(
            "random",
            "random " + seed,
            "",
            "$",
            step,
            "random",
            network,
            microgrids,
            Optional.empty(),
            Optional.empty(),
            random.nextBoolean() ? Scenario.Ending.TERMINAL : Scenario.Ending.TRUNCATED);
    Setting setting = Setting.of(scenario, data(random, step));
    return new RandomScenario(joined, setting, settlement(scenario, joined), seed);
  }

  /// Plays it with set-points by chance.
  Outcome play() {
    return new Simulation(setting, Period.between(0, STEPS), settlement, Step.Limits.OPERATING)
        .run(new Chance(seed), played -> {});
  }

  /// Plays lanes that begin at different steps with set-points by chance, the same for the same
  /// start.
  ///
  /// @param starts one of each lane
  /// @param steps to play
  /// @return what was executed, one list for each lane: every flow, state, cost and violation
  List<List<Double>> play(int[] starts, int steps) {
    Lanes lanes = new Lanes(setting, starts.length, Step.Limits.OPERATING);
    Settlement settling = settlement.apply(lanes);
    List<List<Double>> played = new ArrayList<>();
    List<SplittableRandom> random = new ArrayList<>();
    for (int start : starts) {
      played.add(new ArrayList<>());
      random.add(new SplittableRandom(seed + start));
    }
    lanes.begin();
    int[] now = starts.clone();
    for (int step = 0; step < steps; step++) {
      lanes.moveTo(now);
      for (int lane = 0; lane < starts.length; lane++) {
        Chance.draw(random.get(lane), lanes, lane);
        now[lane]++;
      }
      lanes.guard();
      settling.settle();
      lanes.execute();
      for (int lane = 0; lane < starts.length; lane++) {
        note(lanes, settling, lane, played.get(lane));
      }
    }
    return played;
  }

  private static void note(Lanes lanes, Settlement settling, int lane, List<Double> played) {
    for (Equipment kind : lanes.equipment()) {
      Device first = kind.devices().getFirst();
      for (int row = lane; row < kind.units().rows(); row += lanes.count()) {
        for (int port = 0; port < first.ports().size(); port++) {
          played.add(kind.units().power(port)[row]);
        }
        for (int state = 0; state < first.states().size(); state++) {
          played.add(kind.units().state(state)[row]);
        }
      }
    }
    for (int site = 0; site < lanes.sites(); site++) {
      played.add(lanes.cost()[site * lanes.count() + lane]);
    }
    if (settling instanceof NetworkSettlement network) {
      played.add(network.account().lossCost(lane));
      played.add(network.account().unservedKw(lane));
      played.add((double) network.account().violations(lane));
    }
  }

  private static Function<Lanes, Settlement> settlement(Scenario scenario, Joined joined) {
    return switch (joined) {
      case ALONE -> OwnBalance::new;
      case NETTED -> Netting::new;
      case PASSIVE ->
          lanes ->
              new PassiveNetwork(
                  lanes, (Interconnection.Reduced) scenario.network(), new OwnBalance(lanes));
      case PASSIVE_NETTED ->
          lanes ->
              new PassiveNetwork(
                  lanes, (Interconnection.Reduced) scenario.network(), new Netting(lanes));
      case MUTUAL_AID, FEEDER, TRADE -> Coupling.of(scenario).settlement();
    };
  }

  private static String bus(SplittableRandom random, Joined joined, int site, int sites) {
    if (joined == Joined.FEEDER) {
      return "b" + (1 + random.nextInt(sites));
    }
    return joined.isReduced() ? "b" + site : "";
  }

  /// A tree of buses, of which the first is the source. At a whole network's buses there may be
  /// load and generation of its own.
  private static Interconnection network(SplittableRandom random, Joined joined, int sites) {
    if (joined == Joined.TRADE) {
      return new Interconnection.LocalTrade();
    }
    if (!joined.isReduced() && joined != Joined.FEEDER) {
      return new Interconnection.None();
    }
    boolean tight = random.nextBoolean();
    List<Bus> buses = new ArrayList<>(List.of(Bus.source("b0", 10, 1)));
    List<Line> lines = new ArrayList<>();
    for (int bus = 1; bus < sites + 2; bus++) {
      if (joined.isReduced() && bus >= sites) {
        break;
      }
      double own = random.nextInt(3) > 0 ? 0 : 200 * random.nextDouble() - 60;
      Bus load =
          joined.isReduced()
              ? Bus.load("b" + bus, 10, 0, 0)
              : Bus.load("b" + bus, 10, own, own / 4);
      buses.add(tight ? load.withLimits(0.97, 1.03) : load);
      double rating =
          tight && random.nextBoolean() ? 40 + 200 * random.nextDouble() : Double.POSITIVE_INFINITY;
      double r = (tight ? 0.3 : 0.03) * random.nextDouble() + 1e-4;
      String from = "b" + random.nextInt(bus);
      lines.add(
          new Line("l" + bus, from, "b" + bus, r, r * random.nextDouble(), 0, rating, 1, 0, true));
    }
    Network tree = new Network("random", 1000, buses, lines);
    double floor = random.nextInt(3) * 0.01;
    return joined.isReduced()
        ? new Interconnection.Reduced(tree, floor)
        : new Interconnection.Full(tree, Profile.scaled("load", 0.01), floor, 5);
  }

  private static List<Device> devices(
      SplittableRandom random, Joined joined, Tariff common, Duration step) {
    boolean alone = joined == Joined.ALONE;
    List<Device> devices = new ArrayList<>();
    for (int unit = random.nextInt(3); unit > 0; unit--) {
      double inverter = random.nextInt(4) == 0 ? 50 * random.nextDouble() + 1 : 0;
      devices.add(new Photovoltaic("sun" + unit, output(random, "sun"), inverter));
    }
    if (random.nextInt(3) == 0) {
      devices.add(new WindTurbine("wind", output(random, "wind")));
    }
    if (random.nextInt(2) == 0) {
      double most = 20 + 100 * random.nextDouble();
      devices.add(
          new Turbine(
              "turbine",
              random.nextBoolean() ? 0 : most * random.nextDouble(),
              most,
              1e-4,
              0.3 * random.nextDouble(),
              random.nextInt(2),
              ramp(random, most)));
    }
    boolean heat = joined != Joined.TRADE && random.nextInt(4) == 0;
    if (heat) {
      double most = 20 + 60 * random.nextDouble();
      devices.add(
          new Cogeneration(
              "unit",
              random.nextBoolean() ? 0 : most * random.nextDouble(),
              most,
              0,
              0.1,
              random.nextInt(2),
              ramp(random, most),
              2 * random.nextDouble(),
              0.01));
      devices.add(load(random, "hall", Carrier.HEAT));
      if (random.nextBoolean()) {
        devices.add(
            grid(
                random,
                "heatNetwork",
                Carrier.HEAT,
                tariff(random, alone && random.nextBoolean()),
                0,
                true,
                step));
      }
    }
    if (random.nextInt(2) == 0) {
      devices.add(battery(random));
    }
    if (random.nextInt(4) == 0) {
      devices.add(
          new PumpedStorage(
              "plant",
              20 + 200 * random.nextDouble(),
              40 * random.nextDouble(),
              40 * random.nextDouble(),
              0.8,
              0.9,
              0.1,
              0.9,
              0.1 + 0.8 * random.nextDouble(),
              random.nextInt(2),
              0.01));
    }
    for (int unit = random.nextInt(4); unit > 0; unit--) {
      devices.add(load(random, "load" + unit, Carrier.POWER));
    }
    if (random.nextInt(3) == 0) {
      devices.add(new Dump("dump", 1 + 40 * random.nextDouble()));
    }
    int connections = alone ? random.nextInt(3) : 1;
    for (int unit = 0; unit < connections; unit++) {
      double peak = joined == Joined.TRADE || random.nextInt(3) > 0 ? 0 : 2;
      boolean blocks = alone && connections == 1 && random.nextBoolean();
      Tariff tariff = joined == Joined.TRADE ? common : tariff(random, blocks);
      boolean kept = alone && random.nextInt(3) == 0;
      devices.add(grid(random, "grid" + unit, Carrier.POWER, tariff, peak, !kept, step));
    }
    return devices;
  }

  private static double ramp(SplittableRandom random, double most) {
    return random.nextBoolean() ? Double.POSITIVE_INFINITY : most * (0.1 + 2 * random.nextDouble());
  }

  private static Output output(SplittableRandom random, String series) {
    return new Output.Measured(Profile.scaled(series, 0.2 + random.nextDouble()));
  }

  private static Battery battery(SplittableRandom random) {
    double least = 0.3 * random.nextDouble();
    double most = 0.7 + 0.3 * random.nextDouble();
    return new Battery(
        "battery",
        10 + 100 * random.nextDouble(),
        50 * random.nextDouble(),
        50 * random.nextDouble(),
        0.8 + 0.2 * random.nextDouble(),
        0.8 + 0.2 * random.nextDouble(),
        least,
        most,
        least + (most - least) * random.nextDouble(),
        0.05 * random.nextInt(2));
  }

  private static Load load(SplittableRandom random, String name, Carrier carrier) {
    double share = random.nextBoolean() ? 0 : random.nextDouble();
    double size = random.nextDouble();
    boolean meter = carrier == Carrier.POWER && random.nextInt(3) == 0;
    return new Load(
        name,
        carrier,
        meter ? net(size) : Profile.scaled("load", size),
        carrier == Carrier.HEAT ? 1 : 0.8 + 0.2 * random.nextDouble(),
        share,
        0.3,
        1 + random.nextInt(10),
        1 + random.nextInt(4));
  }

  /// What a house with sun of its own draws from the grid, now and then less than nothing.
  private static Profile net(double size) {
    return new Profile(
        List.of(new Profile.Term("load", size, 0), new Profile.Term("sun", -1, 0)),
        Profile.Scale.FACTOR,
        1,
        0);
  }

  private static GridConnection grid(
      SplittableRandom random,
      String name,
      Carrier carrier,
      Tariff tariff,
      double peak,
      boolean storageExport,
      Duration step) {
    LocalDateTime from = START.plus(step.multipliedBy(random.nextInt(STEPS)));
    List<GridConnection.Outage> outages =
        random.nextInt(3) > 0
            ? List.of()
            : List.of(new GridConnection.Outage(from, from.plus(step.multipliedBy(6))));
    double most = random.nextInt(4) == 0 ? 0 : 150 * random.nextDouble();
    double least = random.nextInt(3) == 0 ? 0 : 150 * random.nextDouble();
    double reactive = carrier == Carrier.HEAT ? 0 : 300;
    return new GridConnection(
        name,
        carrier,
        most,
        least,
        reactive,
        tariff,
        peak,
        outages,
        Optional.empty(),
        storageExport);
  }

  private static Tariff tariff(SplittableRandom random, boolean withBlocks) {
    boolean feedIn = random.nextInt(3) == 0;
    List<Tariff.Rate> rates = new ArrayList<>();
    for (int rate = random.nextInt(3); rate > 0; rate--) {
      rates.add(
          new Tariff.Rate(
              0.2 * random.nextDouble() - 0.05,
              random.nextInt(24),
              random.nextInt(25),
              random.nextBoolean() ? Set.of() : Set.of(DayOfWeek.of(1 + random.nextInt(7))),
              random.nextBoolean() ? Set.of() : Set.of(1 + random.nextInt(2))));
    }
    return new Tariff(
        Profile.scaled("price", 0.5 + random.nextDouble()),
        random.nextInt(3) > 0 ? List.of() : random.doubles(24, -0.05, 0.1).boxed().toList(),
        feedIn ? 0 : random.nextInt(3) * 0.5,
        rates,
        feedIn ? Optional.of(feedIn(random)) : Optional.empty(),
        withBlocks ? blocks(random) : List.of());
  }

  private static Profile feedIn(SplittableRandom random) {
    return random.nextBoolean()
        ? Profile.constant(0.3 * random.nextDouble())
        : Profile.scaled("price", 2 * random.nextDouble());
  }

  private static List<Tariff.Block> blocks(SplittableRandom random) {
    List<Tariff.Block> blocks = new ArrayList<>();
    double above = random.nextInt(2) * 200 * random.nextDouble();
    double price = 0.1 * random.nextDouble();
    for (int block = 1 + random.nextInt(3); block > 0; block--) {
      blocks.add(new Tariff.Block(above, price));
      above += 1 + 200 * random.nextDouble();
      price += 0.1 * random.nextDouble();
    }
    return blocks;
  }

  private static Dataset data(SplittableRandom random, Duration step) {
    List<Series> series = new ArrayList<>();
    for (String name : List.of("load", "sun", "wind", "price")) {
      double[] values = new double[STEPS + 1];
      for (int index = 0; index < values.length; index++) {
        double drawn = random.nextDouble();
        values[index] =
            switch (name) {
              case "price" -> random.nextInt(5) == 0 ? 0 : 0.4 * drawn - 0.1;
              case "load" -> random.nextInt(6) == 0 ? 0 : 100 * drawn;
              default -> random.nextInt(3) == 0 ? 0 : 80 * drawn;
            };
      }
      series.add(new Series(name, name.equals("price") ? "per kWh" : "kW", values));
    }
    return new Dataset(
        "random",
        "drawn",
        START.toInstant(ZoneOffset.UTC),
        ZoneId.of("UTC"),
        step,
        series,
        List.of());
  }

  /// Set-points that know nothing, now and then no numbers at all.
  private record Chance(long seed) implements Controller {
    @Override
    public String name() {
      return "chance";
    }

    @Override
    public Running start(Lanes lanes, Period period) {
      SplittableRandom random = new SplittableRandom(seed + 1);
      return played -> draw(random, lanes, 0);
    }

    private static void draw(SplittableRandom random, Lanes lanes, int lane) {
      for (Equipment kind : lanes.equipment()) {
        for (int control = 0; control < kind.units().controls(); control++) {
          for (int unit = 0; unit < kind.devices().size(); unit++) {
            int drawn = random.nextInt(20);
            double wish = 300 * random.nextDouble() - 120;
            boolean loads = kind.devices().getFirst() instanceof Load;
            if ((drawn > 6 && !loads) || drawn > 17) { // the others keep their idle values
              int row = unit * lanes.count() + lane;
              kind.units().setpoint(control)[row] = drawn == 19 ? Double.NaN : wish;
            }
          }
        }
      }
    }
  }
}
