package org.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skerry.studies.report.JsonObject;

/// The commands as they are typed, on one July week of the shipped year.
class CommandsTest {
  @TempDir Path folder;

  private Session week(String controller, String... more) {
    var arguments =
        new String[] {
          "simulate",
          "networked",
          "--controller",
          controller,
          "--from",
          "2016-07-01",
          "--to",
          "2016-07-08"
        };
    var all = java.util.stream.Stream.of(arguments, more).flatMap(java.util.Arrays::stream);
    return Session.of(all.toArray(String[]::new));
  }

  private JsonObject json(Session session) throws IOException {
    return JsonObject.read(Files.writeString(folder.resolve("printed.json"), session.out()));
  }

  @Test
  void jsonHoldsTheFiguresInTheirOrder() throws IOException {
    var session = week("rule", "--json");

    assertThat(session.status()).isZero();
    assertThat(session.err()).isEmpty();
    var figures = json(session);
    assertThat(figures.keys())
        .containsSubsequence(
            "scenario",
            "controller",
            "dataset",
            "from",
            "to",
            "hours",
            "cost",
            "terms",
            "importKwh",
            "exportKwh",
            "unservedKwh",
            "curtailedKwh",
            "violations",
            "finalStorageKwh",
            "microgrids",
            "seconds");
    assertThat(figures.text("from")).isEqualTo("2016-07-01");
    assertThat(figures.text("to")).isEqualTo("2016-07-08");
    assertThat(figures.number("hours")).isEqualTo(168);
    assertThat(figures.objects("microgrids")).hasSize(4);
  }

  @Test
  void termsAddUpToTheCostAndSoDoMicrogridsAndNetwork() throws IOException {
    var figures = json(week("rule", "--json"));

    var terms = figures.object("terms");
    var cost = terms.keys().stream().mapToDouble(terms::number).sum();
    var parts = figures.objects("microgrids").stream().mapToDouble(mg -> mg.number("cost")).sum();
    var shared = terms.number("losses");
    // Sums of a hundred numbers of about a thousand: rounding stays far below 1e-9.
    assertThat(cost).isCloseTo(figures.number("cost"), within(1e-9));
    assertThat(parts + shared).isCloseTo(figures.number("cost"), within(1e-9));
  }

  @Test
  void theSameRunGivesTheSameFigures() {
    var first = week("rule", "--json").out().replaceAll("\"seconds\".*", "");
    var second = week("rule", "--json").out().replaceAll("\"seconds\".*", "");

    assertThat(second).isEqualTo(first);
  }

  @Test
  void aFolderHoldsPageFiguresAndSeries() throws IOException {
    var out = folder.resolve("july");

    var session = week("rule", "--out", out.toString());

    assertThat(session.status()).isZero();
    assertThat(session.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(session.out()).contains("cost, CAD").contains(out.resolve("report.html").toString());
    assertThat(out.toFile().list())
        .containsExactlyInAnyOrder("report.html", "results.json", "series.csv");
    assertThat(Files.readAllLines(out.resolve("series.csv"))).hasSize(169);
    assertThat(JsonObject.read(out.resolve("results.json")).number("hours")).isEqualTo(168);
  }

  @Test
  void twoResultsAreComparedInTableAndPage() throws IOException {
    var none = folder.resolve("none");
    var rule = folder.resolve("rule");
    week("none", "--out", none.toString());
    week("rule", "--out", rule.toString());

    var session =
        Session.of(
            "compare",
            none.toString(),
            rule.toString(),
            "--out",
            folder.resolve("both").toString());

    assertThat(session.status()).isZero();
    assertThat(session.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(session.out()).contains("B - A").contains("Cost, CAD");
    assertThat(folder.resolve("both/report.html")).exists();
    var figures = JsonObject.read(folder.resolve("both/comparison.json"));
    assertThat(figures.object("b").number("cost")).isLessThan(figures.object("a").number("cost"));
  }

  @Test
  void resultsOfOtherPeriodsAreComparedWithANote() {
    var monday = day("2016-07-04", "2016-07-05");
    var tuesday = day("2016-07-05", "2016-07-06");

    assertThat(Session.of("compare", monday, tuesday, "--json").err())
        .contains("The two results are of different periods, so their costs");
    assertThat(Session.of("compare", monday, monday, "--json").err()).isEmpty();
  }

  private String day(String from, String to) {
    var out = folder.resolve(from).toString();
    Session.of("simulate", "networked", "--from", from, "--to", to, "--out", out);
    return out;
  }

  @Test
  void whatIsNotAResultIsNotCompared() throws IOException {
    var odd = Files.writeString(folder.resolve("odd.json"), "{\"a\": 1}");

    var missing = Session.of("compare", folder.resolve("nowhere").toString(), odd.toString());
    var other = Session.of("compare", odd.toString(), odd.toString());

    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err()).contains("There are no results in");
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.err()).contains("is not the result of a simulation");
  }

  @Test
  void everyShippedScenarioIsListedAndValid() throws IOException {
    var list = json(Session.of("list", "--json"));

    assertThat(list.objects("scenarios"))
        .extracting(entry -> entry.text("name"))
        .contains("networked");
    for (var scenario : list.objects("scenarios")) {
      var check = Session.of("check", scenario.text("name"), "--json");
      assertThat(check.status()).as(check.err()).isZero();
    }
    assertThat(Session.of("list").out())
        .contains("networked")
        .contains("ontario2016")
        .contains("rule");
  }

  @Test
  void whatIsUnknownIsNamedWithItsNearest() {
    assertThat(Session.of("simulate", "netwrked").err()).contains("Did you mean 'networked'?");
    assertThat(Session.of("simulate", "networked", "--controller", "rul").err())
        .contains("Did you mean 'rule'?");
    assertThat(Session.of("simulate", "networked", "--dataset", "ontario2017").err())
        .contains("Did you mean 'ontario2016'?");
    assertThat(Session.of("check", "netwrked").status()).isEqualTo(1);
  }

  @Test
  void aPeriodThatCannotBePlayedIsRefused() {
    var backwards =
        Session.of("simulate", "networked", "--from", "2016-07-08", "--to", "2016-07-01", "--json");
    var outside = Session.of("simulate", "networked", "--from", "2015-01-01", "--json");
    var noDay = Session.of("simulate", "networked", "--from", "2016-02-30", "--json");

    assertThat(backwards.status()).isEqualTo(1);
    assertThat(backwards.err()).contains("is empty");
    assertThat(outside.status()).isEqualTo(1);
    assertThat(outside.err()).contains("2016-01-01");
    assertThat(noDay.status()).isEqualTo(2);
    assertThat(noDay.err()).contains("'2016-02-30' is not a day of the calendar");
    assertThat(noDay.out()).isEmpty();
  }

  @Test
  void aFolderThatCannotBeWrittenIsRefusedBeforeTheWork() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");

    var session = week("rule", "--out", file.resolve("below").toString());

    assertThat(session.status()).isEqualTo(1);
    assertThat(session.err())
        .startsWith("skerry: Nothing can be written to")
        .doesNotContain("\tat ");
    assertThat(session.err().lines()).hasSize(1);
  }

  @Test
  void theOptimumReplaysAtItsCostAndNothingIsCheaper() throws IOException {
    var out = folder.resolve("best");
    var days = new String[] {"--from", "2016-07-01", "--to", "2016-07-03"};

    var optimum =
        Session.of(
            "optimum",
            "networked",
            days[0],
            days[1],
            days[2],
            days[3],
            "--out",
            out.toString(),
            "--json");
    var best = json(optimum);
    var replay =
        json(
            Session.of(
                "simulate",
                "networked",
                days[0],
                days[1],
                days[2],
                days[3],
                "--controller",
                out.resolve("schedule.csv").toString(),
                "--json"));
    var rule =
        json(Session.of("simulate", "networked", days[0], days[1], days[2], days[3], "--json"));

    var floor = best.object("floor").number("cost");
    // The tolerance of the solver is 1e-8 of the cost; set-points are written with all digits.
    assertThat(best.number("cost")).isCloseTo(floor, within(1e-5 * Math.abs(floor)));
    assertThat(replay.number("cost"))
        .isCloseTo(best.number("cost"), within(1e-9 * Math.abs(floor)));
    assertThat(rule.number("aboveFloorPercent")).isPositive();
    assertThat(rule.object("floor").number("cost")).isEqualTo(floor);
  }
}
