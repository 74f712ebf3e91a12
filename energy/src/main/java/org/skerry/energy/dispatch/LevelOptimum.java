package org.skerry.energy.dispatch;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.CommunityHours;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Setting;
import org.skerry.optimization.Constraint;
import org.skerry.optimization.Expression;
import org.skerry.optimization.OrTools;
import org.skerry.optimization.Program;
import org.skerry.optimization.Solution;
import org.skerry.optimization.Solver;
import org.skerry.optimization.Variable;

/// The least that a community of households can pay on a day where every battery takes one of a few
/// levels of power, as the agents of [org.skerry.energy.game.Households] do: the ceiling of what
/// they can learn.
///
/// One battery alone is solved exactly by backward induction over the states it can reach
/// ([LevelMoves]). Several are coupled, since what the community buys and sells depends on their
/// sum. The search is therefore in two parts, and says how far apart they are.
///
/// The bound is exact for plans that may be mixed: column generation (Dantzig and Wolfe,
/// Decomposition principle for linear programs, 1960). A program mixes known plans of each battery;
/// its shadow prices, one per hour, are what each battery is asked its best plan at, by backward
/// induction; any such prices give a lower bound on the cost, and where no battery has a better
/// plan the bound is the program's cost.
///
/// The cost is that of one plan for each battery: the best choice among the plans found, then each
/// battery in turn takes its best plan given the others, until none can improve.
///
/// @param bound no choice of levels costs less
/// @param cost what `schedule` costs
/// @param schedule the levels found, as set-points of the batteries
public record LevelOptimum(double bound, double cost, Schedule schedule) {
  private static final int ROUNDS = 400;
  private static final double CLOSED = 1e-9;

  /// Searches.
  ///
  /// @param day 0 for the first of the data
  /// @param levels of each battery, evenly spaced from full discharge to full charge
  /// @throws IllegalArgumentException if a battery reaches too many states of charge
  public static LevelOptimum of(Setting setting, int day, int levels) {
    int from = setting.timeline().firstOf(day);
    return new Search(setting, from, setting.timeline().firstOf(day + 1) - from, levels).optimum();
  }

  /// The search of one day.
  private static final class Search {
    private final Setting setting;
    private final int from;
    private final CommunityHours hours;
    private final List<Equipment> kinds;
    private final List<LevelMoves> moves = new ArrayList<>();
    private final List<List<int[]>> plans = new ArrayList<>();
    private double bound = Double.NEGATIVE_INFINITY;

    Search(Setting setting, int from, int steps, int levels) {
      this.setting = setting;
      this.from = from;
      hours = new CommunityHours(setting, from, steps);
      Step step = new Step(hours.hours(), Step.Limits.OPERATING);
      kinds = new Lanes(setting, 1, Step.Limits.OPERATING).all(Battery.class);
      for (Equipment kind : kinds) {
        for (int unit = 0; unit < kind.devices().size(); unit++) {
          moves.add(new LevelMoves((Battery) kind.devices().get(unit), levels, step));
          plans.add(new ArrayList<>());
        }
      }
    }

    LevelOptimum optimum() {
      int[][] chosen = new int[moves.size()][hours.steps()];
      for (int battery = 0; battery < chosen.length; battery++) {
        chosen[battery] = moves.get(battery).cheapest(hours.steps(), (step, power) -> 0);
      }
      double cost = descend(chosen);
      keep(chosen);
      generate();
      int[][] mixed = choose();
      double other = descend(mixed);
      int[][] best = other < cost ? mixed : chosen;
      return new LevelOptimum(bound, Math.min(cost, other), schedule(best));
    }

    /// Lets each battery in turn take its best plan given the others, until none improves; returns
    /// the cost.
    private double descend(int[][] chosen) {
      double[] net = net(chosen);
      double cost = cost(net);
      boolean improved = true;
      while (improved) {
        improved = false;
        for (int battery = 0; battery < chosen.length; battery++) {
          double[] own = moves.get(battery).powers(chosen[battery]);
          for (int step = 0; step < net.length; step++) {
            net[step] += own[step];
          }
          int[] better =
              moves
                  .get(battery)
                  .cheapest(net.length, (step, power) -> hours.cost(step, net[step] - power));
          double[] changed = moves.get(battery).powers(better);
          for (int step = 0; step < net.length; step++) {
            net[step] -= changed[step];
          }
          double reached = cost(net);
          if (reached < cost - CLOSED) {
            improved = true;
          }
          cost = reached;
          chosen[battery] = better;
        }
      }
      return cost;
    }

    private double[] net(int[][] chosen) {
      double[] net = new double[hours.steps()];
      for (int step = 0; step < net.length; step++) {
        net[step] = hours.need(step);
      }
      for (int battery = 0; battery < chosen.length; battery++) {
        double[] own = moves.get(battery).powers(chosen[battery]);
        for (int step = 0; step < net.length; step++) {
          net[step] -= own[step];
        }
      }
      return net;
    }

    private double cost(double[] net) {
      double cost = 0;
      for (int step = 0; step < net.length; step++) {
        cost += hours.cost(step, net[step]);
      }
      return cost;
    }

    private void keep(int[][] chosen) {
      for (int battery = 0; battery < chosen.length; battery++) {
        plans.get(battery).add(chosen[battery].clone());
      }
    }

    /// Adds plans until the mixture of those known cannot be improved.
    private void generate() {
      Solver simplex = OrTools.glop();
      for (int round = 0; round < ROUNDS; round++) {
        Mixture mixture = new Mixture();
        Solution.Solved solved = simplex.solve(mixture.program).expectSolved();
        double[] price = mixture.prices(solved);
        int[][] best = new int[moves.size()][];
        double value = 0;
        for (int step = 0; step < price.length; step++) {
          value += price[step] * hours.need(step) * hours.hours();
        }
        for (int battery = 0; battery < best.length; battery++) {
          best[battery] =
              moves
                  .get(battery)
                  .cheapest(price.length, (step, power) -> -price[step] * power * hours.hours());
          double[] powers = moves.get(battery).powers(best[battery]);
          for (int step = 0; step < price.length; step++) {
            value -= price[step] * powers[step] * hours.hours();
          }
        }
        bound = Math.max(bound, value);
        if (solved.objective() - bound < CLOSED) {
          return;
        }
        keep(best);
      }
    }

    /// The best choice of one known plan for each battery.
    private int[][] choose() {
      Mixture mixture = new Mixture(true);
      Solution.Solved solved = OrTools.scip().solve(mixture.program).expectSolved();
      int[][] chosen = new int[moves.size()][];
      for (int battery = 0; battery < chosen.length; battery++) {
        List<Variable> weights = mixture.weights.get(battery);
        for (int plan = 0; plan < weights.size(); plan++) {
          if (solved.value(weights.get(plan)) > 0.5) {
            chosen[battery] = plans.get(battery).get(plan);
          }
        }
      }
      return chosen;
    }

    private Schedule schedule(int[][] chosen) {
      Lanes lanes = new Lanes(setting, 1, Step.Limits.OPERATING);
      List<String> columns = new ArrayList<>();
      for (Equipment kind : lanes.all(Battery.class)) {
        for (int unit = 0; unit < kind.devices().size(); unit++) {
          columns.add(Schedule.column(lanes, kind, unit, 0));
        }
      }
      List<Schedule.Row> rows = new ArrayList<>();
      for (int step = 0; step < hours.steps(); step++) {
        LocalDateTime start = setting.timeline().local(from + step);
        List<Double> setpoints = new ArrayList<>();
        for (int battery = 0; battery < chosen.length; battery++) {
          setpoints.add(moves.get(battery).powers(chosen[battery])[step]);
        }
        rows.add(new Schedule.Row(start, setpoints));
      }
      return new Schedule("levels", columns, rows);
    }

    /// The program that mixes known plans.
    private final class Mixture {
      private final Program program = new Program();
      private final List<List<Variable>> weights = new ArrayList<>();
      private final List<Constraint> balances = new ArrayList<>();

      Mixture() {
        this(false);
      }

      Mixture(boolean whole) {
        List<Expression> nets = new ArrayList<>();
        for (int step = 0; step < hours.steps(); step++) {
          Variable bought = program.variable("bought", 0, Double.POSITIVE_INFINITY);
          Variable sold = program.variable("sold", 0, Double.POSITIVE_INFINITY);
          program.addCost(bought.times(hours.buy(step) * hours.hours()));
          program.addCost(sold.times(-hours.sell(step) * hours.hours()));
          nets.add(bought.minus(sold));
        }
        for (int battery = 0; battery < moves.size(); battery++) {
          List<Variable> own = new ArrayList<>();
          Expression sum = Expression.zero();
          for (int[] plan : plans.get(battery)) {
            Variable weight =
                whole
                    ? program.binary("plan")
                    : program.variable("plan", 0, Double.POSITIVE_INFINITY);
            own.add(weight);
            sum = sum.plus(weight);
            double[] powers = moves.get(battery).powers(plan);
            for (int step = 0; step < powers.length; step++) {
              nets.set(step, nets.get(step).plus(weight, powers[step]));
            }
          }
          program.equal(sum, 1);
          weights.add(own);
        }
        for (int step = 0; step < nets.size(); step++) {
          balances.add(program.equal(nets.get(step), hours.need(step)));
        }
      }

      /// What a kWh is worth in each hour, between what the outside pays and asks.
      double[] prices(Solution.Solved solved) {
        double[] prices = new double[balances.size()];
        for (int step = 0; step < prices.length; step++) {
          double worth = solved.dual(balances.get(step)) / hours.hours();
          prices[step] = Math.clamp(worth, hours.sell(step), hours.buy(step));
        }
        return prices;
      }
    }
  }
}
