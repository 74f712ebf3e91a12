package org.skerry.energy.dispatch;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Cogeneration;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Dump;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.PumpedStorage;
import org.skerry.energy.device.Tariff;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.device.WindTurbine;
import org.skerry.energy.grid.Bus;
import org.skerry.energy.grid.FlowStatus;
import org.skerry.energy.grid.Line;
import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.PowerFlow;
import org.skerry.energy.scenario.Interconnection;
import org.skerry.energy.scenario.Site;

/// What must hold of any outcome, worked out from the trace and the descriptions of the devices
/// alone: balance, limits, cost, and that nothing is shed, curtailed or broken without being
/// counted.
final class RandomScenarioCheck {
  private static final double KW = 1e-8; // rounding of sums of a few hundred kW
  private static final double FLOW_KW = 1e-3; // 1e-6 of the base power, what flows are solved to
  private static final double LEAST_PU = 0.5e-8; // below this nothing counts as beyond a limit
  private static final double MOST_PU = 2e-8; // above this all does

  private final RandomScenario scenario;
  private final Outcome outcome;
  private final double hours;
  private final List<Site> sites;
  private final Map<String, double[]> columns = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final double[] unserved;
  private final double[] curtailed;
  private final long[] broken;
  private final List<Map<String, Double>> terms = new ArrayList<>();

  private RandomScenarioCheck(RandomScenario scenario, Outcome outcome) {
    this.scenario = scenario;
    this.outcome = outcome;
    hours = scenario.setting().timeline().hours();
    sites = scenario.setting().sites();
    unserved = new double[sites.size()];
    curtailed = new double[sites.size()];
    broken = new long[sites.size()];
    for (Trace.Column column : outcome.trace().columns()) {
      columns.put(
          column.site() + "/" + column.device() + "/" + column.quantity(),
          outcome.trace().values(column));
    }
  }

  /// What is wrong with an outcome; empty if nothing is.
  static List<String> problems(RandomScenario scenario, Outcome outcome) {
    RandomScenarioCheck check = new RandomScenarioCheck(scenario, outcome);
    for (int site = 0; site < check.sites.size(); site++) {
      check.terms.add(new HashMap<>());
      for (Device device : check.sites.get(site).devices()) {
        check.device(site, device);
      }
    }
    for (int step = 0; step < outcome.trace().steps(); step++) {
      check.balance(step);
    }
    check.figures();
    return check.problems;
  }

  private double[] values(int site, Device device, String quantity) {
    return columns.getOrDefault(
        sites.get(site).name() + "/" + device.name() + "/" + quantity, new double[0]);
  }

  private void demand(boolean met, String what, Object... numbers) {
    if (!met && problems.size() < 5) {
      String text = what;
      for (Object number : numbers) { // only now: most demands are met
        text = text.replaceFirst("%[sd]", Matcher.quoteReplacement(String.valueOf(number)));
      }
      problems.add(text);
    }
  }

  private void add(int site, String term, double cost) {
    terms.get(site).merge(term, cost, Double::sum);
  }

  private void device(int site, Device device) {
    double[] power =
        values(site, device, device.ports().getFirst() == Carrier.HEAT ? "heat" : "power");
    switch (device) {
      case Load load -> load(site, load, power);
      case Photovoltaic _, WindTurbine _ -> renewable(site, device, power);
      case Turbine turbine -> generator(site, turbine, power, device);
      case Cogeneration unit -> {
        generator(site, unit.electric(), power, device);
        double[] heat = values(site, device, "heat");
        for (int step = 0; step < heat.length; step++) {
          within(device, step, heat[step], 0, unit.heatPerPower() * power[step]);
          add(site, "generation", unit.heatCost() * heat[step] * hours);
        }
      }
      case Battery it -> {
        store(
            site,
            it,
            power,
            it.capacity(),
            it.minimumCharge(),
            it.maximumCharge(),
            it.initialCharge(),
            it.chargePower(),
            it.dischargePower(),
            it.chargeEfficiency(),
            it.dischargeEfficiency());
        for (double given : power) {
          double through =
              given < 0 ? -given * it.chargeEfficiency() : given / it.dischargeEfficiency();
          add(site, "storage", it.wear() * through * hours);
        }
      }
      case PumpedStorage it -> {
        store(
            site,
            it,
            power,
            it.capacity(),
            it.minimumCharge(),
            it.maximumCharge(),
            it.initialCharge(),
            it.pumpPower(),
            it.turbinePower(),
            it.pumpEfficiency(),
            it.turbineEfficiency());
        for (double given : power) {
          double running = given == 0 ? 0 : it.runningCost();
          add(site, "storage", (running + it.maintenance() * Math.abs(given)) * hours);
        }
      }
      case Dump dump -> {
        for (int step = 0; step < power.length; step++) {
          within(device, step, power[step], -dump.maximum(), 0);
          curtailed[site] -= power[step] * hours;
        }
      }
      case GridConnection grid -> connection(site, grid, power);
      default -> throw new IllegalStateException("Nobody checks devices of kind " + device.kind());
    }
  }

  private void within(Device device, int step, double power, double low, double high) {
    demand(
        power >= low - KW && power <= high + KW,
        "step %d: %s gives %s, but is limited to [%s, %s]",
        step,
        device.name(),
        power,
        low,
        high);
  }

  private void load(int site, Load load, double[] power) {
    double[] demand = values(site, load, "demand");
    for (int step = 0; step < power.length; step++) {
      within(load, step, power[step], Math.min(0, -demand[step]), Math.max(0, -demand[step]));
      double open = demand[step] + power[step];
      double shed = Math.max(0, open);
      double agreed = Math.min(shed, load.curtailableShare() * Math.max(0, demand[step]));
      curtailed[site] += Math.max(0, -open) * hours;
      unserved[site] += shed * hours;
      add(
          site,
          "unserved",
          (load.curtailmentCost() * agreed + load.lostLoadValue() * (shed - agreed)) * hours);
    }
  }

  private void renewable(int site, Device device, double[] power) {
    double[] available = values(site, device, "available");
    double rating = device instanceof Photovoltaic sun ? sun.apparentPower() : 0;
    double[] reactive = values(site, device, "reactive");
    for (int step = 0; step < power.length; step++) {
      within(device, step, power[step], 0, available[step]);
      curtailed[site] += (available[step] - power[step]) * hours;
      if (rating > 0) {
        demand(
            Math.hypot(power[step], reactive[step]) <= rating + KW,
            "step %d: the inverter of %s is overloaded",
            step,
            device.name());
      }
    }
  }

  private void generator(int site, Turbine turbine, double[] power, Device device) {
    double[] output = values(site, device, "output");
    double before = 0;
    double reach = turbine.ramp() * hours;
    for (int step = 0; step < power.length; step++) {
      double now = output[step];
      boolean stands = now == 0 && before - reach <= turbine.minimum() + KW;
      boolean runs =
          now >= turbine.minimum() - KW
              && now <= turbine.maximum() + KW
              && now >= before - reach - KW
              && now <= Math.max(turbine.minimum(), before + reach) + KW;
      demand(stands || runs, "step %d: %s runs at %s after %s", step, device.name(), now, before);
      within(device, step, power[step], 0, now);
      curtailed[site] += (now - power[step]) * hours;
      broken[site] += now - power[step] > 1e-9 ? 1 : 0;
      double running = now > 0 ? turbine.c() : 0;
      add(site, "generation", ((turbine.a() * now + turbine.b()) * now + running) * hours);
      before = now;
    }
  }

  private void store(
      int site,
      Device device,
      double[] power,
      double capacity,
      double least,
      double most,
      double initial,
      double in,
      double out,
      double efficiencyIn,
      double efficiencyOut) {
    double[] energy = values(site, device, "storedEnergy");
    double before = initial * capacity;
    for (int step = 0; step < power.length; step++) {
      within(device, step, power[step], -in, out);
      double change = power[step] < 0 ? -power[step] * efficiencyIn : -power[step] / efficiencyOut;
      demand(
          Math.abs(energy[step] - before - change * hours) <= KW,
          "step %d: %s holds %s after %s and %s kW",
          step,
          device.name(),
          energy[step],
          before,
          power[step]);
      within(device, step, energy[step], least * capacity, most * capacity);
      before = energy[step];
    }
  }

  private void connection(int site, GridConnection grid, double[] power) {
    double[] open = values(site, grid, "available");
    Tariff tariff = grid.tariff();
    double[] wholesale = profile(tariff.wholesale());
    double[] buy = new double[power.length];
    double[] sell = tariff.feedIn().map(this::profile).orElse(buy.clone());
    double peak = 0;
    double bought = 0;
    for (int step = 0; step < power.length; step++) {
      within(
          grid,
          step,
          power[step],
          -grid.exportLimit() * open[step],
          grid.importLimit() * open[step]);
      buy[step] = wholesale[step] + charge(tariff, start(step));
      if (tariff.feedIn().isEmpty()) {
        sell[step] = buy[step] - tariff.spread() * Math.abs(buy[step]);
      }
      double price = power[step] > 0 ? buy[step] : sell[step];
      add(site, "grid", price * power[step] * hours);
      peak = Math.max(peak, power[step]);
      bought += Math.max(0, power[step]) * hours;
      if (step + 1 == power.length || start(step + 1).getMonth() != start(step).getMonth()) {
        add(site, "grid", blocks(tariff, bought));
        if (grid.peakCharge() > 0) {
          add(site, "peak", grid.peakCharge() * peak);
        }
        peak = 0;
        bought = 0;
      }
    }
    equal(site, grid, "buyPrice", buy);
    equal(site, grid, "sellPrice", sell);
  }

  private double[] profile(Profile profile) {
    return scenario.setting().dataset().resolve(profile, scenario.setting().scenario().step());
  }

  private LocalDateTime start(int step) {
    return RandomScenario.START.plus(scenario.setting().scenario().step().multipliedBy(step));
  }

  /// The delivery charge and the first rate of which this day or the one before has a span that
  /// holds the moment.
  private static double charge(Tariff tariff, LocalDateTime start) {
    double delivery = tariff.delivery().isEmpty() ? 0 : tariff.delivery().get(start.getHour());
    for (Tariff.Rate rate : tariff.rates()) {
      for (int back = 0; back < 2; back++) {
        LocalDateTime day = start.toLocalDate().minusDays(back).atStartOfDay();
        LocalDateTime from = day.plusHours(rate.from());
        LocalDateTime to = day.plusHours(rate.to() > rate.from() ? rate.to() : rate.to() + 24);
        if ((rate.days().isEmpty() || rate.days().contains(day.getDayOfWeek()))
            && (rate.months().isEmpty() || rate.months().contains(day.getMonthValue()))
            && !start.isBefore(from)
            && start.isBefore(to)) {
          return delivery + rate.price();
        }
      }
    }
    return delivery;
  }

  /// What the energy of a month costs in each of its blocks.
  private static double blocks(Tariff tariff, double bought) {
    double cost = 0;
    for (int index = 0; index < tariff.blocks().size(); index++) {
      Tariff.Block block = tariff.blocks().get(index);
      double end =
          index + 1 < tariff.blocks().size()
              ? tariff.blocks().get(index + 1).above()
              : Double.POSITIVE_INFINITY;
      cost += block.price() * Math.max(0, Math.min(bought, end) - block.above());
    }
    return cost;
  }

  private void equal(int site, Device device, String quantity, double[] expected) {
    double[] noted = values(site, device, quantity);
    for (int step = 0; step < noted.length; step++) {
      demand(
          Math.abs(noted[step] - expected[step]) <= 1e-12,
          "step %d: %s of %s is noted as %s, but is %s",
          step,
          quantity,
          device.name(),
          noted[step],
          expected[step]);
    }
  }

  private double sum(int site, Carrier carrier, int step, boolean connections) {
    String quantity = carrier.name().toLowerCase(java.util.Locale.ROOT);
    double sum = 0;
    for (Device device : sites.get(site).devices()) {
      if (device.ports().contains(carrier)
          && (connections || !(device instanceof GridConnection))) {
        sum += values(site, device, quantity)[step];
      }
    }
    return sum;
  }

  private void balance(int step) {
    double all = 0;
    for (int site = 0; site < sites.size(); site++) {
      double heat = sum(site, Carrier.HEAT, step, true);
      demand(Math.abs(heat) <= KW, "step %d: heat is off by %s at site %d", step, heat, site);
      double power = sum(site, Carrier.POWER, step, true);
      all += power;
      if (scenario.coupling() == RandomScenario.Joined.ALONE) {
        demand(Math.abs(power) <= KW, "step %d: power is off by %s at site %d", step, power, site);
        connections(step, site);
      }
      boolean turns = Math.abs(sum(site, Carrier.REACTIVE, step, true)) > 1e-9;
      broken[site] += turns && !networked() ? 1 : 0;
    }
    if (scenario.coupling().isReduced()) {
      double lost = columns.getOrDefault("//losses", new double[0])[step];
      demand(Math.abs(all - lost) <= FLOW_KW, "step %d: power is off by %s", step, all - lost);
    } else {
      demand(Math.abs(all) <= KW, "step %d: power is off by %s in all", step, all);
    }
  }

  /// Nothing bought is sold again, and what storage gives stays at the site where it must.
  private void connections(int step, int site) {
    double bought = 0;
    double sold = 0;
    double stored = 0;
    double taken = 0;
    boolean kept = false;
    for (Device device : sites.get(site).devices()) {
      double power =
          device.ports().contains(Carrier.POWER) ? values(site, device, "power")[step] : 0;
      switch (device) {
        case GridConnection grid -> {
          bought += Math.max(0, power);
          sold += Math.max(0, -power);
          kept |= !grid.storageExport();
        }
        case Battery _, PumpedStorage _ -> stored += power;
        case Load _ -> taken -= power;
        default -> {}
      }
    }
    demand(
        bought <= KW || sold <= KW,
        "step %d: site %d buys %s and sells %s",
        step,
        site,
        bought,
        sold);
    demand(
        !kept || stored <= Math.max(0, taken) + KW,
        "step %d: storage of site %d gives %s, but its loads take %s",
        step,
        site,
        stored,
        taken);
  }

  private boolean networked() {
    return scenario.coupling().isReduced() || scenario.coupling() == RandomScenario.Joined.FEEDER;
  }

  private void figures() {
    Figures total = outcome.total();
    double ownUnserved = total(columns.getOrDefault("//unserved", new double[0])) * hours;
    double ownCurtailed = total(columns.getOrDefault("//curtailed", new double[0])) * hours;
    double served = ownUnserved;
    double taken = ownCurtailed;
    long violations = networked() ? networkViolations(MOST_PU) : 0;
    long most = networked() ? networkViolations(LEAST_PU) : 0;
    for (int site = 0; site < sites.size(); site++) {
      Figures figures = outcome.sites().get(site);
      close("unservedKwh of " + figures.name(), figures.unservedKwh(), unserved[site]);
      close("curtailedKwh of " + figures.name(), figures.curtailedKwh(), curtailed[site]);
      demand(
          figures.violations() == broken[site],
          "%s has %d violations, but %d are counted",
          figures.name(),
          broken[site],
          figures.violations());
      for (String term : List.of("grid", "peak", "generation", "storage", "unserved")) {
        double expected = terms.get(site).getOrDefault(term, 0.0);
        close(term + " of " + figures.name(), figures.terms().get(term), expected);
      }
      close("terms of " + figures.name(), figures.cost(), sum(figures.terms()));
      served += unserved[site];
      taken += curtailed[site];
      violations += broken[site];
      most += broken[site];
    }
    close("unservedKwh", total.unservedKwh(), served);
    close("curtailedKwh", total.curtailedKwh(), taken);
    close("networkUnservedKwh", total.networkUnservedKwh(), ownUnserved);
    close("networkCurtailedKwh", total.networkCurtailedKwh(), ownCurtailed);
    close("terms", total.cost(), sum(total.terms()));
    double paid = outcome.sites().stream().mapToDouble(Figures::cost).sum();
    double network = total.terms().get("losses") + ownUnserved * 5;
    double kept = total.terms().getOrDefault("margins", 0.0);
    close("cost", total.cost(), paid + network + kept);
    demand(
        total.violations() >= violations && total.violations() <= most,
        "%d to %d violations, but %d are counted",
        violations,
        most,
        total.violations());
  }

  /// Voltages and currents beyond their limits, from the power flow of what the trace says is fed
  /// in, and steps of buses whose own load or generation gave way, if the trace names at most one.
  private long networkViolations(double tolerance) {
    Network network =
        switch (scenario.setting().scenario().network()) {
          case Interconnection.Reduced reduced -> reduced.network();
          case Interconnection.Full full -> full.network();
          default -> throw new IllegalStateException("There is no network.");
        };
    boolean full = scenario.coupling() == RandomScenario.Joined.FEEDER;
    double[] load = new double[outcome.trace().steps()];
    if (full) {
      Profile profile = ((Interconnection.Full) scenario.setting().scenario().network()).load();
      System.arraycopy(profile(profile), 0, load, 0, load.length);
    }
    PowerFlow.Prepared flow = PowerFlow.exact().prepare(network);
    long violations = 0;
    for (int step = 0; step < load.length; step++) {
      double gaveWay =
          columns.getOrDefault("//unserved", load)[step]
              + columns.getOrDefault("//curtailed", load)[step];
      if (full && gaveWay > 0) {
        return outcome.total().violations()
            - java.util.Arrays.stream(broken).sum(); // not told which bus
      }
      violations += violations(network, flow, step, load[step], tolerance);
    }
    return violations;
  }

  private long violations(
      Network network, PowerFlow.Prepared flow, int step, double load, double tolerance) {
    boolean full = scenario.coupling() == RandomScenario.Joined.FEEDER;
    double[] active = new double[network.buses().size()];
    double[] reactive = new double[active.length];
    for (int bus = 0; bus < active.length; bus++) {
      active[bus] = -load * network.buses().get(bus).loadKw();
      reactive[bus] = -load * network.buses().get(bus).loadKvar();
    }
    for (int site = 0; site < sites.size(); site++) {
      int bus = network.busIndex(scenario.setting().scenario().microgrids().get(site).bus());
      active[bus] += sum(site, Carrier.POWER, step, !full);
      reactive[bus] += sum(site, Carrier.REACTIVE, step, !full);
    }
    if (flow.solve(active, reactive) != FlowStatus.SOLVED) {
      return active.length;
    }
    double lost = columns.getOrDefault("//losses", new double[0])[step];
    demand(
        Math.abs(flow.lossKw() - lost) <= FLOW_KW,
        "step %d: the network loses %s, but %s are noted",
        step,
        flow.lossKw(),
        lost);
    long beyond = 0;
    for (int index = 0; index < active.length; index++) {
      Bus bus = network.buses().get(index);
      double noted = columns.getOrDefault("/" + bus.name() + "/voltage", new double[0])[step];
      double voltage = flow.voltagePu(index);
      demand(
          Math.abs(voltage - noted) <= 1e-6,
          "step %d: bus %s has %s pu, but %s are noted",
          step,
          bus.name(),
          voltage,
          noted);
      beyond +=
          voltage < bus.minVoltagePu() - tolerance || voltage > bus.maxVoltagePu() + tolerance
              ? 1
              : 0;
    }
    for (int index = 0; index < network.lines().size(); index++) {
      Line line = network.lines().get(index);
      beyond += flow.currentPu(index) > line.ratingKva() / network.baseKva() + tolerance ? 1 : 0;
    }
    return beyond;
  }

  private void close(String what, double found, double expected) {
    demand(
        Math.abs(found - expected) <= 1e-7 * Math.max(1, Math.abs(expected)),
        "%s: %s, but is %s",
        what,
        found,
        expected);
  }

  private static double sum(Map<String, Double> terms) {
    return terms.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static double total(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
