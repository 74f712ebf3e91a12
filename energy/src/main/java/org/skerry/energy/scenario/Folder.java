package org.skerry.energy.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skerry.energy.text.TextException;
import org.skerry.energy.text.TextFile;

/// Where the files that a description names are found: one or several folders on disk, searched in
/// order, or the files that ship with the project.
final class Folder {
  private final String shipped;
  private final List<Path> paths;
  private final Optional<Folder> next;

  private Folder(String shipped, List<Path> paths, Optional<Folder> next) {
    this.shipped = shipped;
    this.paths = List.copyOf(paths);
    this.next = next;
  }

  /// The folder of a file on disk.
  static Folder of(Path folder) {
    return new Folder("", List.of(folder), Optional.empty());
  }

  /// Files that ship with the project.
  ///
  /// @param part of this package's resources, e.g. `scenarios/`
  static Folder shipped(String part) {
    return new Folder(part, List.of(), Optional.empty());
  }

  /// This folder, and where a file is not in it, the others.
  Folder and(List<Path> others) {
    var all = new ArrayList<>(paths);
    all.addAll(others);
    return new Folder(shipped, all, next);
  }

  /// This folder, and where a file is in none of its places, another.
  Folder or(Folder other) {
    return new Folder(shipped, paths, Optional.of(next.map(it -> it.or(other)).orElse(other)));
  }

  /// A folder within this one.
  Folder within(String relative) {
    return new Folder(
        shipped.isEmpty() ? "" : shipped + relative + "/",
        paths.stream().map(path -> path.resolve(relative)).toList(),
        next.map(other -> other.within(relative)));
  }

  /// Whether there is such a file.
  boolean has(String relative) {
    return here(relative) || next.map(other -> other.has(relative)).orElse(false);
  }

  private boolean here(String relative) {
    return (!shipped.isEmpty() && resourceExists(relative)) || onDisk(relative).isPresent();
  }

  /// A file that a scenario names.
  ///
  /// @throws IllegalArgumentException if there is none; the message follows the key
  /// @throws ScenarioException if it is too large, broken or not text
  Attachment attachment(String relative) {
    if (!has(relative)) {
      throw new IllegalArgumentException(
          "is %s, but there is no file %s. Correct the path, which starts at the folder of the scenario."
              .formatted(relative, String.join(" or ", places(relative))));
    }
    return new Attachment(name(relative), text(relative));
  }

  private List<String> places(String relative) {
    List<String> all = new ArrayList<>();
    paths.forEach(path -> all.add(path.resolve(relative).toString()));
    next.ifPresent(other -> all.addAll(other.places(relative)));
    return all;
  }

  /// The text of a file; a name that ends with `.gz` is unpacked.
  ///
  /// @throws ScenarioException if it is missing, too large, broken or not text
  String text(String relative) {
    return file(relative, Optional.empty()).text();
  }

  /// The text of a file and how it is encoded.
  ///
  /// @param encoding if it is known
  /// @throws ScenarioException if it is missing, too large, broken or not text
  TextFile file(String relative, Optional<Charset> encoding) {
    if (!here(relative) && has(relative)) {
      return next.orElseThrow().file(relative, encoding);
    }
    String name = name(relative);
    try {
      byte[] bytes = TextFile.unpacked(name, bytes(relative));
      return encoding.isPresent()
          ? TextFile.decode(name, bytes, encoding.get())
          : TextFile.decode(name, bytes);
    } catch (TextException broken) {
      throw new ScenarioException(String.valueOf(broken.getMessage()));
    }
  }

  /// How messages name a file.
  String name(String relative) {
    return onDisk(relative)
        .map(Path::toString)
        .or(() -> here(relative) ? Optional.empty() : next.map(other -> other.name(relative)))
        .orElse(relative);
  }

  private byte[] bytes(String relative) {
    if (!shipped.isEmpty() && resourceExists(relative)) {
      try (InputStream stream = Folder.class.getResourceAsStream(shipped + relative)) {
        return stream == null ? new byte[0] : stream.readAllBytes();
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return TextFile.bytes(onDisk(relative).orElseThrow(() -> missing(relative)));
  }

  private ScenarioException missing(String relative) {
    var searched =
        paths.stream()
            .map(path -> path.toString().isEmpty() ? "the current folder" : path.toString())
            .toList();
    return new ScenarioException(
        relative
            + ": there is no such file"
            + (searched.isEmpty() ? "" : " in " + String.join(", ", searched))
            + ". Check the name, or set SKERRY_DATA to the folder that holds the data sets.");
  }

  private boolean resourceExists(String relative) {
    return Folder.class.getResource(shipped + relative) != null;
  }

  private Optional<Path> onDisk(String relative) {
    return paths.stream().map(path -> path.resolve(relative)).filter(Files::exists).findFirst();
  }
}
