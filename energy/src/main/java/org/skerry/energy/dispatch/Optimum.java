package org.skerry.energy.dispatch;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.optimization.InteriorPoint;
import org.skerry.optimization.Solution;
import org.skerry.optimization.Solver;

/// The optimum of a period of which everything is known: a bound that no controller can beat, and
/// the best schedule that was found. Exact is what is proven: the schedule was played through the
/// game itself, and costs no more than the bound.
///
/// First all of a [Plan] is relaxed; that is enough where energy has a positive value and nothing
/// must be switched. Where the schedule costs more than that when it is played, a site whose only
/// memory is one store is planned by [StoreOptimum], and choices are made with integers elsewhere.
/// Sites that nothing joins are planned one by one.
///
/// @param bound no controller costs less
/// @param cost what the schedule costs when it is played, the term `storedEnergy` included
/// @param schedule the set-points of all devices but the connections to the main grid, which the
///   settlement sets
public record Optimum(double bound, double cost, Schedule schedule) {
  /// Bound and cost have met if they differ by no more than this share of the bound, or of 1.
  public static final double TOLERANCE = 1e-6;

  /// Devices times steps up to which choices are made with integers. More takes minutes or hours;
  /// then the relaxed plan is the bound, and its schedule the best found.
  private static final long WHOLE = 4000;

  /// Nodes of branch and cut times devices times steps, for each part by itself: a node of a larger
  /// program takes longer.
  private static final long EFFORT = 100_000;

  /// Whether the cost is the least there can be, as far as [#TOLERANCE] tells.
  public boolean exact() {
    return gap() <= TOLERANCE;
  }

  /// By how much the schedule costs more than the bound, as a share of the bound, or of 1.
  public double gap() {
    return (cost - bound) / Math.max(1, Math.abs(bound));
  }

  /// Computes the optimum.
  ///
  /// @param period the steps, one after the other
  /// @param coupling how sites settle
  /// @throws IllegalArgumentException if the problem has no solution, saying why
  public static Optimum of(Setting setting, Period period, Coupling coupling) {
    return of(setting, period, coupling, new InteriorPoint());
  }

  /// Computes the optimum.
  ///
  /// @param solver of the relaxed plan
  /// @throws IllegalArgumentException as above
  public static Optimum of(Setting setting, Period period, Coupling coupling, Solver solver) {
    return new Search(setting, period, coupling, solver).run();
  }

  /// What is decided in every step of a period.
  @FunctionalInterface
  interface Decisions {

    /// Tells the set-points of a step, see [Plan#setpoints].
    void setpoints(int played, Plan.Target target);
  }

  /// The computation of one optimum.
  private static final class Search {
    private final Setting setting;
    private final Period period;
    private final Coupling coupling;
    private final Solver solver;

    Search(Setting setting, Period period, Coupling coupling, Solver solver) {
      this.setting = setting;
      this.period = period;
      this.coupling = coupling;
      this.solver = solver;
    }

    /// A part of the sites that nothing joins with the others: its relaxed plan, the best decisions
    /// known, and what they cost when played.
    private static final class Part {
      private final Plan relaxed;
      private final Decisions decisions;
      private double bound;
      private double cost;

      Part(Plan relaxed, Decisions decisions, double bound) {
        this.relaxed = relaxed;
        this.decisions = decisions;
        this.bound = bound;
      }

      List<Integer> sites() {
        return relaxed.task().sites();
      }

      boolean open() {
        return cost - bound > TOLERANCE * Math.max(1, Math.abs(bound));
      }
    }

    Optimum run() {
      List<Part> parts = new ArrayList<>();
      List<Integer> all = IntStream.range(0, setting.sites().size()).boxed().toList();
      if (coupling.exchange().joins()) {
        parts.add(relaxed(all));
      } else {
        all.forEach(site -> parts.add(relaxed(List.of(site))));
      }
      Schedule schedule = schedule(parts.stream().map(part -> part.decisions).toList());
      play(schedule, parts);
      if (parts.stream().anyMatch(Part::open)) {
        List<Part> others = parts.stream().map(part -> part.open() ? better(part) : part).toList();
        play(schedule(others.stream().map(part -> part.decisions).toList()), others);
        for (int index = 0; index < others.size(); index++) {
          Part before = parts.get(index);
          Part after = others.get(index);
          if (!beaten(after.bound, Math.min(before.cost, after.cost))) {
            before.bound = after.bound; // else the rules forbid what can be played
          }
          if (after.cost < before.cost) {
            parts.set(index, after);
          }
        }
        schedule = schedule(parts.stream().map(part -> part.decisions).toList());
      }
      double cost = play(schedule, parts);
      double bound = parts.stream().mapToDouble(part -> part.bound).sum();
      if (beaten(bound, cost)) {
        throw new IllegalArgumentException(
            "No bound is known for scenario '%s': what was planned for %s costs %s when it is played, so the plan leaves out what can be done. Please report this scenario."
                .formatted(setting.scenario().name(), bound, cost));
      }
      return new Optimum(Math.min(bound, cost), cost, schedule); // a solver rounds either way
    }

    /// Whether a play costs less than what is called a bound, by more than rounding.
    private static boolean beaten(double bound, double cost) {
      return bound - cost > TOLERANCE * Math.max(1, Math.abs(bound));
    }

    private Part relaxed(List<Integer> sites) {
      Outlook outlook = Outlook.known(setting, period, 0);
      int steps = period.horizon();
      boolean kept = period.keepsStored(setting.scenario().ending(), steps);
      Plan plan =
          Plan.relaxed(
              new Plan.Task(
                  setting,
                  sites,
                  steps,
                  Plan.Start.described(),
                  outlook,
                  StorageValue.worth(setting, outlook, steps, kept),
                  coupling.exchange()),
              solver);
      return new Part(plan, plan::setpoints, cost(plan));
    }

    private double cost(Plan plan) {
      String name = setting.scenario().name();
      return switch (plan.solution()) {
        case Solution.Solved solved -> solved.objective();
        case Solution.AlmostSolved _ -> plan.bound();
        case Solution.Stalled stalled ->
            throw new IllegalArgumentException(
                "The solver stalled on the optimum of scenario '%s': %s (%s). Try a shorter period."
                    .formatted(name, stalled.reason(), stalled.report()));
        case Solution.Infeasible _ ->
            throw new IllegalArgumentException(
                "Scenario '%s' has no feasible operation in this period: within the limits of %s, no flows balance at %s. Check limits and demands."
                    .formatted(
                        name,
                        coupling.exchange() instanceof Exchange.Simple
                            ? "devices and connections"
                            : "devices, connections and network",
                        plan.task().sites().stream()
                            .map(site -> "'" + setting.sites().get(site).name() + "'")
                            .collect(Collectors.joining(", "))));
        case Solution.Unbounded _ ->
            throw new IllegalArgumentException(
                "The cost of scenario '%s' can fall without limit: a price pays for circling energy. Check prices and limits."
                    .formatted(name));
      };
    }

    /// Devices times steps.
    private long size(Part part) {
      long devices =
          setting.groups().stream()
              .flatMap(group -> group.sites().stream())
              .filter(part.sites()::contains)
              .count();
      return devices * period.horizon();
    }

    /// The same part with all rules kept: by dynamic programming where that is exact, else with
    /// integers, as far as the nodes reach.
    private Part better(Part part) {
      Optional<StoreOptimum> simple = StoreOptimum.of(part.relaxed.task());
      if (simple.isPresent() && coupling.exchange().knowsAll()) {
        double bound = Math.max(part.bound, simple.get().bound());
        return new Part(part.relaxed, simple.get(), bound);
      }
      return size(part) <= WHOLE ? whole(part) : part;
    }

    private Part whole(Part part) {
      Plan plan = Plan.whole(part.relaxed, TOLERANCE / 10, EFFORT / size(part));
      double bound =
          coupling.exchange().knowsAll() ? Math.max(part.bound, plan.bound()) : part.bound;
      return new Part(part.relaxed, plan.hasPoint() ? plan::setpoints : part.decisions, bound);
    }

    /// Plays a schedule; notes what it costs each part and returns what it costs in all.
    private double play(Schedule schedule, List<Part> parts) {
      Outcome outcome =
          new Simulation(setting, period, coupling.settlement(), Step.Limits.OPERATING)
              .run(schedule, played -> {});
      for (Part part : parts) {
        part.cost =
            coupling.exchange().joins()
                ? outcome.total().cost()
                : outcome.sites().get(part.sites().getFirst()).cost();
      }
      return outcome.total().cost();
    }

    private Schedule schedule(List<Decisions> plans) {
      Lanes lanes = new Lanes(setting, 1, Step.Limits.OPERATING);
      List<String> columns = new ArrayList<>();
      int[][] first = new int[lanes.equipment().size()][];
      for (int group = 0; group < first.length; group++) {
        Equipment kind = lanes.equipment().get(group);
        first[group] = new int[kind.devices().size()];
        for (int unit = 0; unit < kind.devices().size(); unit++) {
          first[group][unit] = columns.size();
          boolean set = !(kind.devices().getFirst() instanceof GridConnection);
          for (int control = 0; set && control < kind.units().controls(); control++) {
            columns.add(Schedule.column(lanes, kind, unit, control));
          }
        }
      }
      List<Schedule.Row> rows = new ArrayList<>();
      for (int played = 0; played < period.horizon(); played++) {
        LocalDateTime start = setting.timeline().local(period.step(played));
        Double[] setpoints = new Double[columns.size()];
        for (Decisions plan : plans) {
          plan.setpoints(
              played,
              (group, unit, control, setpoint) ->
                  setpoints[first[group][unit] + control] = setpoint);
        }
        rows.add(new Schedule.Row(start, List.of(setpoints)));
      }
      return new Schedule("optimum", columns, rows);
    }
  }
}
