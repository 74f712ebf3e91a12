package org.skerry.energy.device;

import java.util.List;
import org.skerry.optimization.Program;

/// A wind turbine. What the wind makes available can be fed in or curtailed.
///
/// @param name unique within the site
/// @param output what the wind makes available
public record WindTurbine(String name, Output output) implements Device {
  @Override
  public String kind() {
    return "wind";
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
  public List<Input> inputs() {
    return List.of(output.input());
  }

  @Override
  public Flows constrain(Program program, Horizon horizon) {
    return Renewables.constrain(program, horizon, name, 0);
  }

  @Override
  public Fleet fleet(List<? extends Device> units) {
    return new Renewables(new double[units.size()]);
  }
}
