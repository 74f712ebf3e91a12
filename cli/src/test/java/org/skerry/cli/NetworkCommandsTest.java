package org.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skerry.studies.report.JsonObject;

/// `powerflow` and `opf` as they are typed.
class NetworkCommandsTest {
  @TempDir Path folder;

  private JsonObject json(Session session) throws IOException {
    assertThat(session.err()).isEmpty();
    assertThat(session.status()).isZero();
    return JsonObject.read(Files.writeString(folder.resolve("printed.json"), session.out()));
  }

  @Test
  void thePowerFlowOfTheShippedFeederIsThePublishedOne() throws IOException {
    var figures = json(Session.of("powerflow", "ieee33", "--json"));

    assertThat(figures.keys())
        .containsExactly(
            "case",
            "buses",
            "status",
            "converged",
            "iterations",
            "lossKw",
            "lossKvar",
            "minVoltagePu",
            "minVoltageBus",
            "voltages",
            "flows");
    assertThat(figures.objects("voltages")).hasSize(33);
    assertThat(figures.objects("voltages").get(17).number("voltagePu"))
        .isCloseTo(0.91309, within(1e-5));
    assertThat(figures.objects("flows")).hasSize(37);
    assertThat(figures.number("lossKw")).isCloseTo(202.677, within(1e-3));
    assertThat(figures.number("minVoltagePu")).isCloseTo(0.91309, within(1e-5));
    assertThat(figures.number("minVoltageBus")).isEqualTo(18);
  }

  @Test
  void allVoltagesAndFlowsAreWritten() throws IOException {
    var session = Session.of("powerflow", "ieee33", "--out", folder.resolve("flow").toString());

    assertThat(session.status()).isZero();
    assertThat(session.out()).contains("202.677 kW", "0.91309 pu at bus 18");
    assertThat(Files.readAllLines(folder.resolve("flow/buses.csv"))).hasSize(34);
    assertThat(Files.readAllLines(folder.resolve("flow/lines.csv"))).hasSize(38);
    assertThat(Files.readString(folder.resolve("flow/voltages.svg")))
        .contains("bus 18: 0.913090 pu")
        .endsWith("</svg>\n");
  }

  @Test
  void anOptimalFlowIsWrittenToo() throws IOException {
    var out = folder.resolve("optimal");

    var figures =
        json(Session.of("opf", "ieee33", "--vmin", "0.92", "--json", "--out", out.toString()));

    assertThat(figures.objects("voltages").get(17).number("voltagePu"))
        .isCloseTo(0.92, within(1e-7));
    assertThat(Files.readAllLines(out.resolve("buses.csv")).get(18)).startsWith("18,0.9");
    assertThat(out.resolve("voltages.svg")).exists();
  }

  @Test
  void allCasesOfAFolderAreATable() throws IOException {
    var cases = Files.createDirectory(folder.resolve("cases"));
    var two =
        """
        function mpc = two
        mpc.version = '2';
        mpc.baseMVA = 1;
        mpc.bus = [
          1 3 0 0 0 0 1 1 0 10 1 1 1;
          2 1 %s 0 0 0 1 1 0 10 1 1.1 0.9];
        mpc.gen = [1 0 0 10 -10 1 100 1 10 0];
        mpc.branch = [1 2 0 0.1 0 0 0 0 0 0 1 -360 360];
        """;
    Files.writeString(cases.resolve("light.m"), two.formatted("1"));
    Files.writeString(cases.resolve("heavy.m"), two.formatted("6"));
    // v² − v + 0.01 = 0
    Files.writeString(
        cases.resolve("reference.csv"), "case,buses,loss_kw,vmin_pu\nlight,2,0,0.994936\n");

    var session = Session.of("powerflow", cases.toString());

    assertThat(session.status()).isZero();
    assertThat(session.out())
        .contains(
            "2 cases: 1 solved from their own start, 1 from a flat one; 1 equal to a reference, 0 not",
            "1 proved to have no flow, 0 where none was found, 0 refused.");
  }

  @Test
  void aCaseWithoutPowerFlowSaysSo() throws IOException {
    var file = folder.resolve("heavy.m");
    Files.writeString(
        file,
        """
        function mpc = heavy
        mpc.version = '2';
        mpc.baseMVA = 1;
        mpc.bus = [
          1 3 0 0 0 0 1 1 0 10 1 1 1;
          2 1 50 20 0 0 1 1 0 10 1 1.1 0.9];
        mpc.gen = [1 0 0 10 -10 1 100 1 10 0];
        mpc.branch = [1 2 0.01 0.01 0 0 0 0 0 0 1 -360 360];
        """);

    var printed = Session.of("powerflow", file.toString(), "--json");
    var session = Session.of("powerflow", file.toString());

    assertThat(session.out()).contains("There is no power flow, which is proved");
    assertThat(session.status()).isEqualTo(1);
    assertThat(printed.status()).isEqualTo(1);
    assertThat(printed.out()).contains("\"converged\": false", "\"lossKw\": null");
  }

  @Test
  void aBrokenCaseIsOneMessageWithFileAndLine() throws IOException {
    var file = folder.resolve("broken.m");
    Files.writeString(file, "function mpc = broken\nmpc.version = '2';\nmpc.bus = [\n 1 3 0 0");

    var session = Session.of("powerflow", file.toString());

    assertThat(session.status()).isEqualTo(1);
    assertThat(session.err()).contains("broken.m:3: ").contains("cut off").doesNotContain("\tat ");
  }

  @Test
  void fourControllableBusesReachTheVerifiedOptimum() throws IOException {
    var figures =
        json(
            Session.of(
                "opf",
                "ieee33",
                "--controllable",
                "18:0:500:-300:300",
                "--controllable",
                "22:0:500:-300:300",
                "--controllable",
                "25:0:500:-300:300",
                "--controllable",
                "33:0:500:-300:300",
                "--json"));

    assertThat(figures.text("status")).isEqualTo("solved");
    assertThat(figures.number("lossKw")).isCloseTo(55.931, within(1e-3));
    assertThat(figures.number("minVoltagePu")).isCloseTo(0.96016, within(1e-4));
    assertThat(figures.objects("injections")).hasSize(4);
    assertThat(figures.objects("prices")).hasSize(33);
    assertThat(figures.objects("relaxation")).isEmpty();
  }

  @Test
  void anImpossibleCaseAnswersWithTheLeastRelaxation() throws IOException {
    var figures =
        json(Session.of("opf", "ieee33", "--load-scale", "4", "--vmin", "0.95", "--json"));

    assertThat(figures.text("status")).isEqualTo("relaxed");
    assertThat(figures.objects("relaxation"))
        .isNotEmpty()
        .allMatch(relaxation -> relaxation.text("limit").equals("load"));
    assertThat(figures.objects("prices")).as("penalties are no prices").isEmpty();
    assertThat(figures.number("minVoltagePu")).isCloseTo(0.95, within(1e-7));
    assertThat(Session.of("opf", "ieee33", "--load-scale", "4", "--vmin", "0.95").out())
        .contains("The least that has to give way", "load");
  }

  /// With nothing to choose the feeder sinks to 0.93 pu behind its line: below the file's limit.
  @Test
  void theVoltageLimitsOfTheFileHoldUnlessOptionsSayOtherwise() throws IOException {
    var file = folder.resolve("limits.m");
    Files.writeString(
        file,
        """
        function mpc = limits
        mpc.version = '2';
        mpc.baseMVA = 1;
        mpc.bus = [
          1 3 0 0 0 0 1 1 0 10 1 1 1;
          2 1 1 0.2 0 0 1 1 0 10 1 1.05 0.95];
        mpc.gen = [1 0 0 10 -10 1 100 1 10 0];
        mpc.branch = [1 2 0.05 0.05 0 0 0 0 0 0 1 -360 360];
        """);

    var own = json(Session.of("opf", file.toString(), "--json"));
    var lower = json(Session.of("opf", file.toString(), "--vmin", "0.9", "--json"));

    assertThat(own.text("status")).isEqualTo("relaxed");
    assertThat(own.number("minVoltagePu")).isCloseTo(0.95, within(1e-7));
    assertThat(lower.text("status")).isEqualTo("solved");
    assertThat(lower.number("minVoltagePu")).isLessThan(0.94);
    assertThat(Session.of("opf", "--help").out())
        .doesNotContain("$")
        .contains("from the", "Default: 1.");
  }

  @Test
  void pricesMakeTheObjectiveACost() throws IOException {
    var figures =
        json(
            Session.of(
                "opf",
                "ieee33",
                "--controllable",
                "18:0:500:0:0",
                "--price",
                "1:0.10",
                "--price",
                "18:0.05",
                "--json"));

    assertThat(figures.objects("injections").getFirst().number("pKw")).isCloseTo(500, within(1e-6));
    double supply = 3715 + figures.number("lossKw") - 500;
    assertThat(figures.number("objective"))
        .isCloseTo(0.1 * supply + 25 + 0.001 * figures.number("lossKw"), within(1e-6));
  }

  @Test
  void wrongOptionsAreExplained() {
    assertThat(Session.of("opf", "ieee33", "--controllable", "18:0:500").err())
        .contains("needs BUS:PMIN:PMAX:QMIN:QMAX");
    assertThat(Session.of("opf", "ieee33", "--controllable", "99:0:5:0:0").err())
        .contains("no bus 99");
    assertThat(Session.of("opf", "ieee33", "--controllable", "18:a:5:0:0").err())
        .contains("'a' must be a number");
    assertThat(Session.of("opf", "ieee33", "--price", "18:1").err())
        .contains("neither a source nor controllable");
    assertThat(Session.of("opf", "ieee33", "--vmin", "1.2").err()).contains("in this order");
    assertThat(Session.of("opf", "ieee33", "--load-scale", "-1").err()).contains("at least 0");
  }
}
