package org.skerry.energy.grid;

import java.util.Arrays;

/// The optimal power flow as a problem of its few controllable injections: the exact power flow is
/// a function of them, its derivatives are exact, and sequential quadratic programming finds the
/// optimum.
///
/// Let u be the controllable injections. The sweep gives voltages W(u) and currents K(u), so cost
/// and limits are functions of u alone. Each iteration
///
/// 1. linearises the flow ([Sensitivity]): a tangent for every direction, and one adjoint κ;
/// 2. forms the Hessian of the Lagrangian. With the tangents dW_i, dK_i and the only nonlinear
///    equation conj(I_k) = −S_k/W_k, its entry is Σ_k [a_k·dK_i·dK_j + b_k·dW_i·dW_j +
///    Re(2κ_k·S_k/W_k³·dW_i·dW_j)] − Re(κ/W²·(dS_i·dW_j + dS_j·dW_i)), where a_k = 2(w·r_k + ν_k)
///    and b_k = 2(μ_high − μ_low) carry the loss price w and the multipliers of the current and
///    voltage limits;
/// 3. solves the quadratic program with linearised limits ([DualActiveSet]), at first with those
///    limits that were ever close, then with whatever its solution violates;
/// 4. moves, and lets the sweep find the flow again, starting from the linear prediction.
///
/// The steps shrink quadratically, so three to five iterations do. What is returned is always a
/// flow that the sweep has confirmed to its own tolerance, and thus never a relaxation. Whether it
/// is the global optimum is decided afterwards by [ReducedSpace#certify].
///
/// Where power bought and power sold have different prices, the cost has a kink at 0. The quadratic
/// program knows one side of it: the range ends at 0. If it ends there with a multiplier larger
/// than the difference of the prices, the other side is better, and the program is solved again
/// there; so it is if the sides leave no solution.
///
/// A variable is the length of a direction in the injections; behind them come those by which
/// limits give way. All numbers in pu of the base power and in money per hour.
final class ReducedSpace {
  private static final int ITERATIONS = 100;

  /// Steps that end the descent: those this short, relative to what flows; and those not much
  /// longer that gain less than this share of the cost, because the cost is flat there and the step
  /// is rounding.
  private static final double CLOSE = 3e-6;

  /// How far a limit may be exceeded, pu: half of what counts as a violation once it is played.
  private static final double ALLOWED = 0.5e-8;

  private static final double FLAT = 1e-3;
  private static final double LEAST_GAIN = 1e-11;

  final Sweep sweep;
  final Feeder feeder;
  private final Sensitivity sensitivity;
  final Limits limits;
  private final DualActiveSet program;

  /// Directions: position and change of active and reactive injection.
  final int directions;

  final int[] at;
  final double[] dp;
  final double[] dq;

  /// Variables: range, cost per unit above and below 0, and a curvature that keeps the quadratic
  /// program bounded where the flow gives none; it fades, so that it does not slow the end.
  final int variables;

  final double[] low;
  final double[] high;
  final double[] buy;
  final double[] sell;
  final double[] damping;

  /// Whether the variable is on the side above 0, if its cost has a kink.
  final boolean[] above;

  /// The injections that are given, by position.
  final double[] fixedP;

  final double[] fixedQ;

  /// Loss price per pu and hour.
  double lossCost;

  final double[] value;
  private final double[] trial;

  /// Tangents, `[directions][size]`.
  private final double[] tangentWr;

  private final double[] tangentWi;
  private final double[] tangentKr;
  private final double[] tangentKi;
  private final double[] weightedWr;
  private final double[] weightedWi;
  private final double[] weightedKr;
  private final double[] weightedKi;
  private final double[] block;

  /// The change of the flow along the step: all tangents with their lengths.
  private final double[] changeWr;

  private final double[] changeWi;
  private final double[] changeKr;
  private final double[] changeKi;
  private final double[] fwRe;
  private final double[] fwIm;
  private final double[] fkRe;
  private final double[] fkIm;

  /// Cost and violation at the last accepted points: a step may be worse than the last, not than
  /// all of them.
  private final double[] recentCost = new double[3];

  private final double[] recentViolation = new double[3];

  /// The cheapest accepted point that kept all limits.
  private final double[] best;

  private double bestCost;
  private int iterations;
  private double penalty;

  /// How a descent ended.
  enum Outcome {
    OPTIMAL,
    /// The linearised limits contradict each other.
    CONTRADICTION,
    /// The flow keeps all limits, but the steps did not settle at an optimum.
    FEASIBLE,
    /// No flow exists at the start, or the steps do not settle.
    STALLED
  }

  /// @param at position of every direction
  /// @param free number of variables behind the directions
  ReducedSpace(Sweep sweep, Limits limits, int[] at, int free) {
    this.sweep = sweep;
    this.limits = limits;
    this.at = at;
    feeder = sweep.feeder;
    sensitivity = new Sensitivity(sweep);
    directions = at.length;
    dp = new double[directions];
    dq = new double[directions];
    variables = directions + free;
    low = new double[variables];
    high = new double[variables];
    buy = new double[variables];
    sell = new double[variables];
    damping = new double[variables];
    above = new boolean[variables];
    value = new double[variables];
    trial = new double[variables];
    best = new double[variables];
    program = new DualActiveSet(variables, limits.capacity());
    int size = feeder.size;
    fixedP = new double[size];
    fixedQ = new double[size];
    tangentWr = new double[directions * size];
    tangentWi = new double[directions * size];
    tangentKr = new double[directions * size];
    tangentKi = new double[directions * size];
    weightedWr = new double[size];
    weightedWi = new double[size];
    weightedKr = new double[size];
    weightedKi = new double[size];
    block = new double[directions * directions];
    changeWr = new double[size];
    changeWi = new double[size];
    changeKr = new double[size];
    changeKi = new double[size];
    fwRe = new double[size];
    fwIm = new double[size];
    fkRe = new double[size];
    fkIm = new double[size];
  }

  int iterations() {
    return iterations;
  }

  /// Descends from the variables in `value`, moved into their ranges; where that stalls, once more
  /// from the optimum of the conic form; where that stalls too, the cheapest point on the way that
  /// kept all limits is the answer. Whatever happens, the sweep ends with the flow of `value`.
  Outcome descend() {
    bestCost = Double.POSITIVE_INFINITY;
    var outcome = settle();
    boolean decided =
        outcome == Outcome.OPTIMAL
            || (outcome == Outcome.CONTRADICTION && bestCost == Double.POSITIVE_INFINITY);
    if (!decided && new ConicForm(this).solve(value)) {
      for (int i = 0; i < variables; i++) {
        above[i] = value[i] > 0;
      }
      outcome = settle();
    }
    if (outcome == Outcome.OPTIMAL || bestCost == Double.POSITIVE_INFINITY) {
      return outcome;
    }
    System.arraycopy(best, 0, value, 0, variables);
    inject(value);
    sweep.solve();
    limits.measure(sweep, value);
    return Outcome.FEASIBLE;
  }

  private Outcome settle() {
    iterations = 0;
    penalty = 0;
    limits.clear();
    for (int i = 0; i < variables; i++) {
      value[i] = Math.clamp(value[i], low[i], high[i]);
    }
    inject(value);
    if (sweep.solve() != FlowStatus.SOLVED) {
      return Outcome.STALLED;
    }
    limits.giveWay(sweep, value, high);
    limits.measure(sweep, value);
    limits.chooseSides();
    Arrays.fill(recentCost, Double.NEGATIVE_INFINITY);
    Arrays.fill(recentViolation, 0);
    remember();
    while (iterations < ITERATIONS) {
      iterations++;
      linearise();
      if (!solveProgram()) {
        return Outcome.CONTRADICTION;
      }
      double length = length();
      boolean last =
          length <= CLOSE || (length <= FLAT && gain() <= LEAST_GAIN && limits.excess() <= ALLOWED);
      if (!move(last)) {
        return Outcome.STALLED;
      }
      if (last && limits.excess() <= ALLOWED) {
        return Outcome.OPTIMAL;
      }
    }
    return Outcome.STALLED;
  }

  /// Puts injections of these variables into the sweep.
  private void inject(double[] variable) {
    System.arraycopy(fixedP, 0, sweep.p, 0, feeder.size);
    System.arraycopy(fixedQ, 0, sweep.q, 0, feeder.size);
    for (int d = 0; d < directions; d++) {
      sweep.p[at[d]] += variable[d] * dp[d];
      sweep.q[at[d]] += variable[d] * dq[d];
    }
    Arrays.fill(sweep.p, 0, feeder.sources, 0);
    Arrays.fill(sweep.q, 0, feeder.sources, 0);
  }

  private void linearise() {
    sensitivity.factor();
    for (int d = 0; d < directions; d++) {
      sensitivity.tangent(
          at[d], dp[d], dq[d], tangentWr, tangentWi, tangentKr, tangentKi, d * feeder.size);
    }
    adjoint();
    curvature();
  }

  /// The adjoint of the Lagrangian with the multipliers at hand.
  private void adjoint() {
    int size = feeder.size;
    for (int k = 0; k < size; k++) {
      double b = limits.voltageWeight[k];
      fwRe[k] = b * sweep.voltageRe[k];
      fwIm[k] = b * sweep.voltageIm[k];
      double a = 2 * lossCost * feeder.r[k] + limits.currentWeight[k];
      fkRe[k] = a * sweep.currentRe[k];
      fkIm[k] = a * sweep.currentIm[k];
    }
    for (int s = 0; s < feeder.sources; s++) {
      double active = limits.sourceCost(s) + limits.sourceActive[s];
      double reactive = limits.sourceReactive[s];
      double re = sweep.voltageRe[s];
      double im = sweep.voltageIm[s];
      fkRe[s] = active * re + reactive * im;
      fkIm[s] = active * im - reactive * re;
    }
    sensitivity.adjoint(fwRe, fwIm, fkRe, fkIm);
  }

  /// Hessian of the Lagrangian by direction, into `block`.
  private void curvature() {
    int size = feeder.size;
    for (int k = 0; k < size; k++) {
      double wr = sweep.voltageRe[k];
      double wi = sweep.voltageIm[k];
      double square = 1 / (wr * wr + wi * wi);
      // 1/W = conj(W)/|W|²
      double ir = wr * square;
      double ii = -wi * square;
      double ir2 = ir * ir - ii * ii;
      double ii2 = 2 * ir * ii;
      double ir3 = ir2 * ir - ii2 * ii;
      double ii3 = ir2 * ii + ii2 * ir;
      double sr = sensitivity.kappaRe[k] * sweep.p[k] - sensitivity.kappaIm[k] * sweep.q[k];
      double si = sensitivity.kappaRe[k] * sweep.q[k] + sensitivity.kappaIm[k] * sweep.p[k];
      fwRe[k] = 2 * (sr * ir3 - si * ii3);
      fwIm[k] = 2 * (sr * ii3 + si * ir3);
    }
    for (int s = 0; s < feeder.sources; s++) {
      fwRe[s] = 0;
      fwIm[s] = 0;
    }
    for (int j = 0; j < directions; j++) {
      weigh(j * size);
      for (int i = 0; i <= j; i++) {
        double entry = product(i * size) - cross(i, j) - cross(j, i);
        block[i * directions + j] = entry;
        block[j * directions + i] = entry;
      }
    }
  }

  /// Re(κ/W²·dS_i·dW_j) at the bus of direction i.
  private double cross(int i, int j) {
    int k = at[i];
    double wr = sweep.voltageRe[k];
    double wi = sweep.voltageIm[k];
    double square = 1 / (wr * wr + wi * wi);
    double ir = wr * square;
    double ii = -wi * square;
    double ir2 = ir * ir - ii * ii;
    double ii2 = 2 * ir * ii;
    double er = sensitivity.kappaRe[k] * ir2 - sensitivity.kappaIm[k] * ii2;
    double ei = sensitivity.kappaRe[k] * ii2 + sensitivity.kappaIm[k] * ir2;
    double dr = tangentWr[j * feeder.size + k];
    double di = tangentWi[j * feeder.size + k];
    double fr = er * dr - ei * di;
    double fi = er * di + ei * dr;
    return fr * dp[i] - fi * dq[i];
  }

  private void weigh(int offset) {
    int sources = feeder.sources;
    for (int k = sources; k < feeder.size; k++) {
      double b = limits.voltageWeight[k];
      double wr = tangentWr[offset + k];
      double wi = tangentWi[offset + k];
      weightedWr[k] = b * wr + fwRe[k] * wr - fwIm[k] * wi;
      weightedWi[k] = b * wi - fwRe[k] * wi - fwIm[k] * wr;
      double a = 2 * lossCost * feeder.r[k] + limits.currentWeight[k];
      weightedKr[k] = a * tangentKr[offset + k];
      weightedKi[k] = a * tangentKi[offset + k];
    }
  }

  private double product(int offset) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (int k = feeder.sources; k < feeder.size; k++) {
      first += weightedWr[k] * tangentWr[offset + k];
      second += weightedWi[k] * tangentWi[offset + k];
      third += weightedKr[k] * tangentKr[offset + k];
      fourth += weightedKi[k] * tangentKi[offset + k];
    }
    return first + second + (third + fourth);
  }

  /// Fills and solves the quadratic program of the step, taking in limits until its solution keeps
  /// all, and changing sides until none is better.
  private boolean solveProgram() {
    fillHessian();
    int changes = 4 * (directions + feeder.sources);
    while (true) {
      fillGradient();
      limits.fillRows(program, this);
      boolean solved = program.solve(variables);
      if (changes-- > 0 && changeSides(!solved)) {
        continue;
      }
      if (!solved) {
        return false;
      }
      combineTangents();
      if (!limits.takeViolated(this, program.x)) {
        limits.takeMultipliers(program, variables);
        return true;
      }
    }
  }

  private void combineTangents() {
    Arrays.fill(changeWr, 0);
    Arrays.fill(changeWi, 0);
    Arrays.fill(changeKr, 0);
    Arrays.fill(changeKi, 0);
    for (int d = 0; d < directions; d++) {
      double step = program.x[d];
      int offset = d * feeder.size;
      for (int k = 0; step != 0 && k < feeder.size; k++) {
        changeWr[k] += step * tangentWr[offset + k];
        changeWi[k] += step * tangentWi[offset + k];
        changeKr[k] += step * tangentKr[offset + k];
        changeKi[k] += step * tangentKi[offset + k];
      }
    }
  }

  private void fillHessian() {
    double largest = 1e-300;
    for (int d = 0; d < directions; d++) {
      largest = Math.max(largest, Math.abs(block[d * directions + d]));
    }
    double share = Math.max(1e-6, Math.pow(0.1, iterations - 1));
    for (int i = 0; i < variables; i++) {
      for (int l = 0; l < variables; l++) {
        program.hessian[i * variables + l] =
            i < directions && l < directions ? block[i * directions + l] : 0;
      }
      program.hessian[i * variables + i] +=
          share * damping[i] + (i < directions ? 1e-12 * largest : 0);
    }
  }

  private void fillGradient() {
    for (int i = 0; i < variables; i++) {
      boolean kink = hasKink(i);
      program.gradient[i] =
          (above[i] ? buy[i] : sell[i]) + (i < directions ? slope(i) : limits.supplySlope(i));
      program.low[i] = (kink && above[i] ? 0 : low[i]) - value[i];
      program.high[i] = (kink && !above[i] ? 0 : high[i]) - value[i];
    }
  }

  private boolean hasKink(int i) {
    return buy[i] != sell[i] && low[i] < 0 && high[i] > 0;
  }

  /// Changes the side of every variable and source that is held at its kink but better off beyond
  /// it, or, if there was no solution, of all that are held at it.
  private boolean changeSides(boolean contradiction) {
    boolean changed = limits.changeSides(program, variables, contradiction);
    for (int i = 0; i < variables; i++) {
      if (hasKink(i)) {
        int held = above[i] ? i : variables + i;
        boolean better = program.multiplier[held] > (buy[i] - sell[i]) * (1 + 1e-9);
        if (contradiction ? program.isActive(held) : better) {
          above[i] = !above[i];
          changed = true;
        }
      }
    }
    return changed;
  }

  /// Change of losses and supply cost along a direction.
  private double slope(int d) {
    int offset = d * feeder.size;
    double sum = 0;
    for (int k = feeder.sources; k < feeder.size; k++) {
      sum +=
          feeder.r[k]
              * (sweep.currentRe[k] * tangentKr[offset + k]
                  + sweep.currentIm[k] * tangentKi[offset + k]);
    }
    sum *= 2 * lossCost;
    for (int s = 0; s < feeder.sources; s++) {
      sum += limits.sourceCost(s) * sourceSlope(s, offset);
    }
    return sum;
  }

  /// Change of what a source feeds in along the tangent at `offset`.
  double sourceSlope(int source, int offset) {
    return sweep.voltageRe[source] * tangentKr[offset + source]
        + sweep.voltageIm[source] * tangentKi[offset + source];
  }

  /// Change of |W|² at a position along a tangent.
  double voltageSlope(int k, int offset) {
    return 2
        * (sweep.voltageRe[k] * tangentWr[offset + k] + sweep.voltageIm[k] * tangentWi[offset + k]);
  }

  /// Change of |K|² at a position along a tangent.
  double currentSlope(int k, int offset) {
    return 2
        * (sweep.currentRe[k] * tangentKr[offset + k] + sweep.currentIm[k] * tangentKi[offset + k]);
  }

  double sourceReactiveSlope(int source, int offset) {
    return sweep.voltageIm[source] * tangentKr[offset + source]
        - sweep.voltageRe[source] * tangentKi[offset + source];
  }

  /// Changes along the whole step of the last program.
  double sourceChange(int source) {
    return sweep.voltageRe[source] * changeKr[source] + sweep.voltageIm[source] * changeKi[source];
  }

  double sourceReactiveChange(int source) {
    return sweep.voltageIm[source] * changeKr[source] - sweep.voltageRe[source] * changeKi[source];
  }

  double voltageChange(int k) {
    return 2 * (sweep.voltageRe[k] * changeWr[k] + sweep.voltageIm[k] * changeWi[k]);
  }

  double currentChange(int k) {
    return 2 * (sweep.currentRe[k] * changeKr[k] + sweep.currentIm[k] * changeKi[k]);
  }

  /// How much the quadratic program promises, relative to the cost.
  private double gain() {
    double sum = 0;
    for (int i = 0; i < variables; i++) {
      double row = 0;
      for (int l = 0; l < variables; l++) {
        row += program.hessian[i * variables + l] * program.x[l];
      }
      sum += (program.gradient[i] + 0.5 * row) * program.x[i];
    }
    return Math.abs(sum) / (Math.abs(objective(value)) + 1e-9 * lossCost);
  }

  /// The longest change of an injection, relative to what flows.
  private double length() {
    double longest = 0;
    for (int i = 0; i < variables; i++) {
      longest = Math.max(longest, Math.abs(program.x[i]));
    }
    double flowing = 1e-4;
    for (int k = feeder.sources; k < feeder.size; k++) {
      flowing = Math.max(flowing, Math.abs(sweep.p[k]) + Math.abs(sweep.q[k]));
    }
    return longest / flowing;
  }

  /// Takes the step, or as much of it as lowers the merit; the last step is taken whole.
  private boolean move(boolean last) {
    penalty = Math.max(penalty, 1.5 * limits.largestMultiplier());
    double worst = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < recentCost.length; i++) {
      worst = Math.max(worst, recentCost[i] + penalty * recentViolation[i]);
    }
    double share = 1;
    System.arraycopy(sweep.voltageRe, 0, fwRe, 0, feeder.size);
    System.arraycopy(sweep.voltageIm, 0, fwIm, 0, feeder.size);
    for (int attempt = 0; attempt < 12; attempt++) {
      for (int i = 0; i < variables; i++) {
        trial[i] = share == 1 ? value[i] + program.x[i] : value[i] + share * program.x[i];
        trial[i] = Math.clamp(trial[i], low[i], high[i]);
      }
      inject(trial);
      predict(share);
      if (sweep.iterate() == FlowStatus.SOLVED) {
        limits.measure(sweep, trial);
        double merit = merit(trial);
        if (last || merit <= worst + 1e-9 * Math.abs(worst)) {
          System.arraycopy(trial, 0, value, 0, variables);
          remember();
          return true;
        }
      }
      share *= 0.5;
    }
    return false;
  }

  /// Starts the sweep at the voltages that the tangents predict.
  private void predict(double share) {
    for (int k = 0; k < feeder.size; k++) {
      sweep.voltageRe[k] = fwRe[k] + share * changeWr[k];
      sweep.voltageIm[k] = fwIm[k] + share * changeWi[k];
    }
  }

  /// Cost per hour of the present flow with these variables.
  double objective(double[] variable) {
    double sum = 0;
    for (int k = feeder.sources; k < feeder.size; k++) {
      sum +=
          feeder.r[k]
              * (sweep.currentRe[k] * sweep.currentRe[k] + sweep.currentIm[k] * sweep.currentIm[k]);
    }
    sum *= lossCost;
    for (int s = 0; s < feeder.sources; s++) {
      sum += limits.supplyCost(s);
    }
    for (int i = 0; i < variables; i++) {
      sum += (variable[i] > 0 ? buy[i] : sell[i]) * variable[i];
    }
    return sum;
  }

  private void remember() {
    double cost = objective(value);
    recentCost[iterations % recentCost.length] = cost;
    recentViolation[iterations % recentCost.length] = limits.violation();
    if (limits.excess() <= ALLOWED && cost < bestCost) {
      bestCost = cost;
      System.arraycopy(value, 0, best, 0, variables);
    }
  }

  private double merit(double[] variable) {
    return objective(variable) + penalty * limits.violation();
  }

  /// Computes the prices at the present flow and the least multiplier of a cone.
  ///
  /// In the branch-flow program, with λ and γ the multipliers of the balances (the change of the cost per unit
  /// of active and reactive injection), the multiplier η of the cone P² + Q² ≤ l·v_p of a line follows from
  /// the conditions for P, Q and l as
  ///
  ///     2·(v_p − rP − xQ)·η = 2(w·r + ν) − r·(λ_p + λ_c) − x·(γ_p + γ_c).
  ///
  /// If no η is negative, the flow with these multipliers satisfies the optimality conditions of the convex
  /// relaxation: it is its optimum, the relaxation is tight, and no other flow is better.
  ///
  /// @param active λ `[size]` by position, overwritten
  /// @param reactive γ `[size]` by position, overwritten
  /// @return the least η relative to the largest term of its sum; 0 or more proves the optimum
  double certify(double[] active, double[] reactive) {
    sensitivity.factor();
    adjoint();
    for (int k = 0; k < feeder.size; k++) {
      double wr = sweep.voltageRe[k];
      double wi = sweep.voltageIm[k];
      double inverse = 1 / (wr * wr + wi * wi);
      active[k] = (sensitivity.kappaRe[k] * wr + sensitivity.kappaIm[k] * wi) * inverse;
      reactive[k] = -(sensitivity.kappaIm[k] * wr - sensitivity.kappaRe[k] * wi) * inverse;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int k = feeder.sources; k < feeder.size; k++) {
      int p = feeder.parent[k];
      double own = 2 * lossCost * feeder.r[k] + limits.currentWeight[k];
      double resistive = feeder.r[k] * (active[p] + active[k]);
      double reactance = feeder.x[k] * (reactive[p] + reactive[k]);
      double size = Math.abs(own) + Math.abs(resistive) + Math.abs(reactance);
      if (size > 0) {
        least = Math.min(least, (own - resistive - reactance) / size);
      }
    }
    return least;
  }
}
