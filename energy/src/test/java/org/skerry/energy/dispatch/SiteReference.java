package org.skerry.energy.dispatch;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Cogeneration;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Dump;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.PumpedStorage;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.device.WindTurbine;

/// The least cost of one site as a mixed-integer program of its own, written from the documents and
/// not from the devices' part of a [Plan]: a second opinion on every optimum. Every choice is an
/// integer in every step, so it is for small sites. Quadratic cost is the tangents at whatever the
/// program runs at, until none is missing (Kelley: The cutting-plane method for solving convex
/// programs, 1960).
final class SiteReference {
  private static final double INFINITY = MPSolver.infinity();
  private static final int ROUNDS = 200;
  private static final double TOUCHED = 5e-6; // the solver keeps rows to 1e-6

  private final List<Device> devices;
  private final Values values;
  private final int steps;
  private final double hours;
  private final MPSolver solver;
  private final List<Map<Carrier, MPConstraint>> balance = new ArrayList<>();
  private final List<List<MPVariable>> spilling = new ArrayList<>();
  private final List<List<MPVariable>> meters = new ArrayList<>(); // that spill
  private final List<Giver> givers = new ArrayList<>();
  private final List<Giver> generators = new ArrayList<>();
  private final List<Taker> dumps = new ArrayList<>();
  private final List<Curve> curves = new ArrayList<>();

  /// What a device is told in each step.
  @FunctionalInterface
  interface Values {
    double at(Device device, int input, int step);
  }

  private SiteReference(List<Device> devices, Values values, int steps, double hours) {
    this.devices = devices;
    this.values = values;
    this.steps = steps;
    this.hours = hours;
    Loader.loadNativeLibraries();
    solver = MPSolver.createSolver("SCIP");
  }

  /// The least cost, stored energy at the end valued at the mean price of buying.
  static double cost(List<Device> devices, Values values, int steps, double hours) {
    SiteReference reference = new SiteReference(devices, values, steps, hours);
    try {
      return reference.solve();
    } finally {
      reference.solver.delete();
    }
  }

  private double solve() {
    for (int step = 0; step < steps; step++) {
      Map<Carrier, MPConstraint> sums = new HashMap<>();
      sums.put(Carrier.POWER, solver.makeConstraint(0, 0, ""));
      sums.put(Carrier.HEAT, solver.makeConstraint(0, 0, ""));
      balance.add(sums);
    }
    List<Taker> takers = new ArrayList<>();
    for (Device device : devices) {
      switch (device) {
        case Battery it ->
            takers.add(
                store(
                    it.capacity(),
                    it.chargePower(),
                    it.dischargePower(),
                    it.chargeEfficiency(),
                    it.dischargeEfficiency(),
                    it.minimumCharge(),
                    it.maximumCharge(),
                    it.initialCharge(),
                    it.wear() * it.chargeEfficiency(),
                    it.wear() / it.dischargeEfficiency(),
                    0));
        case PumpedStorage it ->
            takers.add(
                store(
                    it.capacity(),
                    it.pumpPower(),
                    it.turbinePower(),
                    it.pumpEfficiency(),
                    it.turbineEfficiency(),
                    it.minimumCharge(),
                    it.maximumCharge(),
                    it.initialCharge(),
                    it.maintenance(),
                    it.maintenance(),
                    it.runningCost()));
        case Dump it -> {
          dumps.add(new Taker(sink(it.maximum()), it.maximum()));
          takers.add(dumps.getLast());
        }
        case Photovoltaic it -> source(it);
        case WindTurbine it -> source(it);
        case Turbine it -> generator(it);
        case Cogeneration it -> cogeneration(it);
        case Load it when it.carrier() == Carrier.POWER -> meter(it);
        default -> {}
      }
    }
    for (Carrier carrier : List.of(Carrier.POWER, Carrier.HEAT)) {
      List<GridConnection> grids =
          of(GridConnection.class).stream().filter(it -> it.carrier() == carrier).toList();
      List<Load> loads =
          of(Load.class).stream()
              .filter(it -> it.carrier() == carrier)
              .sorted(
                  Comparator.comparingInt((Load it) -> -it.priority())
                      .thenComparingDouble(Load::lostLoadValue))
              .toList();
      for (int step = 0; step < steps; step++) {
        List<MPVariable> sold = new ArrayList<>();
        List<MPVariable> bought = trade(grids, step, carrier, sold);
        if (carrier == Carrier.POWER) {
          lastResort(grids, bought, sold, step);
        }
        shed(loads, grids, bought, carrier == Carrier.POWER ? takers : List.of(), step, carrier);
      }
    }
    MPSolverParameters parameters = new MPSolverParameters();
    parameters.setDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, 1e-9);
    double missing = Double.POSITIVE_INFINITY;
    for (int round = 0; missing > TOUCHED; round++) {
      if (round == ROUNDS) {
        throw new IllegalStateException("The reference still misses " + missing + ".");
      }
      MPSolver.ResultStatus status = solver.solve(parameters);
      if (status != MPSolver.ResultStatus.OPTIMAL) {
        throw new IllegalStateException("The reference ended with status " + status + ".");
      }
      missing = missing();
    }
    parameters.delete();
    return solver.objective().value();
  }

  /// What the present answer costs more than its tangents say. Where it is too much, tangents at
  /// this answer are added.
  private double missing() {
    double[] output = curves.stream().mapToDouble(it -> it.output.solutionValue()).toArray();
    double[] paid = curves.stream().mapToDouble(it -> it.cost.solutionValue()).toArray();
    double missing = 0;
    for (int index = 0; index < output.length; index++) {
      missing += curves.get(index).a * output[index] * output[index] - paid[index];
    }
    for (int index = 0; missing > TOUCHED && index < output.length; index++) {
      Curve curve = curves.get(index);
      double at = output[index];
      row(-curve.a * at * at, INFINITY, 1, curve.cost, -2 * curve.a * at, curve.output);
    }
    return missing;
  }

  private <T> List<T> of(Class<T> type) {
    return devices.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /// What takes power in each step, and how much it can.
  private record Taker(List<MPVariable> taken, double most) {}

  /// What gives power in each step and need not, and how much it can.
  private record Giver(List<MPVariable> given, List<Double> most) {}

  /// A cost of at least a × output².
  private record Curve(MPVariable output, double a, MPVariable cost) {}

  private MPVariable variable(double low, double high, double cost) {
    MPVariable made = solver.makeVar(low, high, false, "");
    solver.objective().setCoefficient(made, cost);
    return made;
  }

  private MPVariable binary(double cost) {
    MPVariable made = solver.makeBoolVar("");
    solver.objective().setCoefficient(made, cost);
    return made;
  }

  private void flow(Carrier carrier, int step, MPVariable power, double sign) {
    balance.get(step).get(carrier).setCoefficient(power, sign);
  }

  /// low ≤ Σ coefficient × variable ≤ high.
  private MPConstraint row(double low, double high, Object... terms) {
    MPConstraint made = solver.makeConstraint(low, high, "");
    for (int index = 0; index < terms.length; index += 2) {
      MPVariable variable = (MPVariable) terms[index + 1];
      double before = made.getCoefficient(variable);
      made.setCoefficient(variable, before + ((Number) terms[index]).doubleValue());
    }
    return made;
  }

  private double meanPrice() {
    double sum = 0;
    List<GridConnection> all =
        of(GridConnection.class).stream().filter(it -> it.carrier() == Carrier.POWER).toList();
    boolean buys = all.stream().anyMatch(it -> it.importLimit() > 0);
    for (int step = 0; step < steps; step++) {
      int now = step;
      sum +=
          all.stream()
                  .filter(it -> !buys || it.importLimit() > 0)
                  .mapToDouble(it -> values.at(it, 0, now))
                  .min()
                  .orElse(0)
              / steps;
    }
    return sum;
  }

  private Taker store(
      double capacity,
      double in,
      double out,
      double efficiencyIn,
      double efficiencyOut,
      double least,
      double most,
      double first,
      double costIn,
      double costOut,
      double running) {
    List<MPVariable> charged = new ArrayList<>();
    List<MPVariable> given = new ArrayList<>();
    MPVariable before = variable(first * capacity, first * capacity, 0);
    double worth = meanPrice() * efficiencyOut;
    solver.objective().setCoefficient(before, worth);
    for (int step = 0; step < steps; step++) {
      MPVariable charge = variable(0, in, costIn * hours);
      MPVariable discharge = variable(0, out, costOut * hours);
      double value = step == steps - 1 ? -worth : 0;
      MPVariable energy = variable(least * capacity, most * capacity, value);
      MPVariable charging = binary(running * hours);
      MPVariable discharging = binary(running * hours);
      row(
          0,
          0,
          1,
          energy,
          -1,
          before,
          -efficiencyIn * hours,
          charge,
          hours / efficiencyOut,
          discharge);
      row(-INFINITY, 0, 1, charge, -in, charging);
      row(-INFINITY, 0, 1, discharge, -out, discharging);
      row(-INFINITY, 1, 1, charging, 1, discharging);
      flow(Carrier.POWER, step, charge, -1);
      flow(Carrier.POWER, step, discharge, 1);
      charged.add(charge);
      given.add(discharge);
      before = energy;
    }
    givers.add(new Giver(given, Collections.nCopies(steps, out)));
    return new Taker(charged, in);
  }

  private List<MPVariable> sink(double most) {
    List<MPVariable> burnt = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      MPVariable power = variable(0, most, 0);
      flow(Carrier.POWER, step, power, -1);
      burnt.add(power);
    }
    return burnt;
  }

  private void source(Device device) {
    List<MPVariable> fed = new ArrayList<>();
    List<Double> most = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      most.add(values.at(device, 0, step));
      fed.add(variable(0, most.getLast(), 0));
      flow(Carrier.POWER, step, fed.getLast(), 1);
    }
    givers.add(new Giver(fed, most));
  }

  /// What a net meter gives may be spilled.
  private void meter(Load load) {
    List<MPVariable> spillings = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      double given = Math.max(0, -values.at(load, 0, step));
      MPVariable spilled = variable(0, given, 0);
      MPVariable spills = binary(0);
      row(-INFINITY, 0, 1, spilled, -given, spills);
      flow(Carrier.POWER, step, spilled, -1);
      spillings.add(spills);
    }
    meters.add(spillings);
  }

  private void cogeneration(Cogeneration unit) {
    List<MPVariable> fed =
        generator(
            new Turbine(
                unit.name(),
                unit.minimum(),
                unit.maximum(),
                unit.a(),
                unit.b(),
                unit.c(),
                unit.ramp()));
    for (int step = 0; step < steps; step++) {
      MPVariable heat = variable(0, INFINITY, unit.heatCost() * hours);
      row(-INFINITY, 0, 1, heat, -unit.heatPerPower(), fed.get(step));
      flow(Carrier.HEAT, step, heat, 1);
    }
  }

  /// Spills only where nothing else is left: all is sold that can be, and burnt, sun and wind are
  /// curtailed, and no store gives. A net meter spills only where no generator feeds in either.
  private void lastResort(
      List<GridConnection> grids, List<MPVariable> bought, List<MPVariable> sold, int step) {
    for (List<MPVariable> spills : spilling) {
      last(spills.get(step), grids, bought, sold, step);
    }
    for (List<MPVariable> spills : meters) {
      last(spills.get(step), grids, bought, sold, step);
      generators.forEach(giver -> stop(giver, spills.get(step), step));
    }
  }

  private void last(
      MPVariable spills,
      List<GridConnection> grids,
      List<MPVariable> bought,
      List<MPVariable> sold,
      int step) {
    for (int grid = 0; grid < grids.size(); grid++) {
      double open = values.at(grids.get(grid), 2, step);
      double in = grids.get(grid).importLimit() * open;
      double out = grids.get(grid).exportLimit() * open;
      row(-INFINITY, in, 1, bought.get(grid), in, spills);
      row(0, INFINITY, 1, sold.get(grid), -out, spills);
    }
    givers.forEach(giver -> stop(giver, spills, step));
    for (Taker dump : dumps) {
      row(0, INFINITY, 1, dump.taken.get(step), -dump.most, spills);
    }
  }

  private void stop(Giver giver, MPVariable spills, int step) {
    double most = giver.most.get(step);
    row(-INFINITY, most, 1, giver.given.get(step), most, spills);
  }

  /// Runs at the minimum or above, or stands. From one step to the next it may rise to the ramp
  /// above where it was or to the minimum, whichever is more; it may stand where the ramp leads to
  /// the minimum or below; else it falls by the ramp at most. What is at this lowest point may be
  /// spilled.
  private List<MPVariable> generator(Turbine unit) {
    List<MPVariable> all = new ArrayList<>();
    List<MPVariable> spillings = new ArrayList<>();
    double most = unit.maximum();
    double reach = Math.min(most, unit.ramp() * hours);
    MPVariable before = variable(0, 0, 0);
    for (int step = 0; step < steps; step++) {
      MPVariable output = variable(0, most, unit.b() * hours);
      MPVariable runs = binary(unit.c() * hours);
      row(-INFINITY, 0, 1, output, -most, runs);
      row(0, INFINITY, 1, output, -unit.minimum(), runs);
      if (unit.a() > 0) {
        curves.add(new Curve(output, unit.a(), variable(0, INFINITY, hours)));
      }
      MPVariable fed = output;
      if (unit.ramp() < Double.POSITIVE_INFINITY) {
        MPVariable starts = binary(0); // up to the minimum, not along the ramp
        row(-INFINITY, reach, 1, output, -1, before, -2 * most, starts);
        row(-INFINITY, unit.minimum() + most, 1, output, most, starts);
        // runs: output ≥ before − reach; stands: before − reach ≤ minimum
        row(
            -INFINITY,
            reach,
            1,
            before,
            -1,
            output,
            unit.minimum(),
            runs,
            -unit.minimum(),
            variable(1, 1, 0));
        fed = variable(0, most, 0);
        MPVariable spills = binary(0);
        spillings.add(spills);
        row(-INFINITY, 0, 1, fed, -1, output);
        row(-INFINITY, 0, 1, output, -1, fed, -most, spills);
        // spills: output ≤ before − reach
        row(-INFINITY, 2 * most - reach, 1, output, -1, before, 2 * most, spills);
      }
      flow(Carrier.POWER, step, fed, 1);
      all.add(fed);
      before = output;
    }
    if (!spillings.isEmpty()) {
      spilling.add(spillings);
    }
    generators.add(new Giver(all, Collections.nCopies(steps, most)));
    return all;
  }

  /// Buys or sells, at whichever connections that is best.
  private List<MPVariable> trade(
      List<GridConnection> grids, int step, Carrier carrier, List<MPVariable> sold) {
    List<MPVariable> bought = new ArrayList<>();
    MPVariable buys = binary(0);
    for (GridConnection grid : grids) {
      double open = values.at(grid, 2, step);
      double in = grid.importLimit() * open;
      double out = grid.exportLimit() * open;
      MPVariable buy = variable(0, in, values.at(grid, 0, step) * hours);
      MPVariable sell = variable(0, out, -values.at(grid, 1, step) * hours);
      row(-INFINITY, 0, 1, buy, -in, buys);
      row(-INFINITY, out, 1, sell, out, buys);
      flow(carrier, step, buy, 1);
      flow(carrier, step, sell, -1);
      bought.add(buy);
      sold.add(sell);
    }
    return bought;
  }

  /// By agreement at will; critical load only where nothing else is left.
  private void shed(
      List<Load> loads,
      List<GridConnection> grids,
      List<MPVariable> bought,
      List<Taker> takers,
      int step,
      Carrier carrier) {
    List<MPVariable> agreed = new ArrayList<>();
    List<MPVariable> lost = new ArrayList<>();
    MPConstraint sum = balance.get(step).get(carrier);
    double demand = 0;
    for (Load load : loads) {
      double own = used(load, step);
      double share = load.curtailableShare();
      agreed.add(variable(0, share * own, load.curtailmentCost() * hours));
      lost.add(variable(0, (1 - share) * own, load.lostLoadValue() * hours));
      flow(carrier, step, agreed.getLast(), 1);
      flow(carrier, step, lost.getLast(), 1);
      demand += values.at(load, 0, step);
    }
    sum.setBounds(demand, demand);
    for (int index = 0; index < loads.size(); index++) {
      double critical = used(loads.get(index), step) * (1 - share(loads.get(index)));
      MPVariable loses = binary(0);
      row(-INFINITY, 0, 1, lost.get(index), -critical, loses);
      for (int grid = 0; grid < grids.size(); grid++) {
        double limit = grids.get(grid).importLimit() * values.at(grids.get(grid), 2, step);
        row(0, INFINITY, 1, bought.get(grid), -limit, loses);
      }
      for (Taker taker : takers) {
        row(-INFINITY, taker.most, 1, taker.taken.get(step), taker.most, loses);
      }
      for (int other = 0; other < loads.size(); other++) {
        double own = used(loads.get(other), step);
        double share = share(loads.get(other));
        row(0, INFINITY, 1, agreed.get(other), -share * own, loses);
        if (other < index) {
          row(0, INFINITY, 1, lost.get(other), -(1 - share) * own, loses);
        }
      }
    }
  }

  private double used(Load load, int step) {
    return Math.max(0, values.at(load, 0, step));
  }

  private static double share(Load load) {
    return load.curtailableShare();
  }
}
