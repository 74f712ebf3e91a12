package org.skerry.energy.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skerry.optimization.Expression;
import org.skerry.optimization.Program;
import org.skerry.optimization.Variable;

/// A fuel cell or a micro turbine that gives electricity and, from its waste heat, heat up to a
/// fixed ratio of the electric output.
///
/// Cost: (a·P² + b·P + c + c_H·H)·Δt, the quadratic fuel cost of a [Turbine] and a cost per kWh of
/// heat that is used, after Darshi, Shamaghdari, Jalali and Arasteh (International Transactions on
/// Electrical Energy Systems, 2023, 1190103); the form is ours, since the formula is not in the
/// text at hand.
///
/// @param name unique within the site
/// @param minimum kW electric, least output while it runs
/// @param maximum kW electric
/// @param a cost per kW²h
/// @param b cost per kWh electric
/// @param c cost per hour of running
/// @param ramp kW per hour, the greatest change of the electric output; infinite if nothing limits
///   it
/// @param heatPerPower kW of heat at most per kW electric
/// @param heatCost cost per kWh of heat
public record Cogeneration(
    String name,
    double minimum,
    double maximum,
    double a,
    double b,
    double c,
    double ramp,
    double heatPerPower,
    double heatCost)
    implements Device {

  /// @throws IllegalArgumentException if a number is negative or the limits are out of order
  public Cogeneration {
    Checks.generator(minimum, maximum, a, b, c, ramp);
    Checks.notNegative("heatPerPower", heatPerPower, "kW per kW");
    Checks.notNegative("heatCost", heatCost, "per kWh");
  }

  @Override
  public String kind() {
    return "cogeneration";
  }

  @Override
  public List<Carrier> ports() {
    return List.of(Carrier.POWER, Carrier.HEAT);
  }

  @Override
  public List<String> controls() {
    return List.of("power", "heat");
  }

  @Override
  public List<State> states() {
    return List.of(new State("output", "kW", 0, 0, maximum));
  }

  @Override
  public List<String> costTerms() {
    return List.of("generation");
  }

  /// The electric side as a [Turbine]; 0 ≤ H ≤ heatPerPower · P.
  @Override
  public Flows constrain(Program program, Horizon horizon) {
    Turbine.Outputs outputs = electric().outputs(program, horizon);
    List<Variable> heat = new ArrayList<>();
    for (Expression output : outputs.fed()) {
      Variable given = program.variable(name, 0, heatPerPower * maximum);
      program.atMost(given.plus(output, -heatPerPower), 0);
      program.addCost(given.times(heatCost * horizon.hours()));
      heat.add(given);
    }
    return Flows.of(List.of(outputs.fed(), heat), Expression.zero(), outputs.either())
        .spilling(outputs.spilled());
  }

  @Override
  public Fleet fleet(List<? extends Device> units) {
    List<Turbine> turbines = units.stream().map(unit -> ((Cogeneration) unit).electric()).toList();
    return new Cogenerators(
        turbines.getFirst().fleet(turbines), units.stream().map(Cogeneration.class::cast).toList());
  }

  /// The electric side alone.
  public Turbine electric() {
    return new Turbine(name, minimum, maximum, a, b, c, ramp);
  }

  /// The electric side is a fleet of turbines; heat is added to it.
  private record Cogenerators(Fleet electric, List<Cogeneration> units) implements Fleet {
    @Override
    public void idle(Units rows) {
      electric.idle(rows);
      Arrays.fill(rows.setpoint(1), 0);
    }

    @Override
    public void deliverable(Step step, Units rows) {
      electric.deliverable(step, rows);
      heatLimit(rows, rows.high(0));
    }

    @Override
    public void guard(Step step, Units rows) {
      electric.guard(step, rows);
      heatLimit(rows, rows.setpoint(0));
      Fleet.clamp(rows.setpoint(1), rows.low(1), rows.high(1), rows.rows());
    }

    @Override
    public void step(Step step, Units rows) {
      electric.step(step, rows);
      double[] heat = rows.power(1);
      double[] cost = rows.cost(0);
      System.arraycopy(rows.setpoint(1), 0, heat, 0, rows.rows());
      for (int row = 0; row < rows.rows(); row++) {
        cost[row] += units.get(row / rows.lanes()).heatCost * heat[row] * step.hours();
      }
    }

    private void heatLimit(Units rows, double[] power) {
      double[] high = rows.high(1);
      for (int row = 0; row < rows.rows(); row++) {
        high[row] = units.get(row / rows.lanes()).heatPerPower * power[row];
      }
    }
  }
}
