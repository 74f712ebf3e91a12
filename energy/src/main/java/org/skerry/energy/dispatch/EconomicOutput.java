package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Cogeneration;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;

/// The best use of generators in one step, given everything else: each runs up to where its
/// marginal cost meets what a kWh is worth at its site, the price of buying as long as the site is
/// short, the price of selling beyond. What the rules have in common.
///
/// [Islands] use their generators to cover what is missing, at their minimum or above.
final class EconomicOutput {
  private final Lanes lanes;
  private final Islands islands;
  private final double[] balance;
  private final List<Generator> generators = new ArrayList<>();

  /// One generator, one lane.
  ///
  /// @param electric its description, for a cogeneration unit the electric side
  /// @param heatPerPower kW of heat per kW
  /// @param connection the unit of the site's connection, or -1
  private record Generator(
      Equipment kind,
      int unit,
      int site,
      Turbine electric,
      double heatPerPower,
      Equipment grid,
      int connection) {}

  EconomicOutput(Lanes lanes) {
    this.lanes = lanes;
    islands = new Islands(lanes);
    balance = new double[lanes.sites() * lanes.count()];
    for (Equipment kind : lanes.equipment()) {
      for (int unit = 0; unit < kind.devices().size(); unit++) {
        switch (kind.devices().get(unit)) {
          case Turbine turbine -> add(kind, unit, turbine, 0);
          case Cogeneration both -> add(kind, unit, both.electric(), both.heatPerPower());
          default -> {}
        }
      }
    }
  }

  private void add(Equipment kind, int unit, Turbine electric, double heatPerPower) {
    int site = kind.site(unit);
    for (Equipment grid : lanes.all(GridConnection.class)) {
      if (grid.units().port(Carrier.POWER) >= 0 && grid.unit(site) >= 0) {
        int connection = grid.unit(site);
        generators.add(new Generator(kind, unit, site, electric, heatPerPower, grid, connection));
        return;
      }
    }
    generators.add(new Generator(kind, unit, site, electric, heatPerPower, kind, -1));
  }

  /// Sets the generators' output for what all other set-points leave open; lane 0.
  void decide() {
    islands.update();
    Arrays.fill(balance, 0);
    lanes.balance(Carrier.POWER, GridConnection.class, balance);
    for (Generator generator : generators) {
      Turbine electric = generator.electric;
      double missing = Math.max(0, -balance[generator.site]);
      double output;
      if (islands.contains(generator.site)) {
        output = missing > 0 ? Math.clamp(missing, electric.minimum(), electric.maximum()) : 0;
      } else {
        double buy = generator.grid.units().input(0)[generator.connection];
        double sell = generator.grid.units().input(1)[generator.connection];
        double ceiling = Math.max(missing, electric.worthwhile(sell));
        output = Math.min(electric.worthwhile(buy), ceiling);
      }
      generator.kind.units().setpoint(0)[generator.unit] = output;
      if (generator.heatPerPower > 0) {
        generator.kind.units().setpoint(1)[generator.unit] = generator.heatPerPower * output;
      }
      balance[generator.site] += output;
    }
  }
}
