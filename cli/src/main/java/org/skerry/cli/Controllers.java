package org.skerry.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.dispatch.DoNothing;
import org.skerry.energy.dispatch.PriceThreshold;
import org.skerry.energy.dispatch.ScheduleFile;
import org.skerry.energy.dispatch.TimeOfUse;
import org.skerry.energy.scenario.Nearest;

/// The controllers that `--controller` knows by name; any other word is the path of a schedule.
final class Controllers {
  private static final Map<String, Supplier<Controller>> NAMED = new LinkedHashMap<>();

  static {
    NAMED.put("rule", TimeOfUse::published);
    NAMED.put("threshold", PriceThreshold::weekly);
    NAMED.put("none", DoNothing::new);
  }

  private Controllers() {}

  /// A controller by name, or the schedule in a file.
  ///
  /// @throws IllegalArgumentException if it is neither
  static Controller of(String nameOrPath) {
    var named = NAMED.get(nameOrPath);
    if (named != null) {
      return named.get();
    }
    if (Files.isRegularFile(Path.of(nameOrPath))) {
      return ScheduleFile.read(Path.of(nameOrPath));
    }
    throw new IllegalArgumentException(
        "There is no controller '%s'.%s Name one of %s, or the path of a schedule."
            .formatted(
                nameOrPath,
                Nearest.question(nameOrPath, NAMED.keySet()),
                String.join(", ", NAMED.keySet())));
  }

  /// The names.
  static Iterable<String> names() {
    return NAMED.keySet();
  }
}
