package org.skerry.energy.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  private static final String PLAIN =
      """
      title: A small file.
      zone: Europe/London
      files:
        - file: a.csv
          time: {column: time}
          columns: {load: {column: kw, unit: kW}}
      """;

  @TempDir Path folder;

  private Dataset read(String descriptor, String csv) throws IOException {
    Files.writeString(folder.resolve("a.csv"), csv);
    return load(descriptor);
  }

  private Dataset load(String descriptor) throws IOException {
    Files.writeString(folder.resolve("own.yaml"), descriptor);
    return Datasets.load(folder.resolve("own.yaml").toString());
  }

  private String refusal(String descriptor, String csv) {
    var refused = catchThrowableOfType(ScenarioException.class, () -> read(descriptor, csv));
    assertThat(refused).as("the file must be refused").isNotNull();
    return refused.getMessage().replace(folder.toString() + "/", "");
  }

  private static String rows(String... rows) {
    return "time,kw\n" + String.join("\n", rows) + "\n";
  }

  @Test
  void aSmallFileIsRead() throws IOException {
    var data = read(PLAIN, rows("2024-01-01T00:00,1.5", "2024-01-01 01:00:00,2"));

    assertThat(data.name()).isEqualTo("own");
    assertThat(data.start()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
    assertThat(data.series("load").values()).containsExactly(1.5, 2);
    assertThat(data.description())
        .isEqualTo("A small file. Source: not given. Licence: not given.");
  }

  @Test
  void aDecimalCommaInEveryRowPartsNoCells() throws IOException {
    var data =
        read(
            PLAIN.replace("column: time", "column: 1").replace("column: kw", "column: 2"),
            "2024-01-01 00:00:00;0,25\n2024-01-01 01:00:00;911,5\n");

    assertThat(data.series("load").values()).containsExactly(0.25, 911.5);
  }

  @Test
  void aCountedRowWithoutAValueIsAStep() throws IOException {
    String counted =
        PLAIN.replace("{column: time}", "{start: 2024-01-01T00:00}").replace("kw,", "1,")
            + "    header: false\n    gaps: {fill: interpolate, upTo: 3}\n";

    for (String gap : new String[] {"-", "#N/A", "nan", "unknown"}) {
      assertThat(read(counted, "1\n2\n" + gap + "\n4\n").series("load").values())
          .containsExactly(1, 2, 3, 4);
    }
    for (String gap : new String[] {"", "\"\""}) {
      assertThat(refusal(counted, "1\n2\n" + gap + "\n4\n"))
          .isEqualTo(
              "a.csv:3: the line is empty, but rows are counted from 'start'. Remove the line, or write '-' there if it is a step without a value.");
    }
    assertThat(read(counted, "1\n2\n\n\n").series("load").values()).containsExactly(1, 2);
  }

  @Test
  void aRowOfAnotherLengthIsRefusedWhereverItStands() throws IOException {
    String named = rows("2024-01-01T00:00,10", "2024-01-01T01:00,30");
    assertThat(refusal(PLAIN, named + "\n2024-01-01T02:00,400,x\n2024-01-01T03:00,400,x\n"))
        .startsWith("a.csv:5: the row has 3 cells, but the header has 2 columns.");
    var footed = read(PLAIN, named + "\nSum;40\nof the meter\n");
    assertThat(String.join("\n", footed.notes()))
        .contains("a.csv: 2 lines, of which line 5 is the first, are no rows and were left out.");

    String numbered = PLAIN.replace("column: time", "column: 1").replace("column: kw", "column: 2");
    String ragged = "2024-01-01T00:00,300,x\n2024-01-01T01:00,10\n2024-01-01T02:00,35\n";
    assertThat(refusal(numbered, ragged))
        .startsWith("a.csv:1: the row has 3 cells, but most rows have 2.");
    assertThat(refusal(numbered + "    header: false\n", ragged))
        .startsWith("a.csv:1: the row has 3 cells, but most rows have 2.");
    assertThat(refusal(numbered + "    header: false\n", "time,kw,note\n" + ragged))
        .startsWith("a.csv:1: time is 'time', but must be a date or time");
  }

  @Test
  void anIncompleteLastStepIsTold() throws IOException {
    String quarters =
        PLAIN
            .replace("zone:", "step: 60\nzone:")
            .replace("file: a.csv", "file: a.csv\n    step: 15");
    String[] rows = new String[11];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = "2024-01-01T%02d:%02d,%d".formatted(row / 4, 15 * (row % 4), row < 8 ? 4 : 300);
    }

    var data = read(quarters, rows(rows));

    assertThat(data.series("load").values()).containsExactly(4, 4);
    assertThat(data.notes())
        .containsExactly(
            "Data set own ends at 2024-01-01T02:00:00Z: the 45 min of the files after it are no whole step of 60 min and were left out.");
  }

  @Test
  void theSeparatorIsTheOneThatGivesValuesInEveryRow() throws IOException {
    String counted = PLAIN.replace("{column: time}", "{start: 2024-01-01T00:00}");
    String first = counted.replace("kw,", "1,");
    String second = counted.replace("kw,", "2,");

    assertThat(read(first, "20,3;3,5;4,5\n20,5;3,5;4,5\n").series("load").values())
        .containsExactly(20.3, 20.5);
    assertThat(read(second, "0;1,200,567\n1;1,300,000\n").series("load").values())
        .containsExactly(1200567, 1300000);
    assertThat(read(second, "Verbrauch;Preis\n12,1;0,25\n12,2;0,5\n").series("load").values())
        .containsExactly(0.25, 0.5);
    assertThat(
            read(PLAIN, "time,kw,tags\n2024-01-01T00:00,5,x;y\n2024-01-01T01:00,6,x;z\n")
                .series("load")
                .values())
        .containsExactly(5, 6);
    assertThat(read(second, "load,price\n1,2\n3,4\n").series("load").values())
        .containsExactly(2, 4);
    assertThat(read(counted, "kw\n12,1\n12,2\n").series("load").values())
        .containsExactly(12.1, 12.2);
  }

  @Test
  void aCommaThatIsSaidToBeginDecimalsPartsNoCells() throws IOException {
    String counted =
        PLAIN.replace("{column: time}", "{start: 2024-01-01T00:00}").replace("kw,", "1,");

    assertThat(read(counted + "    decimal: ','\n", "12,1\n12,25\n").series("load").values())
        .containsExactly(12.1, 12.25);
    assertThat(refusal(counted + "    header: false\n", "12,1\n12,25\n"))
        .startsWith(
            "a.csv:1: cells may be parted by ';', which gives 12,1, or by ',', which gives 12.");
  }

  @Test
  void hourEndingStampsAreMovedToTheStart() throws IOException {
    var data =
        read(
            PLAIN.replace("{column: time}", "{column: time, stamp: ending, zone: '-05:00'}"),
            rows("2024-01-01T01:00,1", "2024-01-01T02:00,2"));

    assertThat(data.start()).isEqualTo(Instant.parse("2024-01-01T05:00:00Z"));
  }

  @Test
  void aDateWithTheHourOfTheDayIsRead() throws IOException {
    var data =
        read(
            PLAIN.replace("{column: time}", "{column: date, format: dd/MM/yyyy, period: hour}"),
            "date,hour,kw\n01/07/2024,24,1\n02/07/2024,1,2\n");

    assertThat(data.start()).isEqualTo(Instant.parse("2024-07-01T22:00:00Z"));
    assertThat(data.steps()).isEqualTo(2);
  }

  @Test
  void theHourThatComesTwiceIsReadTwice() throws IOException {
    var data =
        read(
            PLAIN,
            rows(
                "2024-10-27T00:00,1",
                "2024-10-27T01:00,2",
                "2024-10-27T01:00,3",
                "2024-10-27T02:00,4"));

    assertThat(data.series("load").values()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void theHourThatIsSkippedDoesNotExist() {
    assertThat(
            refusal(PLAIN, rows("2024-03-31T00:00,1", "2024-03-31T01:00,2", "2024-03-31T02:00,3")))
        .startsWith(
            "a.csv:3: time 2024-03-31T01:00 does not exist in Europe/London, because the clock goes forward there. If the file keeps one clock all year, write 'zone: \"UTC\"' under 'time' in the descriptor.");
  }

  @Test
  void unitsAreConverted() throws IOException {
    String descriptor =
        """
        title: Units.
        zone: UTC
        step: 30
        files:
          - file: a.csv
            separator: ;
            time: {column: t}
            columns:
              load: {column: a, unit: kWh}
              loadB: {column: [a, b], unit: MW, scale: 2, offset: 1}
              price: {column: b, unit: EUR/MWh}
              net: {column: b, unit: W}
              share: {column: a, unit: '1'}
              irradiance: {column: a, unit: W/m2}
              windSpeed: {column: a, unit: m/s}
              temperature: {column: b, unit: C}
        """;
    var data = read(descriptor, "t;a;b\n2024-01-01T00:00;1;-50\n2024-01-01T00:30;2;7\n");

    assertThat(data.step()).isEqualTo(Duration.ofMinutes(30));
    assertThat(data.series("load").values()).containsExactly(2, 4);
    assertThat(data.series("loadB").values()).containsExactly(-97999, 18001);
    assertThat(data.series("price").values())
        .as("negative prices pass")
        .containsExactly(-0.05, 0.007);
    assertThat(data.series("price").unit()).isEqualTo("EUR/kWh");
    assertThat(data.series("net").values()).containsExactly(-0.05, 0.007);
    assertThat(data.series("temperature").unit()).isEqualTo("C");
  }

  @Test
  void anUnknownUnitIsRefusedWithTheKnownOnes() {
    assertThat(refusal(PLAIN.replace("unit: kW", "unit: horsepower"), rows()))
        .isEqualTo(
            "own.yaml:6: files[0].columns.load.unit is horsepower, but must be one of W, kW, MW, Wh, kWh, MWh, Wh total, kWh total, MWh total, W/m2, C, m/s, km/h, 1, <currency>/kWh, <currency>/MWh, ct/kWh, p/kWh.");
  }

  @Test
  void aUnitThatDoesNotFitItsSeriesIsRefused() {
    assertThat(refusal(PLAIN.replace("unit: kW", "unit: EUR/MWh"), rows()))
        .isEqualTo(
            "own.yaml:6: files[0].columns.load.unit is EUR/MWh, but series 'load' is a power, in W, kW, MW, kWh or MWh per step or in total. Correct the unit, or give the series another name.");
    assertThat(refusal(PLAIN.replace("load:", "priceDayAhead:"), rows()))
        .contains("series 'priceDayAhead' is a price, in <currency>/kWh or <currency>/MWh.");
    assertThat(refusal(PLAIN.replace("load:", "temperature:"), rows())).contains("a temperature");
    assertThat(refusal(PLAIN.replace("load:", "irradiance:"), rows())).contains("an irradiance");
    assertThat(refusal(PLAIN.replace("load:", "windSpeed:"), rows())).contains("a wind speed");
  }

  @Test
  void aMissingColumnIsRefusedWithTheNearestOne() {
    assertThat(refusal(PLAIN, "time,kv\n2024-01-01T00:00,1\n"))
        .isEqualTo(
            "a.csv:1: there is no column 'kw'. Did you mean 'kv'? The columns are: time, kv.");
  }

  @Test
  void aNameOfTwoLinesIsToldInOne() {
    assertThat(refusal(PLAIN, "time,\"k\nw\"\n2024-01-01T00:00,1\n"))
        .isEqualTo(
            "a.csv:1: there is no column 'kw'. Did you mean 'k?w'? The columns are: time, k?w.");
  }

  @Test
  void allBadCellsAreReportedAtOnce() {
    assertThat(
            refusal(
                    PLAIN,
                    rows(
                        "2024-01-01T00:00,1",
                        "2024-01-01T01:00,much",
                        "2024-01-01T02:00,NaN",
                        "soon,3",
                        "2024-01-01T04:00",
                        "2024-01-01T03:00,Infinity"))
                .lines())
        .containsExactly(
            "a.csv:3: column 'kw' is 'much', but must be a number (kW). Correct the cell, or leave it empty and write 'gaps: {fill: interpolate, upTo: 3}' in the descriptor.",
            "a.csv:4: column 'kw' is 'NaN', but must be a number (kW). Correct the cell, or leave it empty and write 'gaps: {fill: interpolate, upTo: 3}' in the descriptor.",
            "a.csv:5: time is 'soon', but must be a date or time (such as 2024-01-31T13:00, 31.01.2024 13:00 or 1706706000). Correct the cell, or write its 'format' under 'time' in the descriptor.",
            "a.csv:6: the row has 1 cell, but the header has 2 columns. Correct the row.",
            "a.csv:7: column 'kw' is 'Infinity', but must be a number (kW). Correct the cell, or leave it empty and write 'gaps: {fill: interpolate, upTo: 3}' in the descriptor.");
  }

  @Test
  void aGapIsRefusedWithTheWayOut() {
    assertThat(refusal(PLAIN, rows("2024-01-01T00:00,1", "2024-01-01T03:00,4")))
        .isEqualTo(
            "a.csv:3: time 2024-01-01T03:00 follows after 2 missing steps. Add the rows, or write 'gaps: {fill: interpolate, upTo: 2}' in the descriptor.");
  }

  @Test
  void aGapIsFilledOnlyAsTheDescriptorSaysAndCounted() throws IOException {
    String csv =
        rows("2024-01-01T00:00,1", "2024-01-01T03:00,4", "2024-01-01T04:00,", "2024-01-01T05:00,6");
    var line = read(PLAIN + "    gaps: {fill: interpolate, upTo: 2}\n", csv);
    var held = read(PLAIN + "    gaps: {fill: hold, upTo: 2}\n", csv);

    assertThat(line.series("load").values()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(line.notes())
        .singleElement()
        .asString()
        .endsWith(
            "a.csv: 3 of 6 values of 'load' were missing and are interpolated (at most 2 in a row).");
    assertThat(held.series("load").values()).containsExactly(1, 1, 1, 4, 4, 6);
  }

  @Test
  void aGapThatIsTooLongOrAtTheEndIsRefused() {
    String filled = PLAIN + "    gaps: {fill: interpolate, upTo: 1}\n";

    assertThat(refusal(filled, rows("2024-01-01T00:00,1", "2024-01-01T03:00,4")))
        .contains("follows after 2 missing steps");
    assertThat(
            refusal(
                filled,
                rows(
                    "2024-01-01T00:00,1",
                    "2024-01-01T01:00,",
                    "2024-01-01T02:00,",
                    "2024-01-01T03:00,4")))
        .isEqualTo(
            "a.csv:3: series 'load' has no value for 2 steps from 2024-01-01T01:00:00Z on, but at most 1 in a row are filled, between two values. Correct the file, or raise 'upTo' in its gaps.");
    assertThat(refusal(filled, rows("2024-01-01T00:00,1", "2024-01-01T01:00,")))
        .contains("has no value for 1 step");
    assertThat(refusal(PLAIN + "    gaps: {fill: hold, upTo: 5000}\n", rows()))
        .contains("upTo is 5000, but must be from 1 to 1000.");
  }

  @Test
  void rowsMustFollowEachOther() {
    assertThat(refusal(PLAIN, rows("2024-01-01T00:00,1", "2024-01-01T00:00,2")))
        .contains(
            "a.csv:3: time 2024-01-01T00:00 repeats the time of the row before. Remove one of the two.");
    assertThat(
            refusal(PLAIN, rows("2024-01-01T05:00,1", "2024-01-01T06:00,1", "2024-01-01T04:00,2")))
        .contains("is earlier than the row before. Sort the rows by time.");
    assertThat(refusal(PLAIN, rows("2024-01-01T05:00,1", "2024-01-01T05:17,2")))
        .contains("is 17 min after the row before, but steps are 60 min.");
  }

  @Test
  void aStepNumberOutsideTheDayIsRefused() {
    String descriptor =
        PLAIN.replace("{column: time}", "{column: date, format: dd/MM/yyyy, period: hour}");

    assertThat(refusal(descriptor, "date,hour,kw\n31/03/2024,24,1\n"))
        .startsWith(
            "a.csv:2: column 'hour' is 24, but 2024-03-31 has the steps 1 to 23 in Europe/London.");
    assertThat(refusal(descriptor, "date,hour,kw\n31/03/2024,noon,1\n"))
        .contains("column 'hour' is 'noon', but must be the number of a step within the day");
  }

  @Test
  void linesAroundTheTableAreLeftOutButRowsAreNot() throws IOException {
    String csv =
        "Place: here\n\ntime,kw\n2024-01-01T00:00,1\n2024-01-01T01:00,2\n\nkw: \"power\"\n";

    assertThat(read(PLAIN, csv).series("load").values()).containsExactly(1, 2);
    assertThat(refusal(PLAIN, csv + "2024-01-01T02:00,2\n"))
        .isEqualTo("a.csv:8: a row stands after the end of the table. Remove the empty line.");
  }

  @Test
  void filesWithoutStampsAreCountedFromAStart() throws IOException {
    var data = read(PLAIN.replace("{column: time}", "{start: 2024-01-01T06:00}"), "kw\n1\n2\n");

    assertThat(data.start()).isEqualTo(Instant.parse("2024-01-01T06:00:00Z"));
    assertThat(refusal(PLAIN.replace("{column: time}", "{}"), "kw\n1\n"))
        .contains("files[0].time: needs either 'column' with the stamps, or 'start'");
  }

  @Test
  void severalFilesAreCutToTheirCommonTimeAndStep() throws IOException {
    Files.writeString(
        folder.resolve("b.csv"),
        "time,p\n2024-01-01T01:00Z,10\n2024-01-01T01:30Z,20\n2024-01-01T02:00Z,30\n2024-01-01T02:30Z,40\n2024-01-01T03:00Z,50\n");
    var data =
        read(
            PLAIN
                + "  - {file: b.csv, step: 30, time: {column: time}, columns: {price: {column: p, unit: EUR/kWh}}}\n",
            rows("2024-01-01T00:00,1", "2024-01-01T01:00,2", "2024-01-01T02:00,3"));

    assertThat(data.start()).isEqualTo(Instant.parse("2024-01-01T01:00:00Z"));
    assertThat(data.series("load").values()).containsExactly(2, 3);
    assertThat(data.series("price").values()).containsExactly(15, 35);
  }

  @Test
  void aRangeOfDaysCanBeChosen() throws IOException {
    var csv = new StringBuilder("time,kw\n");
    for (int t = 0; t < 72; t++) {
      csv.append("2024-01-%02dT%02d:00,%d%n".formatted(1 + t / 24, t % 24, t));
    }
    var data = read(PLAIN + "from: 2024-01-02\nto: 2024-01-03\n", csv.toString());

    assertThat(data.steps()).isEqualTo(24);
    assertThat(data.series("load").at(0)).isEqualTo(24);
    assertThat(refusal(PLAIN + "from: 2025-01-02\n", csv.toString()))
        .contains("Data set own needs two steps of 60 min that all its files cover");
    assertThat(refusal(PLAIN + "from: soon\n", csv.toString()))
        .contains("from is soon, but must be a date.");
  }

  @Test
  void aDataSetIsCompletedFromLikeDaysOfAnother() throws IOException {
    var data =
        read(
            PLAIN.replace("Europe/London", "'+01:00'") + "complete: ontario2016\n",
            rows("2017-07-05T13:00,1", "2017-07-05T14:00,2"));

    var ontario = Datasets.load("ontario2016");
    int like =
        Timeline.of(ontario, Duration.ofHours(1)).indexOf(LocalDate.of(2016, 7, 6).atTime(13, 0));
    assertThat(data.series("price").at(0))
        .as("5 July 2017 is a Wednesday; the nearest one in 2016 is 6 July")
        .isEqualTo(ontario.series("price").at(like));
    assertThat(data.notes())
        .singleElement()
        .asString()
        .contains("takes price, wind, sun, temperature from ontario2016");
  }

  @Test
  void aDataSetCannotCompleteItself() throws IOException {
    String own = folder.resolve("own.yaml").toString();

    assertThat(
            refusal(
                PLAIN + "complete: " + own + "\n",
                rows("2024-01-01T00:00,1", "2024-01-01T01:00,2")))
        .contains("is completed from itself");
    assertThat(
            refusal(
                PLAIN + "complete: ontario\n", rows("2024-01-01T00:00,1", "2024-01-01T01:00,2")))
        .startsWith("There is no data set 'ontario'. Did you mean 'ontario2016'?");
  }

  @Test
  void anOwnDataSetOfAShippedNameIsAnother() throws IOException {
    Files.writeString(folder.resolve("a.csv"), rows("2016-07-05T13:00,1", "2016-07-05T14:00,2"));
    Files.writeString(folder.resolve("ontario2016.yaml"), PLAIN + "complete: ontario2016\n");
    Files.writeString(folder.resolve("b.yaml"), PLAIN + "complete: c.yaml\n");
    Files.writeString(
        folder.resolve("c.yaml"), PLAIN.replace("load:", "more:") + "complete: ontario2016\n");

    assertThat(Datasets.load(folder.resolve("ontario2016.yaml").toString()).names())
        .contains("load", "price");
    assertThatThrownBy(() -> Datasets.load(folder.resolve("b.yaml").toString()))
        .as("the other is found beside the descriptor")
        .hasMessageContaining("cannot complete b");
  }

  @Test
  void datesThatMayBeReadInTwoWaysAreAskedFor() {
    assertThat(refusal(PLAIN, rows("03/04/2024 00:00,1", "03/04/2024 01:00,2")))
        .isEqualTo(
            "a.csv:2: time '03/04/2024 00:00' may begin with the day or with the month, and no date of the file tells. Write 'format: day-first', 'format: month-first' or a pattern such as 'format: dd/MM/yyyy HH:mm' under 'time' in the descriptor.");
    assertThat(refusal(PLAIN, rows("13/04/2024 00:00,1", "04/13/2024 01:00,2")))
        .contains(
            "a.csv:3: time '04/13/2024 01:00' has day and month in another order than line 2.");
    assertThat(refusal(PLAIN, rows("24-01-02 00:00,1", "24-01-02 01:00,2")))
        .contains("has a year of two digits");
    assertThat(refusal(PLAIN, rows("2024010100,1", "2024010101,2")))
        .contains("seconds since 1970, which are 'format: epoch', or 'format: yyyyMMddHH'");
  }

  @Test
  void aFormatThatIsSaidIsTaken() throws IOException {
    String day = PLAIN.replace("{column: time}", "{column: time, format: day-first}");
    String month = PLAIN.replace("{column: time}", "{column: time, format: month-first}");
    String csv = rows("03/04/2024 00:00,1", "03/04/2024 01:00,2");

    assertThat(read(day, csv).start()).isEqualTo(Instant.parse("2024-04-02T23:00:00Z"));
    assertThat(read(month, csv).start()).isEqualTo(Instant.parse("2024-03-04T00:00:00Z"));
  }

  private Instant start(String zone, String time, String... stamps) throws IOException {
    String descriptor =
        PLAIN.replaceFirst("zone: .*", "zone: " + zone).replace("{column: time}", time);
    String[] rows = Arrays.stream(stamps).map(stamp -> stamp + ",1").toArray(String[]::new);
    Dataset data = read(descriptor, rows(rows));
    assertThat(data.steps()).isEqualTo(stamps.length);
    return data.start();
  }

  @Test
  void theNamesOfAClockAreItsOffsets() throws IOException {
    String format = "{column: time, format: 'yyyy-MM-dd HH:mm z'}";
    for (String time : new String[] {"{column: time}", format}) {
      assertThat(start("America/New_York", time, "2024-07-01 00:00 EST", "2024-07-01 01:00 EST"))
          .isEqualTo(Instant.parse("2024-07-01T05:00:00Z"));
      assertThat(start("Europe/Berlin", time, "2024-07-01 00:00 CET", "2024-07-01 01:00 CET"))
          .isEqualTo(Instant.parse("2024-06-30T23:00:00Z"));
      assertThat(start("Europe/Berlin", time, "2024-10-27 02:00 CEST", "2024-10-27 02:00 CET"))
          .isEqualTo(Instant.parse("2024-10-27T00:00:00Z"));
      assertThatThrownBy(() -> start("Europe/Berlin", time, "2024-07-01 00:00 EST"))
          .hasMessageContaining("time is '2024-07-01 00:00 EST', but must be a date or time");
    }
  }

  @Test
  void anOffsetFollowsATimeOfDay() throws IOException {
    assertThatThrownBy(() -> start("UTC", "{column: time}", "20240301-13", "20240301-14"))
        .hasMessageContaining("an offset only after a time of day");
    assertThatThrownBy(() -> start("UTC", "{column: time}", "2024-03-01 +13", "2024-03-01 +14"))
        .hasMessageContaining("an offset only after a time of day");
  }

  @Test
  void countsSince1970MayBeSaid() throws IOException {
    String epoch = "{column: time, format: epoch}";

    assertThat(start("UTC", "{column: time}", "1924992000000", "1924995600000"))
        .isEqualTo(Instant.parse("2031-01-01T00:00:00Z"));
    assertThat(start("UTC", epoch, "1924992000", "1924995600"))
        .isEqualTo(Instant.parse("2031-01-01T00:00:00Z"));
    assertThat(start("UTC", epoch, "978307200000", "978310800000"))
        .isEqualTo(Instant.parse("2001-01-01T00:00:00Z"));
    assertThatThrownBy(() -> start("UTC", "{column: time}", "978307200000", "978310800000"))
        .hasMessageContaining("with 'format: epoch' a count since 1970");
  }

  @Test
  void halvesOfDaysNeedTheirName() {
    assertThatThrownBy(
            () -> start("UTC", "{column: time, format: 'yyyy-MM-dd hh:mm'}", "2024-01-01 12:00"))
        .hasMessageContaining("needs 'a' for AM or PM");
  }

  @Test
  void whatSaysWhenAStepBeginsIsNotAtItsEnd() {
    String ending = "{column: time, stamp: ending}";

    assertThatThrownBy(() -> start("UTC", ending, "2024-01-01 00:00 - 01:00"))
        .hasMessageContaining("a.csv:2: time '2024-01-01 00:00 - 01:00' says when its step begins");
    assertThatThrownBy(() ->
            start("UTC", "{column: time, stamp: ending, period: kw}", "2024-01-01", "2024-01-01"))
        .hasMessageContaining("has 'period' and 'stamp: ending'");
  }

  @Test
  void endsOfStepsMayBeTheLocalBeginningAndTheStep() throws IOException {
    String ending = "{column: time, stamp: ending}";
    String day = "2024-10-27 0";

    for (String hours : new String[] {"1 2 3 3 4 5", "1 2 2 3 4 5"}) {
      String[] stamps =
          Arrays.stream(hours.split(" ", -1))
              .map(hour -> day + hour + ":00")
              .toArray(String[]::new);
      assertThat(start("Europe/Stockholm", ending, stamps))
          .isEqualTo(Instant.parse("2024-10-26T22:00:00Z"));
    }
    for (String hours : new String[] {"1 2 4 5", "1 3 4 5"}) {
      String[] stamps =
          Arrays.stream(hours.split(" ", -1))
              .map(hour -> "2024-03-31 0" + hour + ":00")
              .toArray(String[]::new);
      assertThat(start("Europe/Stockholm", ending, stamps))
          .isEqualTo(Instant.parse("2024-03-30T23:00:00Z"));
    }
    String quarters =
        PLAIN
            .replaceFirst("zone: .*", "zone: Europe/Stockholm\nstep: 15")
            .replace("{column: time}", ending);
    for (boolean labels : new boolean[] {true, false}) {
      Instant midnight = Instant.parse("2024-10-26T22:00:00Z");
      String[] rows = new String[28];
      for (int i = 0; i < rows.length; i++) {
        Instant begin = midnight.plus(Duration.ofMinutes(15L * i));
        Duration step = Duration.ofMinutes(15);
        ZoneId zone = ZoneId.of("Europe/Stockholm");
        LocalDateTime stamp =
            labels
                ? LocalDateTime.ofInstant(begin, zone).plus(step)
                : LocalDateTime.ofInstant(begin.plus(step), zone);
        rows[i] = stamp + "," + i;
      }
      Dataset data = read(quarters, rows(rows));
      assertThat(data.start()).isEqualTo(midnight);
      assertThat(data.steps()).isEqualTo(28);
      assertThat(String.join("\n", data.notes()).contains("the local time of a step's beginning"))
          .isEqualTo(labels);
    }
  }

  @Test
  void aDataSetBeginsWhereStepsOfAllFilesDo() throws IOException {
    String two =
        """
        title: Two files.
        zone: UTC
        step: 15
        files:
          - {file: a.csv, time: {column: time}, columns: {load: {column: kw, unit: kW}}}
          - {file: b.csv, step: 60, time: {column: time}, columns: {price: {column: p, unit: EUR/kWh}}}
        """;
    StringBuilder loads = new StringBuilder("time,kw\n");
    for (int i = 1; i < 16; i++) {
      loads.append("2024-01-01T%02d:%02d,%d%n".formatted(i / 4, 15 * (i % 4), i));
    }
    Files.writeString(folder.resolve("a.csv"), loads);
    for (int minute : new int[] {0, 7}) {
      Files.writeString(
          folder.resolve("b.csv"),
          "time,p\n2024-01-01T00:%02d,1\n2024-01-01T01:%02d,5\n2024-01-01T02:%02d,1\n2024-01-01T03:%02d,5\n"
              .formatted(minute, minute, minute, minute));
      Dataset data = load(two);
      if (minute == 0) {
        assertThat(data.start()).isEqualTo(Instant.parse("2024-01-01T01:00:00Z"));
        assertThat(data.series("price").values()).startsWith(5, 5, 5, 5, 1);
        assertThat(String.join("\n", data.notes())).contains("the 45 min of the files before it");
      } else {
        assertThat(String.join("\n", data.notes())).contains("whose values are mixed there");
      }
    }
  }

  @Test
  void daysThatNoCalendarHasAreRefused() {
    assertThat(refusal(PLAIN, rows("2024-02-31T00:00,1", "2024-02-31T01:00,2")))
        .contains("time is '2024-02-31T00:00', but must be a date or time");
    assertThat(
            refusal(
                PLAIN.replace("{column: time}", "{column: time, format: dd/MM/yyyy HH:mm}"),
                rows("31/02/2024 00:00,1", "31/02/2024 01:00,2")))
        .contains("time is '31/02/2024 00:00'");
    assertThat(refusal(PLAIN.replace("{column: time}", "{start: 2024-03-31T01:30}"), "kw\n1\n2\n"))
        .contains("'start' is 2024-03-31T01:30, but the clock of Europe/London goes forward");
  }

  @Test
  void aClockWithoutSummerTimeIsToldInAutumnToo() throws IOException {
    String csv = rows("2024-10-27T00:00,1", "2024-10-27T01:00,2", "2024-10-27T02:00,3");

    assertThat(refusal(PLAIN, csv))
        .isEqualTo(
            "a.csv:4: time 2024-10-27T02:00 follows without the hour that the clock of Europe/London shows twice. If the file keeps one clock all year, write 'zone: \"UTC\"' under 'time'; if an hour is missing, write 'zone: Europe/London' there and fill the gap.");
    assertThat(refusal(PLAIN + "    gaps: {fill: hold, upTo: 2}\n", csv))
        .as("nor is it filled")
        .contains("shows twice");
    String fixed = PLAIN.replace("{column: time}", "{column: time, zone: UTC}");
    assertThat(read(fixed, csv).series("load").values()).containsExactly(1, 2, 3);
  }

  @Test
  void theFirstRowOfAFileWithoutHeaderIsARow() throws IOException {
    String counted =
        PLAIN.replace("{column: time}", "{start: 2024-01-01T00:00}").replace("kw,", "1,");
    String stamped = PLAIN.replace("column: time", "column: 1").replace("kw,", "2,");

    assertThat(read(counted, "5\n6\n7\n").series("load").values()).containsExactly(5, 6, 7);
    assertThat(read(stamped, "2024-01-01 00:00,5\n2024-01-01 01:00,6\n").steps()).isEqualTo(2);
    assertThat(read(stamped, "1/13/2024 1:00 PM,5\n1/13/2024 2:00 PM,6\n").steps()).isEqualTo(2);
    assertThat(read(stamped, "Zeit,P\n2024-01-01 00:00,5\n2024-01-01 01:00,6\n").steps())
        .isEqualTo(2);
    assertThat(refusal(counted, "1\n2\n3\n"))
        .contains("a.csv:1: this line may be a header of numbers or the first row.");
    assertThat(
            read(counted.replace("- file: a.csv", "- file: a.csv\n    header: false"), "1\n2\n")
                .series("load")
                .values())
        .containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4711\n1.5\n1.5\n2.5\n", "2024\n3\n5\n4\n", "0\n0.5\n1.5\n0.7\n"})
  void aHeaderOfNumbersIsAskedFor(String csv) throws IOException {
    String counted =
        PLAIN
            .replace("time: {column: time}", "time: {start: 2024-01-01T00:00}")
            .replace("column: kw", "column: 1");

    assertThat(refusal(counted, csv))
        .contains("a.csv:1: this line may be a header of numbers or the first row.");
    assertThat(read(counted.replace("file: a.csv", "file: a.csv\n    header: true"), csv).steps())
        .isEqualTo(3);
  }

  @Test
  void aCommaPartsCellsBesideDecimalCommasOnlyInQuotes() throws IOException {
    String comma = PLAIN.replace("file: a.csv", "file: a.csv\n    decimal: ','");
    String numbers = comma.replace("column: time", "column: 1").replace("column: kw", "column: 2");

    assertThat(
            read(comma, rows("2024-01-01T00:00,\"1,5\"", "2024-01-01T01:00,2"))
                .series("load")
                .values())
        .containsExactly(1.5, 2);
    assertThat(refusal(numbers, "2024-01-01T00:00,1,5\n2024-01-01T01:00,2,5\n"))
        .contains("a.csv: ',' begins decimals, so it parts cells only beside cells in quotes");
    assertThat(refusal(PLAIN, "time,kw,\n2024-01-01T00:00,1,5\n2024-01-01T01:00,2,5\n"))
        .contains("a.csv:2: the row has 3 cells, but the header has 2 columns.");
    assertThat(
            read(PLAIN, "time,kw,\n2024-01-01T00:00,1,\n2024-01-01T01:00,2,\n")
                .series("load")
                .values())
        .containsExactly(1, 2);
  }

  @Test
  void numbersThatMayBeReadInTwoWaysAreAskedFor() throws IOException {
    String csv = "time;kw\n2024-01-01T00:00;1,234\n2024-01-01T01:00;2,345\n";

    assertThat(refusal(PLAIN, csv)).contains("a.csv:2: '1,234' may mean thousands or decimals");
    assertThat(refusal(PLAIN, csv.replace("1,234", "1,2").replace("2,345", "2.5")))
        .contains("a.csv:3: '2.5' is a number with another decimal mark");
    assertThat(
            read(PLAIN.replace("file: a.csv", "file: a.csv\n    decimal: ','"), csv)
                .series("load")
                .values())
        .containsExactly(1.234, 2.345);
    assertThat(
            read(PLAIN.replace("file: a.csv", "file: a.csv\n    decimal: '.'"), csv)
                .series("load")
                .values())
        .containsExactly(1234, 2345);
  }

  @Test
  void whatCannotBeNegativeIsRefusedWithLineAndCount() throws IOException {
    String sun = PLAIN.replace("load:", "sun:");
    String csv = rows("2024-01-01T00:00,1", "2024-01-01T01:00,-9999", "2024-01-01T02:00,-2");

    assertThat(refusal(sun, csv))
        .contains("a.csv:3: series 'sun' is -9999 here and negative in 2 of 3 steps");
    assertThat(read(sun.replace("unit: kW}", "unit: kW, minimum: 0}"), csv).series("sun").values())
        .containsExactly(1, 0, 0);
    assertThat(refusal(sun.replace("file: a.csv", "file: a.csv\n    missing: [-9999]"), csv))
        .contains("a.csv:3: column 'kw' is '-9999', but must be a number");
    assertThat(read(PLAIN, csv).series("load").values()).containsExactly(1, -9999, -2);
  }

  /// Readings of a register and what it counted; none where a reading must be wrong.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "1000 1002 1004 1006 0 1010 1012 1014         | none", // a reading of 0 by mistake
        "1000 1002 1004 1006 0 0 1012 1014            | none",
        "1000 1002 1004 99999 1008 1010 1012          | none", // one too high
        "1000 1002 1004 99999 99999 1010 1012         | none",
        "0 60 99.9 99.8 130 190                       | none",
        "2 5 7.1 9.43 0 2 5 9.4 0 1 3 5               | 21.83", // anew each day
        "2 5 7.1 9.43 0.1 2 5 9.4 0.2 1 3 5           | 21.83",
        "9500 9990 30 300 700 20 300 600 10           | 1800",
        "0 12 0 13 0 11                               | 36", // two readings a day
        "1000 1002 1004 0 2 4 6                       | 10", // a new meter
        "9990 9995 9999 3 8                           | 18", // rolls over
        "9990 9995 9998 0 5                           | 13", // falls to 0: a reset
        "9990 9995 9999 3 8 13 0 4                    | 27"
      })
  void aRegisterCountsWhatPassedOrIsRefused(String readings, @Nullable Double passed)
      throws IOException {
    String register = PLAIN.replace("unit: kW", "unit: kWh total");
    List<String> each = List.of(readings.split(" ", -1));
    String[] rows = new String[each.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = "2024-01-01T%02d:00,%s".formatted(i, each.get(i));
    }
    if (passed == null) {
      assertThat(refusal(register, rows(rows))).contains("which is neither a reset to 0");
    } else {
      assertThat(DoubleStream.of(read(register, rows(rows)).series("load").values()).sum())
          .isCloseTo(passed, within(1e-9));
    }
  }

  @Test
  void aRegisterThatFallsForNoReasonIsRefused() throws IOException {
    String register = PLAIN.replace("unit: kW", "unit: kWh total");
    String csv = rows("2024-01-01T00:00,5000", "2024-01-01T01:00,5001", "2024-01-01T02:00,3000");

    assertThat(refusal(register, csv))
        .contains(
            "a.csv:4: column 'kw' falls from 5001 to 3000, which is neither a reset to 0 nor a roll-over.");
    assertThat(
            read(register, csv.replace("3000", "5003").replace("5003", "5003.5"))
                .series("load")
                .values())
        .containsExactly(1, 2.5);
    assertThat(refusal(register, rows("2024-01-01T00:00,5000"))).contains("two readings at least");
  }

  @Test
  void moneyOfUnknownNameIsRefused() {
    String price = PLAIN.replace("load:", "price:");

    assertThat(refusal(price.replace("unit: kW", "unit: cts/kWh"), rows()))
        .contains("unit is cts/kWh, but must be one of");
  }

  @Test
  void quotesThatDoNotCloseAreRefused() {
    assertThat(refusal(PLAIN, "time,kw\n\"2024-01-01T00:00,1\n2024-01-01T01:00,2\n"))
        .startsWith("a.csv: the quotes do not fit together")
        .hasLineCount(1);
  }

  @Test
  void likeDaysStayWithinTheData() {
    var first = LocalDate.of(2016, 1, 1);
    var last = LocalDate.of(2016, 12, 31);

    for (var day = LocalDate.of(2011, 1, 1); day.getYear() < 2025; day = day.plusDays(1)) {
      var like = Calendar.like(day, first, last);
      assertThat(like).isBetween(first, last);
      if (day.getYear() != 2016) {
        assertThat(like.getDayOfWeek()).isEqualTo(day.getDayOfWeek());
      }
    }
  }

  @Test
  void wrongFilesAreRefused() throws IOException {
    assertThat(refusal(PLAIN, "")).isEqualTo("a.csv: the file is empty. Give one with content.");
    assertThat(refusal(PLAIN, "time,kw\n"))
        .isEqualTo("a.csv:1: no rows follow the header. Give at least two steps.");
    Files.delete(folder.resolve("a.csv"));
    assertThatThrownBy(() -> load(PLAIN))
        .hasMessageContaining("a.csv: there is no such file in " + folder)
        .hasMessageEndingWith(
            "Check the name, or set SKERRY_DATA to the folder that holds the data sets.");
    Files.write(folder.resolve("a.csv"), new byte[] {'t', 0, 1});
    assertThatThrownBy(() -> load(PLAIN))
        .hasMessageEndingWith("a.csv: this is a binary file, not text. Give a text file.");
    Files.delete(folder.resolve("a.csv"));
    Files.createDirectory(folder.resolve("a.csv"));
    assertThatThrownBy(() -> load(PLAIN)).hasMessageContaining("a.csv: the file cannot be read.");
  }

  @Test
  void gzipFilesAreUnpackedAndBrokenOnesRefused() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(rows("2024-01-01T00:00,1", "2024-01-01T01:00,2").getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = packed.toByteArray();
    Path file = folder.resolve("a.csv.gz");
    String descriptor = PLAIN.replace("a.csv", "a.csv.gz");

    Files.write(file, bytes);
    assertThat(load(descriptor).steps()).isEqualTo(2);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 12));
    assertThatThrownBy(() -> load(descriptor))
        .hasMessageEndingWith(
            "a.csv.gz: the gzip file ends too early. It was cut off; get it again.");
    Files.writeString(file, "time,kw\n");
    assertThatThrownBy(() -> load(descriptor))
        .hasMessageContaining("this is not a sound gzip file");
  }

  @Test
  void tenMegabytesOfNoiseAreRefusedBriefly() {
    var noise = new StringBuilder("time,kw\n");
    var random = new Random(1);
    while (noise.length() < 10_000_000) {
      noise.append((char) ('#' + random.nextInt(92))).append(random.nextInt(60) == 0 ? "\n" : "");
    }

    String refused = refusal(PLAIN, noise.toString());
    assertThat(refused.lines()).hasSize(21).last().asString().endsWith("more problems.");
    assertThat(refused.length()).isLessThan(10_000);
    assertThat(refusal(PLAIN, noise.substring(8))).startsWith("a.csv:").hasLineCount(1);
  }

  @Test
  void wrongDescriptorsAreRefused() {
    assertThat(refusal(PLAIN.replace("Europe/London", "Middle/Earth"), ""))
        .contains("own.yaml:2: zone is Middle/Earth, but must be a time zone.");
    assertThat(refusal(PLAIN.replace("{column: time}", "{column: time, format: qqqqqqqq}"), ""))
        .contains(
            "time.format is qqqqqqqq, but must be day-first, month-first or a pattern of letters.");
    assertThat(refusal(PLAIN + "step: 7\n", ""))
        .contains("step is 7 min, but must be a part of the hour");
    assertThat(refusal(PLAIN.replace("{load: {column: kw, unit: kW}}", "{}"), ""))
        .contains("columns is a group of keys, but must name at least one series.");
    assertThat(refusal(PLAIN.replace("columns", "colums"), ""))
        .contains("files[0].colums is not a known key. Did you mean 'columns'?");
    assertThat(DescriptorShape.schema()).contains("\"complete\"");
  }

  @Test
  void rowsThatComeAtAnyTimeAreAveragedInTheirStep() throws Exception {
    var file = CsvTest.class.getResource("files/sensor-history.yaml");
    var data = Datasets.load(Path.of(file.toURI()).toString());

    // W: (400 + 500 + 600) / 3, 800, (1000 + 2000) / 2, the middle of its neighbours,
    // (100 + 500) / 2, 700; 4.7 kW in all.
    assertThat(data.start()).isEqualTo(Instant.parse("2024-03-01T10:00:00Z"));
    assertThat(data.series("load").values()).containsExactly(0.5, 0.8, 1.5, 0.9, 0.3, 0.7);
    assertThat(data.notes())
        .anySatisfy(note ->
            assertThat(note)
                .endsWith(
                    "the mean of 9 rows was taken in 6 steps of 15 min, of at most 3 in a step; steps without a row: 1, rows without a value: 3."));
  }

  @Test
  void rowsThatComeAtAnyTimeAreRefusedUnlessTheDescriptorSaysWhatBecomesOfThem()
      throws IOException {
    String mean = PLAIN.replace("file: a.csv", "file: a.csv\n    resample: mean");
    String csv = rows("2024-01-01T00:00:04,1", "2024-01-01T00:30:09,3", "2024-01-01T03:00:01,4");

    assertThat(refusal(PLAIN, csv))
        .contains("a.csv:3: time 2024-01-01T00:30:09 is 1805 s after the row before")
        .contains("write 'resample: mean' beside the name of the file");
    assertThat(refusal(mean, csv))
        .isEqualTo(
            "a.csv:4: time 2024-01-01T03:00:01 follows after 2 missing steps. Add the rows, or write 'gaps: {fill: interpolate, upTo: 2}' in the descriptor.");
    assertThat(
            refusal(
                mean,
                rows("2024-01-01T00:09:04,1", "2024-01-01T01:00:04,1", "2024-01-01T00:59:09,3")))
        .contains("a.csv:4: time 2024-01-01T00:59:09 is earlier than the row before.");
    assertThat(refusal(mean, rows("2024-01-01T00:00:04,unknown", "2024-01-01T00:59:09,NaN")))
        .contains("a.csv: no row has a value.");
    assertThat(refusal(mean, rows("2024-01-01T00:00:04,1", "2024-01-01T00:59:09,much")))
        .contains("a.csv:3: column 'kw' is 'much', but must be a number (kW).");
    assertThat(
            refusal(
                mean.replace("{load: {", "{price: {column: money, unit: EUR/kWh}, load: {"),
                "time,kw,money\n2024-01-01T00:00:04,1,1\n2024-01-01T01:30:09,3,\n2024-01-01T02:59:01,4,1\n"))
        .isEqualTo(
            "a.csv:3: series 'price' has no value for 1 step from 2024-01-01T01:00:00Z on, but at most 0 in a row are filled, between two values. Correct the file, or write 'gaps: {fill: interpolate, upTo: 1}' in the descriptor.");
    assertThat(refusal(mean.replace("unit: kW", "unit: kWh"), csv))
        .contains("has 'resample', but 'load' is in kWh")
        .contains("give them as the readings of a register, 'kWh total'");
    assertThat(refusal(PLAIN.replace("unit: kW", "unit: kWh"), csv))
        .contains("give energies as the readings of a register, 'kWh total'");
    assertThat(refusal(mean.replace("column: time", "column: time, stamp: ending"), csv))
        .contains("has 'resample', which needs the moment of each row.");
    assertThat(read(mean + "    gaps: {fill: hold, upTo: 2}\n", csv).series("load").values())
        .containsExactly(2, 2, 2, 4);
  }

  @Test
  void aRegisterThatIsReadAtAnyTimeIsInterpolatedWhereStepsBegin() throws Exception {
    var file = CsvTest.class.getResource("files/register-history.yaml");
    var data = Datasets.load(Path.of(file.toURI()).toString());

    // 100 kWh at 10:05, 100.5 at 10:10, 101.5 at 10:20, 102.5 at 10:30, 106 at 11:05; then 0.2 at
    // 11:10 and 0.7 at 11:20. At the quarters: 101 at 10:15, 102.5, 104, 105.5 at 11:00, and
    // 0.5 + 0.2 + 0.25 kWh until 11:15: in all 6 + 0.2 + 0.5 kWh.
    assertThat(data.start()).isEqualTo(Instant.parse("2024-03-01T10:00:00Z"));
    assertThat(data.series("load").values())
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(4.0, 6.0, 6.0, 6.0, 3.8, 1.0);
    assertThat(Arrays.stream(data.series("load").values()).sum() / 4).isCloseTo(6.7, within(1e-12));
    assertThat(data.notes())
        .anySatisfy(note ->
            assertThat(note)
                .endsWith(
                    "the register 'state' counts 6.7 kWh by 7 readings from 2024-03-01T10:05:00Z to 2024-03-01T11:20:00Z and is interpolated where steps begin; rows without a reading: 1."))
        .anySatisfy(note -> assertThat(note).contains("was reset 1 and rolled over 0 times"))
        .noneSatisfy(note -> assertThat(note).contains("the mean of"));
  }

  @Test
  void registersAtAnyTimeKeepAllThatTheyCount() throws IOException {
    String mean =
        PLAIN
            .replace("file: a.csv", "file: a.csv\n    resample: mean")
            .replace("unit: kW", "unit: Wh total")
            .replace("{load", "{supply: {column: w, unit: W}, load");
    var random = new Random(7);
    long second = Instant.parse("2024-05-01T00:00:00Z").getEpochSecond();
    long reading = 5_000_000;
    var csv = new StringBuilder("time,kw,w\n");
    for (int row = 0; row < 500; row++) {
      csv.append("%s,%s,%d\n".formatted(Instant.ofEpochSecond(second), reading, row % 7 * 100));
      second += random.nextInt(1500);
      reading += row < 499 ? random.nextInt(900) : 0;
    }

    var data = read(mean, csv.toString());

    assertThat(Arrays.stream(data.series("load").values()).sum())
        .isCloseTo((reading - 5_000_000) / 1000.0, within(1e-9));
    assertThat(Arrays.stream(data.series("load").values())).allMatch(value -> value >= 0);
    assertThat(Arrays.stream(data.series("supply").values()))
        .allMatch(value -> value >= 0 && value <= 0.6);
  }

  @Test
  void registersAtAnyTimeAreRefusedWhereTheySayNothing() throws IOException {
    String register =
        PLAIN
            .replace("file: a.csv", "file: a.csv\n    resample: mean")
            .replace("unit: kW", "unit: kWh total");

    assertThat(
            refusal(
                register, rows("2024-01-01T00:10,1", "2024-01-01T00:50,2", "2024-01-01T00:40,3")))
        .isEqualTo(
            "a.csv:4: column 'kw' is a register, but this reading is earlier than the one before. Sort the rows by time.");
    assertThat(
            refusal(
                register, rows("2024-01-01T00:10,1", "2024-01-01T03:50,2", "2024-01-01T04:40,3")))
        .contains("follows after 2 missing steps");
    assertThat(
            refusal(
                register, rows("2024-01-01T00:10,10", "2024-01-01T00:50,12", "2024-01-01T01:40,9")))
        .contains("a.csv:4: column 'kw' falls from 12 to 9, which is neither a reset");
    assertThat(refusal(register, rows("2024-01-01T00:10,10")))
        .contains("a register needs two readings at least");
    assertThat(
            read(register, rows("2024-01-01T00:30,1", "2024-01-01T01:00,2", "2024-01-01T02:00,5"))
                .series("load")
                .values())
        .containsExactly(1, 3);
  }

  @Test
  void rowsThatComeAtAnyTimeFollowTheLocalClock() throws IOException {
    String mean = PLAIN.replace("file: a.csv", "file: a.csv\n    resample: mean");
    var autumn =
        read(
            mean,
            rows(
                "2024-10-27T00:10:05,1",
                "2024-10-27T01:00:05,2",
                "2024-10-27T01:00:05,3",
                "2024-10-27T01:30:05,4",
                "2024-10-27T01:00:07,5",
                "2024-10-27T02:00:01,6"));
    var india =
        read(
            mean.replace("Europe/London", "Asia/Kolkata"),
            rows("2024-01-01T00:10:05,1", "2024-01-01T00:50:05,3", "2024-01-01T01:10:05,7"));

    assertThat(autumn.series("load").values()).containsExactly(1, 3, 5, 6);
    assertThat(india.start()).isEqualTo(Instant.parse("2023-12-31T18:30:00Z"));
    assertThat(india.series("load").values()).containsExactly(2, 7);
    assertThat(
            refusal(
                mean + "    gaps: {fill: hold, upTo: 9}\n",
                rows("2024-10-27T00:10:05,1", "2024-10-27T01:00:05,2", "2024-10-27T02:00:01,6")))
        .contains("follows without the hour that the clock of Europe/London shows twice");
  }

  @Test
  void namedColumnsOfAFileWithoutHeaderAreRefusedWithTheWayOut() throws IOException {
    String csv = "2024-01-01T00:00,1.5\n2024-01-01T01:00,2\n";
    String unnamed = PLAIN.replace("file: a.csv", "file: a.csv\n    header: false");

    assertThat(refusal(PLAIN, csv))
        .isEqualTo(
            "a.csv:1: there is no column 'time', 'kw'. The columns are: 2024-01-01T00:00, 1.5. If the file has no header, write 'header: false' beside its name in the descriptor, and name columns by number from 1.");
    assertThat(refusal(unnamed, csv)).contains("name columns by number from 1");
    assertThat(refusal(PLAIN, csv.replace("00,", "00,meter,")))
        .contains("name columns by number from 1");
    assertThat(refusal(PLAIN, "when,what\n" + csv)).doesNotContain("no header");
    assertThat(
            read(
                    unnamed.replace("column: time", "column: 1").replace("column: kw", "column: 2"),
                    csv)
                .series("load")
                .values())
        .containsExactly(1.5, 2);
  }

  @Test
  void pricesPerMegawattHourKeepTheirDecimals() {
    double converted = Unit.of("EUR/MWh", Duration.ofHours(1)).orElseThrow().convert(36.26);

    assertThat(converted).isCloseTo(0.03626, within(0.0));
  }

  @Test
  void aRangeWithinADayBeginsAtItsFirstTime() throws IOException {
    var data = read(PLAIN, rows("15.01.2024 00:00 - 01:00,1", "15.01.2024 01:00 \u2013 02:00,2"));

    assertThat(data.start()).isEqualTo(Instant.parse("2024-01-15T00:00:00Z"));
    assertThat(data.series("load").values()).containsExactly(1, 2);
  }

  @Test
  void aRegisterIsJudgedByItsOwnReadingsAcrossAGap() throws IOException {
    String register =
        PLAIN.replace("unit: kW", "unit: kWh total") + "    gaps: {fill: interpolate, upTo: 3}\n";
    String before = "2024-01-01T00:00,5000;2024-01-01T01:00,5006;";

    assertThat(refusal(register, rows((before + "2024-01-01T03:00,3000").split(";"))))
        .startsWith("a.csv:4: column 'kw' falls from 5006 to 3000, which");
    var reset = read(register, rows((before + "2024-01-01T03:00,4;2024-01-01T04:00,9").split(";")));
    assertThat(reset.series("load").values()).containsExactly(6, 2, 2, 5);
    assertThat(String.join("\n", reset.notes())).contains("was reset 1 and rolled over 0 times");
  }

  @Test
  void aNoteThatComesAgainIsToldOnceWithItsCount() throws IOException {
    String twice =
        PLAIN
            + """
              - file: a.csv
                time: {column: time}
                columns: {supply: {column: kw, unit: kW}}
            """;

    assertThat(read(twice, "time;kw\n2024-01-01T00:00;1\n2024-01-01T01:00;2\n").notes())
        .singleElement()
        .asString()
        .endsWith("a.csv was found to have cells parted by ';' (2 times).");
  }

  @Test
  void aFirstRowWithADamagedNumberIsNoHeader() {
    String numbered = PLAIN.replace("column: time", "column: 1").replace("column: kw", "column: 2");

    assertThat(refusal(numbered, rows("2024-01-01T00:00,error", "2024-01-01T01:00,2").substring(8)))
        .startsWith("a.csv:1: column '2' is 'error', but must be a number");
  }
}
