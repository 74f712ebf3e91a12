package org.skerry.energy.device;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.skerry.optimization.Expression;
import org.skerry.optimization.Program;

/// A demand for power or heat. A share of it may be curtailed by agreement and at a price; what is
/// not served beyond that share is critical and costs the value of lost load.
///
/// Its power is negative: what is served leaves the bus. A demand for power may itself be negative,
/// as that of a net meter whose house generates more than it uses; it then flows into the bus,
/// there is nothing to shed, and nobody may decide to take less. What nobody can take is spilled at
/// no cost.
///
/// @param name unique within the site
/// @param carrier power or heat
/// @param demand kW; not negative for heat
/// @param powerFactor of an electric load, in (0, 1]; it draws |P|·tan(arccos(powerFactor)) kvar
/// @param curtailableShare share of the demand that may be curtailed by agreement
/// @param curtailmentCost per kWh of the curtailable share that is not served
/// @param lostLoadValue per kWh of the critical share that is not served
/// @param priority 1 for the load that is shed last; larger numbers are shed earlier
public record Load(
    String name,
    Carrier carrier,
    Profile demand,
    double powerFactor,
    double curtailableShare,
    double curtailmentCost,
    double lostLoadValue,
    int priority)
    implements Device {

  /// Loads in the order in which they are shed: larger priority numbers first, among equals the
  /// smaller value of lost load.
  public static final Comparator<Load> GIVES_WAY =
      Comparator.comparingInt((Load load) -> -load.priority())
          .thenComparingDouble(Load::lostLoadValue);

  /// @throws IllegalArgumentException if a number is out of its range
  public Load {
    if (carrier == Carrier.REACTIVE) {
      throw new IllegalArgumentException(
          "carrier is REACTIVE, but must be POWER or HEAT. Reactive demand follows from powerFactor.");
    }
    Checks.efficiency("powerFactor", powerFactor);
    Checks.share("curtailableShare", curtailableShare);
    Checks.notNegative("curtailmentCost", curtailmentCost, "per kWh");
    Checks.notNegative("lostLoadValue", lostLoadValue, "per kWh");
    if (priority < 1) {
      throw new IllegalArgumentException(
          "priority is " + priority + ", but must be 1 or more. Write 1 for what is shed last.");
    }
  }

  @Override
  public String kind() {
    return "load";
  }

  @Override
  public List<Carrier> ports() {
    return carrier == Carrier.HEAT
        ? List.of(Carrier.HEAT)
        : List.of(Carrier.POWER, Carrier.REACTIVE);
  }

  @Override
  public List<String> controls() {
    return List.of(carrier == Carrier.HEAT ? "heat" : "power");
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        carrier == Carrier.HEAT
            ? Input.notNegative("demand", "kW", demand)
            : Input.of("demand", "kW", demand));
  }

  @Override
  public List<String> costTerms() {
    return List.of("unserved");
  }

  /// What is shed by agreement, what is lost, and what is spilled are variables of their own. That
  /// the latter two are only what cannot be served or taken is left to the caller.
  @Override
  public Flows constrain(Program program, Horizon horizon) {
    List<Expression> power = new ArrayList<>();
    List<Expression> reactive = new ArrayList<>();
    List<Flows.Shed> sheds = new ArrayList<>();
    List<Expression> spilled = new ArrayList<>();
    double hours = horizon.hours();
    for (int step = 0; step < horizon.steps(); step++) {
      double demand = horizon.input(0, step);
      double used = Math.max(0, demand);
      double critical = (1 - curtailableShare) * used;
      Expression agreed = Expression.zero();
      Expression lost = Expression.zero();
      if (curtailableShare > 0) {
        agreed = program.variable(name, 0, curtailableShare * used);
        program.addCost(agreed.times(curtailmentCost * hours));
      }
      if (curtailableShare < 1) {
        lost = program.variable(name, 0, critical);
        program.addCost(lost.times(lostLoadValue * hours));
      }
      spilled.add(demand < 0 ? program.variable(name, 0, -demand) : Expression.zero());
      Expression served = agreed.plus(lost).minus(demand).minus(spilled.getLast());
      power.add(served);
      reactive.add(served.times(reactivePerPower()));
      Expression agreedLeft = Expression.constant(used - critical).minus(agreed);
      sheds.add(new Flows.Shed(lost, Expression.constant(critical).minus(lost), agreedLeft));
    }
    List<List<Expression>> ports =
        carrier == Carrier.HEAT ? List.of(power) : List.of(power, reactive);
    return new Flows(ports, Expression.zero(), List.of(), List.of(), sheds, spilled);
  }

  @Override
  public Fleet fleet(List<? extends Device> units) {
    return new Loads(Alike.of(units.stream().map(Load.class::cast).toList(), Load::numbers));
  }

  private Object numbers() {
    return List.of(carrier, curtailableShare, curtailmentCost, lostLoadValue, powerFactor);
  }

  /// kvar drawn per kW served.
  public double reactivePerPower() {
    return powerFactor == 1 ? 0 : Math.sqrt(1 - powerFactor * powerFactor) / powerFactor;
  }

  /// What a step costs in which `power` of `demand` kW flows into the bus.
  double cost(double power, double demand, double hours) {
    double shed = Math.max(0, demand + power);
    double agreed = Math.min(shed, curtailableShare * Math.max(0, demand));
    return (curtailmentCost * agreed + lostLoadValue * (shed - agreed)) * hours;
  }

  /// Set-point at port 0, reactive power at port 1 of an electric load.
  private record Loads(List<Alike<Load>> units) implements Fleet {
    @Override
    public void idle(Units rows) {
      double[] demand = rows.input(0);
      double[] setpoint = rows.setpoint(0);
      for (int row = 0; row < rows.rows(); row++) {
        setpoint[row] = -demand[row];
      }
    }

    @Override
    public void deliverable(Step step, Units rows) {
      double[] demand = rows.input(0);
      double[] low = rows.low(0);
      double[] high = rows.high(0);
      for (int index = 0; index < units.size(); index++) { // an iterator would be allocated
        Alike<Load> loads = units.get(index);
        double agreed = loads.first().curtailableShare;
        int end = loads.end() * rows.lanes();
        for (int row = loads.begin() * rows.lanes(); row < end; row++) {
          low[row] = -demand[row];
          high[row] = -demand[row] + agreed * Math.max(0, demand[row]);
        }
      }
    }

    @Override
    public void step(Step step, Units rows) {
      double[] demand = rows.input(0);
      double[] setpoint = rows.setpoint(0);
      double[] power = rows.power(0);
      double[] cost = rows.cost(0);
      double hours = step.hours();
      for (int index = 0; index < units.size(); index++) {
        Alike<Load> loads = units.get(index);
        Load load = loads.first();
        int end = loads.end() * rows.lanes();
        for (int row = loads.begin() * rows.lanes(); row < end; row++) {
          double served = setpoint[row];
          power[row] = served;
          cost[row] = load.cost(served, demand[row], hours);
        }
        if (load.carrier == Carrier.POWER) {
          reactive(rows, loads, load.reactivePerPower());
        }
      }
    }

    private static void reactive(Units rows, Alike<Load> loads, double ratio) {
      double[] power = rows.power(0);
      double[] reactive = rows.power(1);
      int end = loads.end() * rows.lanes();
      for (int row = loads.begin() * rows.lanes(); row < end; row++) {
        reactive[row] = ratio * power[row];
      }
    }
  }
}
