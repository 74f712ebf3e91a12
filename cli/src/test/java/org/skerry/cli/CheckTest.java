package org.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `check` on files of every kind, right and wrong.
class CheckTest {
  private static final String CASE =
      """
      function mpc = tiny
      mpc.version = '2';
      mpc.baseMVA = 1;
      mpc.bus = [1 3 0 0 0 0 1 1 0 12 1 1.1 0.9; 2 1 0.25 0.1 0 0 1 1 0 12 1 1.1 0.9];
      mpc.gen = [1 0 0 1 -1 1 1 1 2 0];
      mpc.branch = [1 2 0.01 0.01 0 0 0 0 0 0 1 -360 360];
      """;

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("data.csv"), "time,kw,price\n" + rows());
    write(
        "data.yaml",
        """
        title: A day
        zone: UTC
        step: 60
        files:
          - file: data.csv
            time: {column: time}
            columns:
              load: {column: kw, unit: kW}
              price: {column: price, unit: USD/kWh}
        """);
    write(
        "site.yaml",
        """
        title: House
        currency: USD
        step: 60
        dataset: data.yaml
        microgrids:
          - name: house
            devices:
              - {kind: load, name: load, demand: {of: load}, lostLoadValue: 10}
              - {kind: grid, name: grid, importLimit: 10, exportLimit: 0, tariff: {wholesale: {of: price}}}
        """);
    write("plan.csv", "start,house/grid\n2024-01-01T00:00,1\n2024-01-01T01:00,2\n");
    write("tiny.m", CASE);
  }

  private static String rows() {
    var rows = new StringBuilder();
    for (int hour = 0; hour < 24; hour++) {
      rows.append("2024-01-01T%02d:00,%d,0.25%n".formatted(hour, hour % 2 == 0 ? 1 : 3));
    }
    return rows.toString();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Session check(String name) {
    return Session.of("check", folder.resolve(name).toString());
  }

  @Test
  void aDataSetComesWithEnergyAndMoney() {
    var told = check("data.yaml");

    assertThat(told.err()).isEmpty();
    assertThat(told.status()).isZero();
    assertThat(told.out()).contains("is a valid data set: A day. Source").doesNotContain("?");
    assertThat(line(told, "load")).contains("48").contains("12"); // kWh, and at 0.25
  }

  @Test
  void aScenarioComesWithEnergyAndMoneyOfEveryDevice() {
    var told = check("site.yaml");

    assertThat(told.err()).isEmpty();
    assertThat(told.status()).isZero();
    assertThat(told.out()).contains("House, 1 microgrid with 2 devices");
    assertThat(line(told, "house/load")).contains("48").contains("12");
  }

  @Test
  void aTitleMayEndWithAFullStop() throws IOException {
    write("data.yaml", Files.readString(folder.resolve("data.yaml")).replace("A day", "A day."));
    write("site.yaml", Files.readString(folder.resolve("site.yaml")).replace("House", "House."));

    assertThat(check("data.yaml").out()).contains("A day. Source");
    assertThat(check("site.yaml").out()).contains("House, 1 microgrid with 2 devices");
  }

  @Test
  void unitsThatCanHardlyBeRightAreAskedAbout() throws IOException {
    var wrong = new StringBuilder("time,kw,price\n");
    for (int hour = 0; hour < 24; hour++) {
      wrong.append("2024-01-01T%02d:00,%d,83%n".formatted(hour, 5000 + hour));
    }
    write("data.csv", wrong.toString());

    assertThat(check("data.yaml").out())
        .contains("load never falls in 24 steps: is it the register of a meter?")
        .contains("price is 83.00 USD/kWh on average: is it a price per MWh");
    assertThat(check("site.yaml").out())
        .contains("house/load demand never falls in 24 steps")
        .contains("USD/kWh on average");
  }

  @Test
  void aPowerBeyondAnyGridIsAskedAbout() throws IOException {
    write("data.csv", "time,kw,price\n2024-01-01T00:00,5,1\n2024-01-01T01:00,8e28,1\n");

    assertThat(check("data.yaml").out()).contains("more than any grid takes");
  }

  @Test
  void aSpreadAboveThePriceAndOtherMoneyAreAskedAbout() throws IOException {
    write("site.yaml", site("{of: price}", "{of: price}, spread: 5").replace("USD", "EUR"));

    assertThat(check("site.yaml").out())
        .contains("house/grid has the spread 5, a share of the buying price")
        .contains("price of data set data is in USD/kWh, but the scenario counts in EUR");
    write("site.yaml", site("currency: EUR", "currency: USD").replace("spread: 5", "spread: 1"));
    assertThat(check("site.yaml").out()).doesNotContain("spread").doesNotContain("counts in");
  }

  private String site(String old, String replacement) throws IOException {
    String text = Files.readString(folder.resolve("site.yaml"));
    assertThat(text).contains(old);
    return text.replace(old, replacement);
  }

  @Test
  void aSeriesWithASlipIsNamedWithItsPlaceAndTheNearest() throws IOException {
    write("site.yaml", site("{of: price}", "{of: prise}"));

    for (String command : new String[] {"check", "simulate", "optimum"}) {
      assertThat(Session.of(command, folder.resolve("site.yaml").toString()).err())
          .contains(
              "lacks prise, which scenario site (" + folder.resolve("site.yaml:9") + ") needs")
          .contains("Did you mean 'price'?");
    }
  }

  @Test
  void aFileInTheWrongPlaceIsToldWhatItIs() throws IOException {
    write("started.csv", "start,kw\n2024-01-01T00:00,1\n");
    assertThat(check("started.csv").err()).contains("so it is no schedule.");
    String data = folder.resolve("data.yaml").toString();
    String csv = folder.resolve("data.csv").toString();

    assertThat(Session.of("check", csv).err())
        .contains("so it is no schedule.")
        .contains("through a descriptor (YAML)");
    assertThat(Session.of("simulate", csv).err()).contains("this is a CSV file, but a scenario");
    assertThat(Session.of("simulate", "networked", "--dataset", csv).err())
        .contains("A descriptor names the file and its columns");
    assertThat(Session.of("simulate", data).err())
        .contains(data + " is a data set, not a scenario.")
        .contains("--dataset " + data);
    assertThat(Session.of("simulate", "networked", "--controller", csv).err())
        .contains("so it is no schedule.");
    String site = folder.resolve("site.yaml").toString();
    assertThat(Session.of("simulate", "networked", "--dataset", site).err())
        .contains(site + " is a scenario, not a data set.");
    assertThat(Session.of("optimum", "ontario2016").err())
        .contains("ontario2016 is a data set, not a scenario.");
  }

  private static String line(Session told, String name) {
    return told.out().lines().filter(line -> line.strip().startsWith(name)).findFirst().orElse("");
  }

  @Test
  void aScheduleANetworkAndACaseAreTold() {
    assertThat(check("plan.csv"))
        .returns(0, Session::status)
        .extracting(Session::out)
        .asString()
        .contains("is a schedule: 2 rows from 2024-01-01T00:00");
    assertThat(check("tiny.m"))
        .returns(0, Session::status)
        .extracting(Session::out)
        .asString()
        .contains("2 buses, 1 line, 250");
  }

  @Test
  void everyKindOfFileIsRefusedWithItsNameAndWithoutATrace() throws IOException {
    for (String name : new String[] {"data.yaml", "site.yaml", "plan.csv", "tiny.m"}) {
      String whole = Files.readString(folder.resolve(name));
      write(name, whole.substring(0, whole.length() / 2).replace(":", ": ["));

      var told = check(name);

      assertThat(told.status()).as(name).isEqualTo(1);
      assertThat(told.err()).as(name).contains(name).doesNotContain("\tat ");
      write(name, whole);
    }
    assertThat(check("none.yaml")).returns(1, Session::status);
  }
}
