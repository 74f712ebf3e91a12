package org.skerry.energy.scenario;

import java.util.HashSet;
import java.util.List;
import org.skerry.energy.device.Device;

/// A small grid of devices behind one meter.
///
/// @param name unique in its scenario
/// @param bus the bus of the network that it is connected to; empty if there is no network
/// @param devices in the order of the file, unique names
public record Microgrid(String name, String bus, List<Device> devices) {

  /// @throws IllegalArgumentException if the name is blank or two devices have one name
  public Microgrid {
    devices = List.copyOf(devices);
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "name is empty, but a microgrid needs one. Write a short name.");
    }
    var names = new HashSet<String>();
    for (Device device : devices) {
      if (!names.add(device.name())) {
        throw new IllegalArgumentException(
            "devices has two of the name '%s', but names must be unique in a microgrid. Rename one."
                .formatted(device.name()));
      }
    }
  }
}
