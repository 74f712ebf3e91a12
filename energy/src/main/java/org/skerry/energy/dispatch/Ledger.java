package org.skerry.energy.dispatch;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Cogeneration;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Dump;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Input;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.device.Units;
import org.skerry.energy.device.WindTurbine;
import org.skerry.energy.game.Equipment;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.LocalTrade;
import org.skerry.energy.game.NetworkAccount;
import org.skerry.energy.game.NetworkSettlement;
import org.skerry.energy.game.Settlement;
import org.skerry.energy.grid.Network;
import org.skerry.energy.scenario.Interconnection;
import org.skerry.energy.scenario.Scenario;

/// The account of one lane: every quantity over time, and the sums of each site.
///
/// A violation is a state or a flow beyond what the limits allow by more than 1e-9, or reactive
/// power that does not balance. Load may always be shed, which is paid for, and what net meters
/// feed in may be spilled. Power or heat that does not balance is a violation, whatever a
/// settlement does: of a site by more than 1e-6 kW, or, where sites give to each other, of all of
/// them with what their network loses, which flows know to 1e-6 of its base power.
///
/// A set-point counts as guarded where the guard changes it by more than 1e-5 of what was asked, or
/// of 1 kW if that is more, and where what was asked is no number. Less is rounding: actions of
/// agents are 32-bit numbers, exact to 6e-8, and a program is solved to 1e-8 of its numbers, which
/// stores add up over their steps, to 6e-7 in the optimum of a year of four microgrids.
final class Ledger {
  static final List<String> TERMS =
      List.of("grid", "peak", "generation", "storage", "unserved", "losses", "storedEnergy");
  private static final double TOLERANCE = 1e-9;
  private static final double BALANCED = 1e-6; // kW
  private static final double GUARDED = 1e-5;

  private final Lanes lanes;
  private final double hours;
  private final Trace trace;
  private final List<Account> accounts = new ArrayList<>();
  private final List<Runnable> asked = new ArrayList<>();
  private final List<Runnable> guarded = new ArrayList<>();
  private final List<Runnable> before = new ArrayList<>();
  private final List<Runnable> after = new ArrayList<>();
  private final List<StorageValue> stores = new ArrayList<>();
  private final List<String> names;
  private final boolean networked;
  private final boolean trading;
  private final boolean joined;
  private final double balanced;
  private double networkLossCost;
  private double networkUnservedCost;
  private double networkUnserved;
  private double networkCurtailed;
  private double networkTaken;
  private long commonViolations;
  private int now;

  /// The running sums of one site.
  private static final class Account {
    private final Map<String, Double> terms = new LinkedHashMap<>();
    private double bought;
    private double sold;
    private double unserved;
    private double curtailed;
    private double stored;
    private double power;
    private double heat;
    private double reactive;
    private long violations;
    private long guarded;

    private void begin() {
      power = 0;
      heat = 0;
      reactive = 0;
    }
  }

  Ledger(Lanes lanes, Settlement settlement, List<LocalDateTime> starts) {
    this.lanes = lanes;
    hours = lanes.step().hours();
    networked = settlement instanceof NetworkSettlement;
    trading = settlement instanceof LocalTrade;
    joined = settlement.joins();
    balanced =
        settlement instanceof NetworkSettlement networked
            ? Math.max(BALANCED, BALANCED * networked.account().network().baseKva())
            : BALANCED;
    names = terms(lanes, trading);
    trace = new Trace(starts);
    for (int site = 0; site < lanes.sites(); site++) {
      Account account = new Account();
      names.forEach(term -> account.terms.put(term, 0.0));
      accounts.add(account);
    }
    for (int site = 0; site < lanes.sites(); site++) {
      for (Equipment kind : lanes.equipment()) {
        for (int unit = 0; unit < kind.devices().size(); unit++) {
          if (kind.site(unit) == site) {
            follow(kind, unit, accounts.get(site));
          }
        }
      }
      stores.add(new StorageValue(lanes, site));
    }
    if (settlement instanceof NetworkSettlement networked) {
      follow(networked.account());
    }
  }

  /// The terms of the cost: those of every scenario, `carbon` where it is accounted for, `trade`
  /// with neighbours, and what microgrids and distributor keep of it.
  private static List<String> terms(Lanes lanes, boolean trading) {
    List<String> terms = new ArrayList<>(TERMS);
    if (lanes.all(GridConnection.class).stream()
        .anyMatch(kind -> kind.devices().getFirst().costTerms().contains("carbon"))) {
      terms.add(1, "carbon");
    }
    if (trading) {
      terms.addAll(terms.size() - 1, List.of("trade", "margins"));
    }
    return terms;
  }

  private void follow(NetworkAccount account) {
    Network network = account.network();
    for (int bus = 0; bus < network.buses().size(); bus++) {
      int index = bus;
      double[] voltage =
          trace.add(new Trace.Column("", network.buses().get(bus).name(), "bus", "voltage", "pu"));
      after.add(() -> voltage[now] = account.flow().voltagePu(index));
    }
    for (int line = 0; line < network.lines().size(); line++) {
      int index = line;
      double rating = network.lines().get(line).ratingKva();
      if (rating < Double.POSITIVE_INFINITY) {
        double[] loading =
            trace.add(
                new Trace.Column("", network.lines().get(line).name(), "line", "loading", "1"));
        after.add(
            () -> loading[now] = account.flow().currentPu(index) * network.baseKva() / rating);
      }
    }
    double[] losses = trace.add(new Trace.Column("", "", "network", "losses", "kW"));
    double[] unserved = trace.add(new Trace.Column("", "", "network", "unserved", "kW"));
    double[] curtailed = trace.add(new Trace.Column("", "", "network", "curtailed", "kW"));
    boolean reduced = lanes.setting().scenario().network() instanceof Interconnection.Reduced;
    after.add(() -> {
      losses[now] = account.lossKw(0);
      networkTaken = reduced ? losses[now] : 0; // those of a whole feeder its source supplies
      unserved[now] = account.unservedKw(0);
      curtailed[now] = account.curtailedKw(0);
      networkLossCost += account.lossCost(0);
      networkUnservedCost += account.unservedCost(0);
      networkUnserved += account.unservedKw(0) * hours;
      networkCurtailed += account.curtailedKw(0) * hours;
      commonViolations += account.violations(0);
    });
  }

  /// Notes what is known before a step, and guards what was decided: the game does so again, which
  /// changes nothing more.
  void before(int played) {
    now = played;
    asked.forEach(Runnable::run);
    lanes.guard();
    guarded.forEach(Runnable::run);
    before.forEach(Runnable::run);
    for (int site = 0; site < stores.size(); site++) {
      stores.get(site).observePrice();
    }
  }

  /// Notes what a step gave.
  void after(int played) {
    now = played;
    accounts.forEach(Account::begin);
    after.forEach(Runnable::run);
    for (int site = 0; trading && site < accounts.size(); site++) {
      accounts.get(site).terms.merge("trade", lanes.market().paid()[site], Double::sum);
    }
    checkBalance();
  }

  private void checkBalance() {
    double power = -networkTaken;
    for (Account account : accounts) {
      power += account.power;
      boolean open = !joined && isOpen(account.power, balanced);
      account.violations += open ? 1 : 0;
      account.violations += isOpen(account.heat, BALANCED) ? 1 : 0;
      account.violations += !networked && isOpen(account.reactive, TOLERANCE) ? 1 : 0;
    }
    commonViolations += joined && isOpen(power, balanced) ? 1 : 0;
  }

  private static boolean isOpen(double sum, double tolerance) {
    return !(Math.abs(sum) <= tolerance); // also where it is NaN
  }

  Trace trace() {
    return trace;
  }

  /// The figures of every site so far, with the stored energy valued as if the period ended here.
  List<Figures> sites() {
    boolean ends = lanes.setting().scenario().ending() == Scenario.Ending.TERMINAL;
    List<Figures> figures = new ArrayList<>();
    for (int site = 0; site < accounts.size(); site++) {
      Account account = accounts.get(site);
      Map<String, Double> terms = new LinkedHashMap<>(account.terms);
      terms.put("storedEnergy", ends ? 0 : stores.get(site).cost());
      figures.add(
          new Figures(
              lanes.setting().sites().get(site).name(),
              terms.values().stream().mapToDouble(Double::doubleValue).sum(),
              terms,
              account.bought,
              account.sold,
              account.unserved,
              account.curtailed,
              0,
              0,
              account.violations,
              account.guarded,
              // A store that halves in every step is as good as empty long before it is.
              account.stored < TOLERANCE ? 0 : account.stored));
    }
    return figures;
  }

  /// All sites together with their network. What neighbours pay each other stays among them, and so
  /// do the margins of those who set the prices: what households pay for trade in all.
  Figures total(String name) {
    List<Figures> parts = sites();
    Map<String, Double> terms = new LinkedHashMap<>();
    names.forEach(
        term -> terms.put(term, parts.stream().mapToDouble(part -> part.terms().get(term)).sum()));
    terms.put("losses", networkLossCost);
    terms.merge("unserved", networkUnservedCost, Double::sum);
    terms.computeIfPresent("margins", (term, none) -> -terms.getOrDefault("trade", 0.0));
    return new Figures(
        name,
        terms.values().stream().mapToDouble(Double::doubleValue).sum(),
        terms,
        parts.stream().mapToDouble(Figures::importKwh).sum(),
        parts.stream().mapToDouble(Figures::exportKwh).sum(),
        parts.stream().mapToDouble(Figures::unservedKwh).sum() + networkUnserved,
        parts.stream().mapToDouble(Figures::curtailedKwh).sum() + networkCurtailed,
        networkUnserved,
        networkCurtailed,
        parts.stream().mapToLong(Figures::violations).sum() + commonViolations,
        parts.stream().mapToLong(Figures::guarded).sum(),
        parts.stream().mapToDouble(Figures::finalStorageKwh).sum());
  }

  private void follow(Equipment kind, int unit, Account account) {
    Device device = kind.devices().get(unit);
    Units units = kind.units();
    for (int index = 0; index < device.inputs().size(); index++) {
      Input input = device.inputs().get(index);
      record(before, kind, unit, input.name(), input.unit(), units.input(index));
    }
    for (Carrier carrier : device.ports()) {
      String quantity = carrier.name().toLowerCase(java.util.Locale.ROOT);
      double[] power = units.power(units.port(carrier));
      record(after, kind, unit, quantity, carrier.unit(), power);
      after.add(() -> {
        switch (carrier) {
          case POWER -> account.power += power[unit];
          case HEAT -> account.heat += power[unit];
          case REACTIVE -> account.reactive += power[unit];
        }
      });
    }
    for (int index = 0; index < device.states().size(); index++) {
      Device.State state = device.states().get(index);
      double[] values = units.state(index);
      record(after, kind, unit, state.name(), state.unit(), values);
      after.add(() -> checkState(account, state, values[unit]));
    }
    for (int index = 0; index < device.costTerms().size(); index++) {
      String term = device.costTerms().get(index);
      double[] cost = units.cost(index);
      after.add(() -> account.terms.merge(term, cost[unit], Double::sum));
    }
    for (int control = 0; control < units.controls(); control++) {
      checkGuard(account, kind, unit, control);
      checkFlow(account, kind, unit, control);
    }
    account(kind, unit, account);
  }

  private void checkGuard(Account account, Equipment kind, int unit, int control) {
    double[] setpoint = kind.units().setpoint(control);
    double[] wanted = new double[1];
    asked.add(() -> wanted[0] = setpoint[unit]);
    guarded.add(() -> {
      double change = Math.abs(setpoint[unit] - wanted[0]);
      if (!(change <= GUARDED * Math.max(1, Math.abs(wanted[0])))) { // also where it is NaN
        account.guarded++;
      }
    });
  }

  /// Flows are read from the ports: set-points already hold those of the next step after a step.
  private void checkFlow(Account account, Equipment kind, int unit, int control) {
    double[] low = kind.units().low(control);
    double[] high = kind.units().high(control);
    double[] power = kind.units().power(control);
    double spilled = kind.devices().get(unit) instanceof Load ? 0 : Double.POSITIVE_INFINITY;
    after.add(() -> {
      boolean below = power[unit] < Math.min(spilled, low[unit]) - TOLERANCE;
      boolean above = power[unit] > Math.max(0, high[unit]) + TOLERANCE;
      if (below || above) {
        account.violations++;
      }
    });
  }

  private void checkState(Account account, Device.State state, double value) {
    if (value < state.low() - TOLERANCE || value > state.high() + TOLERANCE) {
      account.violations++;
    }
  }

  private void account(Equipment kind, int unit, Account account) {
    Units units = kind.units();
    double[] power = units.power(0);
    switch (kind.devices().get(unit)) {
      case GridConnection grid when grid.carrier() == Carrier.POWER ->
          after.add(() -> {
            account.bought += Math.max(0, power[unit]) * hours;
            account.sold += Math.max(0, -power[unit]) * hours;
          });
      case Load _ -> {
        double[] demand = trace.values(columnOf(kind, unit, "demand", "kW"));
        after.add(() -> {
          double shed = demand[now] + power[unit];
          account.unserved += Math.max(0, shed) * hours;
          account.curtailed += Math.max(0, -shed) * hours;
        });
      }
      case Photovoltaic _, WindTurbine _ -> {
        double[] available = trace.values(columnOf(kind, unit, "available", "kW"));
        after.add(() -> account.curtailed += Math.max(0, available[now] - power[unit]) * hours);
      }
      case Turbine _, Cogeneration _ -> {
        double[] output = units.state(units.stateIndex("output"));
        after.add(() -> account.curtailed += Math.max(0, output[unit] - power[unit]) * hours);
      }
      case Dump _ -> after.add(() -> account.curtailed -= power[unit] * hours);
      default -> {}
    }
    int stored = units.stateIndex("storedEnergy");
    if (stored >= 0) {
      double[] energy = units.state(stored);
      double[] last = {energy[unit]};
      account.stored += energy[unit];
      after.add(() -> {
        account.stored += energy[unit] - last[0];
        last[0] = energy[unit];
      });
    }
  }

  private void record(
      List<Runnable> when,
      Equipment kind,
      int unit,
      String quantity,
      String unitOfMeasure,
      double[] values) {
    double[] column = trace.add(columnOf(kind, unit, quantity, unitOfMeasure));
    when.add(() -> column[now] = values[unit]);
  }

  private Trace.Column columnOf(Equipment kind, int unit, String quantity, String unitOfMeasure) {
    String site = lanes.setting().sites().get(kind.site(unit)).name();
    return new Trace.Column(
        site, kind.devices().get(unit).name(), kind.kind(), quantity, unitOfMeasure);
  }
}
