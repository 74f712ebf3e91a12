package org.skerry.learning.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RolloutTest {
  private static final Offset<Float> CLOSE = Offset.offset(1e-6f);
  private static final float[] REWARDS = {1, 0, 2};
  private static final float[] VALUES = {.5f, .4f, .3f, .2f};

  @Test
  void advantagesAreThoseComputedByHand() {
    float[] advantages = new float[3];

    Gae.advantages(3, 1, REWARDS, VALUES, 0.9, 0.8, advantages);

    assertThat(advantages).containsExactly(new float[] {1.740992f, 1.2236f, 1.88f}, CLOSE);
  }

  @Test
  void aTrueEndCutsTheBootstrapAndTheRecursion() {
    float[] advantages = new float[3];
    byte[] ends = {0, Gae.TERMINATED, 0};

    Gae.advantages(3, 1, REWARDS, VALUES, ends, new float[3], 0.9, 0.8, advantages);

    assertThat(advantages).containsExactly(new float[] {.572f, -.4f, 1.88f}, CLOSE);
  }

  @Test
  void aTruncationBootstrapsFromTheLastObservationAndCutsTheRecursion() {
    float[] advantages = new float[3];
    byte[] ends = {0, Gae.TRUNCATED, 0};
    float[] cut = {9e9f, .7f, 9e9f};

    Gae.advantages(3, 1, REWARDS, VALUES, ends, cut, 0.9, 0.8, advantages);

    assertThat(advantages).containsExactly(new float[] {1.0256f, .23f, 1.88f}, CLOSE);
  }

  @Test
  void columnsDoNotMixAndAnEndWithoutBootstrapIgnoresTheLastValue() {
    Rollout rollout = new Rollout(3, 2, 1, 1, 1, 0);
    for (int t = 0; t < 3; t++) {
      rollout.rewards()[2 * t] = REWARDS[t];
      rollout.rewards()[2 * t + 1] = 1;
    }
    for (int t = 0; t < 4; t++) {
      rollout.values()[2 * t] = VALUES[t];
    }
    rollout.values()[7] = 100;

    rollout.estimate(0.9, 0.8, false);

    assertThat(rollout.advantages()[4]).isCloseTo(1.7f, CLOSE); // 2 - 0.3
    assertThat(rollout.advantages()[5]).isCloseTo(1, CLOSE);
    assertThat(rollout.advantages()[3]).isCloseTo(1.72f, CLOSE);
    assertThat(rollout.returns()[0]).isCloseTo(rollout.advantages()[0] + .5f, CLOSE);
  }

  @Test
  void constantReturnsHaveTheirMeanAndTheLeastVariance() {
    ValueNorm norm = new ValueNorm();

    norm.update(new float[] {5, 5, 5}, new int[] {0, 1, 2}, 0, 3);

    assertThat(norm.mean()).isCloseTo(5, Offset.offset(1e-9));
    assertThat(norm.variance()).isEqualTo(0.01);
  }

  @Test
  void alternatingReturnsHaveMeanZeroAndVarianceOneAfterTheFirstBatch() {
    ValueNorm norm = new ValueNorm();

    norm.update(new float[] {1, -1, 1, -1}, new int[] {0, 1, 2, 3}, 0, 4);

    assertThat(norm.mean()).isCloseTo(0, Offset.offset(1e-12));
    assertThat(norm.variance()).isCloseTo(1, Offset.offset(1e-9));
  }

  @Test
  void normalisingAndBackIsTheIdentityAndAnUntouchedNormChangesNothing() {
    ValueNorm norm = new ValueNorm();
    assertThat(norm.normalised(3.5)).isEqualTo(3.5);

    norm.update(new float[] {1, 4, 9}, new int[] {2, 0, 1}, 1, 2);

    assertThat(norm.mean()).isCloseTo(2.5, Offset.offset(1e-9));
    assertThat(norm.denormalised(norm.normalised(7.25))).isCloseTo(7.25, Offset.offset(1e-12));
  }

  @Test
  void mergedBatchesHaveTheMeanAndDeviationOfAll() {
    Normalisation parts = new Normalisation(1);
    Normalisation whole = new Normalisation(1);
    float[] out = new float[2];

    parts.update(new float[] {1, 2}, 2);
    parts.update(new float[] {7}, 1);
    whole.update(new float[] {1, 2, 7}, 3);
    parts.apply(new float[] {4}, 0, out, 0);
    whole.apply(new float[] {4}, 0, out, 1);

    assertThat(out[0]).isCloseTo(out[1], CLOSE);
    assertThat(out[0]).isCloseTo((float) ((4 - 10 / 3.0) / Math.sqrt(62 / 9.0)), CLOSE);
  }

  @Test
  void normalisedNumbersAreClippedAndStatisticsSurviveAFile() throws IOException {
    Normalisation statistics = new Normalisation(1);
    statistics.update(new float[] {-1, 1}, 2);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    statistics.write(new DataOutputStream(bytes));
    Normalisation back = new Normalisation(1);
    back.resume(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    float[] out = new float[1];

    back.apply(new float[] {1e6f}, 0, out, 0);
    assertThat(out[0]).isEqualTo(10);
    back.apply(new float[] {-1e6f}, 0, out, 0);
    assertThat(out[0]).isEqualTo(-10);
    assertThatThrownBy(() ->
            new Normalisation(2)
                .resume(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
        .hasMessage("The statistics are of observations of 1 numbers, but now there are 2.");
  }

  @Test
  void aFullReplayForgetsTheOldest() {
    Replay replay = new Replay(2, 1, 1, 1);
    for (int i = 0; i < 3; i++) {
      float[] x = {i};
      replay.add(x, 0, x, 0, x, 0, new float[] {i + 1}, 0, i == 2);
    }
    int[] places = new int[100];

    replay.draw(new Noise(1), places);

    assertThat(replay.size()).isEqualTo(2);
    assertThat(replay.observations()).containsExactly(2, 1);
    assertThat(replay.nextObservations()).containsExactly(3, 2);
    assertThat(replay.terminated()).containsExactly(true, false);
    assertThat(places).contains(0, 1).doesNotContain(2);
  }

  @Test
  void streamsAreReproducibleAndContinueWhereTheyStood() {
    Noise stream = Noise.of(1, 2);
    stream.nextGaussian();
    long where = stream.state();
    double next = stream.nextDouble();
    Noise other = new Noise(77);
    other.resume(where);

    assertThat(other.nextDouble()).isEqualTo(next);
    assertThat(Noise.of(1, 2).nextLong()).isEqualTo(Noise.of(1, 2).nextLong());
    assertThat(Noise.of(1, 2).nextLong()).isNotEqualTo(Noise.of(1, 3).nextLong());
    int[] numbers = {0, 1, 2, 3, 4};
    other.shuffle(numbers, 5);
    assertThat(numbers).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
  }

  @Test
  void aReplayWithoutRoomIsRefused() {
    assertThatThrownBy(() -> new Replay(0, 1, 1, 1)).hasMessageContaining("at least 1");
  }
}
