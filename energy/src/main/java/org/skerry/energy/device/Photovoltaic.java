package org.skerry.energy.device;

import java.util.List;
import org.skerry.optimization.Program;

/// Photovoltaic modules behind an inverter. What the sun makes available can be fed in or
/// curtailed.
///
/// @param name unique within the site
/// @param output what the sun makes available
/// @param apparentPower kVA of the inverter if it also controls reactive power within √(S² − P²); 0
///   if it feeds in active power only
public record Photovoltaic(String name, Output output, double apparentPower) implements Device {

  /// @throws IllegalArgumentException if the apparent power is negative
  public Photovoltaic {
    Checks.notNegative("apparentPower", apparentPower, "kVA");
  }

  @Override
  public String kind() {
    return "photovoltaic";
  }

  @Override
  public List<Carrier> ports() {
    return apparentPower > 0 ? List.of(Carrier.POWER, Carrier.REACTIVE) : List.of(Carrier.POWER);
  }

  @Override
  public List<String> controls() {
    return apparentPower > 0 ? List.of("power", "reactive") : List.of("power");
  }

  @Override
  public List<Input> inputs() {
    return List.of(output.input());
  }

  @Override
  public Flows constrain(Program program, Horizon horizon) {
    return Renewables.constrain(program, horizon, name, apparentPower);
  }

  @Override
  public Fleet fleet(List<? extends Device> units) {
    return new Renewables(
        units.stream().mapToDouble(unit -> ((Photovoltaic) unit).apparentPower).toArray());
  }
}
