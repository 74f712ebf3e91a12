package org.skerry.optimization.exchange;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads conic programs in a neutral format: JSON lines, one problem per line, gzip or plain.
///
/// A line is an object with `name`, `n`, `m`, `q` `[n]`, `b` `[m]`, `A` and optionally `P` (objects
/// of `rows`, `cols`, `values`: triplets counted from 0, of `P` the upper triangle), `cones` (pairs
/// of `zero`, `nonnegative` or `second-order` and a size), and optionally `expect` (`status`,
/// `objective`, `objective_scale`). Further keys are left alone. Whether a file is gzip is told by
/// its first bytes, not by its name.
public final class ConicFile {
  private static final int MOST_PROBLEMS = 20;

  private ConicFile() {}

  /// Reads all problems of a file.
  ///
  /// @throws InvalidFileException naming every fault, at most 20, in file order
  public static List<ConicEntry> read(Path file) throws InvalidFileException {
    String name = String.valueOf(file.getFileName());
    // A pipe or a device may never end.
    if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
      throw new InvalidFileException(
          List.of(
              "%s: there is no such file, or it cannot be read as a file. Check the path."
                  .formatted(file)));
    }
    List<ConicEntry> entries = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    int line = 0;
    try (BufferedReader reader = open(file)) {
      String text;
      while (faults.size() < MOST_PROBLEMS && (text = reader.readLine()) != null) {
        line++;
        if (text.isBlank()) {
          continue;
        }
        String place = name + ":" + line;
        new ConicLine(place, text, faults).read().ifPresent(entries::add);
      }
    } catch (EOFException | ZipException broken) {
      faults.add(
          "%s:%d: the compressed file is damaged or ends too early (%s). Fetch or write it again."
              .formatted(name, line + 1, broken.getMessage()));
    } catch (IOException unreadable) {
      faults.add(
          "%s:%d: the file cannot be read on (%s). Check the disk and the permissions."
              .formatted(name, line + 1, unreadable.getMessage()));
    }
    if (faults.isEmpty() && entries.isEmpty()) {
      faults.add("%s: the file holds no problem. Write one JSON object per line.".formatted(name));
    }
    if (!faults.isEmpty()) {
      throw new InvalidFileException(faults);
    }
    return entries;
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    raw.mark(2);
    boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
    raw.reset();
    try {
      InputStream stream = packed ? new GZIPInputStream(raw, 1 << 16) : raw;
      return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8), 1 << 16);
    } catch (IOException broken) {
      raw.close();
      throw broken;
    }
  }
}
