package org.skerry.energy.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skerry.optimization.Expression;
import org.skerry.optimization.Program;
import org.skerry.optimization.Variable;

/// A micro turbine or diesel generator with quadratic cost, a minimum output and a ramp limit.
///
/// Cost: Eq. (20) of BMAPPO (Multi-microgrid energy optimization management based on multi-agent
/// proximal policy optimization, IJACSA 15(10), 2024), (a·P² + b·P + c)·Δt. Ours: c is paid only
/// while the unit runs, and a unit runs at its minimum or above, or stands still. What nobody can
/// take of the output that the ramp holds it to is spilled: it is paid for, but not fed in.
///
/// @param name unique within the site
/// @param minimum kW, least output while it runs
/// @param maximum kW
/// @param a cost per kW²h
/// @param b cost per kWh
/// @param c cost per hour of running
/// @param ramp kW per hour, the greatest change of the output; infinite if nothing limits it.
///   Starting to the minimum and stopping from it are always possible
public record Turbine(
    String name, double minimum, double maximum, double a, double b, double c, double ramp)
    implements Device {

  /// What the rounding of a plan may keep from stopping, kW.
  private static final double ROUNDING = 1e-6;

  /// @throws IllegalArgumentException if a number is negative or the limits are out of order
  public Turbine {
    Checks.generator(minimum, maximum, a, b, c, ramp);
  }

  @Override
  public String kind() {
    return "turbine";
  }

  @Override
  public List<Carrier> ports() {
    return List.of(Carrier.POWER);
  }

  @Override
  public List<String> controls() {
    return List.of("power");
  }

  @Override
  public List<State> states() {
    return List.of(new State("output", "kW", 0, 0, maximum));
  }

  @Override
  public List<String> costTerms() {
    return List.of("generation");
  }

  @Override
  public Flows constrain(Program program, Horizon horizon) {
    Outputs outputs = outputs(program, horizon);
    return Flows.of(List.of(outputs.fed), Expression.zero(), outputs.either)
        .spilling(outputs.spilled);
  }

  /// A generator in a program.
  ///
  /// @param fed what is fed in in every step, kW
  /// @param spilled what is not fed in, kW; empty where no ramp can hold it up
  /// @param either what it cannot do at once
  record Outputs(List<Expression> fed, List<Expression> spilled, List<Flows.Either> either) {}

  /// The output in every step, with its limits and its cost. With a ramp limit less than it may be
  /// fed in, since what the ramp holds up and nobody takes is spilled.
  Outputs outputs(Program program, Horizon horizon) {
    double hours = horizon.hours();
    double start = Math.max(0, minimum - ramp * hours);
    List<Expression> all = new ArrayList<>();
    List<Expression> spilled = new ArrayList<>();
    List<Flows.Either> either = new ArrayList<>();
    Expression before = Expression.constant(horizon.state(0));
    Expression stoodBefore = Expression.constant(horizon.state(0) > 0 ? 0 : 1);
    for (int step = 0; step < horizon.steps(); step++) {
      Variable output = program.variable(name, 0, maximum);
      Expression stands = Expression.zero();
      if (switches()) {
        Variable running = horizon.choice(program, name);
        program.atMost(output.plus(running, -maximum), 0);
        program.atLeast(output.plus(running, -minimum), 0);
        program.addCost(running.times(c * hours));
        stands = Expression.constant(1).minus(running);
      }
      if (ramp < Double.POSITIVE_INFINITY) {
        program.atMost(output.minus(before).plus(stoodBefore, -start), ramp * hours);
        program.atMost(before.minus(output).plus(stands, -minimum), ramp * hours);
        Variable fed = program.variable(name, 0, maximum);
        program.atMost(fed.minus(output), 0);
        Expression above = output.minus(before).plus(ramp * hours);
        spilled.add(output.minus(fed));
        either.add(new Flows.Either(spilled.getLast(), above));
        all.add(fed);
      } else {
        all.add(output);
      }
      program.addCost(output.times(b * hours));
      if (a > 0) { // else the program stays linear
        program.addQuadraticCost(output, a * hours);
      }
      before = output;
      stoodBefore = stands;
    }
    return new Outputs(all, spilled, either);
  }

  @Override
  public Fleet fleet(List<? extends Device> units) {
    return new Turbines(units.stream().map(Turbine.class::cast).toList());
  }

  /// Whether it can only stand still or run above some output, or pays for running.
  boolean switches() {
    return minimum > 0 || c > 0;
  }

  /// The output at which the marginal cost 2·a·P + b meets `price`, kW in [0, maximum]; 0 where
  /// running at that output costs more than it earns.
  public double worthwhile(double price) {
    if (price <= b) {
      return 0;
    }
    double output = a > 0 ? Math.min(maximum, (price - b) / (2 * a)) : maximum;
    double running = Math.max(minimum, output);
    return price * running >= cost(running, 1) ? running : 0;
  }

  /// The least output after `output` kW in the step before, 0 if it can stand still.
  double low(double output, double hours) {
    double reach = output - ramp * hours;
    return reach <= minimum + ROUNDING ? 0 : reach;
  }

  /// The greatest output after `output` kW in the step before.
  double high(double output, double hours) {
    return Math.min(maximum, Math.max(minimum, output + ramp * hours));
  }

  /// The nearest output to `power` that is not between standing still and the minimum.
  ///
  /// @param low the least output, 0 if it can stand still
  double runningOrOff(double power, double low) {
    if (power >= minimum) {
      return power;
    }
    return power < minimum / 2 && low == 0 ? 0 : minimum;
  }

  /// What a step at `power` costs.
  double cost(double power, double hours) {
    double running = power > 0 ? c : 0;
    return ((a * power + b) * power + running) * hours;
  }

  private record Turbines(List<Turbine> units) implements Fleet {
    @Override
    public void idle(Units rows) {
      Arrays.fill(rows.setpoint(0), 0);
    }

    @Override
    public void deliverable(Step step, Units rows) {
      double[] output = rows.state(0);
      double[] low = rows.low(0);
      double[] high = rows.high(0);
      double hours = step.hours();
      for (int unit = 0; unit < units.size(); unit++) {
        Turbine turbine = units.get(unit);
        int begin = unit * rows.lanes();
        int end = begin + rows.lanes();
        if (turbine.ramp == Double.POSITIVE_INFINITY) {
          Arrays.fill(low, begin, end, 0);
          Arrays.fill(high, begin, end, turbine.maximum);
        } else {
          for (int row = begin; row < end; row++) {
            low[row] = turbine.low(output[row], hours);
            high[row] = turbine.high(output[row], hours);
          }
        }
      }
    }

    @Override
    public void guard(Step step, Units rows) {
      deliverable(step, rows);
      double[] setpoint = rows.setpoint(0);
      double[] low = rows.low(0);
      double[] high = rows.high(0);
      Fleet.clamp(setpoint, low, high, rows.rows());
      for (int unit = 0; unit < units.size(); unit++) {
        Turbine turbine = units.get(unit);
        int end = (unit + 1) * rows.lanes();
        for (int row = unit * rows.lanes(); turbine.minimum > 0 && row < end; row++) {
          setpoint[row] = turbine.runningOrOff(setpoint[row], low[row]);
        }
      }
    }

    @Override
    public void step(Step step, Units rows) {
      double[] setpoint = rows.setpoint(0);
      double[] power = rows.power(0);
      double[] output = rows.state(0);
      double[] cost = rows.cost(0);
      double hours = step.hours();
      for (int unit = 0; unit < units.size(); unit++) {
        Turbine turbine = units.get(unit);
        double a = turbine.a * hours;
        double b = turbine.b * hours;
        int begin = unit * rows.lanes();
        int end = begin + rows.lanes();
        for (int row = begin; row < end; row++) {
          double given = setpoint[row];
          power[row] = given;
          output[row] = given;
          cost[row] = (a * given + b) * given;
        }
        if (turbine.ramp < Double.POSITIVE_INFINITY) {
          spill(rows, begin, end, a, b);
        }
        for (int row = begin; turbine.c > 0 && row < end; row++) {
          cost[row] += output[row] > 0 ? turbine.c * hours : 0;
        }
      }
    }

    /// Where less is fed in than the ramp allows the unit to give, it gives that all the same.
    private static void spill(Units rows, int begin, int end, double a, double b) {
      double[] low = rows.low(0);
      double[] output = rows.state(0);
      double[] cost = rows.cost(0);
      for (int row = begin; row < end; row++) {
        if (output[row] < low[row]) {
          output[row] = low[row];
          cost[row] = (a * low[row] + b) * low[row];
        }
      }
    }
  }
}
