package org.skerry.energy.scenario;

import java.util.List;
import org.skerry.energy.device.Device;

/// A site inside a microgrid, behind a meter of its own.
///
/// With photovoltaic modules it is a prosumer, else a consumer; with a battery it is active, else
/// passive (the four kinds of MAHTM: A Multi-Agent Framework for Hierarchical Transactive
/// Microgrids, 2023).
///
/// @param name unique in its microgrid
/// @param place seen from the place of its microgrid; by it trade finds the nearest
/// @param devices unique names
public record Household(String name, Place place, List<Device> devices) {

  /// @throws IllegalArgumentException if the name is blank or two devices have one name
  public Household {
    devices = List.copyOf(devices);
    Microgrid.checkNames("a household", name, devices);
  }
}
