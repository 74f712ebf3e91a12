package org.skerry.energy.scenario;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.skerry.energy.device.Profile;
import org.skerry.energy.text.Nearest;

/// Time series of one length on one regular clock.
///
/// Steps are equal in elapsed time, from `start` on. The zone only says what a local clock shows,
/// so a day on which the clock changes simply has an hour less or more. Immutable.
public final class Dataset {
  private final String name;
  private final String description;
  private final Instant start;
  private final ZoneId zone;
  private final Duration step;
  private final Map<String, Series> series = new LinkedHashMap<>();
  private final List<String> notes;
  private final int steps;

  /// @param name what commands call it
  /// @param description one or a few sentences: what, where from, licence
  /// @param start start of the first step
  /// @param zone the local clock
  /// @param step length of a step, a whole number of seconds above 0
  /// @param series at least one, unique names, all of one length above 0
  /// @param notes what was repaired or assumed while reading, each a full sentence
  /// @throws IllegalArgumentException if there is no series, a name repeats or lengths differ
  public Dataset(
      String name,
      String description,
      Instant start,
      ZoneId zone,
      Duration step,
      Collection<Series> series,
      List<String> notes) {
    this.name = name;
    this.description = description;
    this.start = start;
    this.zone = zone;
    this.step = step;
    this.notes = List.copyOf(notes);
    if (step.toSeconds() <= 0 || step.toNanosPart() != 0) {
      throw new IllegalArgumentException(
          "Data set %s has steps of %s, but a step must be a whole number of seconds above 0."
              .formatted(name, step));
    }
    if (series.isEmpty()) {
      throw new IllegalArgumentException(
          "Data set %s has no series. Give it at least one column.".formatted(name));
    }
    this.steps = series.iterator().next().size();
    for (Series each : series) {
      if (each.size() != steps || steps == 0) {
        throw new IllegalArgumentException(
            "Data set %s: series %s has %d steps, but %s has %d. All series need one length above 0."
                .formatted(name, each.name(), each.size(), series.iterator().next().name(), steps));
      }
      if (this.series.put(each.name(), each) != null) {
        throw new IllegalArgumentException(
            "Data set %s has series %s twice. Rename or remove one.".formatted(name, each.name()));
      }
    }
  }

  /// What commands call it.
  public String name() {
    return name;
  }

  /// What it is, where it comes from, and its licence.
  public String description() {
    return description;
  }

  /// Start of the first step.
  public Instant start() {
    return start;
  }

  /// End of the last step.
  public Instant end() {
    return start.plus(step.multipliedBy(steps));
  }

  /// The local clock.
  public ZoneId zone() {
    return zone;
  }

  /// Length of a step.
  public Duration step() {
    return step;
  }

  /// How many steps it has.
  public int steps() {
    return steps;
  }

  /// How many whole steps of another length it covers.
  public int steps(Duration length) {
    return Math.toIntExact(steps * step.toSeconds() / length.toSeconds());
  }

  /// The names of its series, in order.
  public List<String> names() {
    return List.copyOf(series.keySet());
  }

  /// A series, if it has it.
  public Optional<Series> find(String column) {
    return Optional.ofNullable(series.get(column));
  }

  /// A series.
  ///
  /// @throws IllegalArgumentException naming the series there are, if it lacks this one
  public Series series(String column) {
    return find(column)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Data set %s has no series '%s'.%s It has %s."
                    .formatted(
                        name,
                        column,
                        Nearest.question(column, series.keySet()),
                        String.join(", ", series.keySet()))));
  }

  /// A number that stands for all values and their clock, whatever the name: 16 hexadecimal digits.
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((start + " " + zone + " " + step).getBytes(StandardCharsets.UTF_8));
      ByteBuffer values = ByteBuffer.allocate(8 * steps);
      for (Series each : series.values()) {
        digest.update((" " + each.name() + " ").getBytes(StandardCharsets.UTF_8));
        values.clear();
        values.asDoubleBuffer().put(each.shared());
        digest.update(values);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java platform has SHA-256.", missing);
    }
  }

  /// What was repaired or assumed while reading, each a full sentence; to be shown to the user.
  public List<String> notes() {
    return notes;
  }

  /// The same with further notes.
  Dataset with(List<String> further) {
    var all = new ArrayList<>(notes);
    all.addAll(further);
    return further.isEmpty()
        ? this
        : new Dataset(name, description, start, zone, step, series.values(), all);
  }

  /// Checks at once that all series are there.
  ///
  /// @param needed names of series
  /// @param purpose who needs them, e.g. `scenario networked`
  /// @throws IllegalArgumentException naming every series that is missing and the way out
  public void require(Collection<String> needed, String purpose) {
    var missing = new TreeSet<>(needed);
    missing.removeAll(series.keySet());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "Data set %s lacks %s, which %s needs; it has %s.%s Complete it from another data set with 'complete:' in its descriptor, or play on one that has them."
              .formatted(
                  name,
                  String.join(", ", missing),
                  purpose,
                  String.join(", ", series.keySet()),
                  missing.stream()
                      .map(each -> Nearest.question(each, series.keySet()))
                      .collect(Collectors.joining())));
    }
  }

  /// The values of a profile on this data set.
  ///
  /// A step of another length takes the mean over its time, so finer values are averaged and a
  /// coarser value is held. A shift past the end goes on at the beginning. For a mean, the factor
  /// is what gives the mix this mean over the whole data set; the offset comes on top.
  ///
  /// @param profile what to resolve
  /// @param length length of a step of the result
  /// @return `[steps(length)]`, a new array, in the unit of the quantity
  /// @throws IllegalArgumentException if a series is missing, or a mean is asked of a mix that has
  ///   none
  public double[] resolve(Profile profile, Duration length) {
    var mix = new double[steps(length)];
    for (Profile.Term term : profile.terms()) {
      add(mix, length.toSeconds(), series(term.series()).shared(), term);
    }
    double factor =
        switch (profile.scale()) {
          case FACTOR -> profile.amount();
          case MEAN -> profile.amount() / meanOf(mix, profile);
        };
    for (int t = 0; t < mix.length; t++) {
      mix[t] = Math.max(profile.minimum(), profile.offset() + factor * mix[t]);
    }
    return mix;
  }

  private void add(double[] mix, long length, double[] values, Profile.Term term) {
    long cell = step.toSeconds();
    long whole = cell * values.length;
    long shift = Math.round(term.shiftHours() * 3600);
    long next = Math.floorMod(shift, whole);
    for (int t = 0; t < mix.length; t++) {
      long from = next;
      next = from + length < whole ? from + length : from + length - whole;
      int index = (int) (from / cell);
      long left = length;
      long room = cell - from % cell;
      if (left <= room) {
        mix[t] += term.weight() * values[index];
        continue;
      }
      double sum = 0;
      while (left > 0) {
        long taken = Math.min(left, room);
        sum += taken * values[index];
        left -= taken;
        room = cell;
        index = index + 1 == values.length ? 0 : index + 1;
      }
      mix[t] += term.weight() * sum / length;
    }
  }

  private double meanOf(double[] mix, Profile profile) {
    double sum = 0;
    for (double value : mix) {
      sum += value;
    }
    double mean = sum / mix.length;
    if (mean == 0) {
      var names = new ArrayList<String>();
      profile.terms().forEach(term -> names.add(term.series()));
      throw new IllegalArgumentException(
          "The mean of %s in data set %s is 0, so no factor gives it the mean %s. Use 'factor' or another series."
              .formatted(names, name, profile.amount()));
    }
    return mean;
  }
}
