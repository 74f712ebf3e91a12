package org.skerry.energy.scenario;

import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;

/// A small grid: devices behind one meter, or households, each behind a meter of its own.
///
/// @param name unique in its scenario
/// @param bus the bus of the network that it is connected to; empty if there is no network
/// @param devices in the order of the file, unique names; none where there are households
/// @param place by which trade finds the nearest
/// @param households unique names; none where there are devices
public record Microgrid(
    String name, String bus, List<Device> devices, Place place, List<Household> households) {

  /// @throws IllegalArgumentException if the name is blank, two devices or two households have one
  ///   name, or devices stand beside households
  public Microgrid {
    devices = List.copyOf(devices);
    households = List.copyOf(households);
    checkNames("a microgrid", name, devices);
    if (!devices.isEmpty() && !households.isEmpty()) {
      throw new IllegalArgumentException(
          "devices stand beside households, but every device is behind one meter. Give them to a household.");
    }
    var names = new HashSet<String>();
    for (Household household : households) {
      if (!names.add(household.name())) {
        throw new IllegalArgumentException(
            "households has two of the name '%s', but names must be unique in a microgrid. Rename one."
                .formatted(household.name()));
      }
    }
  }

  /// A microgrid without households.
  public Microgrid(String name, String bus, List<Device> devices) {
    this(name, bus, devices, Place.ORIGIN, List.of());
  }

  /// The same with other devices, those of its households too.
  Microgrid withDevices(UnaryOperator<List<Device>> change) {
    List<Household> others =
        households.stream()
            .map(home -> new Household(home.name(), home.place(), change.apply(home.devices())))
            .toList();
    return new Microgrid(name, bus, change.apply(devices), place, others);
  }

  /// Refuses names that a table of set-points or results could not hold, or that a spreadsheet
  /// would take for a formula.
  private static void checkName(String key, String name) {
    if (!name.isEmpty() && ("=+-@".indexOf(name.charAt(0)) >= 0 || name.indexOf('/') >= 0)) {
      throw new IllegalArgumentException(
          "%s has '%s', but a name must not begin with = + - or @, nor hold a /. Write letters, digits and spaces."
              .formatted(key, name));
    }
  }

  static void checkNames(String owner, String name, List<Device> devices) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "name is empty, but " + owner + " needs one. Write a short name.");
    }
    checkName("name", name);
    var names = new HashSet<String>();
    for (Device device : devices) {
      checkName("devices", device.name());
      if (!names.add(device.name())) {
        throw new IllegalArgumentException(
            "devices has two of the name '%s', but names must be unique in %s. Rename one."
                .formatted(device.name(), owner));
      }
    }
    checkBlocks(devices);
  }

  /// Of several connections the cheapest buys first, which must be known before the step.
  private static void checkBlocks(List<Device> devices) {
    for (Carrier carrier : Carrier.values()) {
      List<GridConnection> connections =
          devices.stream()
              .filter(GridConnection.class::isInstance)
              .map(GridConnection.class::cast)
              .filter(connection -> connection.carrier() == carrier)
              .toList();
      for (GridConnection connection : connections) {
        if (connections.size() > 1 && connection.blocks()) {
          throw new IllegalArgumentException(
              "devices has connection '%s' whose tariff has blocks beside another connection, but blocks are for one that stands alone. Join them to one."
                  .formatted(connection.name()));
        }
      }
    }
  }
}
