package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.skerry.energy.dispatch.Village.grid;
import static org.skerry.energy.dispatch.Village.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.OwnBalance;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Series;

class ScheduleTest {
  private static final double[] PRICES = {0.1, 0.2, 0.3};

  @TempDir Path folder;

  private static Schedule parse(String text) {
    return ScheduleFile.parse("plan", "plan.csv", text);
  }

  @Test
  void everyNumberSurvivesTheFile() throws IOException {
    Schedule schedule = Village.schedule("village/battery", 1.0 / 3, -Math.PI, 1e-300);
    Path file = folder.resolve("script.csv");

    ScheduleFile.write(schedule, file);

    assertThat(ScheduleFile.read(file)).isEqualTo(schedule);
    assertThat(Files.readString(file)).startsWith("start,village/battery\n2016-01-01T00:00,0.33");
  }

  @Test
  void spacesAndEmptyLinesAreNoMatter() {
    Schedule schedule = parse("start , m/battery\n\n 2016-01-01T00:00 , 5 \n\n");

    assertThat(schedule.columns()).containsExactly("m/battery");
    assertThat(schedule.rows()).containsExactly(new Schedule.Row(Village.hour(0), List.of(5.0)));
  }

  @Test
  void aScheduleIsPlayedFromWhereThePeriodBegins() {
    Village village = Village.of(PRICES, Village.battery(), load(10), grid(0));

    Outcome outcome =
        new Simulation(
                village.setting(), Period.between(1, 3), OwnBalance::new, Step.Limits.OPERATING)
            .run(Village.schedule("village/battery", 1, 2, 3), played -> {});

    assertThat(Village.trace(outcome, "battery", "power")).containsExactly(2, 3);
    assertThat(outcome.controller()).isEqualTo("script");
  }

  @Test
  void aFurtherControlIsNamedAfterItsDevice() {
    var roof = new Photovoltaic("roof", new Output.Measured(Profile.constant(3)), 5);

    Outcome outcome =
        Village.of(PRICES, roof, load(10), grid(0))
            .play(Village.schedule("village/roof/reactive", 1, -2, 9));

    assertThat(Village.trace(outcome, "roof", "reactive")).containsExactly(1, -2, 4);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 30, 15})
  void theHourThatAutumnRepeatsIsFollowedTwiceAtAnyStep(int minutes) {
    int steps = 4 * 60 / minutes;
    Duration step = Duration.ofMinutes(minutes);
    Instant start = Instant.parse("2016-10-29T23:00:00Z"); // 01:00, then 02:00, 02:00 and 03:00
    ZoneId zone = ZoneId.of("Europe/Berlin");
    Series price = new Series("price", "per kWh", new double[steps]);
    Dataset autumn =
        new Dataset("autumn", "made for tests", start, zone, step, List.of(price), List.of());
    Microgrid village = new Microgrid("village", "", List.of(Village.battery(), load(10), grid(0)));
    Setting setting = Setting.of(Scenario.of("village", step, List.of(village)), autumn);
    List<Schedule.Row> rows = new ArrayList<>();
    double[] setpoints = new double[steps];
    for (int index = 0; index < steps; index++) {
      setpoints[index] = 1 + index / 16.0;
      rows.add(new Schedule.Row(setting.timeline().local(index), List.of(setpoints[index])));
    }
    Schedule schedule = new Schedule("plan", List.of("village/battery"), rows);

    Outcome outcome =
        new Simulation(setting, Period.between(0, steps), OwnBalance::new, Step.Limits.OPERATING)
            .run(schedule, played -> {});

    assertThat(Village.trace(outcome, "battery", "power")).containsExactly(setpoints);
  }

  @Test
  void namesMayHoldCommasAndQuotes() {
    Schedule schedule =
        new Schedule(
            "plan",
            List.of("the \"old\" mill, upper/battery", "b/c"),
            List.of(new Schedule.Row(Village.hour(0), List.of(1.0, 2.0))));
    Path file = folder.resolve("plan.csv");

    ScheduleFile.write(schedule, file);

    assertThat(ScheduleFile.read(file)).isEqualTo(schedule);
  }

  @Test
  void anUnknownDeviceIsNamedWithThoseThereAre() {
    Village village = Village.of(PRICES, Village.battery(), load(10), grid(0));

    assertThatThrownBy(() -> village.play(Village.schedule("village/batery", 1, 2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Schedule 'script' sets 'village/batery', but scenario 'village' has only"
                + " [village/battery, village/load, village/grid, village/grid/reactive]. Name"
                + " columns microgrid/device.");
  }

  @Test
  void aMissingHourIsNamed() {
    Village village = Village.of(PRICES, Village.battery(), load(10), grid(0));

    assertThatThrownBy(() -> village.play(Village.schedule("village/battery", 1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Schedule 'script' has no row that starts at 2016-01-01T02:00. It covers"
                + " 2016-01-01T00:00 to 2016-01-01T01:00; choose --from and --to within.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                  | plan.csv is empty, but a schedule begins with a line such as 'start,harbour/battery'.
          'time,a/b'                          | plan.csv:1: there is no column 'start'. The columns are: time, a/b.
          'start;2016-01-01T00:00'            | plan.csv: the header has only 'start', but a schedule has one column per set-point, such as 'start,harbour/battery'. Add one.
          'start,a/b'                         | plan.csv:1: no rows follow the header. Give at least two steps.
          'start,a/b;2016-01-01T00:00'        | plan.csv:2: the row has 1 cell, but the header has 2 columns. Correct the row.
          'start,a/b;yesterday,1'             | plan.csv:2: start is 'yesterday', but must be a local time such as 2016-07-01T00:00.
          'start,a/b;;2016-01-01T00:00,much'  | plan.csv:3: a/b is 'much', but must be a finite number in kW or kvar.
          'start,a/b;2016-01-01T00:00,0x1p3'  | plan.csv:2: a/b is '0x1p3', but must be a finite number in kW or kvar.
          'start,a/b,a/b;2016-01-01T00:00,1,2' | plan.csv: the column 'a/b' is there twice. Remove one.
          'start,a/b;2016-01-01T00:00,NaN'    | plan.csv:2: a/b is 'NaN', but must be a finite number in kW or kvar.
          """)
  void whatIsNoScheduleIsRefusedByLine(String text, String message) {
    assertThatThrownBy(() -> parse(text.replace(';', '\n')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aTimeThatStandsTwiceIsRefused() {
    Village village = Village.of(PRICES, Village.battery(), load(10), grid(0));
    Schedule doubled =
        parse(
            """
            start,village/battery
            2016-01-01T00:00,1
            2016-01-01T01:00,2
            2016-01-01T01:00,3
            2016-01-01T02:00,4
            """);

    assertThatThrownBy(() -> village.play(doubled))
        .hasMessage(
            "Schedule 'plan' has 2 rows that start at 2016-01-01T01:00. Remove all but one.");
  }

  @Test
  void aScheduleOfASpreadsheetAndNamesWithCommasAreRead() throws IOException {
    Schedule schedule = parse("start;\"a, b/c\"\n2016-01-01T00:00;1,5\n2016-01-01T01:00;-2\n");
    Path file = folder.resolve("plan.csv");

    ScheduleFile.write(schedule, file);

    assertThat(schedule.rows().getFirst().setpoints()).containsExactly(1.5);
    assertThat(ScheduleFile.read(file)).isEqualTo(schedule);
  }

  @Test
  void everyProblemIsToldAtOnce() {
    assertThatThrownBy(() -> parse("start,a/b\nyesterday,1\n2016-01-01T00:00,much\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("plan.csv:2: start is 'yesterday'")
        .hasMessageContaining("plan.csv:3: a/b is 'much'");
  }

  @Test
  void aFileThatIsNotThereOrNoTextIsRefused() throws IOException {
    Path missing = folder.resolve("missing.csv");
    Path binary = folder.resolve("binary.csv");
    Files.write(binary, new byte[] {'a', 0, 1});

    assertThatThrownBy(() -> ScheduleFile.read(missing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no schedule file '" + missing + "'. Give the path of a CSV file.");
    assertThatThrownBy(() -> ScheduleFile.read(binary))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(binary + ": this is a binary file, not text. Give a text file.");
  }
}
