package org.skerry.energy.scenario;

import java.util.List;
import org.skerry.energy.device.Device;

/// What stands behind one meter: a microgrid, or a household where the microgrid has households.
///
/// @param name unique in the scenario: that of the microgrid, or `microgrid/household`
/// @param microgrid index of the microgrid that it belongs to
/// @param place of a microgrid where it is, of a household where it is seen from its microgrid
/// @param devices those behind the meter
public record Site(String name, int microgrid, Place place, List<Device> devices) {
  public Site {
    devices = List.copyOf(devices);
  }
}
