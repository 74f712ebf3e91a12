package org.skerry.energy.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StoreTest {
  private static final Battery BATTERY =
      new Battery("battery", 100, 30, 20, 0.9, 0.8, 0.2, 0.9, 0.5, 0.01);
  private static final PumpedStorage LAKE =
      new PumpedStorage("lake", 500, 10, 60, 0.85, 0.9, 0.1, 1, 0.6, 2, 0.004);

  @Test
  void energiesAndPowersAddUpAndEfficienciesCountByPower() {
    Store both = Store.together(List.of(BATTERY, LAKE));

    assertThat(both.least()).isZero();
    assertThat(both.range()).isCloseTo(70 + 450, within(1e-9));
    assertThat(both.chargePower()).isEqualTo(40);
    assertThat(both.dischargePower()).isEqualTo(80);
    assertThat(both.chargeEfficiency()).isCloseTo((30 * 0.9 + 10 * 0.85) / 40, within(1e-12));
    assertThat(both.dischargeEfficiency()).isCloseTo((20 * 0.8 + 60 * 0.9) / 80, within(1e-12));
    // per kWh at the bus: the battery's wear counts what enters or leaves its cells
    double in = (30 * 0.01 * 0.9 + 10 * 0.004) / 40;
    double out = (20 * 0.01 / 0.8 + 60 * 0.004) / 80;
    assertThat(both.cost(-7)).isCloseTo(7 * in + 2, within(1e-12));
    assertThat(both.cost(7)).isCloseTo(7 * out + 2, within(1e-12));
    assertThat(both.cost(0)).isZero();
  }

  @Test
  void powerIsWhatChangesTheStoredEnergy() {
    Store store = Store.of(BATTERY);

    for (double change : new double[] {-8, 0, 5}) {
      double power = store.power(change, 0.5);
      assertThat(store.after(50, power, 0.5)).isCloseTo(50 + change, within(1e-12));
    }
  }

  @Test
  void noneTogetherCanDoNothing() {
    Store none = Store.together(List.of());

    assertThat(none.range()).isZero();
    assertThat(none.chargePower()).isZero();
    assertThat(none.dischargePower()).isZero();
    assertThat(none.chargeEfficiency()).isOne();
  }

  @Test
  void whatStoresNothingIsRefused() {
    assertThatThrownBy(() -> Store.of(new Turbine("diesel", 15, 60, 2e-4, 0.2, 1, 30)))
        .hasMessage("Device 'diesel' is no store.");
  }
}
