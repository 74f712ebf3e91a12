package org.skerry.energy.game;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Fleet;
import org.skerry.energy.device.Units;

/// All units of one kind in a running game: their description, their physics and their numbers.
public final class Equipment {
  private final List<Device> devices;
  private final int[] microgrids;
  private final int[] unitOf;
  private final Fleet fleet;
  private final Units units;
  private final int firstColumn;
  private final boolean aligned;

  Equipment(Setting.Group group, int microgridCount, int lanes) {
    devices = group.devices();
    firstColumn = group.firstColumn();
    microgrids = group.microgrids().stream().mapToInt(Integer::intValue).toArray();
    unitOf = new int[microgridCount];
    Arrays.fill(unitOf, -1);
    for (int unit = devices.size() - 1; unit >= 0; unit--) {
      unitOf[microgrids[unit]] = unit;
    }
    aligned =
        devices.size() == microgridCount
            && IntStream.range(0, microgridCount).allMatch(i -> microgrids[i] == i);
    fleet = devices.getFirst().fleet(devices);
    units = new Units(devices, lanes);
  }

  /// The units' descriptions, in the order of the rows.
  public List<Device> devices() {
    return devices;
  }

  /// The index of the microgrid of a unit.
  public int microgrid(int unit) {
    return microgrids[unit];
  }

  /// The first unit of this kind in a microgrid, or -1.
  public int unit(int microgrid) {
    return unitOf[microgrid];
  }

  /// The word for this kind, such as `battery`.
  public String kind() {
    return devices.getFirst().kind();
  }

  /// The physics.
  public Fleet fleet() {
    return fleet;
  }

  /// The numbers, rows = units × lanes.
  public Units units() {
    return units;
  }

  /// Whether unit i is the only one of microgrid i, so that rows of units are rows of microgrids.
  boolean aligned() {
    return aligned;
  }

  /// The index of the site of each unit, shape `[units]`; read only.
  int[] sites() {
    return microgrids;
  }

  int firstColumn() {
    return firstColumn;
  }
}
