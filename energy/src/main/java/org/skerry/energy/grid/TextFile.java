package org.skerry.energy.grid;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A text file as lines, refused with one sentence if it is missing, empty or not text.
final class TextFile {
  private static final long LARGEST = 64L << 20;

  private TextFile() {}

  /// @throws NetworkException if the file cannot be read as text
  static String read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw refusal(file, "there is no such file. Check the path.");
      }
      if (Files.size(file) > LARGEST) {
        throw refusal(
            file, "the file has more than 64 MB. A network of this size is not supported.");
      }
      return text(file.toString(), Files.readAllBytes(file));
    } catch (IOException unreadable) {
      throw refusal(
          file,
          "the file cannot be read (" + unreadable.getMessage() + "). Check its permissions.");
    }
  }

  /// @param name what messages call the file
  static String text(String name, byte[] bytes) {
    for (int i = 0, line = 1; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        line++;
      }
      if (bytes[i] >= 0 && bytes[i] < ' ' && "\t\n\f\r".indexOf(bytes[i]) < 0) {
        throw new NetworkException(
            List.of(
                "%s:%d: byte 0x%02x is not text. Give a text file, not a binary one."
                    .formatted(name, line, bytes[i])));
      }
    }
    var text = new String(bytes, StandardCharsets.UTF_8);
    if (text.isBlank()) {
      throw new NetworkException(
          List.of(name + ":1: the file is empty. Give a file that describes a network."));
    }
    return text;
  }

  private static NetworkException refusal(Path file, String sentence) {
    return new NetworkException(List.of(file + ": " + sentence));
  }
}
