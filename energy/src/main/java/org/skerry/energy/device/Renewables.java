package org.skerry.energy.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skerry.optimization.Expression;
import org.skerry.optimization.Program;
import org.skerry.optimization.Variable;

/// Sources that can deliver anything from nothing to what sun or wind makes available, at no cost.
final class Renewables implements Fleet {
  private final double[] apparentPower;

  /// @param apparentPower kVA of each unit's inverter, shape `[units]`; used where the units have a
  ///   port for reactive power
  Renewables(double[] apparentPower) {
    this.apparentPower = apparentPower;
  }

  @Override
  public void idle(Units units) {
    most(units, units.setpoint(0));
    if (units.controls() > 1) {
      Arrays.fill(units.setpoint(1), 0);
    }
  }

  @Override
  public void deliverable(Step step, Units units) {
    most(units, units.high(0));
    if (units.controls() > 1) {
      reactiveLimits(units, units.high(0));
    }
  }

  /// What is available, and no more than an inverter with a rating passes on.
  private void most(Units units, double[] out) {
    System.arraycopy(units.input(0), 0, out, 0, units.rows());
    for (int row = 0; units.controls() > 1 && row < units.rows(); row++) {
      out[row] = Math.min(out[row], apparentPower[row / units.lanes()]);
    }
  }

  @Override
  public void guard(Step step, Units units) {
    deliverable(step, units);
    Fleet.clamp(units.setpoint(0), units.low(0), units.high(0), units.rows());
    if (units.controls() > 1) {
      reactiveLimits(units, units.setpoint(0));
      Fleet.clamp(units.setpoint(1), units.low(1), units.high(1), units.rows());
    }
  }

  @Override
  public void step(Step step, Units units) {
    for (int control = 0; control < units.controls(); control++) {
      System.arraycopy(units.setpoint(control), 0, units.power(control), 0, units.rows());
    }
  }

  /// 0 ≤ P ≤ available and, for an inverter that controls reactive power, P² + Q² ≤ S².
  static Flows constrain(Program program, Horizon horizon, String name, double apparentPower) {
    List<Expression> power = new ArrayList<>();
    List<Expression> reactive = new ArrayList<>();
    for (int step = 0; step < horizon.steps(); step++) {
      Variable fed = program.variable(name, 0, horizon.input(0, step));
      power.add(fed);
      if (apparentPower > 0) {
        Variable turned = program.variable(name, -apparentPower, apparentPower);
        program.cone(Expression.constant(apparentPower), fed, turned);
        reactive.add(turned);
      }
    }
    return apparentPower > 0
        ? Flows.of(List.of(power, reactive), Expression.zero(), List.of())
        : Flows.of(power);
  }

  private void reactiveLimits(Units units, double[] power) {
    double[] low = units.low(1);
    double[] high = units.high(1);
    int lanes = units.lanes();
    for (int row = 0; row < units.rows(); row++) {
      double rating = apparentPower[row / lanes];
      high[row] = Math.sqrt(Math.max(0, rating * rating - power[row] * power[row]));
      low[row] = -high[row];
    }
  }
}
