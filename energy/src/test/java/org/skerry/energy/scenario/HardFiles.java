package org.skerry.energy.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Writes tables with the hard corners of real files by chance, whose energy is known: each must be
/// read with all of it, or of its whole steps with a note, or be refused. One without gaps, empty
/// lines and longer rows, whose decimal mark is said, must be read.
final class HardFiles {
  private final SplittableRandom random;
  private final Path folder;
  private int taken;

  HardFiles(Path folder, long seed) {
    this.folder = folder;
    this.random = new SplittableRandom(seed);
  }

  /// Writes a table and reads it.
  ///
  /// @return what was wrong with how it was read
  Optional<String> next() throws IOException {
    boolean counted = random.nextBoolean();
    boolean header = random.nextBoolean();
    boolean quarters = random.nextInt(3) == 0;
    boolean more = random.nextBoolean();
    char mark = random.nextBoolean() ? ',' : '.';
    char separator = ";\t|,".charAt(random.nextInt(4));
    int steps = random.nextInt(8, 30);
    int gap = random.nextInt(3) == 0 ? random.nextInt(1, steps - 1) : -1;
    List<String> lines = new ArrayList<>();
    if (header) {
      lines.add((counted ? "" : "Zeit" + separator) + "Last" + (more ? separator + "Preis" : ""));
    }
    int whole = quarters ? steps / 4 * 4 : steps;
    double energy = 0;
    for (int step = 0; step < steps; step++) {
      // A straight line: what is interpolated in a gap is what was there.
      double value = 12.5 + 0.25 * step;
      energy += step < whole ? value : 0;
      String time =
          "2024-01-%02d %02d:%02d"
              .formatted(
                  1 + step / (quarters ? 96 : 24),
                  (quarters ? step / 4 : step) % 24,
                  quarters ? 15 * (step % 4) : 0);
      String cell = cell(value, mark, separator);
      if (step == gap) {
        cell = List.of("", "-", "#N/A", "\"\"").get(random.nextInt(4));
      }
      lines.add(
          (counted ? "" : time + separator)
              + cell
              + (more ? separator + cell(step + 0.5, mark, separator) : ""));
    }
    int damage = random.nextInt(6);
    switch (damage) {
      case 0 -> lines.add(random.nextInt(1, lines.size()), "");
      case 1 -> widen(lines, header ? 1 : 0, random.nextInt(1, 4), separator);
      case 2 -> {
        int empty = random.nextInt(2, lines.size());
        lines.add(empty, "");
        widen(lines, empty + 1, lines.size() - empty - 1, separator);
      }
      default -> {}
    }
    String csv = String.join("\n", lines) + "\n";
    String descriptor =
        """
        title: Hard.
        zone: UTC
        step: 60
        files:
          - file: hard.csv
            step: %d
            time: {%s}
            columns: {load: {column: %d, unit: kW}}
            gaps: {fill: interpolate, upTo: 3}
        """
            .formatted(
                quarters ? 15 : 60,
                counted ? "start: 2024-01-01T00:00" : "column: 1",
                counted ? 1 : 2);
    boolean said = random.nextBoolean();
    if (said) {
      descriptor += "    decimal: '" + mark + "'\n";
    }
    return fault(
        descriptor,
        csv,
        energy * (quarters ? 0.25 : 1),
        whole < steps,
        said && damage > 2 && gap < 0);
  }

  /// How many were read rather than refused.
  int taken() {
    return taken;
  }

  private static String cell(double value, char mark, char separator) {
    String text = Double.toString(value).replace('.', mark);
    return mark == separator ? '"' + text + '"' : text;
  }

  private static void widen(List<String> lines, int from, int count, char separator) {
    for (int line = from; line < Math.min(lines.size(), from + count); line++) {
      lines.set(line, lines.get(line) + separator + "7");
    }
  }

  private Optional<String> fault(
      String descriptor, String csv, double energy, boolean cut, boolean plain) throws IOException {
    Files.writeString(folder.resolve("hard.csv"), csv);
    Path own = Files.writeString(folder.resolve("hard.yaml"), descriptor);
    try {
      var data = Datasets.load(own.toString());
      double read = Arrays.stream(data.series("load").values()).sum();
      boolean told = data.notes().stream().anyMatch(note -> note.contains("left out"));
      taken++;
      return told == cut && Math.abs(read - energy) < 1e-6
          ? Optional.empty()
          : Optional.of(energy + " kWh, but read " + read + "\n" + descriptor + csv);
    } catch (ScenarioException refused) {
      return plain ? Optional.of(refused.getMessage() + "\n" + descriptor + csv) : Optional.empty();
    }
  }
}
