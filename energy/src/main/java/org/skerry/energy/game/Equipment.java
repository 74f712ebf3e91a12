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
  private final int[] sites;
  private final int[] unitOf;
  private final Fleet fleet;
  private final Units units;
  private final int firstColumn;
  private final boolean aligned;

  Equipment(Setting.Group group, int siteCount, int lanes) {
    devices = group.devices();
    firstColumn = group.firstColumn();
    sites = group.sites().stream().mapToInt(Integer::intValue).toArray();
    unitOf = new int[siteCount];
    Arrays.fill(unitOf, -1);
    for (int unit = devices.size() - 1; unit >= 0; unit--) {
      unitOf[sites[unit]] = unit;
    }
    aligned =
        devices.size() == siteCount && IntStream.range(0, siteCount).allMatch(i -> sites[i] == i);
    fleet = devices.getFirst().fleet(devices);
    units = new Units(devices, lanes);
  }

  /// The units' descriptions, in the order of the rows.
  public List<Device> devices() {
    return devices;
  }

  /// The index of the site of a unit.
  public int site(int unit) {
    return sites[unit];
  }

  /// The first unit of this kind in a site, or -1.
  public int unit(int site) {
    return unitOf[site];
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

  /// Whether unit i is the only one of site i, so that rows of units are rows of sites.
  boolean aligned() {
    return aligned;
  }

  /// The index of the site of each unit, shape `[units]`; read only.
  int[] sites() {
    return sites;
  }

  int firstColumn() {
    return firstColumn;
  }
}
