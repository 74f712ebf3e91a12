package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SidePaymentTest {
  @Test
  void thoseWhoGainMakeGoodWhatOthersLose() {
    double[] before = {10, 10, 10};
    double[] after = {4, 8, 14};

    SidePayment payment = SidePayment.of(before, after);

    // 8 are gained, 4 lost: each gives half of its gain.
    assertThat(payment.settled()).containsExactly(new double[] {7, 9, 10}, within(1e-12));
    assertThat(payment.worst(before)).isZero();
  }

  @Test
  void gainsThatAreTooSmallAreSharedByThoseWhoLose() {
    double[] before = {10, 10, 10};

    SidePayment payment = SidePayment.of(before, new double[] {9, 11, 13});

    assertThat(payment.settled()).containsExactly(new double[] {10, 10.75, 12.25}, within(1e-12));
    assertThat(payment.worst(before)).isEqualTo(2.25);
  }

  @Test
  void bothListsNameTheSameHouseholds() {
    assertThatThrownBy(() -> SidePayment.of(new double[2], new double[3]))
        .hasMessage("before has 2 households, but after has 3. Give the same households.");
  }
}
