package org.skerry.energy.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.skerry.energy.dispatch.ScheduleFile;
import org.skerry.energy.grid.MatpowerCase;

/// Damages files by chance and reads them: each must be read, or be refused with a message of whole
/// sentences, and never with a fault of the program.
final class DamagedFiles {
  private static final String CASE =
      """
      function mpc = two
      mpc.version = '2';
      mpc.baseMVA = 10;
      mpc.bus = [
      1 3 0 0 0 0 1 1 0 10 1 1.1 0.9;
      2 1 2.5 0.5 0 0 1 1 0 10 1 1.1 0.9;
      ];
      mpc.gen = [
      1 0 0 10 -10 1 10 1 10 0;
      ];
      mpc.branch = [
      1 2 0.01 0.02 0 5 0 0 0 0 1 -360 360;
      ];
      """;

  private static final String SCHEDULE =
      "start,harbour/battery,harbour/load\n2024-01-01T00:00,1.5,-20\n2024-01-01T01:00,-2,-20\n";

  private static final String SCENARIO =
      """
      title: Harbour
      currency: SEK
      step: 60
      microgrids:
        - name: harbour
          devices:
            - {kind: load, name: load, demand: {of: load, factor: 2}, lostLoadValue: 50}
            - {kind: photovoltaic, name: sun, power: {mean: 20, of: sun}}
            - {kind: battery, name: battery, capacity: 200, chargePower: 50, dischargePower: 50}
            - {kind: grid, name: grid, importLimit: 150, exportLimit: 150, tariff: {wholesale: {of: price, offset: 0.4}, spread: 0.5}}
      """;

  private static final List<String> WORDS =
      List.of(
          ",",
          ";",
          "\t",
          "\"",
          "'",
          ".",
          "-",
          "NaN",
          "1e400",
          "0x1p3",
          "12d",
          "((((",
          "\uFEFF",
          "2024-02-31",
          "24:00",
          "{",
          "[",
          ": ",
          "&a",
          "*a",
          "!!x",
          "\u0000",
          "é",
          "-9999",
          "1,234",
          "99999999999999999999",
          "%",
          "#",
          "\n",
          "\r",
          " ",
          "unavailable");

  private final SplittableRandom random;
  private final Path folder;

  DamagedFiles(Path folder, long seed) {
    this.folder = folder;
    this.random = new SplittableRandom(seed);
  }

  /// Damages a file and reads it, and says what was wrong with how it was taken.
  ///
  /// @return what was wrong with how it was taken
  Optional<String> next() throws IOException {
    return switch (random.nextInt(5)) {
      case 0 -> taken("site.yaml", SCENARIO, path -> Scenarios.load(path.toString()));
      case 1 -> taken("case.m", CASE, MatpowerCase::read);
      case 2 -> taken("plan.csv", SCHEDULE, ScheduleFile::read);
      default -> dataset();
    };
  }

  private interface Reader {
    Object read(Path path);
  }

  private Optional<String> taken(String name, String text, Reader reader) throws IOException {
    byte[] damaged = damaged(text.getBytes(StandardCharsets.UTF_8));
    Path file = Files.write(folder.resolve(name), damaged);
    return fault(name, damaged, () -> reader.read(file));
  }

  /// Damages one of two files: the descriptor of a data set, or its table.
  private Optional<String> dataset() throws IOException {
    List<Path> all;
    Path shipped = Path.of("src/test/resources/org/skerry/energy/scenario/files");
    try (Stream<Path> files = Files.list(shipped)) {
      all = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    Path descriptor = all.get(random.nextInt(all.size()));
    String text = Files.readString(descriptor);
    String name = text.lines().filter(line -> line.contains("file: ")).findFirst().orElseThrow();
    Path table = shipped.resolve(name.substring(name.indexOf("file: ") + 6));
    byte[] bytes = Files.readAllBytes(table);
    boolean tableToo = random.nextInt(4) > 0;
    byte[] damaged = tableToo ? damaged(bytes) : bytes;
    Files.write(folder.resolve(String.valueOf(table.getFileName())), damaged);
    byte[] described =
        tableToo
            ? text.getBytes(StandardCharsets.UTF_8)
            : damaged(text.getBytes(StandardCharsets.UTF_8));
    Path own = Files.write(folder.resolve("own.yaml"), described);
    return fault(
        String.valueOf(table.getFileName()),
        tableToo ? damaged : described,
        () -> Datasets.load(own.toString()));
  }

  private static Optional<String> fault(String name, byte[] damaged, Runnable reading) {
    try {
      reading.run();
      return Optional.empty();
    } catch (IllegalArgumentException refused) {
      String message = String.valueOf(refused.getMessage());
      boolean sound =
          message.length() < 20_000
              && message.lines().allMatch(line -> line.endsWith(".") || line.endsWith("?"));
      return sound ? Optional.empty() : Optional.of(described(name, damaged, message));
    } catch (RuntimeException | Error fault) {
      return Optional.of(described(name, damaged, fault + " at " + fault.getStackTrace()[0]));
    }
  }

  private static String described(String name, byte[] damaged, String what) {
    String text = new String(damaged, StandardCharsets.ISO_8859_1);
    return name + ": " + what + "\n" + text.substring(0, Math.min(text.length(), 600)) + "\n";
  }

  /// One to three changes: bytes turned, cut, doubled, moved, or words put between.
  private byte[] damaged(byte[] bytes) {
    var changed = new ArrayList<Byte>();
    for (byte each : bytes) {
      changed.add(each);
    }
    for (int change = random.nextInt(1, 4); change > 0 && !changed.isEmpty(); change--) {
      int at = random.nextInt(changed.size());
      int end = Math.min(changed.size(), at + random.nextInt(1, 30));
      switch (random.nextInt(5)) {
        case 0 -> changed.set(at, (byte) random.nextInt(256));
        case 1 -> changed.subList(at, end).clear();
        case 2 -> changed.addAll(at, new ArrayList<>(changed.subList(at, end)));
        case 3 -> changed.subList(at, changed.size()).clear();
        default -> {
          var word = WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
          for (int i = word.length - 1; i >= 0; i--) {
            changed.add(at, word[i]);
          }
        }
      }
    }
    var damaged = new byte[changed.size()];
    for (int i = 0; i < damaged.length; i++) {
      damaged[i] = changed.get(i);
    }
    return damaged;
  }
}
