package org.skerry.optimization.conic;

import java.util.Arrays;

/// A primal-dual interior-point method for convex conic programs with quadratic cost.
///
/// **The problem.** Minimise 1/2 x'Px + q'x subject to Ax + s = b, s in K, a product of zero,
/// nonnegative and second-order cones. Its dual is: maximise -1/2 x'Px - b'z subject to
/// Px + A'z + q = 0, z in the dual of K.
///
/// **The embedding.** Optimality is asked of a homogeneous system with two further unknowns, t >= 0 and
/// k >= 0, that always has a solution:
///
///     Px + A'z + q t = 0,   Ax + s - b t = 0,   q'x + b'z + x'Px / t + k = 0,   s'z + k t = 0.
///
/// With t > 0 the point (x, z, s) / t is optimal. With t = 0, k > 0, either b'z < 0 and z certifies
/// that no point is feasible, or q'x < 0 and x is a ray along which the cost falls for ever. No phase I
/// and no guess of a feasible point is needed.
///
/// **A step.** At each point the Nesterov-Todd scaling W makes s and z the same vector l = Wz = W^-1 s.
/// Newton's method is applied to the system with complementarity l o l = (1 - a)-fold, in two parts
/// with one factorisation (Mehrotra): the *predictor* aims at zero; how far it gets tells how much to
/// centre, sigma = (1 - step)^2.5; the *corrector* aims at sigma times the present complementarity and
/// takes the second-order error of the predictor into account. Both directions are combinations of
/// solutions of the linear system of [Kkt], one of them for the column (-q, b) of t.
///
/// What refinement leaves of the rows is put into the step of s, so that the rows are met to rounding
/// and only complementarity is off by that little: close to the end W^2 is so large that the rows
/// would drift away otherwise. Where s is smaller still than that little, this carries it out of its
/// cone, which brings infeasible problems with redundant rows to a halt. If the step comes out short,
/// the error hence stays in the rows.
///
/// **The end** is told by residuals and gap, of the point and of the possible certificates, relative to
/// the size of the data, in the scaled problem as well as in the given one; of a certificate [Progress]
/// also demands that what it proves is no difference of rounding errors. The errors of the linear
/// systems are judged in the same weights, and more sharply once steps become short. If the steps become
/// negligible or the numbers fail, the method begins again with less regularisation; in the end the best
/// point is kept and called almost solved or stalled.
///
/// A solver is prepared once for a structure; [#updateVectors] or [#update] takes new numbers, [#solve]
/// solves again. [#updateVectors] and [#solve] allocate nothing. An instance belongs to one thread at a time; the arrays it returns are its own and
/// are overwritten by the next solve.
///
/// References: P. Goulart, Y. Chen, "Clarabel: An interior-point solver for conic programs with
/// quadratic objectives" (2024); S. Mehrotra, "On the implementation of a primal-dual interior point
/// method", SIAM Journal on Optimization 2 (1992); E. Andersen, C. Roos, T. Terlaky, "On implementing a
/// primal-dual interior-point method for conic quadratic optimization", Mathematical Programming 95
/// (2003).
public final class ConicSolver {
  /// Errors of the linear systems relative to the present residuals: usually, and once steps have
  /// become short.
  private static final double SHARE_OF_RESIDUAL = 0.3;

  private static final double CAREFUL_SHARE = 1e-3;

  /// The regularisations of [Kkt] that are tried one after the other.
  private static final double[] REGULARISATIONS = {1e-8, 1e-9, 1e-10};

  /// Largest relative error of a certificate that is believed.
  private static final double CERTIFICATE = 5e-10;

  private static final double START_ACCURACY = 1e-12;
  private static final double BACK_OFF = 0.985;

  /// Refinements of one direction after which every linear system is refined on its own.
  private static final int PATIENCE = 3;

  /// A step below which the errors of the rows are taken out of it.
  private static final double HALF_STEP = 0.5;

  private static final double SHORT_STEP = 0.1;
  private static final double NEGLIGIBLE_STEP = 1e-4;

  private final ConicProblem problem;
  private final Settings settings;
  private final NormalForm form;
  private final NonnegativeCone inequalities;
  private final NonnegativeCone bounds;
  private final SecondOrderCones cones;
  private final Kkt kkt;
  private final int degree;

  /// The point.
  private final double[] x;

  private final double[] z;
  private final double[] s;
  private double tau;
  private double kappa;

  /// Its residuals, and Px.
  private final double[] rx;

  private final double[] rz;
  private double rtau;
  private final double[] px;
  private double mu;
  private double columnAccuracy;
  private double rowAccuracy;
  private boolean careful;
  private double share;

  /// The solution for the column of tau, and a direction.
  private final double[] x2;

  private final double[] z2;
  private final double[] dx;
  private final double[] dz;
  private final double[] ds;
  private double dtau;
  private double dkappa;
  private double denominator;

  private final double[] negativeQ;
  private final double[] right;
  private final double[] rightRows;
  private final double[] complement;

  private final Progress progress;
  private final double[] bestX;
  private final double[] bestZ;
  private final double[] bestS;
  private double bestTau;
  private double bestMerit;

  private final double[] primal;
  private final double[] dual;
  private final double[] slack;
  private Status status = Status.STALLED;
  private Watcher watcher = (_, _, _, _, _) -> {};
  private int iterations;

  private ConicSolver(ConicProblem problem, Settings settings) {
    this.problem = problem;
    this.settings = settings;
    form = new NormalForm(problem);
    int n = form.n;
    int m = form.m;
    double[] square = new double[m];
    inequalities = new NonnegativeCone(form.zeros, form.zeros + form.inequalities, square);
    bounds = new NonnegativeCone(form.general, m, square);
    cones = new SecondOrderCones(form);
    progress = new Progress(form);
    kkt = new Kkt(form, cones, square, progress);
    degree = inequalities.size() + bounds.size() + cones.count;
    x = new double[n];
    z = new double[m];
    s = new double[m];
    rx = new double[n];
    rz = new double[m];
    px = new double[n];
    x2 = new double[n];
    z2 = new double[m];
    dx = new double[n];
    dz = new double[m];
    ds = new double[m];
    negativeQ = new double[n];
    right = new double[n];
    rightRows = new double[m];
    complement = new double[m];
    bestX = new double[n];
    bestZ = new double[m];
    bestS = new double[m];
    primal = new double[n];
    dual = new double[m];
    slack = new double[m];
    update();
  }

  /// Analyses the structure of a problem and takes its numbers.
  ///
  /// @throws IllegalArgumentException if P is not positive semidefinite
  public static ConicSolver prepare(ConicProblem problem) {
    return prepare(problem, Settings.DEFAULT);
  }

  /// Analyses the structure of a problem and takes its numbers.
  ///
  /// @throws IllegalArgumentException if P is not positive semidefinite
  public static ConicSolver prepare(ConicProblem problem, Settings settings) {
    return new ConicSolver(problem, settings);
  }

  /// Takes all numbers of the problem anew after they were changed in place, and scales them. Only
  /// this allocates: where P has entries off its diagonal, it is checked by a factorisation.
  ///
  /// @throws IllegalArgumentException if a number is not finite or P not positive semidefinite
  public void update() {
    problem.requireFinite();
    Convexity.require(problem.p);
    form.load(problem);
    loaded();
  }

  /// Takes only q and b of the problem anew, which is cheaper: the scaling of rows and columns
  /// stays.
  ///
  /// @throws IllegalArgumentException if a number is not finite
  public void updateVectors() {
    problem.requireFinite();
    form.updateVectors(problem);
    loaded();
  }

  private void loaded() {
    for (int j = 0; j < form.n; j++) {
      negativeQ[j] = -form.q[j];
    }
    progress.load();
  }

  /// Solves the problem with its present numbers.
  public Status solve() {
    bestMerit = Double.POSITIVE_INFINITY;
    iterations = 0;
    kkt.resetRefinements();
    for (int k = 0; k < REGULARISATIONS.length && iterations < settings.iterations(); k++) {
      kkt.load(REGULARISATIONS[k]);
      status = attempt();
      if (status != Status.STALLED) {
        unscale(x, z, s, tau);
        return status;
      }
    }
    if (bestMerit <= Progress.ALMOST * settings.tolerance()) {
      status = Status.ALMOST_SOLVED;
    }
    progress.recall();
    unscale(bestX, bestZ, bestS, bestTau);
    return status;
  }

  private Status attempt() {
    start();
    int idle = 0;
    int slow = 0;
    while (true) {
      residuals();
      Status found = progress.judge(settings.tolerance(), CERTIFICATE, x, z, rx, rz);
      if (found != Status.STALLED) {
        return found;
      }
      watcher.step(
          iterations,
          progress.objective(),
          progress.primalResidual(),
          progress.dualResidual(),
          progress.gap());
      keepBest();
      if (iterations == settings.iterations() || !scale()) {
        return Status.STALLED;
      }
      kkt.factor();
      solveForTau();
      predictor();
      double affine = stepLength();
      double sigma = centring(1 - affine);
      corrector(sigma);
      double step = BACK_OFF * stepLength();
      if (step < HALF_STEP) {
        slacks();
        step = BACK_OFF * stepLength();
      }
      if (!(step > 0)) {
        return Status.STALLED;
      }
      idle = step < NEGLIGIBLE_STEP ? idle + 1 : 0;
      if (idle == 5) {
        return Status.STALLED;
      }
      slow = step < SHORT_STEP ? slow + 1 : 0;
      if (slow == 2) {
        careful = true;
        share = CAREFUL_SHARE;
      }
      advance(step);
      iterations++;
    }
  }

  /// The first point: the solution of a least-squares problem, shifted into the cones.
  private void start() {
    progress.evenWeights();
    inequalities.identity();
    bounds.identity();
    cones.identity();
    kkt.factor();
    if (form.pValues.length > 0) {
      kkt.solve(negativeQ, form.b, x, z);
      kkt.refine(negativeQ, form.b, x, z, START_ACCURACY, START_ACCURACY);
      for (int i = 0; i < form.m; i++) {
        s[i] = -z[i];
      }
    } else {
      Arrays.fill(right, 0);
      kkt.solve(right, form.b, x, s);
      kkt.refine(right, form.b, x, s, START_ACCURACY, START_ACCURACY);
      for (int i = 0; i < form.m; i++) {
        s[i] = -s[i];
      }
      Arrays.fill(rightRows, 0);
      kkt.solve(negativeQ, rightRows, dx, z);
      kkt.refine(negativeQ, rightRows, dx, z, START_ACCURACY, START_ACCURACY);
    }
    Arrays.fill(s, 0, form.zeros, 0);
    shiftInside(s);
    shiftInside(z);
    tau = 1;
    kappa = 1;
    careful = false;
    share = SHARE_OF_RESIDUAL;
  }

  private void shiftInside(double[] v) {
    double margin = Math.min(Math.min(inequalities.margin(v), bounds.margin(v)), cones.margin(v));
    if (margin < 1) {
      double amount = margin <= 0 ? 1 - margin : 1;
      inequalities.shift(v, amount);
      bounds.shift(v, amount);
      cones.shift(v, amount);
    }
  }

  private void residuals() {
    Arrays.fill(px, 0);
    form.addP(1, x, px);
    for (int j = 0; j < form.n; j++) {
      rx[j] = -px[j] - form.q[j] * tau;
    }
    for (int i = 0; i < form.m; i++) {
      rz[i] = form.b[i] * tau - s[i];
    }
    form.addBoth(-1, x, z, rx, rz);
    for (int i = 0; i < form.m; i++) {
      rz[i] = -rz[i];
    }
    double xpx = curvature(x);
    double qx = Vectors.dot(form.q, x);
    double bz = Vectors.dot(form.b, z);
    rtau = qx + bz + kappa + xpx / tau;
    mu = (Vectors.dot(s, z) + kappa * tau) / (degree + 1);
    progress.take(s, tau, kappa, rx, rz, px, xpx, qx, bz);
    columnAccuracy = share * Math.max(settings.tolerance(), progress.dualResidual());
    rowAccuracy = share * Math.max(settings.tolerance(), progress.primalResidual());
  }

  /// x'Pv.
  private double curvature(double[] v) {
    return form.pValues.length == 0 ? 0 : Vectors.dot(px, v);
  }

  private boolean scale() {
    return inequalities.scale(s, z)
        && bounds.scale(s, z)
        && cones.scale(s, z)
        && tau > 0
        && kappa > 0;
  }

  private void solveForTau() {
    kkt.solve(negativeQ, form.b, x2, z2);
    if (careful) {
      kkt.refine(negativeQ, form.b, x2, z2, columnAccuracy, rowAccuracy);
    }
    double xpx = curvature(x) / (tau * tau);
    denominator =
        kappa / tau
            - Vectors.dot(form.q, x2)
            - Vectors.dot(form.b, z2)
            + xpx
            - 2 * curvature(x2) / tau;
  }

  private void predictor() {
    for (int i = 0; i < form.m; i++) {
      complement[i] = s[i];
    }
    direction(1, kappa * tau);
    slacks();
  }

  private void corrector(double sigma) {
    double sigmaMu = sigma * mu;
    inequalities.combined(s, z, dz, sigmaMu, complement);
    bounds.combined(s, z, dz, sigmaMu, complement);
    cones.combined(s, dz, sigmaMu, complement);
    direction(1 - sigma, kappa * tau + dtau * dkappa - sigmaMu);
    for (int j = 0; j < form.n; j++) {
      right[j] += dtau * negativeQ[j];
    }
    for (int i = 0; i < form.m; i++) {
      rightRows[i] += dtau * form.b[i];
    }
    careful |= kkt.refine(right, rightRows, dx, dz, columnAccuracy, rowAccuracy) > PATIENCE;
    slacks();
    kkt.addRowErrors(ds);
  }

  /// The direction that removes `share` of the residuals and moves the products by the complement.
  private void direction(double share, double rightKappa) {
    for (int j = 0; j < form.n; j++) {
      right[j] = share * rx[j];
    }
    for (int i = 0; i < form.m; i++) {
      rightRows[i] = complement[i] - share * rz[i];
    }
    kkt.solve(right, rightRows, dx, dz);
    if (careful) {
      kkt.refine(right, rightRows, dx, dz, columnAccuracy, rowAccuracy);
    }
    double numerator =
        share * rtau
            - rightKappa / tau
            + Vectors.dot(form.q, dx)
            + Vectors.dot(form.b, dz)
            + 2 * curvature(dx) / tau;
    dtau = numerator / denominator;
    for (int j = 0; j < form.n; j++) {
      dx[j] += dtau * x2[j];
    }
    for (int i = 0; i < form.m; i++) {
      dz[i] += dtau * z2[i];
    }
    dkappa = -(rightKappa + kappa * dtau) / tau;
  }

  /// The direction of s that belongs to that of z.
  private void slacks() {
    for (int i = 0; i < form.m; i++) {
      ds[i] = -complement[i];
    }
    inequalities.addSquare(-1, dz, ds);
    bounds.addSquare(-1, dz, ds);
    cones.addSquare(-1, dz, ds);
  }

  private double stepLength() {
    double step = 1;
    if (dtau < 0) {
      step = Math.min(step, -tau / dtau);
    }
    if (dkappa < 0) {
      step = Math.min(step, -kappa / dkappa);
    }
    step = inequalities.step(s, ds, inequalities.step(z, dz, step));
    step = bounds.step(s, ds, bounds.step(z, dz, step));
    return cones.step(s, ds, cones.step(z, dz, step));
  }

  private void advance(double step) {
    for (int j = 0; j < form.n; j++) {
      x[j] += step * dx[j];
    }
    for (int i = 0; i < form.m; i++) {
      z[i] += step * dz[i];
      s[i] += step * ds[i];
    }
    tau += step * dtau;
    kappa += step * dkappa;
  }

  private void keepBest() {
    double merit = progress.merit();
    if (merit < bestMerit) {
      bestMerit = merit;
      bestTau = tau;
      progress.remember();
      System.arraycopy(x, 0, bestX, 0, form.n);
      System.arraycopy(z, 0, bestZ, 0, form.m);
      System.arraycopy(s, 0, bestS, 0, form.m);
    }
  }

  private void unscale(double[] fromX, double[] fromZ, double[] fromS, double fromTau) {
    double unit = progress.unit(status, fromTau);
    for (int j = 0; j < form.n; j++) {
      primal[j] = fromX[j] * form.columnScale[j] * form.rightScale * unit;
    }
    for (int i = 0; i < form.m; i++) {
      int row = form.rowPlace[i];
      boolean open = form.open[row];
      dual[i] = open ? 0 : fromZ[row] * form.rowScale[row] / form.costScale * unit;
      slack[i] = open ? problem.b[i] : fromS[row] / form.rowScale[row] * form.rightScale * unit;
    }
  }

  /// How much to centre where the predictor falls short of a full step by `shortfall`: its power
  /// 2.5.
  private static double centring(double shortfall) {
    return shortfall * shortfall * Math.sqrt(shortfall);
  }

  /// Told of every step of a solve.
  @FunctionalInterface
  public interface Watcher {
    /// Where the method stands before step `iteration`, counted from 0.
    ///
    /// @param objective cost at the point
    /// @param primalResidual relative violation of the rows
    /// @param dualResidual relative violation of stationarity
    /// @param gap relative difference of primal and dual objective
    void step(
        int iteration, double objective, double primalResidual, double dualResidual, double gap);
  }

  /// Tells `watcher` of every step from the next solve on.
  public void watch(Watcher watcher) {
    this.watcher = watcher;
  }

  /// How the last solve ended.
  public Status status() {
    return status;
  }

  /// The primal point, `[n]`; after [Status#UNBOUNDED] the ray.
  public double[] x() {
    return primal;
  }

  /// The multipliers of the rows, `[m]`; after [Status#INFEASIBLE] the certificate.
  public double[] z() {
    return dual;
  }

  /// The slack, `[m]`.
  public double[] s() {
    return slack;
  }

  /// The cost at the point; NaN without one.
  public double objective() {
    return progress.objective();
  }

  /// The largest violation of a row, relative to the size of the data.
  public double primalResidual() {
    return progress.primalResidual();
  }

  /// The largest violation of stationarity, relative to the size of the data.
  public double dualResidual() {
    return progress.dualResidual();
  }

  /// The difference of primal and dual objective, relative to the objective.
  public double gap() {
    return progress.gap();
  }

  /// Refinement steps of all linear systems of the last solve.
  public int refinements() {
    return (int) kkt.refinements();
  }

  /// Steps of the last solve.
  public int iterations() {
    return iterations;
  }
}
