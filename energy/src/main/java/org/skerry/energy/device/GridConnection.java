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
/// own. Ours: what counts by the month, the charge for the peak and blocks of a tariff. Carbon is
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
    if (monthly().any()) {
      inputs.add(monthly().month());
    }
    carbon.ifPresent(emitted -> inputs.add(emitted.input()));
    return inputs;
  }

  /// Where the peak or blocks are charged: the highest purchase of the month so far and the month
  /// it is of; what was bought in the month so far, and again the month.
  @Override
  public List<State> states() {
    return monthly().states();
  }

  /// Whether the price depends on what was bought in the month.
  public boolean blocks() {
    return !tariff.blocks().isEmpty();
  }

  private MonthlyCharges monthly() {
    return new MonthlyCharges(name, importLimit, peakCharge, tariff);
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
  /// done beside other connections is left to the caller.
  @Override
  public Flows constrain(Program program, Horizon horizon) {
    List<Expression> power = new ArrayList<>();
    List<Expression> reactive = new ArrayList<>();
    List<Flows.Trade> trades = new ArrayList<>();
    List<Flows.Either> either = new ArrayList<>();
    List<Expression> purchases = new ArrayList<>();
    MonthlyCharges monthly = monthly();
    Expression peak = Expression.zero();
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
      boolean alone = monthly.any() || !storageExport || sell > buy;
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
        peak = monthly.planPeak(program, horizon, step, bought, peak);
      }
    }
    monthly.planBlocks(program, horizon, purchases);
    List<List<Expression>> ports =
        carrier == Carrier.HEAT ? List.of(power) : List.of(power, reactive);
    return new Flows(ports, Expression.zero(), either, trades, List.of(), List.of());
  }

  @Override
  public Fleet fleet(List<? extends Device> units) {
    List<Alike<GridConnection>> alike =
        Alike.of(units.stream().map(GridConnection.class::cast).toList(), GridConnection::numbers);
    return new Connections(alike, alike.stream().map(each -> each.first().monthly()).toList());
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
    return peakCharge > 0 || blocks() ? 4 : 3; // read in every step, so without an object
  }

  /// What a kWh bought costs now, carbon included: per kWh, without charges for peaks and blocks.
  ///
  /// @param rows the numbers of connections like this one
  public double buyingCost(Units rows, int row) {
    double price = rows.input(0)[row];
    return carbon.isPresent() ? price + carbon.get().perKwh(rows.input(carbonInput())[row]) : price;
  }

  private double available(LocalDateTime start) {
    for (Outage outage : outages) {
      if (outage.covers(start)) {
        return 0;
      }
    }
    return 1;
  }

  private record Connections(List<Alike<GridConnection>> units, List<MonthlyCharges> monthly)
      implements Fleet {
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
        monthly.get(index).charge(step.hours(), rows, begin, end);
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
  }
}
