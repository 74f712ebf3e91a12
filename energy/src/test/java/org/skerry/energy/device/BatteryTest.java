package org.skerry.energy.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BatteryTest {
  private static final Offset<Double> ROUNDING = within(1e-9); // sums of a few hundred kWh

  private final Battery battery =
      new Battery("store", 400, 80, 60, 0.95, 0.9, 0.1, 0.9, 0.5, 0.005);

  @Test
  void chargingStoresWhatTheChargerDoesNotLose() {
    Rig rig = Rig.of(battery).step(-80);

    assertThat(rig.state("storedEnergy")).isCloseTo(200 + 80 * 0.95, ROUNDING);
    assertThat(rig.power(Carrier.POWER)).isEqualTo(-80);
  }

  @Test
  void dischargingTakesMoreThanItGives() {
    Rig rig = Rig.of(battery).step(36);

    assertThat(rig.state("storedEnergy")).isCloseTo(200 - 40, ROUNDING);
    assertThat(rig.power(Carrier.POWER)).isEqualTo(36);
  }

  @Test
  void halfAnHourMovesHalfTheEnergy() {
    Rig rig = Rig.of(battery, 0.5, Step.Limits.OPERATING).step(36);

    assertThat(rig.state("storedEnergy")).isCloseTo(200 - 20, ROUNDING);
  }

  @Test
  void aRoundTripLosesTheProductOfTheEfficiencies() {
    Rig rig = Rig.of(battery).step(-60);
    double returned = 60 * 0.95 * 0.9;

    rig.step(returned);

    assertThat(rig.state("storedEnergy")).isCloseTo(200, ROUNDING);
  }

  @Test
  void wearIsPaidForWhatEntersAndLeavesTheStore() {
    assertThat(Rig.of(battery).step(-80).cost("storage")).isCloseTo(0.005 * 76, ROUNDING);
    assertThat(Rig.of(battery).step(36).cost("storage")).isCloseTo(0.005 * 40, ROUNDING);
    assertThat(Rig.of(battery).step(0).cost("storage")).isZero();
  }

  @Test
  void halfFullItDeliversItsFullPowerBothWays() {
    Rig rig = Rig.of(battery).deliverable();

    assertThat(rig.low(0)).isEqualTo(-80);
    assertThat(rig.high(0)).isEqualTo(60);
  }

  @Test
  void anEmptyBatteryDeliversNothing() {
    Rig rig = Rig.of(battery).state("storedEnergy", 40).guard(60);

    assertThat(rig.setpoint(0)).isZero();
    assertThat(rig.low(0)).isEqualTo(-80);
  }

  @Test
  void aFullBatteryTakesNothing() {
    Rig rig = Rig.of(battery).state("storedEnergy", 360).guard(-80);

    assertThat(rig.setpoint(0)).isZero();
    assertThat(rig.high(0)).isEqualTo(60);
  }

  @Test
  void nearlyEmptyItDeliversTheRestOfItsEnergy() {
    Rig rig = Rig.of(battery).state("storedEnergy", 60).guard(60);

    assertThat(rig.setpoint(0)).isCloseTo(20 * 0.9, ROUNDING);
    assertThat(rig.step().state("storedEnergy")).isCloseTo(40, ROUNDING);
  }

  @Test
  void nearlyFullItTakesWhatFillsIt() {
    Rig rig = Rig.of(battery, 0.5, Step.Limits.OPERATING).state("storedEnergy", 341).guard(-80);

    assertThat(rig.setpoint(0)).isCloseTo(-19 / 0.95 / 0.5, ROUNDING);
    assertThat(rig.step().state("storedEnergy")).isCloseTo(360, ROUNDING);
  }

  @Test
  void withoutTheGuardOnlyPhysicsLimitsIt() {
    Rig low = Rig.of(battery, 1, Step.Limits.PHYSICAL).state("storedEnergy", 30).guard(60);
    Rig high = Rig.of(battery, 1, Step.Limits.PHYSICAL).state("storedEnergy", 381).guard(-80);

    assertThat(low.setpoint(0)).isCloseTo(30 * 0.9, ROUNDING);
    assertThat(low.step().state("storedEnergy")).isCloseTo(0, ROUNDING);
    assertThat(high.setpoint(0)).isCloseTo(-19 / 0.95, ROUNDING);
    assertThat(high.step().state("storedEnergy")).isCloseTo(400, ROUNDING);
  }

  @Test
  void outsideItsOperatingLimitsItMayStandStillAndGoBack() {
    Rig below = Rig.of(battery).state("storedEnergy", 30).deliverable();
    Rig above = Rig.of(battery).state("storedEnergy", 380).deliverable();

    assertThat(below.low(0)).isEqualTo(-80);
    assertThat(below.high(0)).isZero();
    assertThat(above.low(0)).isZero();
    assertThat(above.high(0)).isEqualTo(60);
  }

  @Test
  void itBeginsAtItsInitialCharge() {
    Device.State stored = battery.states().getFirst();

    assertThat(stored).isEqualTo(new Device.State("storedEnergy", "kWh", 200, 40, 360));
  }
}
