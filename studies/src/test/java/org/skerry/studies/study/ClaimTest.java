package org.skerry.studies.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.study.Claim.Holds;

class ClaimTest {
  private static final List<Metric> METRICS =
      List.of(
          new Metric("cost", "Cost", "CAD", Metric.Aim.LOWER, 0),
          new Metric("share", "Share", "", Metric.Aim.HIGHER, 3));

  private static Standing standing(String name, boolean random, double... costs) {
    List<Trial> trials = new ArrayList<>();
    for (double cost : costs) {
      Score score = new Score(Map.of("cost", cost, "share", cost), 1, new JsonObject());
      trials.add(new Trial(trials.size() + 1L, score, 0, 0, List.of()));
    }
    return new Standing(name, "", Knows.of(), random, trials);
  }

  private static Holds beats(Standing one, Standing other) {
    return new Claim("", new Claim.Beats("cost", "one", "other"))
        .judge(METRICS, List.of(one, other))
        .holds();
  }

  private static Holds always(Standing one, Standing other) {
    return new Claim("", new Claim.AlwaysBeats("cost", "one", "other"))
        .judge(METRICS, List.of(one, other))
        .holds();
  }

  private static Holds reaches(String metric, double bound, Standing one) {
    return new Claim("", new Claim.Reaches(metric, "one", bound))
        .judge(METRICS, List.of(one))
        .holds();
  }

  @Test
  void oneSeedProvesNothing() {
    Standing one = standing("one", true, 10);

    assertThat(beats(one, standing("other", true, 25))).isEqualTo(Holds.UNDECIDED);
    assertThat(beats(one, standing("other", false, 25))).isEqualTo(Holds.UNDECIDED);
    assertThat(beats(one, standing("other", false, 5))).isEqualTo(Holds.UNDECIDED);
    assertThat(always(one, standing("other", false, 25))).isEqualTo(Holds.UNDECIDED);
    assertThat(reaches("cost", 11, one)).isEqualTo(Holds.UNDECIDED);
    assertThat(reaches("cost", 9, one)).isEqualTo(Holds.UNDECIDED);
  }

  @Test
  void oneSeedThatIsWorseRefutesThatAllAreBetter() {
    assertThat(always(standing("one", true, 10), standing("other", false, 5)))
        .isEqualTo(Holds.NOT_MET);
  }

  @Test
  void thoseWithoutChanceAreComparedExactly() {
    Standing one = standing("one", false, 10);

    assertThat(beats(one, standing("other", false, 11))).isEqualTo(Holds.MET);
    assertThat(beats(one, standing("other", false, 10))).isEqualTo(Holds.NOT_MET);
    assertThat(always(one, standing("other", false, 11))).isEqualTo(Holds.MET);
    assertThat(reaches("cost", 10, one)).isEqualTo(Holds.MET);
    assertThat(reaches("share", 11, one)).isEqualTo(Holds.NOT_MET);
  }

  @Test
  void anIntervalAcrossZeroDecidesNothing() {
    // Differences 1, 2, 3: mean 2, half width 4.303 · 1 / √3 = 2.48.
    assertThat(beats(standing("one", true, 9, 8, 7), standing("other", false, 10)))
        .isEqualTo(Holds.UNDECIDED);
    // Differences 3, 4, 5: mean 4, the same width.
    assertThat(beats(standing("one", true, 7, 6, 5), standing("other", false, 10)))
        .isEqualTo(Holds.MET);
    assertThat(beats(standing("one", true, 13, 14, 15), standing("other", false, 10)))
        .isEqualTo(Holds.NOT_MET);
  }

  @Test
  void aBoundIsReachedOnlyByTheWholeInterval() {
    // 7, 8, 9: from 5.52 to 10.48.
    Standing one = standing("one", true, 7, 8, 9);

    assertThat(reaches("cost", 11, one)).isEqualTo(Holds.MET);
    assertThat(reaches("cost", 9, one)).isEqualTo(Holds.UNDECIDED);
    assertThat(reaches("cost", 5, one)).isEqualTo(Holds.NOT_MET);
    assertThat(reaches("share", 5, one)).isEqualTo(Holds.MET);
    assertThat(reaches("share", 7.5, one)).isEqualTo(Holds.UNDECIDED);
    assertThat(reaches("share", 11, one)).isEqualTo(Holds.NOT_MET);
  }

  @Test
  void whatIsNotANumberDecidesNothing() {
    assertThat(beats(standing("one", true, 1, Double.NaN), standing("other", false, 10)))
        .isEqualTo(Holds.UNDECIDED);
  }

  @Test
  void onlyADecidedClaimSaysWhetherItIsMet() {
    assertThat(Holds.MET.met()).isEqualTo(Optional.of(true));
    assertThat(Holds.NOT_MET.met()).isEqualTo(Optional.of(false));
    assertThat(Holds.UNDECIDED.met()).isEmpty();
    assertThat(Holds.NOT_PLAYED.met()).isEmpty();
  }
}
