package org.skerry.optimization.conic;

/// Residuals, objectives and gap of a point, and what they say.
final class Progress {
  private final NormalForm form;
  private double objective;
  private double dualObjective;
  private double primalResidual;
  private double dualResidual;
  private double gap;
  private double residual;
  private double scaledQx;
  private double scaledBz;
  private double raySize;
  private double certificateSize;
  private double gapFloor = 1;
  private final double[] remembered = new double[4];

  Progress(NormalForm form) {
    this.form = form;
  }

  void load() {
    gapFloor = Math.min(1, form.rightScale / form.costScale);
  }

  /// Takes the figures of a point of the scaled, homogeneous problem.
  void take(
      double[] s,
      double tau,
      double[] rx,
      double[] rz,
      double[] px,
      double xpx,
      double qx,
      double bz) {
    double unit = form.rightScale / form.costScale;
    objective = (0.5 * xpx / tau + qx) / tau * unit;
    dualObjective = (-0.5 * xpx / tau - bz) / tau * unit;
    gap =
        Math.abs(objective - dualObjective)
            / Math.max(gapFloor, Math.min(Math.abs(objective), Math.abs(dualObjective)));

    double rows = 0;
    double slackSize = 0;
    double ray = 0;
    for (int i = 0; i < rz.length; i++) {
      rows = Vectors.larger(rows, rz[i]);
      slackSize = Vectors.larger(slackSize, s[i]);
      ray = Vectors.larger(ray, rz[i] + form.b[i] * tau);
    }
    double columns = 0;
    double curvature = 0;
    double certificate = 0;
    for (int j = 0; j < rx.length; j++) {
      columns = Vectors.larger(columns, rx[j]);
      curvature = Vectors.larger(curvature, px[j]);
      certificate = Vectors.larger(certificate, rx[j] + px[j] + form.q[j] * tau);
    }
    residual = Math.max(rows, columns);
    primalResidual = rows / Math.max(tau, slackSize);
    dualResidual = columns / Math.max(tau, Math.max(curvature, certificate));
    scaledQx = qx;
    scaledBz = bz;
    raySize = Math.max(curvature, ray);
    certificateSize = certificate;
  }

  /// Raises the residuals to those of the problem as it was given, where they are larger.
  private void takeUnscaled(double[] s, double tau, double[] rx, double[] rz, double[] px) {
    double rows = 0;
    double rowsSize = tau * Math.min(1, 1 / form.rightScale);
    for (int i = 0; i < rz.length; i++) {
      double unit = form.rowUnit[i];
      rows = Vectors.larger(rows, rz[i] * unit);
      rowsSize = Vectors.larger(Vectors.larger(rowsSize, s[i] * unit), form.b[i] * tau * unit);
    }
    double columns = 0;
    double columnsSize = tau * Math.min(1, form.costScale);
    for (int j = 0; j < rx.length; j++) {
      double unit = form.columnUnit[j];
      double product = rx[j] + px[j] + form.q[j] * tau;
      columns = Vectors.larger(columns, rx[j] * unit);
      columnsSize = Vectors.larger(Vectors.larger(columnsSize, px[j] * unit), product * unit);
      columnsSize = Vectors.larger(columnsSize, form.q[j] * tau * unit);
    }
    primalResidual = Math.max(primalResidual, rows / rowsSize);
    dualResidual = Math.max(dualResidual, columns / columnsSize);
  }

  /// The largest residual of the scaled, homogeneous equations.
  double residual() {
    return residual;
  }

  /// What the point shows; stalled if nothing yet.
  Status judge(double tolerance, double[] s, double tau, double[] rx, double[] rz, double[] px) {
    if (primalResidual <= tolerance && dualResidual <= tolerance) {
      takeUnscaled(s, tau, rx, rz, px);
    }
    if (primalResidual <= tolerance && dualResidual <= tolerance && gap <= tolerance) {
      return Status.SOLVED;
    }
    if (scaledBz < 0 && certificateSize <= tolerance * -scaledBz) {
      return Status.INFEASIBLE;
    }
    if (scaledQx < 0 && raySize <= tolerance * -scaledQx) {
      return Status.UNBOUNDED;
    }
    return Status.STALLED;
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

  /// The worst of residuals and gap.
  double merit() {
    double merit = Math.max(Math.max(primalResidual, dualResidual), gap);
    return Double.isNaN(merit) ? Double.POSITIVE_INFINITY : merit;
  }

  /// The factor that makes a homogeneous point a point, a certificate or a ray.
  double unit(Status status, double tau) {
    return switch (status) {
      case SOLVED, STALLED -> 1 / tau;
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
