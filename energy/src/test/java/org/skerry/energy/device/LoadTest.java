package org.skerry.energy.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final Offset<Double> ROUNDING = within(1e-9); // sums of a few hundred
  private static final Profile DEMAND = Profile.constant(100);

  private final Load load = new Load("village", Carrier.POWER, DEMAND, 0.8, 0.2, 0.3, 10, 1);
  private final Load heat = new Load("boiler", Carrier.HEAT, DEMAND, 1, 0, 0, 2, 1);

  @Test
  void nobodyDecidingAllOfItIsServed() {
    Rig rig = Rig.of(load).input("demand", 100).idle().step();

    assertThat(rig.power(Carrier.POWER)).isEqualTo(-100);
    assertThat(rig.cost("unserved")).isZero();
  }

  @Test
  void reactivePowerFollowsFromThePowerFactor() {
    Rig rig = Rig.of(load).input("demand", 100).step(-90);

    assertThat(rig.power(Carrier.REACTIVE)).isCloseTo(-0.75 * 90, ROUNDING);
    assertThat(load.reactivePerPower()).isCloseTo(0.75, ROUNDING);
  }

  @Test
  void whatANetMeterFeedsInIsNoLoadToShed() {
    Rig idle = Rig.of(load).input("demand", -3).idle().step();

    assertThat(idle.power(Carrier.POWER)).isEqualTo(3);
    assertThat(idle.cost("unserved")).isZero();
    assertThat(Rig.of(load).input("demand", -3).guard(-50).setpoint(0)).isEqualTo(3);
    assertThat(Rig.of(load).input("demand", -3).guard(50).setpoint(0)).isEqualTo(3);
  }

  @Test
  void theAgreedShareIsCurtailedAtItsOwnPrice() {
    Rig rig = Rig.of(load, 0.5, Step.Limits.OPERATING).input("demand", 100).step(-90);

    assertThat(rig.cost("unserved")).isCloseTo(10 * 0.3 * 0.5, ROUNDING);
  }

  @Test
  void beyondTheAgreedShareLostLoadIsPaid() {
    Rig rig = Rig.of(load).input("demand", 100).step(-70);

    assertThat(rig.cost("unserved")).isCloseTo(20 * 0.3 + 10 * 10, ROUNDING);
  }

  @Test
  void theGuardServesWhatIsCritical() {
    assertThat(Rig.of(load).input("demand", 100).guard(-50).setpoint(0)).isEqualTo(-80);
    assertThat(Rig.of(load).input("demand", 100).guard(20).setpoint(0)).isEqualTo(-80);
  }

  @Test
  void theGuardServesNoMoreThanIsAskedFor() {
    assertThat(Rig.of(load).input("demand", 100).guard(-120).setpoint(0)).isEqualTo(-100);
  }

  @Test
  void withinTheAgreedShareADecisionIsKept() {
    assertThat(Rig.of(load).input("demand", 100).guard(-85).setpoint(0)).isEqualTo(-85);
  }

  @Test
  void heatComesWithoutReactivePower() {
    Rig rig = Rig.of(heat).input("demand", 40).idle().step();

    assertThat(heat.ports()).containsExactly(Carrier.HEAT);
    assertThat(heat.controls()).containsExactly("heat");
    assertThat(rig.power(Carrier.HEAT)).isEqualTo(-40);
  }

  @Test
  void powerMayBeFedInButHeatMayNot() {
    assertThat(load.inputs().getFirst().minimum()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(heat.inputs().getFirst().minimum()).isZero();
  }
}
