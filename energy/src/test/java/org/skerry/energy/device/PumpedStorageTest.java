package org.skerry.energy.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PumpedStorageTest {
  private static final Offset<Double> ROUNDING = within(1e-9); // sums of a thousand kWh

  private final PumpedStorage plant =
      new PumpedStorage("plant", 1000, 100, 200, 0.8, 0.9, 0.2, 1, 0.5, 3, 0.01);

  @Test
  void pumpingLiftsWhatThePumpDoesNotLose() {
    Rig rig = Rig.of(plant).step(-100);

    assertThat(rig.state("storedEnergy")).isCloseTo(500 + 80, ROUNDING);
  }

  @Test
  void theTurbineTakesMoreThanItGives() {
    Rig rig = Rig.of(plant).step(180);

    assertThat(rig.state("storedEnergy")).isCloseTo(500 - 200, ROUNDING);
  }

  @Test
  void runningCostsPerHourAndMaintenancePerKilowattHourAtTheBus() {
    assertThat(Rig.of(plant).step(-100).cost("storage")).isCloseTo(3 + 1, ROUNDING);
    assertThat(Rig.of(plant).step(180).cost("storage")).isCloseTo(3 + 1.8, ROUNDING);
    assertThat(Rig.of(plant, 0.5, Step.Limits.OPERATING).step(180).cost("storage"))
        .isCloseTo(1.5 + 0.9, ROUNDING);
  }

  @Test
  void standingStillCostsNothing() {
    assertThat(Rig.of(plant).step(0).cost("storage")).isZero();
  }

  @Test
  void withoutRunningCostOnlyTheEnergyIsPaid() {
    var free = new PumpedStorage("plant", 1000, 100, 200, 0.8, 0.9, 0.2, 1, 0.5, 0, 0.01);

    assertThat(Rig.of(free).step(-100).cost("storage")).isCloseTo(1, ROUNDING);
  }

  @Test
  void theLowestLevelStopsTheTurbineAndTheHighestThePump() {
    Rig low = Rig.of(plant).state("storedEnergy", 290).guard(200);
    Rig high = Rig.of(plant).state("storedEnergy", 960).guard(-100);

    assertThat(low.setpoint(0)).isCloseTo(90 * 0.9, ROUNDING);
    assertThat(high.setpoint(0)).isCloseTo(-40 / 0.8, ROUNDING);
  }

  @Test
  void itsPowerLimitsHoldInTheMiddle() {
    Rig rig = Rig.of(plant).deliverable();

    assertThat(rig.low(0)).isEqualTo(-100);
    assertThat(rig.high(0)).isEqualTo(200);
  }
}
