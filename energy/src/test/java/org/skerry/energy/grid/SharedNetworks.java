package org.skerry.energy.grid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The data beside the repository, for tests tagged `external`: the folder in `SKERRY_DATA`, else
/// `shared/data` beside one of the parent folders.
final class SharedNetworks {
  private SharedNetworks() {}

  static Path data() {
    @Nullable String given = System.getProperty("SKERRY_DATA", System.getenv("SKERRY_DATA"));
    if (given != null) {
      return Path.of(given);
    }
    for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("shared/data"))) {
        return folder.resolve("shared/data");
      }
    }
    throw new IllegalStateException("No ../shared/data. Set SKERRY_DATA to its folder.");
  }

  static Path networks() {
    return data().resolve("networks");
  }

  static List<Map<String, String>> csv(Path file) {
    try {
      var lines = Files.readAllLines(file);
      var header = lines.getFirst().split(",", -1);
      var rows = new ArrayList<Map<String, String>>();
      for (var line : lines.subList(1, lines.size())) {
        var cells = line.split(",", -1);
        var row = new HashMap<String, String>();
        for (int i = 0; i < header.length; i++) {
          row.put(header[i], cells[i]);
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
