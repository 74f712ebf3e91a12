package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Flows;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Horizon;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.PumpedStorage;
import org.skerry.energy.game.Setting;
import org.skerry.optimization.Expression;
import org.skerry.optimization.OuterApproximation;
import org.skerry.optimization.Program;
import org.skerry.optimization.Report;
import org.skerry.optimization.Solution;
import org.skerry.optimization.Solver;
import org.skerry.optimization.Variable;

/// The optimisation of all devices of a scenario over several steps: Eq. (18) of BMAPPO
/// (Multi-microgrid energy optimization management based on multi-agent proximal policy
/// optimization, IJACSA 15(10), 2024) subject to Eqs. (4) to (17), with the stored energy at the
/// end valued as in every evaluation.
///
/// Heat must be balanced in each site. Power is balanced by the [Exchange].
///
/// Not all that devices do is convex: generators with a minimum output stand still or run, and only
/// one of charging and discharging, or of buying and selling, is done at once. A relaxed plan
/// ignores this. Its cost is a lower bound, and it is a plan all the same where it keeps the rules
/// by itself, [#keepsRules], as it does where energy has a positive value. A whole plan makes the
/// choices with integers: all that devices must choose, and the rules that were found broken, more
/// of them until none is.
public final class Plan {
  private static final double WHOLE = 1e-4;
  private static final double SLIGHT = 1e-3;
  private static final int ROUNDS = 20; // of rules that are found broken one after the other
  private static final double IDLE = 1e-7; // of 1 kW, or of the demand if that is more

  private final Task task;
  private final Program program = new Program();
  private final boolean whole;
  private final List<Member> members = new ArrayList<>();
  private final Rules rules = new Rules(program);
  private final List<Variable> choices = new ArrayList<>();
  private final List<List<Expression>> injections = new ArrayList<>();
  private Optional<Solution> solution = Optional.empty();

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

  /// What is to be planned.
  ///
  /// @param sites whose devices take part, by their place in [Setting#sites()]
  /// @param steps how many
  /// @param start where the states begin
  /// @param outlook what the inputs will be
  /// @param worth what a kWh is worth at each site that its stores can give to it after the last
  ///   step; 0 if it is lost
  /// @param exchange how sites exchange power
  public record Task(
      Setting setting,
      List<Integer> sites,
      int steps,
      Start start,
      Outlook outlook,
      IntToDoubleFunction worth,
      Exchange exchange) {
    public Task {
      sites = List.copyOf(sites);
    }
  }

  /// A unit that takes part.
  ///
  /// @param group index of its kind in [Setting#groups()]
  private record Member(int group, int unit, int site, Device device, Flows flows) {}

  private Plan(Task task, boolean whole) {
    this.task = task;
    this.whole = whole;
    int[] place = new int[task.setting.sites().size()];
    Arrays.fill(place, -1);
    for (int index = 0; index < task.sites.size(); index++) {
      place[task.sites.get(index)] = index;
    }
    List<List<Rules.Part>> parts = new ArrayList<>();
    task.sites.forEach(site -> parts.add(new ArrayList<>()));
    List<Setting.Group> groups = task.setting.groups();
    for (int index = 0; index < groups.size(); index++) {
      Setting.Group group = groups.get(index);
      for (int unit = 0; unit < group.devices().size(); unit++) {
        int site = place[group.sites().get(unit)];
        if (site >= 0) {
          Device device = group.devices().get(unit);
          Flows flows = device.constrain(program, new View(group, unit));
          members.add(new Member(index, unit, site, device, flows));
          parts.get(site).add(new Rules.Part(device, flows));
        }
      }
    }
    for (int step = 0; step < task.steps; step++) {
      balance(step);
    }
    for (int site = 0; site < task.sites.size(); site++) {
      keepStorage(site);
      int index = site;
      rules.add(
          parts.get(site), task.steps, task.exchange, step -> injections.get(step).get(index));
    }
    valueStores();
  }

  /// Plans with every rule that is not convex ignored.
  ///
  /// @param solver of convex programs
  public static Plan relaxed(Task task, Solver solver) {
    Plan plan = new Plan(task, false);
    return plan.solved(solver.solve(plan.program));
  }

  /// Plans with all rules kept. Where the nodes are used up before that is proven, the solution is
  /// [Solution.Stalled] with the best that was found, if any.
  ///
  /// @param relaxed the relaxed plan of the same task: the rules that it breaks are looked at first
  /// @param tolerance gap that counts as closed, relative to the cost, at least 1
  /// @param nodes of branch and cut at most, for each set of rules that is tried
  public static Plan whole(Plan relaxed, double tolerance, long nodes) {
    Plan plan = new Plan(relaxed.task, true);
    Solver solver = new OuterApproximation(tolerance, nodes);
    BitSet broken = relaxed.broken();
    for (int round = 0; round == 0 || (!broken.isEmpty() && round < ROUNDS); round++) {
      plan.rules.keep(broken);
      plan.solved(solver.solve(plan.program));
      broken = plan.broken();
    }
    return plan;
  }

  private Plan solved(Solution found) {
    solution = Optional.of(found);
    return this;
  }

  /// What the solver found.
  public Solution solution() {
    return solution.orElseThrow();
  }

  /// What is planned.
  public Task task() {
    return task;
  }

  /// Whether the plan keeps the rules that are not convex, of devices and of trade, but for a
  /// thousandth of what either side can be: what an interior point leaves is no reason to choose.
  public boolean keepsRules() {
    return hasPoint()
        && rules.broken(this::value, SLIGHT).isEmpty()
        && (whole || choices.stream().allMatch(this::isWhole));
  }

  private BitSet broken() {
    return hasPoint() ? rules.broken(this::value, 0) : new BitSet();
  }

  private boolean isWhole(Variable choice) {
    double value = value(choice);
    return Math.abs(value - Math.rint(value)) < WHOLE;
  }

  /// Whether there is a point to read flows from.
  public boolean hasPoint() {
    return switch (solution()) {
      case Solution.Solved _, Solution.AlmostSolved _ -> true;
      case Solution.Stalled stalled -> Double.isFinite(stalled.objective());
      default -> false;
    };
  }

  /// What no plan of the task costs less than, as far as the solver tells; minus infinity if it
  /// does not.
  public double bound() {
    return switch (solution()) {
      case Solution.Solved solved ->
          solved.objective() - (whole ? gap(solved.report(), solved.objective()) : 0);
      case Solution.AlmostSolved almost ->
          almost.objective() - gap(almost.report(), almost.objective());
      case Solution.Stalled stalled when whole && hasPoint() ->
          stalled.objective() - gap(stalled.report(), stalled.objective());
      default -> Double.NEGATIVE_INFINITY;
    };
  }

  private static double gap(Report report, double cost) {
    return report.gap() * Math.max(1, Math.abs(cost));
  }

  private double value(Expression planned) {
    return switch (solution()) {
      case Solution.Solved solved -> solved.value(planned);
      case Solution.AlmostSolved almost -> almost.point().value(planned);
      case Solution.Stalled stalled -> stalled.point().value(planned);
      default -> throw new IllegalStateException("The plan has no feasible point.");
    };
  }

  /// Tells the set-points of a step to whom they concern: of all units of the plan but connections,
  /// which are set by the settlement. What rounding keeps from standing still does stand still.
  ///
  /// @param ahead 0 for the first step of the plan
  public void setpoints(int ahead, Target target) {
    for (Member member : members) {
      if (member.device instanceof GridConnection) {
        continue;
      }
      for (int control = 0; control < member.device.controls().size(); control++) {
        double planned = value(member.flows.ports().get(control).get(ahead));
        double idle = member.device instanceof Load ? -input(member, 0, ahead) : 0;
        boolean still = Math.abs(planned - idle) <= IDLE * Math.max(1, Math.abs(idle));
        target.set(member.group, member.unit, control, still ? idle : planned);
      }
    }
  }

  /// Takes set-points.
  @FunctionalInterface
  public interface Target {
    /// Takes one.
    ///
    /// @param group index of the kind in [Setting#groups()]
    /// @param setpoint kW or kvar
    void set(int group, int unit, int control, double setpoint);
  }

  private double input(Member member, int input, int ahead) {
    Setting.Group group = task.setting.groups().get(member.group);
    return task.outlook.input(group, member.unit, input, ahead);
  }

  private void balance(int step) {
    List<Expression> active = zeros();
    List<Expression> reactive = zeros();
    List<Expression> heat = zeros();
    for (Member member : members) {
      for (int port = 0; port < member.device.ports().size(); port++) {
        List<Expression> sums =
            switch (member.device.ports().get(port)) {
              case POWER -> active;
              case REACTIVE -> reactive;
              case HEAT -> heat;
            };
        Expression flow = member.flows.ports().get(port).get(step);
        sums.set(member.site, sums.get(member.site).plus(flow));
      }
    }
    leaveReactiveOpen(step, reactive);
    task.exchange.constrain(
        program, active, reactive, price(step), task.setting.timeline().hours());
    heat.stream()
        .filter(sum -> !sum.equals(Expression.zero()))
        .forEach(sum -> program.equal(sum, 0));
    injections.add(active);
  }

  /// Leaves open what a site draws in reactive power where neither connection nor inverters can
  /// give it, which counts as a violation: nobody sheds load for it. Only a network's flow does.
  private void leaveReactiveOpen(int step, List<Expression> reactive) {
    double[] drawn = new double[reactive.size()];
    double[] reach = new double[reactive.size()];
    for (Member member : members) {
      switch (member.device) {
        case Load load when load.carrier() == Carrier.POWER ->
            drawn[member.site] += load.reactivePerPower() * input(member, 0, step);
        case GridConnection grid -> reach[member.site] += grid.reactiveLimit();
        case Photovoltaic sun -> reach[member.site] += sun.apparentPower();
        default -> {}
      }
    }
    for (int site = 0; task.exchange instanceof Exchange.Simple && site < drawn.length; site++) {
      if (Math.abs(drawn[site]) > reach[site]) {
        Variable open =
            program.variable("open", Math.min(0, drawn[site]), Math.max(0, drawn[site]));
        reactive.set(site, reactive.get(site).plus(open));
      }
    }
  }

  /// Where storage must not feed the main grid, all that a site's stores give is taken by its
  /// loads; they give nothing where those feed in more than they take.
  private void keepStorage(int site) {
    List<Member> here = members.stream().filter(member -> member.site == site).toList();
    if (here.stream()
        .noneMatch(member -> member.device instanceof GridConnection it && !it.storageExport())) {
      return;
    }
    for (int step = 0; step < task.steps; step++) {
      Expression left = Expression.zero();
      double fed = 0;
      for (Member member : here) {
        Expression power = member.flows.ports().getFirst().get(step);
        switch (member.device) {
          case Battery _, PumpedStorage _ -> left = left.plus(power);
          case Load load when load.carrier() == Carrier.POWER -> {
            left = left.plus(power);
            fed -= input(member, 0, step);
          }
          default -> {}
        }
      }
      program.atMost(left, Math.max(0, fed));
    }
  }

  /// The mean price of buying of all connections to the main grid, 0 if there is none.
  private double price(int step) {
    return members.stream()
        .filter(member -> member.device instanceof GridConnection)
        .filter(member -> member.device.ports().getFirst() == Carrier.POWER)
        .mapToDouble(member -> input(member, 0, step))
        .average()
        .orElse(0);
  }

  private List<Expression> zeros() {
    return new ArrayList<>(Collections.nCopies(task.sites.size(), Expression.zero()));
  }

  /// The credit of the term `storedEnergy`.
  private void valueStores() {
    for (Member member : members) {
      double efficiency = StorageValue.efficiency(member.device);
      if (efficiency > 0) {
        double worth = efficiency * task.worth.applyAsDouble(task.sites.get(member.site));
        Setting.Group group = task.setting.groups().get(member.group);
        Expression gained =
            member.flows.finalEnergy().minus(task.start.state(group, member.unit, 0));
        program.addCost(gained.times(-worth));
      }
    }
  }

  /// What one device sees of the horizon.
  private final class View implements Horizon {
    private final Setting.Group group;
    private final int unit;

    View(Setting.Group group, int unit) {
      this.group = group;
      this.unit = unit;
    }

    @Override
    public int steps() {
      return task.steps;
    }

    @Override
    public double hours() {
      return task.setting.timeline().hours();
    }

    @Override
    public double input(int index, int step) {
      return task.outlook.input(group, unit, index, step);
    }

    @Override
    public double state(int index) {
      return task.start.state(group, unit, index);
    }

    @Override
    public Variable choice(Program program, String name) {
      Variable choice = whole ? program.binary(name) : program.variable(name, 0, 1);
      choices.add(choice);
      return choice;
    }
  }
}
