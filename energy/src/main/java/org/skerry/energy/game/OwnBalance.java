package org.skerry.energy.game;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Cogeneration;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Units;

/// Each site settles alone: the main grid takes or gives what is missing in Eqs. (9) and (10) of
/// BMAPPO (Multi-microgrid energy optimization management based on multi-agent proximal policy
/// optimization, IJACSA 15(10), 2024), within the limits of the connection; of several the one that
/// sells cheapest or pays most comes first. Storage that must not feed the main grid gives way
/// before ([KeptStorage]). What is beyond them is corrected in the order of [Merit]. Heat is
/// balanced after power in the same way.
public final class OwnBalance implements Settlement {
  private final Lanes lanes;
  private final int count;
  private final double[] open;
  private final List<Carrier> carriers = new ArrayList<>();
  private final List<Merit[]> merits = new ArrayList<>();
  private final List<KeptStorage> kept;
  private final List<List<SeveralConnections>> several = new ArrayList<>();

  /// Prepares the balance of one running game.
  public OwnBalance(Lanes lanes) {
    this.lanes = lanes;
    count = lanes.count();
    kept = KeptStorage.of(lanes);
    open = new double[lanes.sites() * count];
    for (Carrier carrier : List.of(Carrier.POWER, Carrier.HEAT)) {
      if (lanes.equipment().stream().anyMatch(kind -> kind.units().port(carrier) >= 0)) {
        carriers.add(carrier);
        Merit[] merit = new Merit[lanes.sites()];
        for (int site = 0; site < merit.length; site++) {
          merit[site] = new Merit(lanes, carrier, site);
        }
        merits.add(merit);
        several.add(SeveralConnections.of(lanes, carrier));
      }
    }
  }

  @Override
  public void settle() {
    for (int site = 0; site < kept.size(); site++) {
      for (int lane = 0; lane < count; lane++) {
        kept.get(site).limit(lane);
      }
    }
    settle(Carrier.POWER);
    settleHeat();
    settleReactive();
  }

  /// Balances reactive power alone, for settlements that balance power in another way.
  void settleReactive() {
    reactiveBalance(open);
    trade(Carrier.REACTIVE);
  }

  /// Balances heat alone, for settlements that balance power in another way.
  void settleHeat() {
    if (carriers.contains(Carrier.HEAT)) {
      limitHeat();
      settle(Carrier.HEAT);
    }
  }

  private void settle(Carrier carrier) {
    int index = carriers.indexOf(carrier);
    if (index >= 0) {
      lanes.balance(carrier, GridConnection.class, open);
      trade(carrier);
      correct(merits.get(index));
      for (int site = 0; site < several.get(index).size(); site++) {
        several.get(index).get(site).share(); // last: where a generator stopped they buy instead
      }
    }
  }

  /// The connections take or give what is open, within their limits; the rest stays in `open`.
  private void trade(Carrier carrier) {
    for (int index = 0; index < lanes.equipment().size(); index++) {
      Equipment grid = lanes.equipment().get(index);
      int port = grid.units().port(carrier);
      if (port >= 0 && grid.devices().getFirst() instanceof GridConnection) {
        Units units = grid.units();
        take(grid, units.setpoint(port), units.low(port), units.high(port));
      }
    }
  }

  private void take(Equipment grid, double[] traded, double[] low, double[] high) {
    if (grid.aligned()) { // one index for all arrays: the loop is vectorised
      for (int row = 0; row < open.length; row++) {
        double power = Math.max(low[row], Math.min(high[row], -open[row]));
        traded[row] = power;
        open[row] += power;
      }
      return;
    }
    for (int unit = 0; unit < grid.devices().size(); unit++) {
      int from = unit * count;
      int home = grid.site(unit) * count;
      for (int lane = 0; lane < count; lane++) {
        double power = Math.max(low[from + lane], Math.min(high[from + lane], -open[home + lane]));
        traded[from + lane] = power;
        open[home + lane] += power;
      }
    }
  }

  private void correct(Merit[] merit) {
    for (int site = 0; site < merit.length; site++) {
      correct(merit[site], site * count);
    }
  }

  private void correct(Merit merit, int first) {
    double[] rows = open;
    int end = count;
    for (int lane = 0; lane < end; lane++) {
      double left = rows[first + lane];
      if (Math.abs(left) > Merit.NOTHING) {
        merit.correct(lane, left);
      }
    }
  }

  /// A generator that had to give way to the balance of power has less heat to give.
  private void limitHeat() {
    for (int index = 0; index < lanes.equipment().size(); index++) {
      Equipment kind = lanes.equipment().get(index);
      if (kind.devices().getFirst() instanceof Cogeneration) {
        double[] power = kind.units().setpoint(0);
        double[] heat = kind.units().setpoint(1);
        for (int row = 0; row < kind.units().rows(); row++) {
          Cogeneration unit = (Cogeneration) kind.devices().get(row / count);
          heat[row] = Math.min(heat[row], unit.heatPerPower() * power[row]);
        }
      }
    }
  }

  /// Adds up the reactive power that loads draw and inverters give, without the connections:
  /// `out[site × count + lane]`, kvar into the bus.
  void reactiveBalance(double[] out) {
    Arrays.fill(out, 0);
    for (int index = 0; index < lanes.equipment().size(); index++) {
      addReactive(lanes.equipment().get(index), out);
    }
  }

  private void addReactive(Equipment kind, double[] out) {
    int control = kind.units().control("reactive");
    if (kind.devices().getFirst() instanceof Load first && first.carrier() == Carrier.POWER) {
      double[] power = kind.units().setpoint(0);
      for (int unit = 0; unit < kind.devices().size(); unit++) {
        add(kind, unit, ((Load) kind.devices().get(unit)).reactivePerPower(), power, out);
      }
    } else if (control >= 0 && !(kind.devices().getFirst() instanceof GridConnection)) {
      for (int unit = 0; unit < kind.devices().size(); unit++) {
        add(kind, unit, 1, kind.units().setpoint(control), out);
      }
    }
  }

  private void add(Equipment kind, int unit, double ratio, double[] values, double[] out) {
    int from = unit * count;
    int shift = kind.site(unit) * count - from;
    if (shift == 0) { // one index for both arrays: the loop is vectorised
      for (int row = from; row < from + count; row++) {
        out[row] += ratio * values[row];
      }
    } else {
      for (int row = from; row < from + count; row++) {
        out[row + shift] += ratio * values[row];
      }
    }
  }
}
