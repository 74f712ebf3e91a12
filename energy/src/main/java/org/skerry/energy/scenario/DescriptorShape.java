package org.skerry.energy.scenario;

import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skerry.energy.scenario.Descriptor.Clock;
import org.skerry.energy.scenario.Descriptor.Column;
import org.skerry.energy.scenario.Descriptor.CsvSource;
import org.skerry.energy.scenario.Descriptor.Gaps;
import org.skerry.energy.scenario.Descriptor.Where;

/// How a descriptor of a data set is written.
final class DescriptorShape {
  private static final Type<ZoneId> ZONE = Type.text().as(DescriptorShape::zone);

  private static final Type<Duration> MINUTES =
      Type.number("minutes").as(minutes -> Duration.ofSeconds(Math.round(minutes * 60)));

  private static final Type<Duration> STEP =
      MINUTES.as(step -> {
        try {
          return Timeline.checked(step);
        } catch (IllegalArgumentException refused) {
          throw new IllegalArgumentException(
              String.valueOf(refused.getMessage()).replaceFirst("^step ", ""), refused);
        }
      });

  private static final Type<List<String>> COLUMNS = columns();

  private static final Shape<Column> COLUMN =
      new Shape<>(
              "The column of a series",
              values ->
                  new Column(
                      "",
                      values.list("column", String.class),
                      values.text("unit"),
                      values.number("scale"),
                      values.number("offset"),
                      values.find("minimum", Double.class)))
          .key(
              "column", COLUMNS, "name in the header or number from 1; or a list of them to add up")
          .key("unit", Type.text(), "one of " + Unit.known())
          .key("scale", Type.number(""), 1.0, "multiplies the value")
          .key("offset", Type.number(""), 0.0, "added after scaling, in our unit")
          .option("minimum", Type.number(""), "smaller values become this, in our unit");

  private static final Shape<Gaps> GAPS =
      new Shape<>(
              "What to do where values or rows are missing",
              values ->
                  new Gaps(values.get("fill", Gaps.Fill.class), values.get("upTo", Integer.class)))
          .key(
              "fill",
              Type.constant(List.of(Gaps.Fill.INTERPOLATE, Gaps.Fill.HOLD)),
              "how missing steps are filled")
          .key("upTo", Type.integer(), "the most steps in a row that are filled");

  private static final Shape<Clock> CLOCK =
      new Shape<>(
              "When each row begins",
              values -> {
                var columns = values.find("column", List.class);
                if (columns.isPresent() == values.find("start", LocalDateTime.class).isPresent()) {
                  throw new IllegalArgumentException(
                      "needs either 'column' with the stamps, or 'start' of the first row. Write one of them.");
                }
                boolean ending = values.text("stamp").equals("ending");
                if (ending && values.find("period", String.class).isPresent()) {
                  throw new IllegalArgumentException(
                      "has 'period' and 'stamp: ending', but steps that are numbered say when they begin. Remove 'stamp'.");
                }
                return new Clock(
                    columns.isPresent() ? values.list("column", String.class) : List.of(),
                    values.get("format", StampFormat.class),
                    values.find("zone", ZoneId.class),
                    ending,
                    values.get("shift", Duration.class),
                    values.find("period", String.class),
                    values.get("firstPeriod", Integer.class),
                    values.find("start", LocalDateTime.class));
              })
          .option(
              "column", COLUMNS, "column with dates or times; or that of dates and that of times")
          .key(
              "format",
              Type.text().as(StampFormat::of),
              StampFormat.found(),
              "day-first, month-first, epoch, or a Java pattern such as dd/MM/yyyy HH:mm; else it is found")
          .option("zone", ZONE, "of stamps without an offset")
          .key(
              "stamp",
              Type.choice("starting", "ending"),
              "starting",
              "which end of the step a stamp is")
          .key("shift", MINUTES, Duration.ZERO, "minutes added to every stamp")
          .option("period", Type.text(), "column with the number of the step within the local day")
          .key("firstPeriod", Type.integer(), 1, "number of the first step of a day")
          .option("start", Forms.TIME, "local start of the first row of a file without stamps");

  private static final Shape<Where> WHERE =
      new Shape<>(
              "The rows that count", values -> new Where(values.text("column"), values.text("is")))
          .key("column", Type.text(), "name in the header or number from 1")
          .key("is", Type.text(), "what a row must have there");

  private static final Shape<CsvSource> SOURCE =
      new Shape<>(
              "One CSV file",
              values -> {
                Map<String, Column> columns = new LinkedHashMap<>();
                values.list("columns", Column.class).forEach(it -> columns.put(it.name(), it));
                var clock = values.get("time", Clock.class);
                boolean averaged = values.find("resample", String.class).isPresent();
                if (averaged) {
                  checkAverage(clock, columns.values());
                }
                return new CsvSource(
                    values.text("file"),
                    values.find("encoding", Charset.class),
                    values
                        .find("separator", String.class)
                        .map(text -> text.equals("tab") ? '\t' : text.charAt(0)),
                    values.find("decimal", String.class).map(text -> text.charAt(0)),
                    values.find("header", Boolean.class),
                    values.find("where", Where.class),
                    values.list("missing", String.class),
                    values.find("step", Duration.class),
                    averaged,
                    clock,
                    columns,
                    values.get("gaps", Gaps.class));
              })
          .key("file", Type.text(), ".csv or .csv.gz")
          .option("encoding", Type.text().as(DescriptorShape::encoding), "such as windows-1252")
          .option("separator", Type.choice(",", ";", "|", "tab"), "between cells")
          .option("decimal", Type.choice(".", ","), "the mark before the decimals")
          .option("header", Type.flag(), "whether the columns are named")
          .option("where", WHERE, "the rows that count, where a file has those of several meters")
          .key(
              "missing",
              Type.list(Type.text()),
              List.<String>of(),
              "numbers that stand for no value, such as -9999")
          .option("step", STEP, "minutes")
          .option(
              "resample",
              Type.choice("mean"),
              "what becomes of the rows of a step, where they come at any time")
          .key("time", CLOCK, "when each row begins")
          .key("columns", named(COLUMN), "series: {column, unit}")
          .key("gaps", GAPS, new Gaps(Gaps.Fill.REFUSE, 0), "what to do where values are missing");

  private static final Shape<Descriptor> SHAPE =
      new Shape<>(
              "A data set read from CSV",
              values ->
                  new Descriptor(
                      values.text("title"),
                      values.text("source"),
                      values.text("licence"),
                      values.get("zone", ZoneId.class),
                      values.get("step", Duration.class),
                      values.find("from", LocalDate.class),
                      values.find("to", LocalDate.class),
                      values.find("complete", String.class),
                      values.list("files", CsvSource.class)))
          .key("title", Type.text(), "one or a few sentences")
          .key("source", Type.text(), "not given", "where the figures come from")
          .key("licence", Type.text(), "not given", "of the figures")
          .key("zone", ZONE, "local clock, such as Europe/London or -05:00")
          .key("step", STEP, Duration.ofHours(1), "minutes")
          .option("from", Type.text().as(DescriptorShape::day), "first local day")
          .option("to", Type.text().as(DescriptorShape::day), "first local day that is not used")
          .option("complete", Type.text(), "a data set to take the series from that this one lacks")
          .key("files", Type.list(SOURCE), "the CSV files");

  private DescriptorShape() {}

  /// Reads the text of a descriptor.
  ///
  /// @throws ScenarioException with all problems
  static Descriptor read(String file, String text) {
    var problems = new Problems();
    var root = Yaml.read(file, text, problems);
    var read = SHAPE.read(new Type.Value(root, "", problems));
    problems.throwIfAny();
    return read.orElseThrow();
  }

  /// The JSON Schema of a descriptor.
  static String schema() {
    return SHAPE.schema("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", ");
  }

  /// Refuses to average what says nothing of a moment.
  private static void checkAverage(Clock clock, Collection<Column> columns) {
    if (clock.ending() || clock.period().isPresent() || clock.start().isPresent()) {
      throw new IllegalArgumentException(
          "has 'resample', which needs the moment of each row. Leave 'stamp', 'period' and 'start' out of 'time', or leave 'resample' out.");
    }
    for (Column column : columns) {
      if (Unit.inSteps(column.unit())) {
        throw new IllegalArgumentException(
            "has 'resample', but '%s' is in %s, and a row that comes at any time does not say which time its energy is of. Add the energies up and give them as the readings of a register, '%s total'; give a power; or leave 'resample' out and give a row for each step."
                .formatted(column.name(), column.unit(), column.unit()));
      }
    }
  }

  /// One column, or several that are added up.
  private static Type<List<String>> columns() {
    Type<List<String>> one = Type.text().as(List::of);
    Type<List<String>> several = Type.list(Type.text());
    return Type.of(
        "{\"anyOf\": [" + one.schema() + ", " + several.schema() + "]}",
        value -> value.item() instanceof Item.Sequence ? several.read(value) : one.read(value));
  }

  /// A group whose keys are names, each with a value of one shape.
  private static Type<List<Column>> named(Shape<Column> shape) {
    return Type.of(
        "{\"type\": \"object\", \"additionalProperties\": " + shape.schema() + "}",
        value -> {
          if (!(value.item() instanceof Item.Mapping mapping) || mapping.entries().isEmpty()) {
            return value.refuse(
                "must name at least one series. Write 'load: {column: …, unit: kW}'.");
          }
          var all = new java.util.ArrayList<Column>();
          mapping
              .entries()
              .forEach((name, entry) -> {
                var path = value.path() + "." + name;
                shape
                    .read(new Type.Value(entry.value(), path, value.problems()))
                    .flatMap(it -> unit(it, name, entry, path, value.problems()))
                    .ifPresent(all::add);
              });
          return all.size() == mapping.entries().size() ? Optional.of(all) : Optional.empty();
        });
  }

  /// Checks the unit of a column against what its series is.
  private static Optional<Column> unit(
      Column column, String name, Item.Entry entry, String path, Problems problems) {
    var unit = Unit.of(column.unit(), Duration.ofHours(1));
    var position =
        entry.value() instanceof Item.Mapping mapping
            ? mapping.find("unit").map(Item::position).orElse(entry.position())
            : entry.position();
    if (unit.isEmpty()) {
      problems.add(
          position,
          "%s.unit is %s, but must be one of %s.".formatted(path, column.unit(), Unit.known()));
      return Optional.empty();
    }
    var meaning = Unit.meaning(name);
    if (meaning.isPresent() && !meaning.get().equals(unit.get().what())) {
      problems.add(
          position,
          "%s.unit is %s, but series '%s' is %s. Correct the unit, or give the series another name."
              .formatted(path, column.unit(), name, described(meaning.get())));
      return Optional.empty();
    }
    return Optional.of(
        new Column(
            name,
            column.columns(),
            column.unit(),
            column.scale(),
            column.offset(),
            column.minimum()));
  }

  private static String described(String what) {
    return switch (what) {
      case "power" -> "a power, in W, kW, MW, kWh or MWh per step or in total";
      case "price" -> "a price, in <currency>/kWh or <currency>/MWh";
      case "irradiance" -> "an irradiance, in W/m2";
      case "temperature" -> "a temperature, in C";
      default -> "a wind speed, in m/s";
    };
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException(
          "is %s, but must be a time zone. Write one such as Europe/London, UTC or -05:00."
              .formatted(name),
          unknown);
    }
  }

  private static Charset encoding(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "is %s, but must be an encoding of text. Write one such as utf-8 or windows-1252."
              .formatted(name),
          unknown);
    }
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException broken) {
      throw new IllegalArgumentException(
          "is %s, but must be a date. Write one such as 2016-07-01.".formatted(text), broken);
    }
  }
}
