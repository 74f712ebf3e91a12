package org.skerry.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.skerry.energy.grid.MatpowerCase;
import org.skerry.energy.grid.Network;
import org.skerry.energy.grid.NetworkFolder;
import org.skerry.studies.report.JsonObject;

/// The network that a command is given.
final class NetworkCase {
  private NetworkCase() {}

  /// Reads `ieee33`, a MATPOWER case file, or a folder of CSV files.
  ///
  /// @param answer told of what is left aside
  /// @throws org.skerry.energy.grid.NetworkException with every problem of the file
  static Network read(String name, Answer answer) {
    if (name.equals("ieee33")) {
      return NetworkFolder.ieee33();
    }
    var path = Path.of(name);
    return Files.isDirectory(path)
        ? NetworkFolder.read(path)
        : MatpowerCase.read(path, answer::note);
  }

  /// Puts the name of a bus, as a number if it is one.
  static JsonObject putBus(JsonObject object, String key, String bus) {
    return bus.matches("\\d{1,15}") ? object.put(key, Long.parseLong(bus)) : object.put(key, bus);
  }
}
