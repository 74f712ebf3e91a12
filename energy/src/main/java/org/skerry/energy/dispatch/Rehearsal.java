package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Cogeneration;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.PumpedStorage;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.device.Units;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.OwnBalance;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Settlement;

/// Plays candidate plans through the simulation itself, one candidate per lane, on an outlook: what
/// a metaheuristic asks for the cost of a plan.
///
/// A plan is one number in [-1, 1] per control of storage and generators and step, in the order
/// `[steps][controls]`. For storage it is the share of what can be delivered, negative to charge; a
/// generator runs from its least (-1) to its greatest output (1). Not safe for several threads at
/// once.
final class Rehearsal {
  private final Lanes stage;
  private final Lanes present;
  private final Settlement settlement;
  private final Sharing sharing;
  private final int candidates;
  private final List<Control> controls = new ArrayList<>();
  private final int[] steps;
  private final double[] cost;
  private double[][][] inputs = {};
  private int ahead;
  private IntToDoubleFunction price = site -> 0;

  /// One number of the plan.
  private record Control(Equipment kind, int unit, int index) {
    boolean stores() {
      return kind.devices().get(unit) instanceof Battery
          || kind.devices().get(unit) instanceof PumpedStorage;
    }
  }

  /// @param present the running game that plans are made for, lane 0
  /// @param candidates plans played at once
  Rehearsal(Lanes present, int candidates, Sharing sharing) {
    this.present = present;
    this.candidates = candidates;
    this.sharing = sharing;
    stage = new Lanes(present.setting(), candidates, present.step().limits());
    settlement = new OwnBalance(stage);
    steps = new int[candidates];
    cost = new double[candidates];
    for (Equipment kind : stage.equipment()) {
      for (int unit = 0; unit < kind.devices().size(); unit++) {
        for (int index = 0; index < decided(kind.devices().get(unit)); index++) {
          controls.add(new Control(kind, unit, index));
        }
      }
    }
  }

  /// How many controls of a device a plan decides.
  private static int decided(Device device) {
    return switch (device) {
      case Battery _, PumpedStorage _, Turbine _ -> 1;
      case Cogeneration _ -> 2;
      default -> 0;
    };
  }

  /// How many controls there are.
  int controls() {
    return controls.size();
  }

  /// The number at which a control is as if nobody decided: storage and generators off.
  double idle(int control) {
    return controls.get(control).stores() ? 0 : -1;
  }

  /// Takes the outlook of `ahead` steps from where the running game is.
  ///
  /// @param kept whether what is stored after them keeps its worth
  void prepare(Outlook outlook, int ahead, boolean kept) {
    this.ahead = ahead;
    price = StorageValue.worth(present.setting(), outlook, ahead, kept);
    inputs = new double[ahead][][];
    for (int step = 0; step < ahead; step++) {
      inputs[step] = new double[stage.equipment().size()][];
      for (int kind = 0; kind < inputs[step].length; kind++) {
        List<Device> devices = stage.equipment().get(kind).devices();
        int perUnit = devices.getFirst().inputs().size();
        inputs[step][kind] = new double[devices.size() * perUnit];
        for (int index = 0; index < inputs[step][kind].length; index++) {
          inputs[step][kind][index] =
              outlook.input(
                  present.setting().groups().get(kind), index / perUnit, index % perUnit, step);
        }
      }
    }
  }

  /// Plays plans from the running game's states.
  ///
  /// @param plans shape `[plans][steps × controls]`, at most as many as there are candidates
  /// @return the cost of each, with what is stored at the end valued at the mean price of the
  ///   outlook, shape `[candidates]`; the same array every time
  double[] play(double[][] plans) {
    Arrays.fill(cost, 0);
    copyStates();
    credit(1);
    for (int step = 0; step < ahead; step++) {
      begin(step);
      decide(plans, step);
      stage.guard();
      settlement.settle();
      stage.execute();
      account(step);
    }
    credit(-1);
    return cost;
  }

  /// The plan that a rule would follow on the outlook. Only with one candidate.
  double[] follow(Controller rule) {
    double[] plan = new double[ahead * controls.size()];
    copyStates();
    begin(0);
    Controller.Running running = rule.start(stage, Period.between(0, ahead));
    for (int step = 0; step < ahead; step++) {
      begin(step);
      running.decide(step);
      stage.guard();
      for (int control = 0; control < controls.size(); control++) {
        plan[step * controls.size() + control] = share(controls.get(control));
      }
      settlement.settle();
      stage.execute();
    }
    return plan;
  }

  private void copyStates() {
    for (int kind = 0; kind < stage.equipment().size(); kind++) {
      Units own = stage.equipment().get(kind).units();
      Units running = present.equipment().get(kind).units();
      List<Device.State> states = stage.equipment().get(kind).devices().getFirst().states();
      for (int state = 0; state < states.size(); state++) {
        for (int unit = 0; unit < own.count(); unit++) {
          fill(own.state(state), unit, running.state(state)[unit * present.count()]);
        }
      }
    }
  }

  /// Sets the running game's set-points as a plan says.
  ///
  /// @param plan shape `[steps × controls]`
  /// @param step of the plan, 0 for its first
  void execute(double[] plan, int step) {
    for (int control = 0; control < controls.size(); control++) {
      Control each = controls.get(control);
      Equipment kind = present.equipment().get(stage.equipment().indexOf(each.kind));
      if (control == 0 || controls.get(control - 1).kind != each.kind) {
        kind.fleet().deliverable(present.step(), kind.units());
      }
      set(each, kind.units(), each.unit * present.count(), plan[step * controls.size() + control]);
    }
  }

  private void begin(int step) {
    int last = present.setting().timeline().steps() - 1;
    Arrays.fill(steps, Math.min(last, present.time(0) + step));
    stage.moveTo(steps);
    for (int index = 0; index < stage.equipment().size(); index++) {
      Equipment kind = stage.equipment().get(index);
      int perUnit = kind.devices().getFirst().inputs().size();
      for (int unit = 0; unit < kind.devices().size(); unit++) {
        for (int input = 0; input < perUnit; input++) {
          fill(kind.units().input(input), unit, inputs[step][index][unit * perUnit + input]);
        }
      }
      kind.fleet().idle(kind.units());
    }
  }

  private void decide(double[][] plans, int step) {
    for (int control = 0; control < controls.size(); control++) {
      Control each = controls.get(control);
      if (control == 0 || controls.get(control - 1).kind != each.kind) {
        each.kind.fleet().deliverable(stage.step(), each.kind.units());
      }
      int place = step * controls.size() + control;
      for (int lane = 0; lane < plans.length; lane++) {
        set(each, each.kind.units(), each.unit * candidates + lane, plans[lane][place]);
      }
    }
  }

  /// The number of a plan that gives the set-point of a control; row 0.
  private static double share(Control control) {
    double low = control.kind.units().low(control.index)[control.unit];
    double high = control.kind.units().high(control.index)[control.unit];
    double setpoint = control.kind.units().setpoint(control.index)[control.unit];
    double share;
    if (control.stores()) {
      share = setpoint < 0 ? -setpoint / low : setpoint / Math.max(high, Double.MIN_NORMAL);
    } else {
      share = high > low ? 2 * (setpoint - low) / (high - low) - 1 : -1;
    }
    return Math.max(-1, Math.min(1, share));
  }

  private static void set(Control control, Units units, int row, double share) {
    double low = units.low(control.index)[row];
    double high = units.high(control.index)[row];
    units.setpoint(control.index)[row] =
        control.stores()
            ? Math.max(0, share) * high - Math.min(0, share) * low
            : low + (share + 1) / 2 * (high - low);
  }

  private void account(int step) {
    for (int site = 0; site < stage.sites(); site++) {
      for (int lane = 0; lane < candidates; lane++) {
        cost[lane] += stage.cost()[site * candidates + lane];
      }
    }
    if (sharing == Sharing.POOLED) {
      for (int index = 0; index < stage.equipment().size(); index++) {
        Equipment kind = stage.equipment().get(index);
        if (kind.devices().getFirst() instanceof GridConnection grid
            && grid.carrier() == Carrier.POWER) {
          share(kind, inputs[step][index]);
        }
      }
    }
  }

  /// What one sells and another buys at the same time need not pass the main grid.
  private void share(Equipment grid, double[] prices) {
    int perUnit = prices.length / grid.units().count();
    double[] power = grid.units().power(0);
    for (int lane = 0; lane < candidates; lane++) {
      double bought = 0;
      double sold = 0;
      for (int row = lane; row < grid.units().rows(); row += candidates) {
        bought += Math.max(0, power[row]);
        sold += Math.max(0, -power[row]);
      }
      double spread = 0;
      for (int unit = 0; unit < grid.units().count(); unit++) {
        spread += (prices[unit * perUnit] - prices[unit * perUnit + 1]) / grid.units().count();
      }
      cost[lane] -= spread * Math.min(bought, sold) * stage.step().hours();
    }
  }

  /// Adds what the stored energy is worth, with a sign.
  private void credit(int sign) {
    for (Equipment kind : stage.equipment()) {
      int state = kind.units().stateIndex("storedEnergy");
      for (int unit = 0; state >= 0 && unit < kind.devices().size(); unit++) {
        double worth =
            StorageValue.efficiency(kind.devices().get(unit))
                * price.applyAsDouble(kind.site(unit));
        for (int lane = 0; lane < candidates; lane++) {
          cost[lane] += sign * worth * kind.units().state(state)[unit * candidates + lane];
        }
      }
    }
  }

  private void fill(double[] rows, int unit, double value) {
    Arrays.fill(rows, unit * candidates, (unit + 1) * candidates, value);
  }
}
