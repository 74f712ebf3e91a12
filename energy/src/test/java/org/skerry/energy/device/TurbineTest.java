package org.skerry.energy.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurbineTest {
  private static final Offset<Double> ROUNDING = within(1e-9); // sums of a few hundred

  private final Turbine free = new Turbine("free", 0, 150, 1e-4, 0.06, 0, Double.POSITIVE_INFINITY);
  private final Turbine slow = new Turbine("slow", 30, 150, 1e-4, 0.06, 2, 60);

  @Test
  void theCostIsQuadraticInTheOutput() {
    Rig rig = Rig.of(free, 0.5, Step.Limits.OPERATING).step(100);

    assertThat(rig.cost("generation")).isCloseTo((1 + 6) * 0.5, ROUNDING);
    assertThat(rig.power(Carrier.POWER)).isEqualTo(100);
  }

  @Test
  void theCostOfRunningIsPaidOnlyWhileItRuns() {
    assertThat(Rig.of(slow, 0.5, Step.Limits.OPERATING).step(100).cost("generation"))
        .isCloseTo((1 + 6 + 2) * 0.5, ROUNDING);
    assertThat(Rig.of(slow).step(0).cost("generation")).isZero();
  }

  @Test
  void withoutRampItReachesEveryOutputAtOnce() {
    Rig rig = Rig.of(free).state("output", 150).deliverable();

    assertThat(rig.low(0)).isZero();
    assertThat(rig.high(0)).isEqualTo(150);
  }

  @ParameterizedTest(name = "after {0} kW, within {1} h: [{2}, {3}] kW")
  @CsvSource({
    "100, 0.5, 70, 130", // 60 kW per hour, half an hour
    "50, 1, 0, 110", // below the minimum it may stop
    "90, 1, 0, 150", // exactly to the minimum: stopping from it is always possible
    "91, 1, 31, 150", // one more and it has to keep running
    "0, 0.25, 0, 30", // starting to the minimum is always possible
    "150, 2, 0, 150",
  })
  void theRampLimitsTheNextOutput(double output, double hours, double low, double high) {
    Rig rig = Rig.of(slow, hours, Step.Limits.OPERATING).state("output", output).deliverable();

    assertThat(rig.low(0)).isCloseTo(low, ROUNDING);
    assertThat(rig.high(0)).isCloseTo(high, ROUNDING);
  }

  @ParameterizedTest(name = "at {0} kW it is asked for {1} kW and gives {2} kW")
  @CsvSource({
    "0, -20, 0", // never negative
    "0, 14, 0", // nearer to standing still than to the minimum
    "0, 15, 30", // halfway it starts
    "0, 30, 30",
    "0, 200, 60", // the ramp
    "100, 200, 150", // the maximum
    "100, 10, 40", // the ramp holds it up
    "60, 10, 0", // it can stop
    "60, 20, 30",
  })
  void theGuardFindsTheNearestOutputItCanRunAt(double output, double asked, double given) {
    Rig rig = Rig.of(slow).state("output", output).guard(asked);

    assertThat(rig.setpoint(0)).isEqualTo(given);
  }

  @Test
  void withoutMinimumEveryOutputDownToZeroIsKept() {
    assertThat(Rig.of(free).guard(0.5).setpoint(0)).isEqualTo(0.5);
  }

  @Test
  void theOutputIsRememberedForTheNextStep() {
    Rig rig = Rig.of(slow).guard(200).step();

    assertThat(rig.state("output")).isEqualTo(60);
    assertThat(rig.guard(200).setpoint(0)).isEqualTo(120);
  }

  @ParameterizedTest(name = "at {0} per kWh: {1} kW")
  @CsvSource({
    "0.05, 0", // below b
    "0.06, 0", // at b
    "0.08, 100", // 2·a·P + b = 0.08
    "0.2, 150", // the maximum
    "-0.1, 0",
  })
  void itIsWorthwhileUpToWhereTheMarginalCostMeetsThePrice(double price, double output) {
    assertThat(free.worthwhile(price)).isCloseTo(output, ROUNDING);
  }

  @Test
  void runningHasToEarnItsCost() {
    assertThat(slow.worthwhile(0.08)).isZero(); // 100 kW earn 8, but cost 1 + 6 + 2
    assertThat(slow.worthwhile(0.09)).isEqualTo(150); // 13.50 earned, 13.25 spent
  }

  @Test
  void itsMinimumHasToPayToo() {
    Turbine minimum = new Turbine("minimum", 30, 150, 1e-4, 0.06, 0, 60);

    assertThat(minimum.worthwhile(0.061)).isZero(); // 30 kW earn 1.83, but cost 1.89
    assertThat(minimum.worthwhile(0.065)).isEqualTo(30); // 25 kW would be best
  }

  @Test
  void linearCostMeansAllOrNothing() {
    Turbine linear = new Turbine("linear", 0, 150, 0, 0.06, 0, 60);

    assertThat(linear.worthwhile(0.0601)).isEqualTo(150);
    assertThat(linear.worthwhile(0.0599)).isZero();
  }

  @Test
  void aMinimumOrACostOfRunningMakesItSwitch() {
    assertThat(free.switches()).isFalse();
    assertThat(slow.switches()).isTrue();
    assertThat(new Turbine("c", 0, 150, 0, 0, 1, 60).switches()).isTrue();
    assertThat(new Turbine("minimum", 1, 150, 0, 0, 0, 60).switches()).isTrue();
  }
}
