package org.skerry.energy.dispatch;

import java.util.List;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.PumpedStorage;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;

/// The best use of generators with storage left alone: what storage must beat to be worth having.
///
/// It is the optimum of the scenario without its storage. Nothing then couples one step to the next
/// where generators have no ramp limit, so it asks for no knowledge of the future.
public record StorageIdle() implements Controller {
  @Override
  public String name() {
    return "storageIdle";
  }

  @Override
  public Running start(Lanes lanes, Period period) {
    Setting without = lanes.setting().withDevices(StorageIdle::withoutStorage);
    return Optimum.of(without, period, Coupling.of(without.scenario()))
        .schedule()
        .start(lanes, period);
  }

  private static List<Device> withoutStorage(List<Device> devices) {
    return devices.stream()
        .filter(device -> !(device instanceof Battery || device instanceof PumpedStorage))
        .toList();
  }
}
