package org.skerry.energy.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CogenerationTest {
  private static final Offset<Double> ROUNDING = within(1e-9); // sums of a few hundred

  private final Cogeneration unit =
      new Cogeneration("fuelCell", 20, 100, 1e-3, 0.05, 1, 40, 1.5, 0.02);

  @Test
  void theCostOfHeatIsAddedToTheCostOfPower() {
    Rig rig = Rig.of(unit, 0.5, Step.Limits.OPERATING).step(60, 80);

    assertThat(rig.cost("generation")).isCloseTo((3.6 + 3 + 1 + 1.6) * 0.5, ROUNDING);
    assertThat(rig.power(Carrier.POWER)).isEqualTo(60);
    assertThat(rig.power(Carrier.HEAT)).isEqualTo(80);
  }

  @Test
  void standingStillCostsNothing() {
    assertThat(Rig.of(unit).step(0, 0).cost("generation")).isZero();
  }

  @Test
  void heatIsLimitedByThePowerThatIsSet() {
    Rig rig = Rig.of(unit).state("output", 40).guard(40, 100);

    assertThat(rig.setpoint(1)).isEqualTo(60);
  }

  @Test
  void lessHeatThanPossibleIsKept() {
    Rig rig = Rig.of(unit).state("output", 40).guard(40, 7);

    assertThat(rig.setpoint(1)).isEqualTo(7);
  }

  @Test
  void withoutPowerThereIsNoHeat() {
    Rig rig = Rig.of(unit).guard(9, 30);

    assertThat(rig.setpoint(0)).isZero();
    assertThat(rig.setpoint(1)).isZero();
  }

  @Test
  void heatIsNeverTakenFromTheBus() {
    assertThat(Rig.of(unit).guard(40, -5).setpoint(1)).isZero();
  }

  @Test
  void theMostHeatIsThatOfTheMostPower() {
    Rig rig = Rig.of(unit).state("output", 40).deliverable();

    assertThat(rig.low(0)).isZero();
    assertThat(rig.high(0)).isEqualTo(80);
    assertThat(rig.low(1)).isZero();
    assertThat(rig.high(1)).isEqualTo(120);
  }

  @Test
  void theRampHoldsForItsPower() {
    Rig rig = Rig.of(unit).state("output", 100).guard(0, 0);

    assertThat(rig.setpoint(0)).isEqualTo(60);
  }

  @Test
  void itsElectricSideIsATurbine() {
    assertThat(unit.electric()).isEqualTo(new Turbine("fuelCell", 20, 100, 1e-3, 0.05, 1, 40));
  }
}
