package org.skerry.energy.device;

import java.util.List;

/// What sun or wind makes available: measured, or worked out from the weather.
public sealed interface Output {

  /// The input that a device with this output needs, named `available`, kW.
  Input input();

  /// Measured or otherwise given output.
  ///
  /// @param power kW, not negative
  record Measured(Profile power) implements Output {
    @Override
    public Input input() {
      return Input.notNegative("available", "kW", power);
    }
  }

  /// Output of photovoltaic modules from irradiance and air temperature: the power is proportional
  /// to the irradiance and falls with the temperature of the cell, which is warmer than the air in
  /// proportion to the irradiance (Duffie and Beckman, Solar Engineering of Thermal Processes,
  /// 2013, section 23.2 and 23.3, with the nominal operating cell temperature).
  ///
  /// @param ratedPower kW at 1000 W/m² and a cell of 25 °C
  /// @param irradiance in the plane of the modules, W/m²
  /// @param temperature of the air, °C
  /// @param temperatureCoefficient share of power lost per kelvin above 25 °C, such as 0.004
  /// @param nominalCellTemperature °C at 800 W/m² and air of 20 °C, such as 45
  record Solar(
      double ratedPower,
      Profile irradiance,
      Profile temperature,
      double temperatureCoefficient,
      double nominalCellTemperature)
      implements Output {

    /// @throws IllegalArgumentException if the rated power is not above 0 or the coefficient is
    ///   negative
    public Solar {
      Checks.positive("ratedPower", ratedPower, "kW");
      Checks.notNegative("temperatureCoefficient", temperatureCoefficient, "per kelvin");
      Checks.finite("nominalCellTemperature", nominalCellTemperature);
    }

    @Override
    public Input input() {
      return new Input(
          "available",
          "kW",
          List.of(irradiance, temperature),
          (start, values) -> power(values[0], values[1]));
    }

    /// kW at `irradiance` W/m² and air of `air` °C.
    public double power(double irradiance, double air) {
      double sun = Math.max(0, irradiance);
      double cell = air + sun * (nominalCellTemperature - 20) / 800;
      return Math.max(0, ratedPower * sun / 1000 * (1 - temperatureCoefficient * (cell - 25)));
    }
  }

  /// Output of a wind turbine from the wind speed at hub height: nothing below cut-in and from
  /// cut-out on, the rated power from the rated speed on, and growth with the cube of the speed in
  /// between (Manwell, McGowan and Rogers, Wind Energy Explained, 2009, section 2.5).
  ///
  /// @param ratedPower kW
  /// @param speed m/s
  /// @param cutIn m/s
  /// @param rated m/s
  /// @param cutOut m/s
  record Wind(double ratedPower, Profile speed, double cutIn, double rated, double cutOut)
      implements Output {

    /// @throws IllegalArgumentException if a number is negative or the speeds are out of order
    public Wind {
      Checks.positive("ratedPower", ratedPower, "kW");
      Checks.notNegative("cutIn", cutIn, "m/s");
      Checks.ordered("cutIn", cutIn, "rated", rated);
      Checks.ordered("rated", rated, "cutOut", cutOut);
      if (cutIn == rated) {
        throw new IllegalArgumentException(
            "rated is "
                + rated
                + ", but must be above cutIn, which is "
                + cutIn
                + ". Raise rated.");
      }
    }

    @Override
    public Input input() {
      return new Input("available", "kW", List.of(speed), (start, values) -> power(values[0]));
    }

    /// kW at `wind` m/s.
    public double power(double wind) {
      if (wind < cutIn || wind >= cutOut) {
        return 0;
      }
      if (wind >= rated) {
        return ratedPower;
      }
      double least = cutIn * cutIn * cutIn;
      return ratedPower * (wind * wind * wind - least) / (rated * rated * rated - least);
    }
  }
}
