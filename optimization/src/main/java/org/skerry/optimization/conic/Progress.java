package org.skerry.optimization.conic;

import java.util.Arrays;

/// Residuals, objectives and gap of a point, and what they say.
final class Progress {
  /// Where k is so many times t, there is no optimum to be expected any more.
  private static final double LARGE = 1e6;

  /// How many times the tolerance a point that is almost solved may be off.
  static final double ALMOST = 1000;

  /// How many times the tolerance the residuals of an optimum may be worth, as a share of its cost.
  private static final double WORTH = 100;

  /// What a certificate proves, as a share of the terms that it is the sum of, must be larger.
  private static final double ROUNDING = 1e-9;

  private final NormalForm form;
  private double objective;
  private double dualObjective;
  private double primalResidual;
  private double dualResidual;
  private double gap;

  /// `[m]` and `[n]`: what an error of a row or column counts, relative to the size of the data.
  final double[] rowWeight;

  final double[] columnWeight;

  /// 1 / |b|, `[m]`.
  private final double[] perRight;

  private double scaledCost;
  private double scaledQx;
  private double scaledBz;
  private double raySize;
  private double certificateSize;
  private boolean withoutOptimum;
  private double gapFloor = 1;
  private final double[] remembered = new double[4];

  Progress(NormalForm form) {
    this.form = form;
    rowWeight = new double[form.m];
    columnWeight = new double[form.n];
    perRight = new double[form.m];
  }

  void load() {
    gapFloor = Math.min(1, form.rightScale / form.costScale);
    for (int i = 0; i < perRight.length; i++) {
      perRight[i] = 1 / Math.abs(form.b[i]);
    }
  }

  /// Takes the figures of a point of the scaled, homogeneous problem.
  void take(
      double[] s,
      double tau,
      double kappa,
      double[] rx,
      double[] rz,
      double[] px,
      double xpx,
      double qx,
      double bz) {
    double money = form.rightScale / form.costScale;
    objective = (0.5 * xpx / tau + qx) / tau * money;
    dualObjective = (-0.5 * xpx / tau - bz) / tau * money;
    gap =
        Math.abs(objective - dualObjective)
            / Math.max(gapFloor, Math.min(Math.abs(objective), Math.abs(dualObjective)));

    double activity = 0;
    double activityUnscaled = 0;
    double ray = 0;
    for (int i = 0; i < rz.length; i++) {
      double right = form.b[i] * tau;
      double size = Math.abs(right - s[i]);
      activity = Math.max(activity, size);
      activityUnscaled = Math.max(activityUnscaled, size * form.rowUnit[i]);
      ray = Math.max(ray, Math.abs(rz[i] + right));
    }
    double least = tau * Math.min(1, 1 / form.rightScale);
    double rowSize = Math.max(least, activity);
    double rowSizeUnscaled = Math.max(least, activityUnscaled);
    double scaledRow = 1 / rowSize;
    double unscaledRow = 1 / rowSizeUnscaled;
    double unit = 1 / tau;
    for (int i = 0; i < rz.length; i++) {
      double activities = Math.max(scaledRow, unscaledRow * form.rowUnit[i]);
      rowWeight[i] = Math.min(perRight[i] * unit, activities);
    }
    primalResidual = Vectors.largest(rz, rowWeight);

    double curvature = 0;
    double certificate = 0;
    double columnSizeUnscaled = tau * Math.min(1, form.costScale);
    for (int j = 0; j < rx.length; j++) {
      double cost = form.q[j] * tau;
      double bend = Math.abs(px[j]);
      double product = Math.abs(rx[j] + px[j] + cost);
      curvature = Math.max(curvature, bend);
      certificate = Math.max(certificate, product);
      double size = Math.max(Math.max(bend, product), Math.abs(cost));
      columnSizeUnscaled = Math.max(columnSizeUnscaled, size * form.columnUnit[j]);
    }
    double scaled = 1 / Math.max(tau, Math.max(curvature, certificate));
    double unscaled = 1 / columnSizeUnscaled;
    for (int j = 0; j < rx.length; j++) {
      columnWeight[j] = Math.max(scaled, form.columnUnit[j] * unscaled);
    }
    dualResidual = Vectors.largest(rx, columnWeight);
    scaledCost = Math.max(gapFloor, Math.abs(objective)) / money * tau * tau;
    scaledQx = qx;
    scaledBz = bz;
    raySize = Math.max(curvature, ray);
    withoutOptimum = kappa >= LARGE * tau;
    certificateSize = certificate;
  }

  /// Makes all errors count alike.
  void evenWeights() {
    Arrays.fill(rowWeight, 1);
    Arrays.fill(columnWeight, 1);
  }

  /// What the point shows; stalled if nothing yet.
  ///
  /// A certificate is believed only where k has outgrown t by far, an optimum only where it has
  /// not. The accuracy of a certificate is its own, whatever the tolerance of an optimum: nearly
  /// parallel equations have a distant solution. Equations of which one is the other up to rounding
  /// even have exact multipliers to which nothing but the rounding of b'z gives a sign. A
  /// certificate hence proves nothing unless its -b'z is more than rounding beside the sum of |b_i
  /// z_i|, whatever the units of the rows; and -q'x of a ray likewise.
  ///
  /// @param certificate largest residual of a certificate, relative to what it proves
  /// @param x `[n]`
  /// @param z `[m]`
  /// @param rx `[n]`, the residuals of stationarity
  /// @param rz `[m]`, those of the rows
  Status judge(
      double tolerance, double certificate, double[] x, double[] z, double[] rx, double[] rz) {
    if (!withoutOptimum) {
      if (Math.max(dualResidual, primalResidual) <= ALMOST * tolerance) {
        double worth = worthOfResiduals(x, z, rx, rz);
        if (worth > WORTH * tolerance) {
          dualResidual = Math.max(dualResidual, worth);
        }
      }
      return primalResidual <= tolerance && dualResidual <= tolerance && gap <= tolerance
          ? Status.SOLVED
          : Status.STALLED;
    }
    if (certificateSize <= certificate * -scaledBz && proves(-scaledBz, form.b, z)) {
      return Status.INFEASIBLE;
    }
    if (raySize <= certificate * -scaledQx && proves(-scaledQx, form.q, x)) {
      return Status.UNBOUNDED;
    }
    return Status.STALLED;
  }

  /// What the residuals are worth at this point, as a share of the cost. Far out along a ray, or
  /// where large terms of the cost cancel, residuals that are small beside the data are worth as
  /// much as the cost itself, and a cost that falls for ever even seems to have an end.
  private double worthOfResiduals(double[] x, double[] z, double[] rx, double[] rz) {
    double worth = 0;
    for (int j = 0; j < x.length; j++) {
      worth += Math.abs(rx[j] * x[j]);
    }
    for (int i = 0; i < z.length; i++) {
      worth += Math.abs(rz[i] * z[i]);
    }
    return worth / scaledCost;
  }

  private static boolean proves(double value, double[] a, double[] b) {
    double terms = 0;
    for (int i = 0; i < a.length; i++) {
      terms += Math.abs(a[i] * b[i]);
    }
    return value > ROUNDING * terms;
  }

  /// Keeps the figures of this point.
  void remember() {
    remembered[0] = objective;
    remembered[1] = primalResidual;
    remembered[2] = dualResidual;
    remembered[3] = gap;
  }

  /// Returns to the figures that were kept.
  void recall() {
    objective = remembered[0];
    primalResidual = remembered[1];
    dualResidual = remembered[2];
    gap = remembered[3];
  }

  /// The worst of residuals and gap; infinite where no optimum is to be expected.
  double merit() {
    if (withoutOptimum) {
      return Double.POSITIVE_INFINITY;
    }
    double merit = Math.max(Math.max(primalResidual, dualResidual), gap);
    return Double.isNaN(merit) ? Double.POSITIVE_INFINITY : merit;
  }

  /// The factor that makes a homogeneous point a point, a certificate or a ray.
  double unit(Status status, double tau) {
    return switch (status) {
      case SOLVED, ALMOST_SOLVED, STALLED -> 1 / tau;
      case INFEASIBLE -> -1 / scaledBz * form.costScale / form.rightScale;
      case UNBOUNDED -> -1 / scaledQx * form.costScale / form.rightScale;
    };
  }

  double objective() {
    return objective;
  }

  double primalResidual() {
    return primalResidual;
  }

  double dualResidual() {
    return dualResidual;
  }

  double gap() {
    return gap;
  }
}
