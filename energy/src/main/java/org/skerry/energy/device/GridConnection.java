package org.skerry.energy.device;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.skerry.optimization.Expression;
import org.skerry.optimization.Program;
import org.skerry.optimization.Variable;

/// The connection of a site to the main grid, or to a heat network: it buys within a limit, sells
/// within a limit, and may pay for its highest purchase of each month.
///
/// Cost: Eq. (19) of BMAPPO (Multi-microgrid energy optimization management based on multi-agent
/// proximal policy optimization, IJACSA 15(10), 2024), price·P·Δt, with a price for selling of its
/// own. Ours: the charge for the peak, paid whenever the purchase exceeds the highest of the month
/// so far; and blocks of a tariff, paid as the purchase of the month passes them. A period begins
/// with nothing bought in its month, and a plan with what was bought when it is made. Carbon is
/// paid for what is bought, Eq. (4) of MAHTM (MAHTM: A Multi-Agent Framework for Hierarchical
/// Transactive Microgrids, 2023), E_imp3·c.
///
/// @param name unique within the site
/// @param carrier power or heat
/// @param importLimit kW
/// @param exportLimit kW
/// @param reactiveLimit kvar, in both directions; only for power. Its compensation gives it, also
///   in an outage
/// @param tariff prices
/// @param peakCharge per kW of the highest purchase of each calendar month
/// @param outages when no active power or heat can be bought or sold
/// @param carbon what is emitted for what is bought, if it is accounted for
/// @param storageExport whether storage of the site may feed the main grid; if not, it gives no
///   more than the loads of the site take in the same step, so that only sun, wind and generators
///   feed in
public record GridConnection(
    String name,
    Carrier carrier,
    double importLimit,
    double exportLimit,
    double reactiveLimit,
    Tariff tariff,
    double peakCharge,
    List<Outage> outages,
    Optional<Carbon> carbon,
    boolean storageExport)
    implements Device {

  /// A connection whose carbon is not accounted for and that takes what storage gives.
  public GridConnection(
      String name,
      Carrier carrier,
      double importLimit,
      double exportLimit,
      double reactiveLimit,
      Tariff tariff,
      double peakCharge,
      List<Outage> outages) {
    this(
        name,
        carrier,
        importLimit,
        exportLimit,
        reactiveLimit,
        tariff,
        peakCharge,
        outages,
        Optional.empty(),
        true);
  }

  /// A time without the main grid.
  ///
  /// @param from first moment without it, local clock
  /// @param to first moment with it again
  public record Outage(LocalDateTime from, LocalDateTime to) {

    /// @throws IllegalArgumentException if it ends before it begins
    public Outage {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException(
            "outages has one from " + from + " to " + to + ", but must end after it begins.");
      }
    }

    boolean covers(LocalDateTime start) {
      return !start.isBefore(from) && start.isBefore(to);
    }
  }

  /// @throws IllegalArgumentException if a limit or the charge is negative
  public GridConnection {
    outages = List.copyOf(outages);
    if (carrier == Carrier.REACTIVE) {
      throw new IllegalArgumentException(
          "carrier is REACTIVE, but must be POWER or HEAT. Reactive power comes with POWER.");
    }
    Checks.notNegative("importLimit", importLimit, "kW");
    Checks.notNegative("exportLimit", exportLimit, "kW");
    Checks.notNegative("reactiveLimit", reactiveLimit, "kvar");
    Checks.notNegative("peakCharge", peakCharge, "per kW");
    if (carrier == Carrier.HEAT && !storageExport) {
      throw new IllegalArgumentException(
          "storageExport is false for a connection of heat, but no storage here gives heat. Remove it.");
    }
  }

  @Override
  public String kind() {
    return "grid";
  }

  @Override
  public List<Carrier> ports() {
    return carrier == Carrier.HEAT
        ? List.of(Carrier.HEAT)
        : List.of(Carrier.POWER, Carrier.REACTIVE);
  }

  @Override
  public List<String> controls() {
    return carrier == Carrier.HEAT ? List.of("heat") : List.of("power", "reactive");
  }

  /// `buyPrice`, `sellPrice` and `available` (1 with the main grid, 0 without); where the peak or
  /// blocks are charged also `month`, a number that changes with the calendar month; where carbon
  /// is accounted for last `carbon`, g per kWh.
  @Override
  public List<Input> inputs() {
    List<Input> inputs = new ArrayList<>(tariff.inputs());
    inputs.add(new Input("available", "1", List.of(), (start, values) -> available(start)));
    if (monthly()) {
      inputs.add(new Input("month", "1", List.of(), (start, values) -> month(start)));
    }
    carbon.ifPresent(emitted -> inputs.add(emitted.input()));
    return inputs;
  }

  /// Where the peak or blocks are charged: the highest purchase of the month so far and the month
  /// it is of; what was bought in the month so far, and again the month.
  @Override
  public List<State> states() {
    List<State> states = new ArrayList<>();
    if (peakCharge > 0) {
      states.add(new State("peak", "kW", 0, 0, importLimit));
      states.add(new State("peakMonth", "1", 0, 0, Double.POSITIVE_INFINITY));
    }
    if (blocks()) {
      states.add(new State("bought", "kWh", 0, 0, Double.POSITIVE_INFINITY));
      states.add(new State("boughtMonth", "1", 0, 0, Double.POSITIVE_INFINITY));
    }
    return List.copyOf(states);
  }

  /// Whether the price depends on what was bought in the month.
  public boolean blocks() {
    return !tariff.blocks().isEmpty();
  }

  private boolean monthly() {
    return peakCharge > 0 || blocks();
  }

  /// The place of `bought` among the states.
  private int boughtState() {
    return peakCharge > 0 ? 2 : 0;
  }

  @Override
  public List<String> costTerms() {
    List<String> terms = new ArrayList<>(List.of("grid"));
    if (peakCharge > 0) {
      terms.add("peak");
    }
    if (carbon.isPresent()) {
      terms.add("carbon");
    }
    return List.copyOf(terms);
  }

  /// Buying and selling are variables of their own. Doing both at once pays only where selling
  /// earns more than buying costs, as a feed-in price may: there it is ruled out. What cannot be
  /// done beside other connections is left to the caller. The peak of each month is a variable
  /// above all its purchases; what goes beyond a block is one above their sum less the block.
  @Override
  public Flows constrain(Program program, Horizon horizon) {
    List<Expression> power = new ArrayList<>();
    List<Expression> reactive = new ArrayList<>();
    List<Flows.Trade> trades = new ArrayList<>();
    List<Flows.Either> either = new ArrayList<>();
    List<Expression> purchases = new ArrayList<>();
    Expression peak = Expression.zero();
    double month = Double.NaN;
    for (int step = 0; step < horizon.steps(); step++) {
      double open = horizon.input(2, step);
      Variable bought = program.variable(name, 0, importLimit * open);
      Variable sold = program.variable(name, 0, exportLimit * open);
      purchases.add(bought);
      double hours = horizon.hours();
      double buy = horizon.input(0, step);
      if (carbon.isPresent()) {
        buy += carbon.get().perKwh(horizon.input(carbonInput(), step));
      }
      double sell = horizon.input(1, step);
      program.addCost(bought.times(buy * hours));
      program.addCost(sold.times(-sell * hours));
      if (sell > buy && importLimit * exportLimit * open > 0) {
        either.add(new Flows.Either(bought, sold));
      }
      power.add(bought.minus(sold));
      boolean alone = monthly() || !storageExport || sell > buy;
      trades.add(
          new Flows.Trade(
              power.getLast(),
              importLimit * open,
              exportLimit * open,
              alone ? Double.NaN : buy,
              sell));
      if (carrier == Carrier.POWER) {
        reactive.add(program.variable(name, -reactiveLimit, reactiveLimit));
      }
      if (peakCharge > 0) {
        if (horizon.input(3, step) != month) {
          month = horizon.input(3, step);
          double reached = month == horizon.state(1) ? horizon.state(0) : 0;
          peak = program.variable(name, reached, Math.max(reached, importLimit));
          program.addCost(peak.times(peakCharge).minus(peakCharge * reached));
        }
        program.atMost(bought.minus(peak), 0);
      }
    }
    chargeBlocks(program, horizon, purchases);
    List<List<Expression>> ports =
        carrier == Carrier.HEAT ? List.of(power) : List.of(power, reactive);
    return new Flows(ports, Expression.zero(), either, trades, List.of(), List.of());
  }

  private void chargeBlocks(Program program, Horizon horizon, List<Expression> purchases) {
    for (int step = 0; blocks() && step < horizon.steps(); ) {
      double month = horizon.input(3, step);
      double before = month == horizon.state(boughtState() + 1) ? horizon.state(boughtState()) : 0;
      Expression sum = Expression.constant(before);
      double most = before;
      for (; step < horizon.steps() && horizon.input(3, step) == month; step++) {
        sum = sum.plus(purchases.get(step), horizon.hours());
        most += importLimit * horizon.hours();
      }
      for (int block = 0; block < tariff.blocks().size(); block++) {
        double above = tariff.blocks().get(block).above();
        double paid = Math.max(0, before - above);
        Variable beyond = program.variable(name, paid, Math.max(paid, most - above));
        program.atMost(sum.minus(beyond), above);
        program.addCost(beyond.minus(paid).times(tariff.step(block)));
      }
    }
  }

  @Override
  public Fleet fleet(List<? extends Device> units) {
    return new Connections(
        Alike.of(units.stream().map(GridConnection.class::cast).toList(), GridConnection::numbers));
  }

  private Object numbers() {
    return List.of(
        importLimit,
        exportLimit,
        reactiveLimit,
        peakCharge,
        tariff.blocks(),
        carbon.map(Carbon::price));
  }

  /// The place of `carbon` among the inputs.
  private int carbonInput() {
    return monthly() ? 4 : 3;
  }

  /// What a kWh bought costs now, carbon included: per kWh, without charges for peaks and blocks.
  ///
  /// @param rows the numbers of connections like this one
  public double buyingCost(Units rows, int row) {
    double price = rows.input(0)[row];
    return carbon.isPresent() ? price + carbon.get().perKwh(rows.input(carbonInput())[row]) : price;
  }

  private static double month(LocalDateTime start) {
    return start.getYear() * 12.0 + start.getMonthValue();
  }

  private double available(LocalDateTime start) {
    for (Outage outage : outages) {
      if (outage.covers(start)) {
        return 0;
      }
    }
    return 1;
  }

  private record Connections(List<Alike<GridConnection>> units) implements Fleet {
    @Override
    public void idle(Units rows) {
      for (int control = 0; control < rows.controls(); control++) {
        Arrays.fill(rows.setpoint(control), 0);
      }
    }

    @Override
    public void deliverable(Step step, Units rows) {
      double[] available = rows.input(2);
      for (int index = 0; index < units.size(); index++) { // an iterator would be allocated
        GridConnection grid = units.get(index).first();
        int begin = units.get(index).begin() * rows.lanes();
        int end = units.get(index).end() * rows.lanes();
        limits(rows, begin, end, available, grid.exportLimit, grid.importLimit);
        if (rows.controls() > 1) {
          Arrays.fill(rows.low(1), begin, end, -grid.reactiveLimit);
          Arrays.fill(rows.high(1), begin, end, grid.reactiveLimit);
        }
      }
    }

    private static void limits(
        Units rows, int begin, int end, double[] available, double out, double in) {
      double[] low = rows.low(0);
      double[] high = rows.high(0);
      for (int row = begin; row < end; row++) {
        low[row] = -out * available[row];
        high[row] = in * available[row];
      }
    }

    @Override
    public void step(Step step, Units rows) {
      trade(step.hours(), rows);
      if (rows.controls() > 1) {
        System.arraycopy(rows.setpoint(1), 0, rows.power(1), 0, rows.rows());
      }
      for (int index = 0; index < units.size(); index++) {
        GridConnection grid = units.get(index).first();
        int begin = units.get(index).begin() * rows.lanes();
        int end = units.get(index).end() * rows.lanes();
        if (grid.peakCharge > 0) {
          peak(rows, begin, end, grid.peakCharge);
        }
        if (grid.blocks()) {
          pass(step.hours(), rows, begin, end, grid);
        }
        if (grid.carbon.isPresent()) {
          emit(step.hours(), rows, begin, end, grid);
        }
      }
    }

    private static void trade(double hours, Units rows) {
      double[] buy = rows.input(0);
      double[] sell = rows.input(1);
      double[] setpoint = rows.setpoint(0);
      double[] power = rows.power(0);
      double[] cost = rows.cost(0);
      for (int row = 0; row < rows.rows(); row++) {
        double traded = setpoint[row];
        power[row] = traded;
        cost[row] = (buy[row] * Part.positive(traded) - sell[row] * Part.negative(traded)) * hours;
      }
    }

    private static void emit(double hours, Units rows, int begin, int end, GridConnection grid) {
      double perGram = grid.carbon.orElseThrow().perKwh(1) * hours;
      double[] intensity = rows.input(grid.carbonInput());
      double[] power = rows.power(0);
      double[] cost = rows.cost(rows.costTerms() - 1);
      for (int row = begin; row < end; row++) {
        cost[row] = perGram * intensity[row] * Math.max(0, power[row]);
      }
    }

    /// What is bought passes the blocks of the month.
    private static void pass(double hours, Units rows, int begin, int end, GridConnection grid) {
      double[] month = rows.input(3);
      double[] power = rows.power(0);
      double[] bought = rows.state(grid.boughtState());
      double[] boughtMonth = rows.state(grid.boughtState() + 1);
      double[] cost = rows.cost(0);
      for (int row = begin; row < end; row++) {
        if (month[row] != boughtMonth[row]) {
          boughtMonth[row] = month[row];
          bought[row] = 0;
        }
        double before = bought[row];
        bought[row] += Math.max(0, power[row]) * hours;
        cost[row] += grid.tariff.blockCost(bought[row]) - grid.tariff.blockCost(before);
      }
    }

    private static void peak(Units rows, int begin, int end, double charge) {
      double[] month = rows.input(3);
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
        cost[row] = charge * excess;
      }
    }
  }
}
