package org.skerry.energy.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skerry.energy.device.Profile;

class NetworkShapeTest {
  private static final String INLINE =
      """
      {buses: [{name: a, voltage: 10, source: 1.02}, {name: b, voltage: 10, load: 5, reactiveLoad: 2}, {name: c, voltage: 10}],
       lines: [{from: a, to: b, resistance: 2, reactance: 1, rating: 300}, {from: b, to: c, resistance: 4, reactance: 3}]}
      """;

  @TempDir Path folder;

  private Interconnection read(String network) throws IOException {
    Path file = folder.resolve("site.yaml");
    Files.writeString(
        file,
        "title: t\ncurrency: EUR\nmicrogrids: [{name: m, bus: b, devices: []}]\nnetwork: "
            + network.strip()
            + "\n");
    return Scenarios.load(file.toString()).network();
  }

  private String refusal(String network) {
    var refused = catchThrowableOfType(ScenarioException.class, () -> read(network));
    assertThat(refused).as("the network must be refused").isNotNull();
    return refused.getMessage().replace(folder.toString() + "/", "");
  }

  @Test
  void aNetworkCanBeWrittenIntoTheScenario() throws IOException {
    var full = (Interconnection.Full) read(INLINE);

    assertThat(full.network().buses()).hasSize(3);
    assertThat(full.network().lines().getFirst().resistancePu())
        .as("2 ohm on 10 kV and 1000 kVA")
        .isCloseTo(2 * 1000 / (1000 * 100.0), within(1e-15));
    assertThat(full.network().lines().getFirst().ratingKva()).isEqualTo(300);
    assertThat(full.load()).isEqualTo(Profile.constant(1));
    assertThat(full.lossPriceFloor()).isEqualTo(0.001);
  }

  @Test
  void anotherBaseKeepsTheOhms() throws IOException {
    var network =
        ((Interconnection.Full) read(INLINE.replace("{buses", "{basePower: 500, buses"))).network();

    assertThat(network.baseKva()).isEqualTo(500);
    assertThat(network.lines().get(1).reactancePu()).isCloseTo(3 * 500 / 1e5, within(1e-15));
  }

  @Test
  void limitsFillWhatTheNetworkLacks() throws IOException {
    var network =
        ((Interconnection.Full)
                read(
                    INLINE.replace(
                        "{buses",
                        "{lineRating: 700, minimumVoltage: 0.97, maximumVoltage: 1.03, buses")))
            .network();

    assertThat(network.lines().get(0).ratingKva()).isEqualTo(300);
    assertThat(network.lines().get(1).ratingKva()).isEqualTo(700);
    assertThat(network.buses().get(1).minVoltagePu()).isEqualTo(0.97);
    assertThat(network.buses().get(0).minVoltagePu()).as("a source holds its own").isEqualTo(1.02);
  }

  @Test
  void theSumOfAPathIsItsSeriesImpedance() throws IOException {
    var reduced =
        (Interconnection.Reduced)
            read(
                INLINE.replace(
                    "{buses",
                    "{form: reduced, reduced: {impedance: sum, tree: [[c, a], [a, b]]}, buses"));

    assertThat(reduced.network().buses()).extracting("name").containsExactly("c", "a", "b");
    assertThat(reduced.network().lines().getFirst().resistancePu()).isCloseTo(0.06, within(1e-15));
    assertThat(reduced.network().lines().getFirst().ratingKva()).isEqualTo(300);
  }

  @Test
  void aNetworkComesFromAFolderOrAMatpowerCase() throws IOException {
    Path grid = Files.createDirectory(folder.resolve("grid"));
    Files.writeString(
        grid.resolve("bus.csv"), "bus,type,pd_kw,qd_kvar,base_kv\na,3,0,0,10\nb,1,5,2,10\n");
    Files.writeString(grid.resolve("branch.csv"), "from,to,r_ohm,x_ohm\na,b,2,1\n");
    Files.writeString(
        folder.resolve("two.m"),
        """
        function mpc = two
        mpc.version = '2';
        mpc.baseMVA = 1;
        mpc.bus = [1 3 0 0 0 0 1 1 0 10 1 1.1 0.9; 2 1 0.1 0 0 0 1 1 0 10 1 1.1 0.9];
        mpc.gen = [1 0 0 1 -1 1 1 1 1 0];
        mpc.branch = [1 2 0.01 0.01 0 0 0 0 0 0 1 -360 360];
        """);

    assertThat(((Interconnection.Full) read("{file: grid}")).network().buses()).hasSize(2);
    assertThat(refusal("{file: two.m}"))
        .contains(
            "microgrids[0].bus is 'b', but network two has no such bus. Choose one of its 2 buses: 1, 2.");
  }

  @Test
  void problemsOfTheNetworkFilesAreReportedWithTheirLines() throws IOException {
    Path grid = Files.createDirectory(folder.resolve("grid"));
    Files.writeString(grid.resolve("bus.csv"), "bus,type,pd_kw,qd_kvar,base_kv\na,3,0,0,10\n");
    Files.writeString(grid.resolve("branch.csv"), "from,to,r_ohm,x_ohm\na,b,2,1\n");

    assertThat(refusal("{file: grid}")).startsWith("grid/branch.csv:2: line a-b ends at bus b");
  }

  @Test
  void wrongChoicesAreRefused() {
    assertThat(refusal("{}"))
        .contains(
            "site.yaml:4: network: exactly one of case, file and buses must be given, but there are 0.");
    assertThat(refusal("{case: ieee34}"))
        .contains("network.case is ieee34, but must be one of ieee33. Did you mean 'ieee33'?");
    assertThat(refusal("{file: nowhere.m}"))
        .contains("network.file is nowhere.m, but there is no such file beside the scenario.");
    assertThat(refusal("{file: nowhere}"))
        .contains("network.file is nowhere, but must be a MATPOWER case (.m) or a folder");
    assertThat(refusal("{buses: [{name: a, voltage: 10, source: 1}]}"))
        .contains("network.buses stands without lines. Write both.");
    assertThat(refusal("{case: ieee33, basePower: -1}"))
        .contains("network.basePower is -1, but must be above 0 kVA.");
    assertThat(refusal("{case: ieee33, lossPriceFloor: -1}"))
        .contains("network.lossPriceFloor is -1, but must be 0 per kWh or more.");
  }

  @Test
  void wrongTreesAreRefused() {
    assertThat(refusal("{case: ieee33, form: reduced}"))
        .contains("network.form is reduced, but 'reduced' is missing.");
    String tree = "{case: ieee33, form: reduced, reduced: {tree: %s}}";

    assertThat(refusal(tree.formatted("[]"))).contains("must have at least one pair");
    assertThat(refusal(tree.formatted("[[2]]"))).contains("every entry must be a pair of buses");
    assertThat(refusal(tree.formatted("[[2, 3], [6, 7]]")))
        .contains("does not go from a bus named before to a new one");
    assertThat(refusal(tree.formatted("[[2, 99]]"))).contains("has no bus 99");
    assertThat(
            refusal(
                INLINE
                    .replace("{buses", "{form: reduced, reduced: {tree: [[a, x]]}, buses")
                    .replace(
                        "{name: c, voltage: 10}",
                        "{name: c, voltage: 10}, {name: x, voltage: 10}")))
        .contains("no closed lines of the network join them");
  }
}
