package org.skerry.energy.grid;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.skerry.energy.text.TextException;

/// The text of a file that describes a network, refused with one sentence if it is missing, empty
/// or not text.
final class TextFile {
  private TextFile() {}

  /// @throws NetworkException if the file cannot be read as text
  static String read(Path file) {
    if (!Files.exists(file)) {
      throw new NetworkException(List.of(file + ": there is no such file. Check the path."));
    }
    try {
      return org.skerry.energy.text.TextFile.read(file).text();
    } catch (TextException refused) {
      throw new NetworkException(List.of(String.valueOf(refused.getMessage())));
    }
  }
}
