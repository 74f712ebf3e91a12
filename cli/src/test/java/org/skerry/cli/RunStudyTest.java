package org.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skerry.studies.report.JsonObject;

/// Studies as they are typed, with contenders that learn nothing.
class RunStudyTest {
  private static final String[] RULE = {"run", "transactive", "--contender", "rule"};

  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void nameTheFolder() {
    out = folder.resolve("out");
  }

  private static Session run(String... more) {
    var all = new String[RULE.length + more.length];
    System.arraycopy(RULE, 0, all, 0, RULE.length);
    System.arraycopy(more, 0, all, RULE.length, more.length);
    return Session.of(all);
  }

  private Session resume(String... more) {
    var all = new String[4 + more.length];
    all[0] = "run";
    all[1] = "transactive";
    all[2] = "--resume";
    all[3] = out.toString();
    System.arraycopy(more, 0, all, 4, more.length);
    return Session.of(all);
  }

  private void replace(Path file, String old, String with) throws IOException {
    var text = Files.readString(file);
    assertThat(text).containsPattern(old);
    Files.writeString(file, text.replaceFirst(old, with));
  }

  @Test
  void aFolderThatHoldsARunIsNotBegunAnew() throws IOException {
    assertThat(run("--out", out.toString()).status()).isZero();
    var trial = out.resolve("trials/rule-1.json");
    var before = Files.readString(trial);

    var again = run("--out", out.toString());

    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err())
        .contains("holds a run already")
        .contains("Nothing of it is deleted")
        .contains("--resume");
    assertThat(trial).hasContent(before);
  }

  @Test
  void noOtherCommandWritesToAFolderThatHoldsARun() throws IOException {
    assertThat(run("--out", out.toString()).status()).isZero();
    var report = Files.readString(out.resolve("report.html"));
    var day = List.of("--from", "2016-07-01", "--to", "2016-07-02");
    var result = folder.resolve("day").toString();
    assertThat(with(day, "simulate", "networked", "--out", result).status()).isZero();

    var sessions =
        List.of(
            with(day, "simulate", "networked", "--out", out.toString()),
            with(day, "optimum", "networked", "--out", out.toString()),
            Session.of("compare", result, result, "--out", out.toString()),
            Session.of("powerflow", "ieee33", "--out", out.toString()));

    for (var session : sessions) {
      assertThat(session.status()).isEqualTo(1);
      assertThat(session.err()).contains(out + " holds a run already").contains("--out");
    }
    assertThat(out.resolve("report.html")).hasContent(report);
  }

  private static Session with(List<String> more, String... words) {
    return Session.of(Stream.concat(Stream.of(words), more.stream()).toArray(String[]::new));
  }

  @Test
  void aReportThatCannotBeWrittenIsWrittenByResuming() throws IOException {
    Files.createDirectories(out.resolve("report.html"));

    var session = run("--out", out.toString());

    assertThat(session.status()).isEqualTo(1);
    assertThat(session.err())
        .contains("is a folder and in the way")
        .contains("and write the report with --resume " + out + "; finished trials are kept.")
        .doesNotContain("--out");
    Files.delete(out.resolve("report.html"));
    assertThat(resume().status()).isZero();
    assertThat(out.resolve("report.html")).isRegularFile();
  }

  @Test
  void aFolderThatCannotBeWrittenIsToldWithTheWayOut() {
    assertThat(run("--out", "/proc/out").err())
        .contains(
            "Nothing can be written to /proc/out: /proc/out may not be opened or written. Make it writable, or choose another folder with --out.");
  }

  @Test
  void filesOfOthersStayWhereTheyAre() throws IOException {
    var own = Files.createDirectories(out.resolve("checkpoints")).resolve("mine.txt");
    Files.writeString(own, "mine");

    var session = run("--out", out.toString());

    assertThat(session.status()).isEqualTo(1);
    assertThat(session.err()).contains("mine.txt");
    assertThat(own).hasContent("mine");
  }

  @Test
  void whatIsWrongIsFoundBeforeTheFolderIsTouched() {
    var data = run("--out", out.toString(), "--dataset", "homes:dys=3");
    var contender = run("--out", out.toString(), "--contender", "nobody");

    assertThat(data.status()).isEqualTo(1);
    assertThat(contender.status()).isEqualTo(1);
    assertThat(contender.err()).contains("no contender 'nobody'");
    assertThat(out).doesNotExist();
  }

  @Test
  void aFinishedRunIsResumedToTheSameFigures() throws IOException {
    var first = run("--out", out.toString(), "--json");

    var again = resume("--json");

    assertThat(again.status()).as(again.err()).isZero();
    assertThat(figures(again)).isEqualTo(figures(first));
  }

  private static String figures(Session session) {
    return session.out().replaceAll("\"seconds\": [^,\n]*", "");
  }

  @Test
  void aRunOfAnotherProgramIsNotResumed() throws IOException {
    assertThat(run("--out", out.toString()).status()).isZero();
    replace(out.resolve("study.json"), "\"program\": \"[0-9a-f]+\"", "\"program\": \"0123\"");

    var session = resume();

    assertThat(session.status()).isEqualTo(1);
    assertThat(session.err()).contains("cannot go on: its program is 0123, not ");
  }

  @Test
  void aRunWhoseDataHaveChangedIsNotResumed() throws IOException {
    assertThat(run("--out", out.toString()).status()).isZero();
    replace(out.resolve("study.json"), "\"data\": \"[0-9a-f]+\"", "\"data\": \"4567\"");

    assertThat(resume().err()).contains("its data are 4567, not ");
  }

  @Test
  void aStudyJsonFromBeforeFingerprintsIsNotResumed() throws IOException {
    Files.createDirectories(out);
    Files.writeString(
        out.resolve("study.json"),
        "{\"study\": \"transactive\", \"budget\": \"QUICK\", \"seeds\": [1], \"dataset\": \"\","
            + " \"contenders\": [\"rule\"]}");

    assertThat(resume().err()).contains("cannot go on: its program is unknown, not ");
  }

  @Test
  void aDamagedStudyJsonIsToldWithTheWayOut() throws IOException {
    assertThat(run("--out", out.toString()).status()).isZero();
    var file = out.resolve("study.json");
    var whole = Files.readString(file);
    var damages =
        Map.of(
            whole.replace("QUICK", "QUICKLY"),
            "budget is 'QUICKLY', not QUICK or FULL",
            whole.replaceFirst("\"seeds\": \\[[^]]*]", "\"seeds\": []"),
            "seeds are not whole",
            whole.replaceFirst("\"seeds\": \\[", "\"seeds\": [0.5,"),
            "seeds are not whole",
            whole.replace("\"study\"", "\"stdy\""),
            "it lacks 'study'",
            whole.substring(0, 40),
            "this is not JSON",
            "",
            "this is not a JSON object");

    for (var damage : damages.entrySet()) {
      Files.writeString(file, damage.getKey());
      assertThat(resume().status()).isEqualTo(1);
      assertThat(resume().err())
          .contains("study.json")
          .contains(damage.getValue())
          .contains("use an earlier copy, or begin anew with --out")
          .doesNotContain("enum");
    }
  }

  @Test
  void anEmptyTrialIsToldWithTheWayOut() throws IOException {
    assertThat(run("--out", out.toString()).status()).isZero();
    var trial = out.resolve("trials/rule-1.json");
    Files.writeString(trial, "");

    assertThat(resume().err()).contains("or remove " + trial + ": its trial then begins anew.");
    Files.delete(trial);
    assertThat(resume().status()).isZero();
  }

  @Test
  void aPathOfDataHoldsFromAnyFolder() throws IOException {
    var rows =
        new StringBuilder("family,teenagers,business,sun,temperature,demandNoise,sunNoise\n");
    for (var hour = 0; hour < 24; hour++) {
      rows.append("0.5,0.5,0.5,%s,20,0,0\n".formatted(hour > 8 && hour < 16 ? "0.9" : "0"));
    }
    Files.writeString(folder.resolve("day.csv"), rows);
    Files.writeString(
        folder.resolve("day.yaml"),
        """
        title: One day
        zone: UTC
        step: 60
        files:
          - file: day.csv
            time: {start: 2021-07-01T00:00}
            columns:
              family: {column: family, unit: "1"}
              teenagers: {column: teenagers, unit: "1"}
              business: {column: business, unit: "1"}
              sun: {column: sun, unit: kW}
              temperature: {column: temperature, unit: C}
              demandNoise: {column: demandNoise, unit: "1"}
              sunNoise: {column: sunNoise, unit: kW}
        """);
    var relative = Path.of("").toAbsolutePath().relativize(folder.resolve("day.yaml"));

    var session = run("--out", out.toString(), "--dataset", relative.toString());

    assertThat(session.status()).as(session.err()).isZero();
    var noted = JsonObject.read(out.resolve("study.json"));
    assertThat(noted.text("dataset")).isEqualTo(folder.resolve("day.yaml").toString());
    assertThat(resume().status()).isZero();
    Files.writeString(folder.resolve("day.csv"), rows.toString().replace("0.9", "0.8"));
    assertThat(resume().err()).contains("cannot go on: its data are ");
  }

  @Test
  void numbersOfSeedsThatCannotBeAreWrongUsage() {
    for (var seeds : new String[] {"0", "-1", "x", "2147483647"}) {
      var session = run("--seeds", seeds);

      assertThat(session.status()).as(seeds).isEqualTo(2);
      assertThat(session.err()).contains("--seeds");
    }
    assertThat(run("--budget", "large").status()).isEqualTo(2);
    assertThat(resume("--seeds", "2").status()).isEqualTo(2);
    assertThat(resume("--contender", "rule").err()).contains("Leave out --budget, --seeds");
  }

  @Test
  void anUndecidedClaimIsNullForPrograms() {
    var session =
        Session.of("run", "transactive", "--contender", "rule", "--contender", "none", "--json");

    assertThat(session.out()).contains("\"met\": null").contains("\"published\": \"0.94");
  }
}
