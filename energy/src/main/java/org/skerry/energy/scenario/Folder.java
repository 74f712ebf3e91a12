package org.skerry.energy.scenario;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Where the files that a description names are found: one or several folders on disk, searched in
/// order, or the files that ship with the project.
final class Folder {
  /// The largest file, as read and as unpacked.
  private static final int LARGEST = 256 << 20;

  private final String shipped;
  private final List<Path> paths;

  private Folder(String shipped, List<Path> paths) {
    this.shipped = shipped;
    this.paths = List.copyOf(paths);
  }

  /// The folder of a file on disk.
  static Folder of(Path folder) {
    return new Folder("", List.of(folder));
  }

  /// Files that ship with the project.
  ///
  /// @param part of this package's resources, e.g. `scenarios/`
  static Folder shipped(String part) {
    return new Folder(part, List.of());
  }

  /// This folder, and where a file is not in it, the others.
  Folder and(List<Path> others) {
    var all = new ArrayList<>(paths);
    all.addAll(others);
    return new Folder(shipped, all);
  }

  /// A folder within this one.
  Folder within(String relative) {
    return new Folder(
        shipped.isEmpty() ? "" : shipped + relative + "/",
        paths.stream().map(path -> path.resolve(relative)).toList());
  }

  /// Whether there is such a file.
  boolean has(String relative) {
    return (!shipped.isEmpty() && resourceExists(relative)) || onDisk(relative).isPresent();
  }

  /// The text of a file; a name that ends with `.gz` is unpacked.
  ///
  /// @throws ScenarioException if it is missing, too large, broken or not text
  String text(String relative) {
    return decode(name(relative), unpacked(relative));
  }

  /// How messages name a file.
  String name(String relative) {
    return onDisk(relative).map(Path::toString).orElse(relative);
  }

  private byte[] unpacked(String relative) {
    String name = name(relative);
    byte[] bytes = bytes(relative);
    if (!relative.endsWith(".gz")) {
      return bytes;
    }
    try (var stream = new GZIPInputStream(new ByteArrayInputStream(bytes), 1 << 16)) {
      byte[] whole = stream.readNBytes(LARGEST + 1);
      if (whole.length > LARGEST) {
        throw tooLarge(name);
      }
      return whole;
    } catch (EOFException truncated) {
      throw new ScenarioException(
          name + ": the gzip file ends too early. It was cut off; get it again.");
    } catch (ZipException broken) {
      throw new ScenarioException(
          name
              + ": this is not a sound gzip file ("
              + broken.getMessage()
              + "). Get it again, or drop '.gz' from its name if it is not packed.");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private byte[] bytes(String relative) {
    if (!shipped.isEmpty() && resourceExists(relative)) {
      try (InputStream stream = Folder.class.getResourceAsStream(shipped + relative)) {
        return stream == null ? new byte[0] : stream.readAllBytes();
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    Path path = onDisk(relative).orElseThrow(() -> missing(relative));
    try {
      if (Files.size(path) > LARGEST) {
        throw tooLarge(path.toString());
      }
      return Files.readAllBytes(path);
    } catch (IOException unreadable) {
      throw new ScenarioException(
          path + ": the file cannot be read. Check that it is a file and that you may read it.");
    }
  }

  private ScenarioException missing(String relative) {
    var searched = paths.stream().map(Path::toString).toList();
    return new ScenarioException(
        relative
            + ": there is no such file"
            + (searched.isEmpty() ? "" : " in " + String.join(", ", searched))
            + ". Check the name, or set SKERRY_DATA to the folder that holds the data sets.");
  }

  private static ScenarioException tooLarge(String name) {
    return new ScenarioException(
        name + ": the file has more than 256 MB. Split it, or keep only the columns you need.");
  }

  private boolean resourceExists(String relative) {
    return Folder.class.getResource(shipped + relative) != null;
  }

  private Optional<Path> onDisk(String relative) {
    return paths.stream().map(path -> path.resolve(relative)).filter(Files::exists).findFirst();
  }

  private static String decode(String name, byte[] bytes) {
    for (byte each : bytes) {
      if (each == 0) {
        throw new ScenarioException(name + ": this is a binary file, not text. Give a text file.");
      }
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.isBlank()) {
        throw new ScenarioException(name + ": the file is empty. Give one with content.");
      }
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException foreign) {
      throw new ScenarioException(name + ": this is not UTF-8 text. Save it as text in UTF-8.");
    }
  }
}
