package org.skerry.energy.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skerry.optimization.Expression;
import org.skerry.optimization.Program;
import org.skerry.optimization.Variable;

/// A dump load: resistors that burn what nobody can take, at no cost. It lets a generator stay at
/// its minimum or on its ramp where load, storage and the main grid cannot take its output.
///
/// Its power is negative. What it burns counts as curtailed.
///
/// @param name unique within the site
/// @param maximum kW, the most that it burns
public record Dump(String name, double maximum) implements Device {

  /// @throws IllegalArgumentException if the maximum is not above 0
  public Dump {
    Checks.positive("maximum", maximum, "kW");
  }

  @Override
  public String kind() {
    return "dump";
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
  public Flows constrain(Program program, Horizon horizon) {
    List<Expression> power = new ArrayList<>();
    for (int step = 0; step < horizon.steps(); step++) {
      Variable burnt = program.variable(name, 0, maximum);
      power.add(burnt.times(-1));
    }
    return Flows.of(power);
  }

  @Override
  public Fleet fleet(List<? extends Device> units) {
    return new Dumps(units.stream().mapToDouble(unit -> ((Dump) unit).maximum).toArray());
  }

  private static final class Dumps implements Fleet {
    private final double[] maximum;

    Dumps(double[] maximum) {
      this.maximum = maximum;
    }

    @Override
    public void idle(Units units) {
      Arrays.fill(units.setpoint(0), 0);
    }

    @Override
    public void deliverable(Step step, Units units) {
      int lanes = units.lanes();
      for (int unit = 0; unit < maximum.length; unit++) {
        Arrays.fill(units.low(0), unit * lanes, (unit + 1) * lanes, -maximum[unit]);
      }
    }

    @Override
    public void step(Step step, Units units) {
      System.arraycopy(units.setpoint(0), 0, units.power(0), 0, units.rows());
    }
  }
}
