package org.skerry.energy.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkReadingTest {
  @TempDir Path folder = Path.of("");

  private static final String TWO =
      """
      function mpc = two
      %TWO  a comment with 'quotes' and [brackets
      mpc.version = '2';
      mpc.baseMVA = 50/3; % MVA
      %{
      mpc.bus = [ this is a block comment
      %}
      mpc.bus = [ % Pd in kW
        1 3 0 0 0 0 1 1 0 12/sqrt(3) 1 1 1; 2, 1, 300 -200 0 0 1 1 0 6 * 2 / sqrt(3) 1 1.1 ...
          0.9
      ];
      mpc.gen = [1 0 0 Inf -Inf 1.01 100 1 10 0];
      mpc.branch = [
        1 2 0.1 2e-1 0 0 0 0 0 0 1 -360 360; % the line
        1 2 0.1 0.2 0 0 0 0 0 0 0 -360 360];
      mpc.bus_name = {
        'one [';
        'two' };
      [PQ, PV, REF, NONE, BUS_I, BUS_TYPE, PD, QD, GS, BS, BUS_AREA, VM, ...
          VA, BASE_KV] = idx_bus;
      [F_BUS, T_BUS, BR_R, BR_X] = idx_brch;
      Vbase = mpc.bus(1, BASE_KV) * 1e3;   %% in Volts
      Sbase = mpc.baseMVA * 1e6;
      mpc.branch(:, [BR_R BR_X]) = mpc.branch(:, [BR_R BR_X]) / (Vbase^2 / Sbase);
      mpc.bus(:, [PD, QD]) = mpc.bus(:, [PD, QD]) / 1e3;
      """;

  @Test
  void aMatpowerCaseIsReadWithItsArithmeticAndItsConversions() {
    var network = MatpowerCase.read("two.m", TWO);

    assertThat(network.name()).isEqualTo("two");
    assertThat(network.baseKva()).isEqualTo(50_000.0 / 3);
    assertThat(network.buses().get(0).setpointPu()).isEqualTo(1.01);
    var load = network.buses().get(1);
    assertThat(load.baseKv()).isEqualTo(12 / Math.sqrt(3));
    assertThat(load.loadKw()).isEqualTo(300);
    assertThat(load.loadKvar()).isEqualTo(-200);
    assertThat(load.minVoltagePu()).isEqualTo(0.9);
    var line = network.lines().get(0);
    // 0.1 ohm / (48 kV² / 16.667 MVA)
    assertThat(line.resistancePu()).isEqualTo(0.1 / (48 / (50.0 / 3)), within());
    assertThat(line.reactancePu()).isEqualTo(0.2 / (48 / (50.0 / 3)), within());
    assertThat(line.ratingKva()).isInfinite();
    assertThat(network.lines().get(1).name()).isEqualTo("1-2#2");
    assertThat(network.lines().get(1).closed()).isFalse();
  }

  private static Offset<Double> within() {
    return within(1e-15);
  }

  private static Offset<Double> within(double error) {
    return Offset.offset(error);
  }

  @Test
  void aCaseCutInHalfIsRefusedWithTheBracketThatStaysOpen() {
    refused(
        TWO.substring(0, TWO.indexOf("mpc.bus_name") - 30),
        "two.m:13: \"mpc.branch = [",
        "cut off");
    refused(
        TWO.substring(0, TWO.indexOf("mpc.gen")), "mpc.gen is missing", "mpc.branch is missing");
  }

  @Test
  void aCellThatIsNoNumberIsNamed() {
    refused(
        TWO.replace("300 -200", "NaN -200"),
        "two.m:9: Pd of mpc.bus is NaN, but must be a finite number. Correct cell 3.");
    refused(TWO.replace("300 -200", "3x0 -200"), "two.m:9: mpc.bus: cell 3 is \"3x0\"");
    refused(TWO.replace("1 2 0.1 2e-1 0", "1 2 0.1 2e-1"), "two.m:15: mpc.branch: the row has 13");
  }

  @Test
  void anUnknownBusIsNamed() {
    refused(
        TWO.replace("1 2 0.1 2e-1", "1 7 0.1 2e-1"),
        "two.m:14: line 1-7 ends at bus 7, which is not among the 2 buses");
    refused(TWO.replace("gen = [1", "gen = [7"), "two.m:12: the generator is at bus 7");
  }

  @Test
  void scriptsInACaseAreExecuted() {
    var network =
        MatpowerCase.read(
            "two.m",
            TWO
                + """
                pf = 0.85;
                mpc.bus(:, QD) = mpc.bus(:, PD) * sin(acos(pf));
                factor = [0.5; 2] .^ 2;
                mpc.bus(:, 3) = mpc.bus(:, 3) .* factor;
                heavy = find(mpc.bus(:, PD) > 1);
                mpc.bus(heavy, GS) = ones(size(heavy)) / 4;
                mpc.bus(mpc.bus(:, BUS_I) == 2 & mpc.bus(:, 2) ~= 3, BS) = -0.5;
                mpc.branch(end, 11) = 1;
                mpc.branch(1:2, BR_X) = 2 * mpc.branch([1 2], BR_X)';
                mpc.branch(end + 1, :) = mpc.branch(1, :);
                [rows, columns] = size(mpc.branch);
                mpc.branch(rows, BR_R) = columns - 12;
                mpc.branch(2, :) = [];
                """);

    var load = network.buses().get(1);
    assertThat(load.loadKw()).isEqualTo(1200);
    assertThat(load.loadKvar()).isEqualTo(300 * Math.sin(Math.acos(0.85)), within(1e-12));
    assertThat(load.shuntKw()).isEqualTo(250);
    assertThat(load.shuntKvar()).isEqualTo(-500);
    assertThat(network.buses().get(0).shuntKw()).isZero();
    assertThat(network.lines()).hasSize(2);
    assertThat(network.lines().get(0).reactancePu())
        .isEqualTo(2 * 0.2 / (48 / (50.0 / 3)), within(1e-15));
    assertThat(network.lines().get(1).resistancePu()).isEqualTo(1);
  }

  /// The order of MATLAB's operators, and what `end` is the end of.
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "1 | 0 && 0 @ 0",
        "1 || 0 && 0 @ 1",
        "0 && 0 | 1 @ 0",
        "1 | 0 & 0 @ 1",
        "-2^2 @ -4",
        "2^-1 @ 0.5",
        "2^3^2 @ 64",
        "~0 == 1 @ 1",
        "~(0 == 1) + 1 @ 2",
        "1 + 1 == 2 & 3 > 2 @ 1",
        "sum(1:2 + 1) @ 6",
        "4 - 2 - 1 @ 1",
        "8 / 4 / 2 @ 1",
        "-2 * -3 @ 6",
        "v(end) @ 7",
        "v(min(end, 10)) @ 7",
        "v(round(end / 2) + 1) @ 7",
        "v(max(end - 1, 1)) + max(v(1:2)) @ 10",
        "v(v(end - 2) - 1) @ 5",
        "max(m(end, end), 1) @ 9",
        "m(min(end, 5), max(1, end - 1)) @ 8"
      })
  void operatorsAndEndAreThoseOfMatlab(String expression, double value) {
    String script =
        "v = [3 5 7]; m = [1 2 3; 7 8 9];\nmpc.bus(2, PD) = 100 + (" + expression + ");\n";

    assertThat(MatpowerCase.read("two.m", TWO + script).buses().get(1).loadKw())
        .isEqualTo(1000 * (100 + value), within(1e-6));
  }

  @Test
  void wholeMatricesHaveNoTruth() {
    refused(TWO + "mpc.bus(mpc.bus(:, 3) > 1 && mpc.bus(:, 2) == 1, 3) = 0;\n", "needs a number");
  }

  /// MATPOWER's own rules, and a word on what is read in a special way.
  @Test
  void whatIsLeftAsideIsTold() {
    var notes = new ArrayList<String>();

    var network =
        MatpowerCase.read(
            "two.m",
            "\uFEFF"
                + TWO.replace(
                    "gen = [1 0 0 Inf -Inf 1.01 100 1 10 0]",
                    "gen = [1 0 0 9 -9 1.01 1 1 9 0; 1 0 0 9 -9 1.02 1 1 9 0]")
                + """
                mpc.bus(end + 1, :) = [3 4 5 5 0 0 1 1 0 12 1 1.1 0.9];
                mpc.branch(end + 1, :) = [2 3 -0.1 0.1 0 0 0 0 0 0 1 -360 360];
                mpc.branch(1, BR_R) = -0.01;
                mpc.comment = "100 % of it";
                mpc.reserves.zones = [1 1];
                mpc.dcline = [1 2 1 0.2 0.19 0.01 0.02];
                """,
            notes::add);

    assertThat(network.buses()).hasSize(2);
    assertThat(network.lines()).hasSize(2);
    assertThat(network.lines().getFirst().resistancePu()).isEqualTo(-0.01);
    assertThat(network.buses().get(0).setpointPu()).isEqualTo(1.02);
    assertThat(network.buses().get(1).loadKw()).isEqualTo(300 - 190, within(1e-10));
    assertThat(network.buses().get(1).loadKvar()).isEqualTo(-220, within(1e-10));
    assertThat(notes)
        .hasSize(3)
        .anyMatch(note -> note.contains("mpc.comment, mpc.reserves.zones are left aside"))
        .anyMatch(note -> note.contains("type 4") && note.endsWith(": 3."))
        .anyMatch(note -> note.contains("1 line of direct current"));
  }

  @Test
  void whatFollowsAReturnOrIsAFunctionOfItsOwnIsNotExecuted() {
    for (var end : List.of("return", "return;", "end\n\nfunction y = twice(x)\ny = 2 * x;")) {
      var network =
          MatpowerCase.read(
              "two.m", TWO + "\n" + end + "\nmpc.bus(2, 3) = 900;\nfigure(1);\nx = [\n");

      assertThat(network.buses().get(1).loadKw()).isEqualTo(300);
    }
  }

  @Test
  void aQuoteInATextIsDoubledAndACommentMarkInATextIsNone() {
    var network =
        MatpowerCase.read(
            "two.m",
            TWO
                + """

                name = 'it''s 50 % of it'; mpc.bus(2, 3) = length(name); % it''s 'a comment
                note = "says ""50 % of it"" "; mpc.bus(2, 4) = length(note); % a "comment
                none = ''; some = '% '; mpc.bus(1, 3) = length(some); # it's one, too
                """);

    assertThat(network.buses().get(1).loadKw()).isEqualTo(15_000);
    assertThat(network.buses().get(1).loadKvar()).isEqualTo(18_000);
    assertThat(network.buses().getFirst().loadKw()).isEqualTo(2_000);
  }

  @Test
  void anyOtherStatementIsRefusedWithItsLine() {
    refused(TWO + "mpc = scale_load(2, mpc);\n", "two.m:26: \"mpc = scale_load(2, mpc)\"");
    refused(TWO + "for i = 1:3\nend\n", "two.m:26: \"for i = 1:3\"");
    refused(
        TWO + "mpc.bus(2, PD) = unknown(7);\n",
        "two.m:26: \"mpc.bus(2, PD) = unknown(7)\" uses unknown(…), which is neither");
    refused(TWO + "mpc.dcline = [1 2];\n", "two.m:26: the row of mpc.dcline has 2 cells");
    refused(TWO + "mpc.bus(:, 3) = [1 2 3]';\n", "two.m:26:", "puts a matrix of 3 × 1 where 2 × 1");
    refused(TWO + "x = mpc.bus(3, 1);\n", "two.m:26:", "takes element 3 of 2");
    refused(
        TWO.replace("Sbase = mpc.baseMVA * 1e6", "Sbase = mpc.baseMVA * w"),
        "two.m:23: \"Sbase = mpc.baseMVA * w\" uses w, which has no value");
  }

  @Test
  void aWrongVersionAndNoiseAreRefusedAtOnce() {
    refused(TWO.replace("'2'", "'1'"), "two.m:3: the version is '1', but must be '2'");
    refused("function [baseMVA, bus] = old\n", "begins with \"function [baseMVA, bus] = old\"");
    refused("hello world\n", "two.m:1: the file begins with \"hello world\"");
    var noise = new StringBuilder();
    var random = new SplittableRandom(3);
    for (int i = 0; i < 1_000_000; i++) {
      noise.append((char) (random.nextInt(95) + 32));
    }

    refused(noise.toString(), "two.m:1: the file begins with");
  }

  @Test
  void emptyBinaryAndMissingFilesAreRefused() throws IOException {
    var file = folder.resolve("case.m");
    Files.writeString(file, " \n");
    assertThatThrownBy(() -> MatpowerCase.read(file)).hasMessageContaining("the file is empty");

    Files.write(file, new byte[] {'f', '\n', 0, 1, 2});
    assertThatThrownBy(() -> MatpowerCase.read(file))
        .hasMessageContaining("case.m: this is a binary file, not text");

    assertThatThrownBy(() -> MatpowerCase.read(folder.resolve("none.m")))
        .hasMessageContaining("none.m: there is no such file");
  }

  private static void refused(String text, String... parts) {
    var refusal =
        catchThrowableOfType(NetworkException.class, () -> MatpowerCase.read("two.m", text));

    assertThat(refusal).isNotNull();
    assertThat(refusal.getMessage()).contains(parts);
    assertThat(refusal.problems()).allMatch(problem -> problem.endsWith("."));
  }

  @Test
  void aFolderOfCsvIsReadWithOhmsAndDefaults() throws IOException {
    csv(
        "bus,type,pd_kw,qd_kvar,base_kv\n1,3,0,0,10\n2,1,100,50,10\n",
        "from,to,r_ohm,x_ohm\n1,2,1,2\n");

    var network = NetworkFolder.read(folder);

    assertThat(network.baseKva()).isEqualTo(1000);
    assertThat(network.lines().getFirst().resistancePu()).isEqualTo(0.01, within());
    assertThat(network.lines().getFirst().closed()).isTrue();
    assertThat(network.buses().get(1).maxVoltagePu()).isEqualTo(1.1);
  }

  @Test
  void everyProblemOfAFolderIsSaidAtOnce() throws IOException {
    csv(
        "bus,type,pd_kw,qd_kvar,base_kv\n1,3,0,0,10\n\n2,1,abc,NaN,10\n3,9,0,0,10\n",
        "from,to,r_ohm,x_ohm\n1,2,1\n");

    var refusal = catchThrowableOfType(NetworkException.class, () -> NetworkFolder.read(folder));

    assertThat(refusal.problems()).hasSize(4);
    assertThat(refusal.problems().get(0)).contains("bus.csv:4: pd_kw is \"abc\"");
    assertThat(refusal.problems().get(3)).contains("branch.csv:2: the row has 3 cells");
  }

  @Test
  void wrongValuesInAFolderAreNamedWithFileAndLine() throws IOException {
    var buses = "bus,type,pd_kw,qd_kvar,base_kv\n1,3,0,0,10\n2,1,100,50,10\n";
    csv(buses, "from,to,r_ohm,x_ohm\n1,7,1,2\n");
    assertThatThrownBy(() -> NetworkFolder.read(folder))
        .hasMessageContaining("branch.csv:2: line 1-7");

    csv(buses + "2,1,0,0,10\n", "from,to,r_ohm,x_ohm\n1,2,1,2\n");
    assertThatThrownBy(() -> NetworkFolder.read(folder))
        .hasMessageContaining("bus.csv:4: bus 2 is given twice");

    csv(buses.replace("1,3,", "1,1,"), "from,to,r_ohm,x_ohm\n1,2,1,2\n");
    assertThatThrownBy(() -> NetworkFolder.read(folder)).hasMessageContaining("no bus is a source");

    csv(buses, "from,to,r_pu,x_pu\n1,2,1,2\n");
    assertThatThrownBy(() -> NetworkFolder.read(folder)).hasMessageContaining("need a base power");

    csv(buses.replace("base_kv", "kv"), "from,to,r_ohm,x_ohm\n1,2,1,2\n");
    assertThatThrownBy(() -> NetworkFolder.read(folder))
        .hasMessageContaining("bus.csv:1: there is no column 'base_kv'.");

    csv(buses, "from,to,r_ohm,x_ohm,ohms\n1,2,1,2,3\n");
    assertThatThrownBy(() -> NetworkFolder.read(folder))
        .hasMessageContaining("the column \"ohms\" is unknown");
  }

  @Test
  void aFolderOfASpreadsheetWithDecimalCommasIsTheSame() throws IOException {
    csv(
        "bus,type,pd_kw,qd_kvar,base_kv\n1,3,0,0,0.4\n2,1,10.5,5,0.4\n",
        "from,to,r_ohm,x_ohm\n1,2,0.01,0.02\n");
    var points = NetworkFolder.read(folder);

    csv(
        "bus;type;pd_kw;qd_kvar;base_kv\n1;3;0;0;0,4\n2;1;10,5;5;0,4\n",
        "from;to;r_ohm;x_ohm\n1;2;0,01;0,02\n");
    var commas = NetworkFolder.read(folder);

    assertThat(commas.buses()).isEqualTo(points.buses());
    assertThat(commas.lines()).isEqualTo(points.lines());
  }

  @Test
  void aColumnThatStandsTwiceAndNumbersOfProgramsAreRefused() throws IOException {
    var buses = "bus,type,pd_kw,qd_kvar,base_kv\n1,3,0,0,10\n2,1,100,50,10\n";
    csv(buses, "from,to,r_ohm,x_ohm,x_ohm\n1,2,1,2\n");
    assertThatThrownBy(() -> NetworkFolder.read(folder))
        .hasMessageContaining("branch.csv:1: the column \"x_ohm\" is there twice");

    csv(buses.replace("100", "0x1p3"), "from,to,r_ohm,x_ohm\n1,2,1d,2\n");
    assertThatThrownBy(() -> NetworkFolder.read(folder))
        .hasMessageContaining("pd_kw is \"0x1p3\"")
        .hasMessageContaining("r_ohm is \"1d\"");
  }

  @Test
  void ohmsAndPuMustAgreeAndGiveTheBase() throws IOException {
    var buses = "bus,type,pd_kw,qd_kvar,base_kv\n1,3,0,0,10\n2,1,100,50,10\n3,1,0,0,10\n";
    var header = "from,to,r_ohm,x_ohm,r_pu,x_pu,b_pu\n";
    csv(buses, header + "1,2,1,2,0.1,0.2,0.01\n2,3,1,2,0.1,0.2,0\n");
    assertThat(NetworkFolder.read(folder).baseKva()).isEqualTo(10_000);

    csv(buses, header + "1,2,1,2,0.1,0.2,0.01\n2,3,1,2,0.1,0.2,0\n1,3,1,2,0.1,0.3,0\n");
    assertThatThrownBy(() -> NetworkFolder.read(folder))
        .hasMessageContaining("branch.csv:4: x_pu is 0.3, but x_ohm makes that 0.2 pu");
  }

  private void csv(String bus, String branch) throws IOException {
    Files.write(folder.resolve("bus.csv"), bus.getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("branch.csv"), branch.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aNetworkNamesAllItsProblems() {
    var refusal =
        catchThrowableOfType(
            NetworkException.class,
            () ->
                new Network(
                    "n",
                    1000,
                    List.of(Bus.load("1", 10, 0, 0), Bus.load("1", 10, 0, 0)),
                    List.of(Line.of("1", "2", 0, 0))));

    assertThat(refusal.problems()).hasSize(3);
    assertThatThrownBy(() -> Line.of("1", "1", 0, 0)).hasMessageContaining("to itself");
    assertThatThrownBy(() -> Bus.load("1", 10, Double.NaN, 0)).hasMessageContaining("NaN kW");
    assertThatThrownBy(() -> Bus.load("1", 10, 0, 0).withLimits(1.1, 0.9))
        .hasMessageContaining("above the upper limit");
  }
}
