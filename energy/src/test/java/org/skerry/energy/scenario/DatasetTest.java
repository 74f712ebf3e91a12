package org.skerry.energy.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Profile.Scale;
import org.skerry.energy.device.Profile.Term;

class DatasetTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration HALF = Duration.ofMinutes(30);

  private static Dataset of(Duration step, double... load) {
    return new Dataset(
        "tiny",
        "four values",
        Instant.parse("2024-01-01T00:00:00Z"),
        ZoneId.of("UTC"),
        step,
        List.of(new Series("load", "kW", load), new Series("flat", "kW", new double[load.length])),
        List.of());
  }

  @Test
  void aConstantIsTheSameInEveryStep() {
    assertThat(of(HOUR, 1, 2, 3).resolve(Profile.constant(7), HOUR)).containsExactly(7, 7, 7);
  }

  @Test
  void aFactorScalesAndAnOffsetIsAdded() {
    var profile = new Profile(List.of(new Term("load", 1, 0)), Scale.FACTOR, 10, 0.5);

    assertThat(of(HOUR, 1, 2, 3).resolve(profile, HOUR)).containsExactly(10.5, 20.5, 30.5);
  }

  @Test
  void aMeanIsReachedOverTheWholeDataSet() {
    assertThat(of(HOUR, 1, 2, 3, 6).resolve(Profile.withMean("load", 30), HOUR))
        .containsExactly(10, 20, 30, 60);
  }

  @Test
  void aMeanOfASeriesOfZerosIsRefused() {
    assertThatThrownBy(() -> of(HOUR, 1, 2).resolve(Profile.withMean("flat", 30), HOUR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The mean of [flat] in data set tiny is 0, so no factor gives it the mean 30.0. Use 'factor' or another series.");
  }

  @Test
  void coarserValuesAreHeldAndFinerOnesAveraged() {
    var load = Profile.scaled("load", 1);

    assertThat(of(HOUR, 1, 2).resolve(load, HALF)).containsExactly(1, 1, 2, 2);
    assertThat(of(HALF, 1, 3, 5, 9).resolve(load, HOUR)).containsExactly(2, 7);
    assertThat(of(Duration.ofMinutes(20), 3, 6, 9).resolve(load, HALF)).containsExactly(4, 8);
  }

  @Test
  void aShiftTakesLaterValuesAndGoesOnAtTheBeginning() {
    var later = new Profile(List.of(new Term("load", 1, 1)), Scale.FACTOR, 1, 0);
    var earlier = new Profile(List.of(new Term("load", 1, -1.5)), Scale.FACTOR, 1, 0);

    assertThat(of(HOUR, 1, 2, 3, 4).resolve(later, HOUR)).containsExactly(2, 3, 4, 1);
    assertThat(of(HOUR, 1, 2, 3, 4).resolve(earlier, HOUR)).containsExactly(3.5, 2.5, 1.5, 2.5);
  }

  @Test
  void aMixAddsItsTermsByWeight() {
    var mix =
        new Profile(
            List.of(new Term("load", 0.5, 0), new Term("load", 0.25, 1)), Scale.FACTOR, 2, 0);

    assertThat(of(HOUR, 1, 2, 3, 4).resolve(mix, HOUR)).containsExactly(2, 3.5, 5, 4.5);
  }

  @Test
  void anUnknownSeriesIsRefusedWithTheNearestName() {
    assertThatThrownBy(() -> of(HOUR, 1, 2).resolve(Profile.scaled("laod", 1), HOUR))
        .hasMessage("Data set tiny has no series 'laod'. Did you mean 'load'? It has load, flat.");
  }

  @Test
  void allMissingSeriesAreNamedAtOnce() {
    assertThatThrownBy(
            () -> of(HOUR, 1, 2).require(List.of("wind", "load", "sun"), "scenario networked"))
        .hasMessageStartingWith(
            "Data set tiny lacks sun, wind, which scenario networked needs; it has load, flat.");
  }

  @Test
  void seriesOfDifferentLengthsAreRefused() {
    assertThatThrownBy(() ->
            new Dataset(
                "odd",
                "",
                Instant.EPOCH,
                ZoneId.of("UTC"),
                HOUR,
                List.of(new Series("a", "kW", new double[2]), new Series("b", "kW", new double[3])),
                List.of()))
        .hasMessage(
            "Data set odd: series b has 3 steps, but a has 2. All series need one length above 0.");
  }

  @Test
  void aValueThatIsNotFiniteIsRefused() {
    assertThatThrownBy(() -> new Series("load", "kW", new double[] {1, Double.NaN}))
        .hasMessage(
            "Series load is NaN in step 1, but must be finite. Correct the source of the series.");
  }
}
