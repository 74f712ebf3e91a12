package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Flows;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Horizon;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Scenario;
import org.skerry.optimization.Expression;
import org.skerry.optimization.Program;
import org.skerry.optimization.Solution;
import org.skerry.optimization.Solver;

/// The optimisation of all devices of a scenario over several steps: Eq. (18) of BMAPPO
/// (Multi-microgrid energy optimization management based on multi-agent proximal policy
/// optimization, IJACSA 15(10), 2024) subject to Eqs. (4) to (17), with the stored energy at the
/// end valued as in every evaluation.
///
/// Heat must be balanced in each site. Power is balanced by the [Exchange].
public final class Plan {
  private final Setting setting;
  private final int steps;
  private final List<List<Flows>> flows = new ArrayList<>();
  private final Solution solution;

  /// How a plan treats devices that switch on and off.
  public enum Form {
    /// Relaxed to the convex hull; exact where nothing switches, else a lower bound.
    CONVEX,
    /// With integer variables, quadratic cost replaced by straight lines.
    MIXED_INTEGER
  }

  /// What a plan starts from.
  @FunctionalInterface
  public interface Start {

    /// The state of a unit at the beginning.
    ///
    /// @param group the kind of device, one of [Setting#groups()]
    double state(Setting.Group group, int unit, int state);

    /// Every state as the scenario describes it.
    static Start described() {
      return (group, unit, state) -> group.devices().get(unit).states().get(state).initial();
    }
  }

  private Plan(
      Setting setting,
      int steps,
      Start start,
      Outlook outlook,
      Exchange exchange,
      Form form,
      Solver solver) {
    this.setting = setting;
    this.steps = steps;
    Program program = new Program();
    for (Setting.Group group : setting.groups()) {
      List<Flows> units = new ArrayList<>();
      for (int unit = 0; unit < group.devices().size(); unit++) {
        Horizon horizon = new View(setting, group, unit, steps, start, outlook, form);
        units.add(group.devices().get(unit).constrain(program, horizon));
      }
      flows.add(units);
    }
    double[] price = prices(outlook);
    for (int step = 0; step < steps; step++) {
      balance(program, step, exchange, price[step]);
    }
    valueStores(program, start, outlook);
    solution = solver.solve(program);
  }

  /// Plans `steps` steps ahead.
  ///
  /// @param start where the states begin
  /// @param outlook what the inputs will be
  /// @param exchange how sites exchange power
  public static Plan of(
      Setting setting,
      int steps,
      Start start,
      Outlook outlook,
      Exchange exchange,
      Form form,
      Solver solver) {
    return new Plan(setting, steps, start, outlook, exchange, form, solver);
  }

  /// What the solver found.
  public Solution solution() {
    return solution;
  }

  /// The planned flow at a port of a unit, kW or kvar into the bus.
  ///
  /// @param group index of the kind in [Setting#groups()]
  /// @param ahead 0 for the first step of the plan
  /// @throws IllegalStateException if the program has no optimum
  public double flow(int group, int unit, int port, int ahead) {
    Expression planned = flows.get(group).get(unit).ports().get(port).get(ahead);
    return switch (solution) {
      case Solution.Solved solved -> solved.value(planned);
      case Solution.Stalled stalled -> stalled.point().value(planned);
      default -> throw new IllegalStateException("The plan has no feasible point.");
    };
  }

  private void balance(Program program, int step, Exchange exchange, double price) {
    List<Expression> active = zeros();
    List<Expression> reactive = zeros();
    List<Expression> heat = zeros();
    boolean anyHeat = false;
    for (int index = 0; index < flows.size(); index++) {
      Setting.Group group = setting.groups().get(index);
      List<Carrier> ports = group.devices().getFirst().ports();
      for (int unit = 0; unit < group.devices().size(); unit++) {
        int site = group.sites().get(unit);
        for (int port = 0; port < ports.size(); port++) {
          List<Expression> sums =
              switch (ports.get(port)) {
                case POWER -> active;
                case REACTIVE -> reactive;
                case HEAT -> heat;
              };
          Expression flow = flows.get(index).get(unit).ports().get(port).get(step);
          sums.set(site, sums.get(site).plus(flow));
          anyHeat |= ports.get(port) == Carrier.HEAT;
        }
      }
    }
    exchange.constrain(program, active, reactive, price, setting.timeline().hours());
    if (anyHeat) {
      heat.stream()
          .filter(sum -> !sum.equals(Expression.zero()))
          .forEach(sum -> program.equal(sum, 0));
    }
  }

  private List<Expression> zeros() {
    return new ArrayList<>(Collections.nCopies(setting.sites().size(), Expression.zero()));
  }

  /// The credit of the term `storedEnergy`.
  private void valueStores(Program program, Start start, Outlook outlook) {
    if (setting.scenario().ending() == Scenario.Ending.TERMINAL) {
      return;
    }
    double[] mean = new double[setting.sites().size()];
    for (Setting.Group group : setting.groups()) {
      if (group.devices().getFirst() instanceof GridConnection grid
          && grid.carrier() == Carrier.POWER) {
        for (int unit = 0; unit < group.devices().size(); unit++) {
          for (int step = 0; step < steps; step++) {
            mean[group.sites().get(unit)] += outlook.input(group, unit, 0, step) / steps;
          }
        }
      }
    }
    for (int index = 0; index < flows.size(); index++) {
      Setting.Group group = setting.groups().get(index);
      for (int unit = 0; unit < group.devices().size(); unit++) {
        Device device = group.devices().get(unit);
        double worth = StorageValue.efficiency(device) * mean[group.sites().get(unit)];
        if (worth != 0) {
          Expression gained =
              flows.get(index).get(unit).finalEnergy().minus(start.state(group, unit, 0));
          program.addCost(gained.times(-worth));
        }
      }
    }
  }

  /// The price of buying in each step at the first connection to the main grid, 0 if there is none.
  private double[] prices(Outlook outlook) {
    double[] price = new double[steps];
    for (Setting.Group group : setting.groups()) {
      if (group.devices().getFirst() instanceof GridConnection grid
          && grid.carrier() == Carrier.POWER) {
        for (int step = 0; step < steps; step++) {
          price[step] = outlook.input(group, 0, 0, step);
        }
        return price;
      }
    }
    return price;
  }

  /// What one device sees of the horizon.
  private record View(
      Setting setting,
      Setting.Group group,
      int unit,
      int steps,
      Start start,
      Outlook outlook,
      Form form)
      implements Horizon {
    @Override
    public double hours() {
      return setting.timeline().hours();
    }

    @Override
    public double input(int index, int step) {
      return outlook.input(group, unit, index, step);
    }

    @Override
    public double state(int index) {
      return start.state(group, unit, index);
    }

    @Override
    public boolean integral() {
      return form == Form.MIXED_INTEGER;
    }

    @Override
    public boolean linear() {
      return form == Form.MIXED_INTEGER;
    }
  }
}
