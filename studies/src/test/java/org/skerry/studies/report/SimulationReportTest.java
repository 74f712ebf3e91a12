package org.skerry.studies.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationReportTest {
  @TempDir Path folder;

  @Test
  void thePageAsksNoNetworkForAnything() {
    var html =
        SimulationReport.page(SampleOutcomes.of(List.of("MG1", "MG2"), 168), Map.of()).html();

    var ours = html.replaceAll("(?s)<script>.*?</script>", "");
    assertThat(ours)
        .contains("default-src 'none'")
        .doesNotContain("src=\"")
        .doesNotContain("http:");
    assertThat(ours).doesNotContain("{{").doesNotContain("@import").doesNotContain("url(");
  }

  @Test
  void aYearOfFourMicrogridsStaysBelowFiveMegabytes() {
    var year = SampleOutcomes.of(List.of("MG1", "MG2", "MG3", "MG4"), 8784);

    assertThat(SimulationReport.page(year, Map.of()).html()).hasSizeLessThan(5_000_000);
  }

  @Test
  void namesAreEscapedEverywhere() {
    var evil = "<script>alert('x')</script>";
    var outcome = SampleOutcomes.of(List.of(evil, "B & \"C\""), 48);

    var html = SimulationReport.page(outcome, Map.of("Commit", evil)).html();

    assertThat(html)
        .doesNotContain(evil)
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
    assertThat(html).contains("\\u003cscript>alert('x')\\u003c/script>");
  }

  @Test
  void oneMicrogridOneHourAndNoNetworkAreShownToo() {
    var alone = SampleOutcomes.of(List.of("Alone"), 1);
    var many =
        SampleOutcomes.of(Stream.iterate(1, i -> i + 1).limit(8).map(i -> "MG" + i).toList(), 24);

    assertThat(SimulationReport.page(alone, Map.of()).html())
        .contains("There is one microgrid only");
    assertThat(SimulationReport.page(many, Map.of()).html()).contains("MG8");
  }

  @Test
  void householdsAreNowhereCalledMicrogrids() {
    var alone = SampleOutcomes.of("household", List.of("home"), 24);
    var several = SampleOutcomes.of("household", List.of("one", "other"), 24);

    for (var outcome : List.of(alone, several)) {
      assertThat(SimulationReport.page(outcome, Map.of()).html())
          .containsIgnoringCase("household")
          .doesNotContainIgnoringCase("microgrid");
    }
  }

  @Test
  void finerStepsAreShownAsMeansSoThatThePageStaysSmall() {
    var fine = SampleOutcomes.of(List.of("MG1"), 50_000);

    var page = SimulationReport.page(fine, Map.of());

    assertThat(page.series().number("minutes")).isEqualTo(180);
    assertThat(page.html()).contains("Values are means of 3 steps.");
  }

  @Test
  void everyQuantityOfEveryStepIsInTheCsv() throws IOException {
    var outcome = SampleOutcomes.of(List.of("A, B"), 3);

    SimulationReport.write(outcome, Map.of(), SimulationReport.results(outcome, 0.5), folder);

    var lines = Files.readAllLines(folder.resolve("series.csv"));
    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst()).startsWith("time,\"A, B.load.demand (kW)\",");
    assertThat(lines.get(1)).startsWith("2016-01-01T00:00,");
    var demand = outcome.trace().values(outcome.trace().columns().getFirst());
    assertThat(Double.parseDouble(lines.get(2).split(",", -1)[1])).isEqualTo(demand[1]);
  }

  @Test
  void theShareOfSurplusBesideDeficitIsCountedByHand() {
    var played = new Played(SampleOutcomes.of(List.of("A", "B", "C"), 24));
    var hours = 0;
    for (var t = 0; t < 24; t++) {
      var surplus =
          new double[] {played.surplus("A")[t], played.surplus("B")[t], played.surplus("C")[t]};
      var above = surplus[0] > 0 || surplus[1] > 0 || surplus[2] > 0;
      var below = surplus[0] < 0 || surplus[1] < 0 || surplus[2] < 0;
      hours += above && below ? 1 : 0;
    }

    assertThat(hours).isPositive();
    assertThat(SurplusSection.share(SurplusSection.mutual(played))).isEqualTo(hours / 24.0);
  }

  @Test
  void aQuantileLiesBetweenItsNeighbours() {
    assertThat(Bands.quantile(List.of(5.0, 1.0, 3.0), 0.5)).isEqualTo(3);
    assertThat(Bands.quantile(List.of(0.0, 10.0), 0.1)).isCloseTo(1, within(1e-12));
    assertThat(Bands.quantile(List.of(7.0), 0.9)).isEqualTo(7);
    assertThat(Bands.quantile(List.of(), 0.9)).isNaN();
  }

  @Test
  void equalSeriesArePackedOnceAndConstantOnesAsOneNumber() {
    var series = new PackedSeries();

    assertThat(series.add(new double[] {1, 2})).isZero();
    assertThat(series.add(new double[] {3, 3})).isEqualTo(1);
    assertThat(series.add(new double[] {1, 2})).isZero();
    assertThat(series.packed()).hasSize(2);
    // Levels 0 and 65534, little-endian: 00 00 fe ff.
    assertThat(series.packed().getFirst().text("data")).isEqualTo("AAD+/w==");
    assertThat(series.packed().get(1).number("constant")).isEqualTo(3);
  }

  @Test
  void anEmptyGroupOfMicrogridsHasNoSurplus() {
    assertThat(Played.add(Collections.emptyList())).isEmpty();
  }

  @Test
  void figuresAreWrittenForPeople() {
    assertThat(Numbers.two(-1234567.891)).isEqualTo("-1,234,567.89");
    assertThat(Numbers.two(-0.0001)).isEqualTo("0.00");
    assertThat(Numbers.percent(0.1234)).isEqualTo("12.3");
    assertThat(Numbers.one(Double.NaN)).isEqualTo("–");
    assertThat(Numbers.significant(0.000123456)).isEqualTo("0.000123");
    assertThat(Numbers.significant(-56789.4)).isEqualTo("-56,789");
  }
}
