package org.skerry.energy.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;

class ScenarioReaderTest {
  private static final String HEAD = "title: Small\ncurrency: EUR\n";

  private static final String GRID =
      "{kind: grid, name: grid, importLimit: 10, exportLimit: 0, tariff: {wholesale: 0.1}}";

  @TempDir Path folder;

  private Scenario read(String text) throws IOException {
    Path file = folder.resolve("site.yaml");
    Files.writeString(file, text);
    return Scenarios.load(file.toString());
  }

  /// The problems of a scenario, without the folder.
  private String refusal(String text) {
    var refused = catchThrowableOfType(ScenarioException.class, () -> read(text));
    assertThat(refused).as("the scenario must be refused").isNotNull();
    return refused.getMessage().replace(folder.toString() + "/", "");
  }

  private static String devices(String... devices) {
    return HEAD
        + "microgrids:\n- name: a\n  devices:\n  - "
        + String.join("\n  - ", devices)
        + "\n";
  }

  @Test
  void aSmallScenarioIsRead() throws IOException {
    var scenario = read(devices(GRID) + "step: 15\n");

    assertThat(scenario.name()).isEqualTo("site");
    assertThat(scenario.currency()).isEqualTo("EUR");
    assertThat(scenario.step()).hasMinutes(15);
    assertThat(scenario.dataset()).isEqualTo("ontario2016");
    assertThat(scenario.network()).isEqualTo(new Interconnection.None());
    assertThat(scenario.microgrids().getFirst().devices()).hasSize(1);
  }

  @Test
  void anEfficiencyInPerCentIsRefusedWithPlaceRuleAndWayOut() {
    assertThat(
            refusal(
                devices(
                    GRID,
                    "{kind: battery, name: b, capacity: 10, chargePower: 5, dischargePower: 5,\n"
                        + "     chargeEfficiency: 95, dischargeEfficiency: 0.9}")))
        .isEqualTo(
            "site.yaml:8: microgrids[0].devices[1].chargeEfficiency is 95.0, but must be in (0, 1]. Write 0.95 for 95 %.");
  }

  @Test
  void allProblemsAreReportedInFileOrder() {
    String problems =
        refusal(
            devices(
                    "{kind: baterry, name: b}",
                    "{kind: load, name: l, demand: much, lostLoadValue: 10}",
                    "{kind: turbine, name: t, maximum: -5, b: 0.1}",
                    "{kind: turbine, name: t, maxmum: 5, b: 0.1}")
                + "stepp: 60\n");

    assertThat(problems.lines())
        .containsExactly(
            "site.yaml:6: microgrids[0].devices[0].kind is baterry, but must be one of photovoltaic, wind, turbine, cogeneration, battery, pumpedStorage, load, dump, grid. Did you mean 'battery'?",
            "site.yaml:7: microgrids[0].devices[1].demand is much, but must be a number of kW. Write the number alone, with a decimal point.",
            "site.yaml:8: microgrids[0].devices[2].maximum is -5.0, but must be above 0 kW. Leave the device out if it has none.",
            "site.yaml:9: microgrids[0].devices[3] lacks maximum (kW).",
            "site.yaml:9: microgrids[0].devices[3].maxmum is not a known key. Did you mean 'maximum'? Known are kind, name, minimum, maximum, a, b, c, ramp.",
            "site.yaml:10: stepp is not a known key. Did you mean 'step'? Known are title, description, currency, step, dataset, schedule, supply, ending, network, microgrids.");
  }

  @Test
  void aNegativeCapacityIsRefused() {
    assertThat(
            refusal(
                devices(
                    "{kind: battery, name: b, capacity: -5, chargePower: 5, dischargePower: 5, chargeEfficiency: 0.9, dischargeEfficiency: 0.9}")))
        .startsWith(
            "site.yaml:6: microgrids[0].devices[0].capacity is -5.0, but must be above 0 kWh.");
  }

  @Test
  void aUnitBehindANumberIsRefused() {
    assertThat(refusal(devices("{kind: turbine, name: t, maximum: 5 MW, b: 0.1}")))
        .contains("maximum is 5 MW, but must be a number of kW. Write the number alone");
    assertThat(refusal(devices("{kind: turbine, name: t, maximum: '5', b: 0.1}")))
        .contains("maximum is '5', but must be a number of kW. Write it without quotes.");
  }

  @Test
  void twoOfOneNameAreRefused() {
    assertThat(refusal(devices(GRID, GRID)))
        .startsWith(
            "site.yaml:6: microgrids[0].devices has two of the name 'grid', but names must be unique in a microgrid. Rename one.");
    assertThat(refusal(HEAD + "microgrids:\n- {name: a, devices: []}\n- {name: a, devices: []}\n"))
        .contains("microgrids has two of the name 'a', but names must be unique.");
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() {
    assertThat(refusal(devices(GRID) + "title: Again\n"))
        .isEqualTo("site.yaml:7: key 'title' stands twice, first in line 1. Remove one.");
  }

  @Test
  void anUnknownBusIsRefused() {
    assertThat(
            refusal(
                HEAD
                    + "network: {case: ieee33}\nmicrogrids:\n- {name: a, bus: 99, devices: ["
                    + GRID
                    + "]}\n"))
        .isEqualTo(
            "site.yaml:5: microgrids[0].bus is '99', but network ieee33 has no such bus. Did you mean '9'? Choose one of its 33 buses.");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    assertThat(refusal("")).isEqualTo("site.yaml: the file is empty. Give one with content.");
    assertThat(refusal("# nothing\n")).contains("the file is empty");
    assertThat(refusal("just a word\n")).contains("is not a group of keys");
  }

  @Test
  void aBinaryFileIsRefused() throws IOException {
    Files.write(folder.resolve("x.yaml"), new byte[] {1, 0, 2, 3});
    var refused =
        catchThrowableOfType(
            ScenarioException.class, () -> Scenarios.load(folder.resolve("x.yaml").toString()));

    assertThat(refused).hasMessageEndingWith("this is a binary file, not text. Give a text file.");
  }

  @Test
  void tenMegabytesOfNoiseAreRefused() throws IOException {
    var noise = new StringBuilder();
    var random = new Random(1);
    while (noise.length() < 10_000_000) {
      noise.append((char) (' ' + random.nextInt(95))).append(noise.length() % 80 == 0 ? "\n" : "");
    }

    assertThat(refusal(noise.toString())).contains("characters, but at most 4000000 are read");
    assertThat(refusal(noise.substring(0, 100_000))).contains("this is not YAML").hasLineCount(1);
  }

  @Test
  void anExplosionOfAliasesIsRefused() {
    var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(String.join(", ", java.util.Collections.nCopies(10, alias))).append("]\n");
    }

    assertThat(refusal(bomb.toString())).contains("unfolds to more than 500000 parts");
    assertThat(refusal("a: &a [*a]\n")).contains("nested deeper than 40");
  }

  @Test
  void brokenYamlIsRefusedWithItsLine() {
    assertThat(refusal("title: x\nmicrogrids: [\n")).startsWith("site.yaml:3: this is not YAML");
    assertThat(refusal("title: x\n\tcurrency: y\n")).startsWith("site.yaml:2: this is not YAML");
  }

  @Test
  void formsOfProfilesAreRead() throws IOException {
    var scenario =
        read(
            devices(
                "{kind: photovoltaic, name: a, power: 5}",
                "{kind: photovoltaic, name: b, power: {mean: 3, of: sun}}",
                "{kind: photovoltaic, name: c, power: {factor: 2, of: [{series: sun, weight: 0.5, shift: 1}], offset: 1}}",
                "{kind: photovoltaic, name: d, ratedPower: 10, irradiance: {of: irradiance}, temperature: 20}",
                "{kind: wind, name: e, ratedPower: 10, speed: {of: windSpeed}}"));

    var devices = scenario.microgrids().getFirst().devices();
    assertThat(((Photovoltaic) devices.get(0)).output())
        .isEqualTo(new Output.Measured(Profile.constant(5)));
    assertThat(((Photovoltaic) devices.get(1)).output())
        .isEqualTo(new Output.Measured(Profile.withMean("sun", 3)));
    assertThat(((Photovoltaic) devices.get(3)).output()).isInstanceOf(Output.Solar.class);
    assertThat(Datasets.needed(scenario)).containsExactly("irradiance", "sun", "windSpeed");
  }

  @Test
  void mixturesOfFormsAreRefused() {
    assertThat(refusal(devices("{kind: photovoltaic, name: a, power: 5, irradiance: 3}")))
        .contains(
            "irradiance stands beside power, but measured power needs no weather. Remove one.");
    assertThat(refusal(devices("{kind: photovoltaic, name: a, ratedPower: 5, irradiance: 3}")))
        .contains(
            "temperature is missing. Write either 'power', or ratedPower, irradiance, temperature.");
    assertThat(refusal(devices("{kind: wind, name: a, power: {mean: 3, factor: 2, of: wind}}")))
        .contains("power.mean stands beside factor, but only one of them can hold.");
    assertThat(refusal(devices("{kind: wind, name: a, power: {mean: 3, of: []}}")))
        .contains("power.of is empty, but must name a series.");
  }

  @Test
  void defaultsHoldWhereADeviceSaysNothingElse() throws IOException {
    var scenario =
        read(
            "defaults:\n  battery: {name: b, capacity: 10, chargePower: 5, dischargePower: 5, chargeEfficiency: 0.9, dischargeEfficiency: 0.9}\n"
                + devices("{kind: battery}", "{kind: battery, name: c, capacity: 20}"));

    var devices = scenario.microgrids().getFirst().devices();
    assertThat(((Battery) devices.get(0)).capacity()).isEqualTo(10);
    assertThat(((Battery) devices.get(1)).capacity()).isEqualTo(20);
    assertThat(devices.get(1).name()).isEqualTo("c");
  }

  @Test
  void aMistakeInTheDefaultsIsReportedOnce() {
    String problems =
        refusal(
            "defaults:\n  battery: {name: b, capacity: -10, chargePower: 5, dischargePower: 5, chargeEfficiency: 0.9, dischargeEfficiency: 0.9}\n  batery: {}\n  wind: {speeed: 3}\n  load: 3\n"
                + devices("{kind: battery}", "{kind: battery, name: c}"));

    assertThat(problems.lines())
        .containsExactly(
            "site.yaml:2: microgrids[0].devices[0].capacity is -10.0, but must be above 0 kWh. Leave the device out if it has none.",
            "site.yaml:3: defaults.batery is not a kind of device. Did you mean 'battery'? Known are photovoltaic, wind, turbine, cogeneration, battery, pumpedStorage, load, dump, grid.",
            "site.yaml:4: defaults.wind.speeed is not a known key. Did you mean 'speed'? Known are kind, name, power, ratedPower, speed, cutIn, rated, cutOut.",
            "site.yaml:5: defaults.load must be a group of keys. Write 'load: {name: x}'.");
  }

  @Test
  void aScenarioExtendsAShippedOneOrAFileBesideIt() throws IOException {
    var changed = read("extends: networked\ntitle: Mine\ndefaults: {battery: {capacity: 500}}\n");
    Files.writeString(folder.resolve("next.yaml"), "extends: site.yaml\ncurrency: SEK\n");
    var next = Scenarios.load(folder.resolve("next.yaml").toString());

    assertThat(changed.title()).isEqualTo("Mine");
    assertThat(changed.microgrids().getFirst().devices())
        .filteredOn(Battery.class::isInstance)
        .allSatisfy(it -> assertThat(((Battery) it).capacity()).isEqualTo(500));
    assertThat(next.title()).isEqualTo("Mine");
    assertThat(next.currency()).isEqualTo("SEK");
  }

  @Test
  void anUnknownBaseOrALoopOfThemIsRefused() {
    assertThat(refusal("extends: networkd\n" + devices(GRID)))
        .contains("extends is networkd, but must be a shipped scenario or a file beside this one");
    assertThat(refusal("extends: site.yaml\n")).contains("at most 5 deep");
  }

  @Test
  void wrongKindsOfValuesAreRefused() {
    assertThat(refusal(devices(GRID) + "step: 7\n"))
        .contains("site.yaml:7: step is 7 min, but must be a part of the hour from 5 to 60 min.");
    assertThat(refusal(HEAD + "microgrids: none\n"))
        .contains("microgrids is none, but must be a list.");
    assertThat(refusal(HEAD + "microgrids: []\n")).contains("microgrids is empty");
    assertThat(refusal(HEAD + "microgrids: [a]\n"))
        .contains(
            "microgrids[0] is a, but must be a group of keys: name, bus, devices, place, households.");
    assertThat(refusal(devices("a"))).contains("must be a group of keys that begins with 'kind'");
    assertThat(refusal(devices("{name: a}"))).contains("lacks the key 'kind'. Write one of");
    assertThat(refusal(HEAD.replace("EUR", "[a]") + "microgrids: []\n"))
        .contains("currency is a list, but must be text.");
    assertThat(refusal("defaults: 3\n" + devices(GRID)))
        .contains("defaults must be groups of keys");
    assertThat(
            refusal(devices("{kind: load, name: l, demand: 3, lostLoadValue: 1, priority: 1.5}")))
        .contains("priority is 1.5, but must be a whole number.");
    assertThat(refusal("[a]: b\n" + devices(GRID))).contains("a key is not a word.");
  }

  @Test
  void outagesAreLocalTimes() {
    String outage = GRID.replace("}}", "}, outages: [{from: 2016-01-02, to: %s}]}");

    assertThat(refusal(devices(outage.formatted("soon"))))
        .contains("outages[0].to is soon, but must be a local date or time. Write 2016-07-01");
    assertThat(refusal(devices(outage.formatted("2016-01-01T12:00"))))
        .contains("outages has one from 2016-01-02T00:00 to 2016-01-01T12:00");
  }

  @Test
  void anUnknownNameOfAScenarioIsRefusedWithTheNearest() {
    var refused = catchThrowableOfType(ScenarioException.class, () -> Scenarios.load("networkd"));

    assertThat(refused)
        .hasMessageStartingWith(
            "There is no scenario 'networkd'. Did you mean 'networked'? Name one of");
  }

  @Test
  void textInWindows1252IsRead() throws IOException {
    Files.write(folder.resolve("x.yaml"), "title: é\n".getBytes(StandardCharsets.ISO_8859_1));
    Files.write(folder.resolve("y.yaml"), new byte[] {'t', (byte) 0x81, 1});

    assertThatThrownBy(() -> Scenarios.load(folder.resolve("x.yaml").toString()))
        .hasMessageContaining("the file lacks currency");
    assertThatThrownBy(() -> Scenarios.load(folder.resolve("y.yaml").toString()))
        .hasMessageEndingWith("Save it as text in UTF-8.");
  }

  @Test
  void aDataSetBesideTheScenarioIsFound() throws IOException {
    Files.writeString(
        folder.resolve("mine.yaml"),
        "title: Mine.\nzone: UTC\nfiles:\n- {file: a.csv, time: {column: t}, columns: {load: {column: l, unit: kW}}}\n");
    Files.writeString(folder.resolve("a.csv"), "t,l\n2024-01-01T00:00,1\n2024-01-01T01:00,2\n");
    var scenario = read("dataset: mine.yaml\n" + devices(GRID));

    assertThat(Datasets.load(scenario.dataset(), scenario).steps()).isEqualTo(2);
    assertThat(scenario.hash()).isEqualTo(read("dataset: ./mine.yaml\n" + devices(GRID)).hash());
  }

  @Test
  void whatABaseNamesIsFoundBesideTheBase() throws IOException {
    var archipelago = read("extends: archipelago\ntitle: Ours\n");
    Files.createDirectories(folder.resolve("base"));
    Files.writeString(folder.resolve("base/plan.csv"), "start,a/grid\n2016-01-01T00:00,1\n");
    Files.writeString(folder.resolve("base/base.yaml"), devices(GRID) + "schedule: plan.csv\n");
    var own = read("extends: base/base.yaml\ntitle: Ours\n");

    assertThat(archipelago.schedule()).isPresent();
    assertThat(own.schedule().orElseThrow().text()).startsWith("start,a/grid");
  }

  @Test
  void aFileThatIsNotThereIsToldWithTheLineAndWhereItWasLookedFor() throws IOException {
    Files.createDirectories(folder.resolve("base"));
    Files.writeString(folder.resolve("base/base.yaml"), devices(GRID) + "schedule: none.csv\n");
    Path above = Path.of("").toAbsolutePath().relativize(folder.toRealPath()).resolve("site.yaml");

    assertThat(refusal(devices(GRID) + "schedule: none.csv\n"))
        .isEqualTo(
            "site.yaml:7: schedule is none.csv, but there is no file none.csv. Correct the path, which starts at the folder of the scenario.");
    assertThatThrownBy(() -> Scenarios.load(above.toString()))
        .hasMessageContaining(above + ":7: schedule is none.csv")
        .hasMessageContaining("no file " + above.resolveSibling("none.csv") + ".");
    assertThat(refusal("extends: base/base.yaml\ntitle: Ours\n"))
        .startsWith("base/base.yaml:7: schedule is none.csv")
        .contains("there is no file none.csv or base/none.csv.");
    assertThat(refusal(HEAD + "microgrids:\n- {name: a, devices: [], households: none.csv}\n"))
        .contains("site.yaml:4: microgrids[0].households is none.csv, but there is no file");
  }

  @Test
  void aScheduleIsNamedByItsPathAndCountsByItsName() throws IOException {
    Files.createDirectories(folder.resolve("plans"));
    String plan = "start,a/grid\n2016-01-01T00:00,1\n";
    Files.writeString(folder.resolve("plan.csv"), plan);
    Files.writeString(folder.resolve("plans/plan.csv"), plan);

    var beside = read(devices(GRID) + "schedule: plan.csv\n");
    var below = read(devices(GRID) + "schedule: plans/plan.csv\n");

    assertThat(beside.schedule().orElseThrow().name())
        .isEqualTo(folder.resolve("plan.csv").toString());
    assertThat(below.hash()).isEqualTo(beside.hash());
  }

  @Test
  void aTariffByTimeOfUseWithAFeedInPriceIsRead() throws IOException {
    var scenario =
        read(
            devices(
                GRID.replace(
                    "{wholesale: 0.1}",
                    "{wholesale: 0.05, feedIn: 0.08, blocks: [{above: 300, price: 0.03}, {above: 1000, price: 0.08}], rates: [{price: 0.2, from: 7, to: 21, days: weekdays, months: [12, 1]}, {price: 0.1}]}")));
    var kept =
        read(devices(GRID.replace("{wholesale: 0.1}", "{wholesale: 0.1}, storageExport: false")));
    var grid = (GridConnection) scenario.microgrids().getFirst().devices().getFirst();
    var prices = grid.inputs();
    var monday = LocalDateTime.of(2024, 1, 8, 12, 0);

    assertThat(prices.getFirst().formula().at(monday, new double[] {0.05})).isEqualTo(0.25);
    assertThat(prices.getFirst().formula().at(monday.minusDays(1), new double[] {0.05}))
        .isCloseTo(0.15, within(1e-12));
    assertThat(prices.get(1).formula().at(monday, new double[] {0.08})).isEqualTo(0.08);
    assertThat(grid.blocks()).isTrue();
    assertThat(grid.storageExport()).isTrue();
    assertThat(((GridConnection) kept.microgrids().getFirst().devices().getFirst()).storageExport())
        .isFalse();
    assertThat(
            refusal(
                devices(
                    GRID.replace(
                        "{wholesale: 0.1}", "{wholesale: 0.1, rates: [{price: 1, from: 25}]}"))))
        .contains("from is 25 and to is 24");
  }

  @Test
  void namesThatATableCouldNotHoldAreRefused() {
    assertThat(refusal(devices(GRID.replace("name: grid", "name: '=1+1'"))))
        .contains("has '=1+1', but a name must not begin with = + - or @, nor hold a /.");
    assertThat(refusal(devices(GRID).replace("name: a", "name: a/b"))).contains("has 'a/b'");
    assertThat(refusal(devices(GRID).replace("Small", "\"\\e[31mred\"")))
        .contains("title is '?[31mred', but must be text.");
  }

  @Test
  void numbersAndTimesBeyondAllMeasureAreRefused() {
    assertThat(refusal(devices(GRID) + "step: 1e20\n")).contains("site.yaml:");
    assertThat(
            refusal(
                devices(
                    GRID.replace(
                        "wholesale: 0.1", "wholesale: {of: [{series: price, shift: 1e20}]}"))))
        .contains("shift is 1.0E20 h");
    assertThat(
            refusal(
                devices(
                    GRID.replace(
                        "tariff:",
                        "outages: [{from: '+999999999-12-31T23:00', to: 2024-02-31}], tariff:"))))
        .contains("from is +999999999-12-31T23:00, but must be a local date or time")
        .contains("to is 2024-02-31, but must be a local date or time");
  }

  @Test
  void whatIsGeneratedHasASize() {
    assertThatThrownBy(() -> Datasets.load("generated:years=50,step=5,microgrids=1000"))
        .hasMessageContaining("but at most 100000000 fit");
    assertThatThrownBy(() -> Scenarios.load("transactive:microgrids=1000,households=1000"))
        .hasMessageContaining("would have 1000000 households, but may have 100000 at most");
    assertThatThrownBy(() -> Datasets.load("generated:years=1,years=2"))
        .hasMessageContaining("years is given twice");
  }

  @Test
  void aDataSetThatDoesNotExistIsRefused() {
    assertThat(refusal("dataset: ontaria2016\n" + devices(GRID)))
        .startsWith(
            "site.yaml:1: dataset is ontaria2016, but there is no such data set, and no such file beside this one. Did you mean 'ontario2016'? Name one of");
    assertThat(refusal("dataset: generated:yeers=2\n" + devices(GRID)))
        .contains("'yeers=2' is not an option. Did you mean 'years'?");
  }
}
