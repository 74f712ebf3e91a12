package org.skerry.energy.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RenewablesTest {
  private static final Output OUTPUT = new Output.Measured(Profile.scaled("sun", 1));

  private final WindTurbine wind = new WindTurbine("wind", OUTPUT);
  private final Photovoltaic inverter = new Photovoltaic("roof", OUTPUT, 50);

  @Test
  void whatIsAvailableIsFedInWhereNobodyDecides() {
    Rig rig = Rig.of(wind).input("available", 30).idle().step();

    assertThat(rig.power(Carrier.POWER)).isEqualTo(30);
  }

  @Test
  void lessThanAvailableMayBeFedInButNotMore() {
    assertThat(Rig.of(wind).input("available", 30).guard(12).setpoint(0)).isEqualTo(12);
    assertThat(Rig.of(wind).input("available", 30).guard(45).setpoint(0)).isEqualTo(30);
    assertThat(Rig.of(wind).input("available", 30).guard(-5).setpoint(0)).isZero();
  }

  @Test
  void aPlainPlantHasNoReactivePower() {
    Photovoltaic plain = new Photovoltaic("roof", OUTPUT, 0);

    assertThat(plain.ports()).containsExactly(Carrier.POWER);
    assertThat(plain.controls()).containsExactly("power");
  }

  @Test
  void theInverterKeepsReactivePowerWithinItsRating() {
    Rig rig = Rig.of(inverter).input("available", 30).guard(30, -70);

    assertThat(rig.setpoint(1)).isCloseTo(-40, within(1e-9)); // √(50² − 30²)
    assertThat(rig.high(1)).isCloseTo(40, within(1e-9));
  }

  @Test
  void curtailedPowerLeavesRoomForReactivePower() {
    Rig rig = Rig.of(inverter).input("available", 30).guard(0, 70).step();

    assertThat(rig.power(Carrier.REACTIVE)).isEqualTo(50);
  }

  @Test
  void theInverterFeedsInNoMoreThanItsRating() {
    Rig idle = Rig.of(inverter).input("available", 60).idle();
    Rig asked = Rig.of(inverter).input("available", 60).guard(60, 10);

    assertThat(idle.setpoint(0)).isEqualTo(50);
    assertThat(asked.setpoint(0)).isEqualTo(50);
    assertThat(asked.setpoint(1)).isZero();
  }
}
