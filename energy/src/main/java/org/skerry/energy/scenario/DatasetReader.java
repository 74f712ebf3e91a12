package org.skerry.energy.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Profile.Scale;
import org.skerry.energy.device.Profile.Term;

/// Makes a data set of what a descriptor names: the time that all its files cover, in steps of one
/// length, completed from another data set where it says so.
final class DatasetReader {
  private final String name;
  private final Descriptor descriptor;
  private final List<String> notes = new ArrayList<>();

  private DatasetReader(String name, Descriptor descriptor) {
    this.name = name;
    this.descriptor = descriptor;
  }

  /// Reads a data set.
  ///
  /// @param name what commands call it
  /// @param folder where its files are
  /// @param others finds the data set that it is completed from
  /// @throws ScenarioException with all problems of a file
  static Dataset read(
      String name, Descriptor descriptor, Folder folder, Function<String, Dataset> others) {
    return new DatasetReader(name, descriptor).dataset(folder, others);
  }

  private Dataset dataset(Folder folder, Function<String, Dataset> others) {
    var parts = new ArrayList<Dataset>();
    for (Descriptor.CsvSource source : descriptor.files()) {
      parts.add(
          CsvReader.read(
              source, folder, descriptor.zone(), source.step().orElse(descriptor.step())));
    }
    Instant start = start(parts);
    Instant end = end(parts);
    long steps = Duration.between(start, end).dividedBy(descriptor.step());
    if (steps < 2) {
      throw new ScenarioException(
          "Data set %s needs two steps of %s min that all its files cover: they have %s. Change 'step', 'from' and 'to', or the files."
              .formatted(
                  name,
                  Numbers.text(descriptor.step().toSeconds() / 60.0),
                  parts.stream().map(DatasetReader::range).toList()));
    }
    var series = new ArrayList<Series>();
    for (Dataset part : parts) {
      notes.addAll(part.notes());
      for (String column : part.names()) {
        series.add(aligned(part, column, start, (int) steps));
      }
    }
    Instant whole = start.plus(descriptor.step().multipliedBy(steps));
    if (whole.isBefore(end)) {
      notes.add(
          "Data set %s ends at %s: the %s min of the files after it are no whole step of %s min and were left out."
              .formatted(
                  name,
                  whole,
                  Numbers.text(Duration.between(whole, end).toSeconds() / 60.0),
                  Numbers.text(descriptor.step().toSeconds() / 60.0)));
    }
    var own =
        new Dataset(
            name, describe(), start, descriptor.zone(), descriptor.step(), series, counted(notes));
    return descriptor.complete().isPresent()
        ? completed(own, others.apply(descriptor.complete().get()))
        : own;
  }

  /// Notes, of which those that come again are told once with their count.
  private static List<String> counted(List<String> notes) {
    return notes.stream()
        .distinct()
        .map(note -> {
          int count = Collections.frequency(notes, note);
          String sentence = note.endsWith(".") ? note.substring(0, note.length() - 1) : note;
          return count == 1 ? note : "%s (%d times).".formatted(sentence, count);
        })
        .toList();
  }

  private String describe() {
    var title = descriptor.title();
    return "%s%s Source: %s. Licence: %s."
        .formatted(
            title, title.endsWith(".") ? "" : ".", descriptor.source(), descriptor.licence());
  }

  private Instant start(List<Dataset> parts) {
    Instant latest = parts.getFirst().start();
    for (Dataset part : parts) {
      latest = part.start().isAfter(latest) ? part.start() : latest;
    }
    Instant asked =
        descriptor
            .from()
            .map(day -> day.atStartOfDay(descriptor.zone()).toInstant())
            .orElse(latest);
    Instant begin = asked.isAfter(latest) ? asked : latest;
    Optional<Instant> whole = first(begin, parts, true).or(() -> first(begin, parts, false));
    if (whole.isEmpty()) {
      notes.add(
          "Data set %s begins at %s, within steps of some of its files, whose values are mixed there: the steps of its files begin at different minutes."
              .formatted(name, begin));
    } else if (whole.get().isAfter(begin)) {
      notes.add(
          "Data set %s begins at %s: the %s min of the files before it are no whole step and were left out."
              .formatted(
                  name,
                  whole.get(),
                  Numbers.text(Duration.between(begin, whole.get()).toSeconds() / 60.0)));
    }
    return whole.orElse(begin);
  }

  /// The first moment of a day at which steps of all files begin.
  ///
  /// @param whole whether a step of the data set on the local clock shall begin there as well
  private Optional<Instant> first(Instant begin, List<Dataset> parts, boolean whole) {
    for (long minute = 0; minute < 24 * 60; minute++) {
      Instant moment = begin.plus(Duration.ofMinutes(minute));
      ZonedDateTime local = moment.atZone(descriptor.zone());
      boolean step =
          !whole || local.toLocalTime().toSecondOfDay() % descriptor.step().toSeconds() == 0;
      if (step && parts.stream().allMatch(part -> begins(part, moment))) {
        return Optional.of(moment);
      }
    }
    return Optional.empty();
  }

  private static boolean begins(Dataset part, Instant moment) {
    return Duration.between(part.start(), moment).toSeconds() % part.step().toSeconds() == 0;
  }

  private Instant end(List<Dataset> parts) {
    Instant first = parts.getFirst().end();
    for (Dataset part : parts) {
      first = part.end().isBefore(first) ? part.end() : first;
    }
    Instant asked =
        descriptor.to().map(day -> day.atStartOfDay(descriptor.zone()).toInstant()).orElse(first);
    return asked.isBefore(first) ? asked : first;
  }

  private static String range(Dataset part) {
    return part.name() + " from " + part.start() + " to " + part.end();
  }

  /// A series from `start` on in the steps of the data set.
  private Series aligned(Dataset part, String column, Instant start, int steps) {
    double shift = Duration.between(part.start(), start).toSeconds() / 3600.0;
    var profile = new Profile(List.of(new Term(column, 1, shift)), Scale.FACTOR, 1, 0);
    double[] values = part.resolve(profile, descriptor.step());
    return new Series(column, part.series(column).unit(), Arrays.copyOf(values, steps));
  }

  /// The data set with every series of another that it lacks, taken from the same day of the year.
  private static Dataset completed(Dataset own, Dataset other) {
    int[] places = Calendar.match(own, other);
    var series = new ArrayList<Series>();
    own.names().forEach(column -> series.add(own.series(column)));
    var taken = new ArrayList<String>();
    for (String column : other.names()) {
      if (own.find(column).isEmpty()) {
        double[] values = other.resolve(Profile.scaled(column, 1), own.step());
        double[] matched = Arrays.stream(places).mapToDouble(place -> values[place]).toArray();
        series.add(new Series(column, other.series(column).unit(), matched));
        taken.add(column);
      }
    }
    var notes = new ArrayList<>(own.notes());
    notes.add(
        "Data set %s takes %s from %s, from the same time of day on the nearest same day of the week."
            .formatted(own.name(), String.join(", ", taken), other.name()));
    return new Dataset(
        own.name(), own.description(), own.start(), own.zone(), own.step(), series, notes);
  }
}
