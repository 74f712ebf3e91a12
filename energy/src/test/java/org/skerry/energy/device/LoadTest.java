package org.skerry.energy.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
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
  void meteredFeedInIsNoDemand() {
    Input.Formula formula = load.inputs().getFirst().formula();
    LocalDateTime noon = LocalDateTime.of(2016, 7, 1, 12, 0);

    assertThat(formula.at(noon, new double[] {-3})).isZero();
    assertThat(formula.at(noon, new double[] {3})).isEqualTo(3);
  }
}
