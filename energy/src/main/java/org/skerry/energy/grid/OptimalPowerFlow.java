package org.skerry.energy.grid;

import java.util.ArrayList;
import java.util.List;

/// The cheapest flow on a radial network: injections within their ranges, voltages and currents within their
/// limits, at the least cost
///
///     Σ (buy·p⁺ − sell·p⁻) + lossPrice·Σ r·|I|²
///
/// per hour. Prepared for one network and its injections, then solved as often as needed with other given
/// injections, prices and ranges, without allocating. Each solve begins anew, so equal input gives equal
/// bits. One thread at a time.
///
/// The descent in the space of the injections may stall; it then begins again at the optimum of the convex
/// relaxation ([ConicForm]), and where that fails too the best point on the way that kept all limits is
/// `HELD`. The answer is a flow that the exact power flow has confirmed. [OptimalPowerFlow#isTight] says whether it is
/// proved to be the optimum of the branch-flow relaxation (M. Farivar, S. H. Low, Branch flow model:
/// relaxations and convexification, 2013), which no flow can beat; elsewhere it is a local optimum.
///
/// If no flow keeps all limits, the answer is `RELAXED`: load is shed, by rank; only if that is not enough is
/// generation curtailed as well; only if that is not enough are voltage and current limits, and the range of
/// an injection at a source, relaxed, each by the least. What is given at a bus counts as load where it is negative and as generation where it is
/// positive; its reactive power goes along in proportion.
///
/// A source supplies what the flow takes, free of charge, unless an [Injection] at it sets ranges and prices:
/// that is a microgrid at the root with a connection of its own.
public final class OptimalPowerFlow {
  private static final double SHOWN_KW = 1e-6;
  private static final double SHOWN_PU = 1e-8;
  private static final ReducedModel.Stage[] RELIEF = {
    ReducedModel.Stage.LOAD, ReducedModel.Stage.GENERATION, ReducedModel.Stage.LIMITS
  };

  private final Offers offers;
  private final Feeder feeder;
  private final Sweep sweep;
  private final ReducedModel model;
  private final double[] active;
  private final double[] reactive;
  private @org.jspecify.annotations.Nullable ReducedModel relief;
  private ReducedModel answer;
  private FlowStatus status = FlowStatus.STALLED;
  private ReducedSpace.Outcome outcome = ReducedSpace.Outcome.STALLED;
  private double certificate = Double.NEGATIVE_INFINITY;

  /// Prepares a network and what may be chosen in it.
  ///
  /// @param injections at buses of the network; at most one at a source
  /// @throws NetworkException if a part is cut off, or the network has loops or regulated buses
  /// @throws IllegalArgumentException if an injection is at no bus of the network
  public OptimalPowerFlow(Network network, List<Injection> injections) {
    sweep = new BackwardForwardSweep().prepare(network);
    feeder = sweep.feeder;
    offers = new Offers(feeder, injections);
    model = new ReducedModel(sweep, offers, false);
    answer = model;
    active = new double[feeder.size];
    reactive = new double[feeder.size];
  }

  /// Sets the range of an injection.
  ///
  /// @param injection position in the list of injections
  /// @param minKw least active power, at most `maxKw`
  /// @param minKvar least reactive power, at most `maxKvar`
  public void range(int injection, double minKw, double maxKw, double minKvar, double maxKvar) {
    offers.minKw[injection] = minKw;
    offers.maxKw[injection] = maxKw;
    offers.minKvar[injection] = minKvar;
    offers.maxKvar[injection] = maxKvar;
  }

  /// Sets the prices of an injection, per kWh.
  ///
  /// @param buy paid for what it gives
  /// @param sell earned for what it takes, at most `buy`; not read unless it is traded
  public void price(int injection, double buy, double sell) {
    offers.buy[injection] = buy;
    offers.sell[injection] = sell;
  }

  /// Sets the price of losses per kWh, above 0; 1 at first, so that the objective is the loss in
  /// kW.
  public void lossPrice(double price) {
    offers.lossPrice = price;
  }

  /// Sets what a kWh not supplied costs, above every other price; 10 000 at first.
  public void valueOfLostLoad(double price) {
    offers.valueOfLostLoad = price;
  }

  /// Sets the rank of a load for the solves that follow, 0 at first. Load of rank n + 1 is worth
  /// ten times that of rank n, so it is shed later.
  ///
  /// @param bus position in [Network#buses]
  /// @param rank 0 to 6
  public void rank(int bus, int rank) {
    offers.rank[feeder.position[bus]] = rank;
  }

  /// Solves with what is given at the buses. At a source only an injection there makes use of it.
  ///
  /// @param activeKw injection `[buses]` in kW, positive into the bus
  /// @param reactiveKvar injection `[buses]` in kvar
  /// @return `SOLVED`; `RELAXED` if something had to give way; `HELD` if no optimum was found and
  ///   the flow is that of the best set-points met; `STALLED` if no flow was found at all
  public FlowStatus solve(double[] activeKw, double[] reactiveKvar) {
    answer = model;
    outcome = model.solve(activeKw, reactiveKvar, ReducedModel.Stage.NOTHING);
    status = isFlow() ? answered(FlowStatus.SOLVED) : relieved(activeKw, reactiveKvar);
    certificate = answer.space.certify(active, reactive);
    return status;
  }

  private boolean isFlow() {
    return outcome == ReducedSpace.Outcome.OPTIMAL || outcome == ReducedSpace.Outcome.FEASIBLE;
  }

  private FlowStatus answered(FlowStatus optimal) {
    return outcome == ReducedSpace.Outcome.OPTIMAL ? optimal : FlowStatus.HELD;
  }

  private FlowStatus relieved(double[] activeKw, double[] reactiveKvar) {
    var relieving = relief;
    if (relieving == null) {
      relieving = new ReducedModel(sweep, offers, true);
      relief = relieving;
    }
    answer = relieving;
    for (var stage : RELIEF) {
      outcome = relieving.solve(activeKw, reactiveKvar, stage);
      if (isFlow()) {
        return answered(hasGivenWay() ? FlowStatus.RELAXED : FlowStatus.SOLVED);
      }
    }
    return FlowStatus.STALLED;
  }

  private boolean hasGivenWay() {
    boolean any = false;
    for (int k = 0; k < feeder.size; k++) {
      any |= Math.abs(answer.reliefKw(k)) > SHOWN_KW;
    }
    return any || !limitsBroken().isEmpty();
  }

  /// The flow of the answer: voltages, line flows, losses.
  public PowerFlow.Prepared flow() {
    return sweep;
  }

  /// Iterations of the last descent.
  public int iterations() {
    return answer.space.iterations();
  }

  /// Whether the answer is proved to be the optimum of the relaxation.
  public boolean isTight() {
    return outcome == ReducedSpace.Outcome.OPTIMAL && certificate >= -1e-9;
  }

  /// Cost per hour, relief left out.
  public double objective() {
    return answer.objective();
  }

  /// Active power of an injection in kW.
  public double injectionKw(int injection) {
    return answer.activeKw(injection);
  }

  /// Reactive power of an injection in kvar.
  public double injectionKvar(int injection) {
    return answer.reactiveKvar(injection);
  }

  /// Load shed at a bus in kW, 0 or more.
  public double shedKw(int bus) {
    return Math.max(0, answer.reliefKw(feeder.position[bus]));
  }

  /// Generation curtailed at a bus in kW, 0 or more.
  public double curtailedKw(int bus) {
    return Math.max(0, -answer.reliefKw(feeder.position[bus]));
  }

  /// Locational price: what one more kWh of load at a bus costs beyond what a source without price
  /// charges.
  public double priceAt(int bus) {
    return -active[feeder.position[bus]] / feeder.base;
  }

  /// What one more kvarh of load at a bus costs.
  public double reactivePriceAt(int bus) {
    return -reactive[feeder.position[bus]] / feeder.base;
  }

  /// The relaxation gap of the flow, max (l·v − P² − Q²) / max(P² + Q², 1e-4) in pu over the lines.
  /// The sweep makes it a matter of rounding.
  public double gap() {
    double largest = 0;
    for (int k = feeder.sources; k < feeder.size; k++) {
      int p = feeder.parent[k];
      double re = sweep.voltageRe[p];
      double im = sweep.voltageIm[p];
      double cr = sweep.currentRe[k];
      double ci = sweep.currentIm[k];
      double flowP = re * cr + im * ci;
      double flowQ = im * cr - re * ci;
      double square = flowP * flowP + flowQ * flowQ;
      double product = (cr * cr + ci * ci) * (re * re + im * im);
      largest = Math.max(largest, Math.abs(product - square) / Math.max(square, 1e-4));
    }
    return largest;
  }

  /// What had to give way, in the order load, generation, limits; empty if nothing had to.
  public List<Relaxation> relaxations() {
    var all = new ArrayList<Relaxation>();
    var buses = feeder.network.buses();
    for (int bus = 0; bus < buses.size(); bus++) {
      if (shedKw(bus) > SHOWN_KW) {
        all.add(new Relaxation(Relaxation.Limit.LOAD, buses.get(bus).name(), shedKw(bus)));
      }
    }
    for (int bus = 0; bus < buses.size(); bus++) {
      if (curtailedKw(bus) > SHOWN_KW) {
        all.add(
            new Relaxation(Relaxation.Limit.GENERATION, buses.get(bus).name(), curtailedKw(bus)));
      }
    }
    all.addAll(limitsBroken());
    return all;
  }

  private List<Relaxation> limitsBroken() {
    var broken = new ArrayList<Relaxation>();
    var buses = feeder.network.buses();
    for (int k = feeder.sources; k < feeder.size; k++) {
      var bus = buses.get(feeder.bus[k]);
      double voltage = sweep.voltagePu(feeder.bus[k]);
      if (voltage < bus.minVoltagePu() - SHOWN_PU) {
        broken.add(
            new Relaxation(Relaxation.Limit.VOLTAGE_LOW, bus.name(), bus.minVoltagePu() - voltage));
      }
      if (voltage > bus.maxVoltagePu() + SHOWN_PU) {
        broken.add(
            new Relaxation(
                Relaxation.Limit.VOLTAGE_HIGH, bus.name(), voltage - bus.maxVoltagePu()));
      }
      var line = feeder.network.lines().get(feeder.line[k]);
      double excess = sweep.currentPu(feeder.line[k]) * feeder.base - line.ratingKva();
      if (excess > SHOWN_PU * feeder.base) {
        broken.add(
            new Relaxation(
                Relaxation.Limit.CURRENT, bus.name(), excess / (Math.sqrt(3) * bus.baseKv())));
      }
    }
    for (int i = 0; i < offers.injections.size(); i++) {
      var bus = offers.injections.get(i).bus();
      if (answer.beyondKw(i) > SHOWN_PU * feeder.base) {
        broken.add(new Relaxation(Relaxation.Limit.SUPPLY, bus, answer.beyondKw(i)));
      }
      if (answer.beyondKvar(i) > SHOWN_PU * feeder.base) {
        broken.add(new Relaxation(Relaxation.Limit.REACTIVE_SUPPLY, bus, answer.beyondKvar(i)));
      }
    }
    return broken;
  }

  /// A copy of the last solve for reports.
  public FlowResult result() {
    var flow = Flow.of(sweep);
    return switch (status) {
      case SOLVED -> new FlowResult.Solved(flow);
      case RELAXED -> new FlowResult.Relaxed(flow, relaxations());
      case HELD -> new FlowResult.Held(flow, relaxations());
      case STALLED -> new FlowResult.Stalled(flow);
    };
  }
}
