package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Cogeneration;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Dump;
import org.skerry.energy.device.Flows;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Horizon;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Turbine;
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
  private static final double BROKEN = 1e-6; // kW, for both of what only one can be
  private static final int FEW = 1000; // rules: all are kept if those that were broken do not do
  private static final double IDLE = 1e-7; // of 1 kW, or of the demand if that is more

  private final Task task;
  private final Program program = new Program();
  private final boolean whole;
  private final List<Member> members = new ArrayList<>();
  private final List<Flows.Either> rules = new ArrayList<>();
  private final BitSet kept = new BitSet();
  private final IdentityHashMap<Expression, Variable> active = new IdentityHashMap<>();
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
    List<Setting.Group> groups = task.setting.groups();
    for (int index = 0; index < groups.size(); index++) {
      Setting.Group group = groups.get(index);
      for (int unit = 0; unit < group.devices().size(); unit++) {
        int site = place[group.sites().get(unit)];
        if (site >= 0) {
          Device device = group.devices().get(unit);
          Flows flows = device.constrain(program, new View(group, unit));
          members.add(new Member(index, unit, site, device, flows));
          rules.addAll(flows.either());
        }
      }
    }
    List<BuyingPrice> prices =
        task.sites.stream().map(site -> new BuyingPrice(task.setting, site)).toList();
    for (int step = 0; step < task.steps; step++) {
      balance(step, prices);
    }
    for (int site = 0; site < task.sites.size(); site++) {
      addRules(site, Carrier.POWER);
      addRules(site, Carrier.HEAT);
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

  /// Plans with all rules kept. Where time is up before that is proven, the solution is
  /// [Solution.Stalled] with the best that was found, if any.
  ///
  /// @param relaxed the relaxed plan of the same task: the rules that it breaks are looked at first
  /// @param tolerance gap that counts as closed, relative to the cost, at least 1
  /// @param seconds at most
  public static Plan whole(Plan relaxed, double tolerance, double seconds) {
    Plan plan = new Plan(relaxed.task, true);
    long began = System.nanoTime();
    double left = seconds;
    BitSet broken = relaxed.broken();
    do {
      plan.choose(broken);
      plan.solved(new OuterApproximation(tolerance, left).solve(plan.program));
      broken = plan.broken();
      if (!broken.isEmpty() && plan.rules.size() <= FEW) {
        broken.set(0, plan.rules.size());
      }
      left = seconds - (System.nanoTime() - began) / 1e9;
    } while (!broken.isEmpty() && left > 0);
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

  /// Whether the plan keeps the rules that are not convex, of devices and of trade.
  public boolean keepsRules() {
    return broken().isEmpty() && (whole || choices.stream().allMatch(this::isWhole));
  }

  private boolean isWhole(Variable choice) {
    double value = value(choice);
    return Math.abs(value - Math.rint(value)) < BROKEN;
  }

  private BitSet broken() {
    BitSet broken = new BitSet();
    for (int rule = 0; hasPoint() && rule < rules.size(); rule++) {
      Flows.Either either = rules.get(rule);
      if (!kept.get(rule) && value(either.first()) > BROKEN && value(either.second()) > BROKEN) {
        broken.set(rule);
      }
    }
    return broken;
  }

  /// Makes choices of some rules. What excludes several others is one choice.
  private void choose(BitSet chosen) {
    for (int rule = chosen.nextSetBit(0); rule >= 0; rule = chosen.nextSetBit(rule + 1)) {
      Flows.Either either = rules.get(rule);
      if (kept.get(rule)) {
        continue;
      }
      kept.set(rule);
      Variable choice =
          active.computeIfAbsent(
              either.first(),
              first -> {
                Variable made = program.binary("either");
                program.atMost(first.plus(made, -program.greatest(first)), 0);
                return made;
              });
      double most = program.greatest(either.second());
      program.atMost(either.second().plus(choice, most), most);
    }
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

  private void balance(int step, List<BuyingPrice> prices) {
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
    double price = 0;
    for (BuyingPrice each : prices) {
      price +=
          each.at((group, unit, input) ->
              task.outlook.input(task.setting.groups().get(group), unit, input, step))
              / prices.size();
    }
    task.exchange.constrain(program, active, reactive, price, task.setting.timeline().hours());
    heat.stream()
        .filter(sum -> !sum.equals(Expression.zero()))
        .forEach(sum -> program.equal(sum, 0));
    injections.add(active);
  }

  private List<Expression> zeros() {
    return new ArrayList<>(Collections.nCopies(task.sites.size(), Expression.zero()));
  }

  /// What the settlement does not do at a site: it never buys and sells at once, and a connection
  /// that sells cheaper or pays more is used up before another. Where connections serve their own
  /// site only, none buys while the site gives to others, or sells while it takes from them.
  /// Critical load is lost only where nothing else is left: what is bought is at its limit, nothing
  /// is charged or burnt, all is shed that was agreed, and loads that give way earlier are lost
  /// already. A network may have reasons of its own to shed a load. Output is spilled only where
  /// nothing else is left either: what is sold is at its limit, and so is what dump loads burn; sun
  /// and wind are curtailed, and no store gives.
  private void addRules(int site, Carrier carrier) {
    List<Member> here =
        members.stream()
            .filter(member -> member.site == site && member.device.ports().getFirst() == carrier)
            .toList();
    List<Member> connections = here.stream().filter(it -> !it.flows.trades().isEmpty()).toList();
    List<Member> loads =
        here.stream()
            .filter(it -> !it.flows.sheds().isEmpty())
            .sorted(
                Comparator.comparing(
                    it -> (Load) it.device,
                    Comparator.comparingInt((Load load) -> -load.priority())
                        .thenComparingDouble(Load::lostLoadValue)))
            .toList();
    List<Member> others =
        here.stream()
            .filter(it -> it.flows.trades().isEmpty() && it.flows.sheds().isEmpty())
            .toList();
    List<Member> spilling = others.stream().filter(it -> !it.flows.spilled().isEmpty()).toList();
    boolean shared = carrier == Carrier.POWER && task.exchange.joins();
    for (int step = 0; step < task.steps; step++) {
      for (int index = 0; index < connections.size(); index++) {
        Flows.Trade one = connections.get(index).flows.trades().get(step);
        rule(one.bought(), one.sold());
        if (shared && task.exchange.keepsConnections()) {
          Expression given = injections.get(step).get(site);
          rule(one.bought(), given);
          rule(one.sold(), given.times(-1));
        }
        for (int later = index + 1; later < connections.size(); later++) {
          Flows.Trade other = connections.get(later).flows.trades().get(step);
          rule(one.bought(), other.sold());
          rule(one.sold(), other.bought());
          Member first = connections.get(index);
          Member second = connections.get(later);
          if (input(first, 0, step) <= input(second, 0, step)) {
            rule(other.bought(), left(one.mostBought(), one.bought()));
          } else {
            rule(one.bought(), left(other.mostBought(), other.bought()));
          }
          if (input(first, 1, step) >= input(second, 1, step)) {
            rule(other.sold(), left(one.mostSold(), one.sold()));
          } else {
            rule(one.sold(), left(other.mostSold(), other.sold()));
          }
        }
      }
      for (Member generator : spilling) {
        Expression spilled = generator.flows.spilled().get(step);
        for (Member connection : connections) {
          Flows.Trade trade = connection.flows.trades().get(step);
          rule(spilled, trade.bought());
          rule(spilled, left(trade.mostSold(), trade.sold()));
        }
        for (Member other : others) {
          Expression given = other.flows.ports().getFirst().get(step);
          switch (other.device) {
            case Turbine _, Cogeneration _ -> {}
            case Dump dump -> rule(spilled, given.plus(dump.maximum()));
            default -> rule(spilled, given);
          }
        }
      }
      for (int index = 0; index < loads.size(); index++) {
        Expression lost = loads.get(index).flows.sheds().get(step).lost();
        if ((shared && !task.exchange.keepsConnections()) || program.greatest(lost) <= 0) {
          continue;
        }
        for (Member connection : connections) {
          Flows.Trade trade = connection.flows.trades().get(step);
          rule(lost, left(trade.mostBought(), trade.bought()));
        }
        for (Member other : others) {
          rule(lost, other.flows.ports().getFirst().get(step).times(-1));
        }
        for (int other = 0; other < loads.size(); other++) {
          Flows.Shed shed = loads.get(other).flows.sheds().get(step);
          rule(lost, shed.agreedLeft());
          if (other < index) {
            rule(lost, shed.lostLeft());
          }
        }
      }
    }
  }

  private static Expression left(double most, Expression used) {
    return Expression.constant(most).minus(used);
  }

  /// Only one of two can be above 0; nothing new where one of them never is.
  private void rule(Expression first, Expression second) {
    if (program.greatest(first) > 0 && program.greatest(second) > 0) {
      rules.add(new Flows.Either(first, second));
    }
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
