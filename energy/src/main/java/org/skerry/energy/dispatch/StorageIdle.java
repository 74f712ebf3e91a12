package org.skerry.energy.dispatch;

import java.util.List;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.PumpedStorage;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Scenario;
import org.skerry.optimization.InteriorPoint;

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
    Setting setting = lanes.setting();
    Setting without = Setting.of(withoutStorage(setting.scenario()), setting.dataset());
    Exchange exchange = Coupling.of(without.scenario()).exchange();
    return Optimum.of(without, period, exchange, Plan.Form.CONVEX, new InteriorPoint())
        .schedule()
        .start(lanes, period);
  }

  private static Scenario withoutStorage(Scenario scenario) {
    return scenario.withMicrogrids(
        scenario.microgrids().stream().map(StorageIdle::withoutStorage).toList());
  }

  private static Microgrid withoutStorage(Microgrid microgrid) {
    List<Device> others =
        microgrid.devices().stream()
            .filter(device -> !(device instanceof Battery || device instanceof PumpedStorage))
            .toList();
    return new Microgrid(microgrid.name(), microgrid.bus(), others);
  }
}
