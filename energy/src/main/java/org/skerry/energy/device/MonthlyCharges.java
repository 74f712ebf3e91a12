package org.skerry.energy.device;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.skerry.optimization.Expression;
import org.skerry.optimization.Program;
import org.skerry.optimization.Variable;

/// What a connection pays by the calendar month: for its highest purchase, whenever that exceeds
/// the highest of the month so far, and for the blocks of its tariff, as the purchase of the month
/// passes them. A period begins with nothing bought in its month, and a plan with what was bought
/// when it is made.
///
/// @param connection its name, for variables
/// @param importLimit kW, the most it buys
/// @param peakCharge per kW of the highest purchase of a month; 0 for none
/// @param tariff the blocks of which are charged
record MonthlyCharges(String connection, double importLimit, double peakCharge, Tariff tariff) {
  /// The place of `month` among the inputs of a connection.
  private static final int MONTH = 3;

  /// Whether there are any.
  boolean any() {
    return peakCharge > 0 || blocks();
  }

  private boolean blocks() {
    return !tariff.blocks().isEmpty();
  }

  /// The input `month`, a number that changes with the calendar month.
  Input month() {
    return new Input("month", "1", List.of(), (start, values) -> month(start));
  }

  private static double month(LocalDateTime start) {
    return start.getYear() * 12.0 + start.getMonthValue();
  }

  /// The highest purchase of the month so far and the month it is of; what was bought in the month
  /// so far, and again the month.
  List<Device.State> states() {
    List<Device.State> states = new ArrayList<>();
    if (peakCharge > 0) {
      states.add(new Device.State("peak", "kW", 0, 0, importLimit));
      states.add(new Device.State("peakMonth", "1", 0, 0, Double.POSITIVE_INFINITY));
    }
    if (blocks()) {
      states.add(new Device.State("bought", "kWh", 0, 0, Double.POSITIVE_INFINITY));
      states.add(new Device.State("boughtMonth", "1", 0, 0, Double.POSITIVE_INFINITY));
    }
    return List.copyOf(states);
  }

  /// The place of `bought` among the states.
  private int bought() {
    return peakCharge > 0 ? 2 : 0;
  }

  /// Adds the charge for the peak to a program: the peak of each month is a variable above all its
  /// purchases.
  ///
  /// @param step of the horizon
  /// @param purchase kW in that step
  /// @param before the peak's variable of the step before
  /// @return the peak's variable of this step
  Expression planPeak(
      Program program, Horizon horizon, int step, Expression purchase, Expression before) {
    double month = horizon.input(MONTH, step);
    Expression peak = before;
    if (step == 0 || month != horizon.input(MONTH, step - 1)) {
      double reached = month == horizon.state(1) ? horizon.state(0) : 0;
      peak = program.variable(connection, reached, Math.max(reached, importLimit));
      program.addCost(peak.times(peakCharge).minus(peakCharge * reached));
    }
    program.atMost(purchase.minus(peak), 0);
    return peak;
  }

  /// Adds the blocks to a program: what goes beyond one is a variable above the purchases of a
  /// month less the block.
  ///
  /// @param purchases kW, `[step]`
  void planBlocks(Program program, Horizon horizon, List<Expression> purchases) {
    for (int step = 0; blocks() && step < horizon.steps(); ) {
      double month = horizon.input(MONTH, step);
      double before = month == horizon.state(bought() + 1) ? horizon.state(bought()) : 0;
      Expression sum = Expression.constant(before);
      double most = before;
      for (; step < horizon.steps() && horizon.input(MONTH, step) == month; step++) {
        sum = sum.plus(purchases.get(step), horizon.hours());
        most += importLimit * horizon.hours();
      }
      for (int block = 0; block < tariff.blocks().size(); block++) {
        double above = tariff.blocks().get(block).above();
        double paid = Math.max(0, before - above);
        Variable beyond = program.variable(connection, paid, Math.max(paid, most - above));
        program.atMost(sum.minus(beyond), above);
        program.addCost(beyond.minus(paid).times(tariff.step(block)));
      }
    }
  }

  /// Charges what was bought in a step.
  ///
  /// @param rows the numbers of connections like this one, from `begin` to `end`
  void charge(double hours, Units rows, int begin, int end) {
    if (peakCharge > 0) {
      chargePeak(rows, begin, end);
    }
    if (blocks()) {
      chargeBlocks(hours, rows, begin, end);
    }
  }

  private void chargePeak(Units rows, int begin, int end) {
    double[] month = rows.input(MONTH);
    double[] power = rows.power(0);
    double[] peak = rows.state(0);
    double[] peakMonth = rows.state(1);
    double[] cost = rows.cost(1);
    for (int row = begin; row < end; row++) {
      if (month[row] != peakMonth[row]) {
        peakMonth[row] = month[row];
        peak[row] = 0;
      }
      double excess = Math.max(0, power[row] - peak[row]);
      peak[row] += excess;
      cost[row] = peakCharge * excess;
    }
  }

  private void chargeBlocks(double hours, Units rows, int begin, int end) {
    double[] month = rows.input(MONTH);
    double[] power = rows.power(0);
    double[] bought = rows.state(bought());
    double[] boughtMonth = rows.state(bought() + 1);
    double[] cost = rows.cost(0);
    for (int row = begin; row < end; row++) {
      if (month[row] != boughtMonth[row]) {
        boughtMonth[row] = month[row];
        bought[row] = 0;
      }
      double before = bought[row];
      bought[row] += Math.max(0, power[row]) * hours;
      cost[row] += tariff.blockCost(bought[row]) - tariff.blockCost(before);
    }
  }
}
