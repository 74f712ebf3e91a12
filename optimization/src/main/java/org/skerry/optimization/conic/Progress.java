package org.skerry.optimization.conic;

/// Residuals, objectives and gap of a point, and what they say.
final class Progress {
  private final NormalForm form;
  private double objective;
  private double dualObjective;
  private double primalResidual;
  private double dualResidual;
  private double gap;
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
      double[] x,
      double[] z,
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

    double scaledRows = 0;
    double scaledSize = tau;
    double rows = 0;
    double rowsSize = 0;
    double raySlack = 0;
    for (int i = 0; i < rz.length; i++) {
      double r = Math.abs(rz[i]);
      double inverse = 1 / form.rowScale[i];
      scaledRows = Math.max(scaledRows, r);
      rows = Math.max(rows, r * inverse);
      double si = Math.abs(s[i]);
      rowsSize = Math.max(rowsSize, Math.max(si, Math.abs(form.b[i]) * tau) * inverse);
      scaledSize = Math.max(scaledSize, si);
      raySlack = Math.max(raySlack, Math.abs(rz[i] + form.b[i] * tau));
    }
    double scaledColumns = 0;
    double columns = 0;
    double columnsSize = 0;
    double scaledCost = tau;
    double curvature = 0;
    double certificate = 0;
    for (int j = 0; j < rx.length; j++) {
      double r = Math.abs(rx[j]);
      double inverse = 1 / form.columnScale[j];
      scaledColumns = Math.max(scaledColumns, r);
      columns = Math.max(columns, r * inverse);
      double p = Math.abs(px[j]);
      double az = Math.abs(rx[j] + px[j] + form.q[j] * tau);
      columnsSize =
          Math.max(columnsSize, Math.max(Math.max(p, az), Math.abs(form.q[j]) * tau) * inverse);
      scaledCost = Math.max(scaledCost, Math.max(p, az));
      curvature = Math.max(curvature, p);
      certificate = Math.max(certificate, az);
    }
    double floorRows = tau * Math.min(1, 1 / form.rightScale);
    double floorColumns = tau * Math.min(1, form.costScale);
    primalResidual = Math.max(scaledRows / scaledSize, rows / Math.max(rowsSize, floorRows));
    dualResidual =
        Math.max(scaledColumns / scaledCost, columns / Math.max(columnsSize, floorColumns));

    scaledQx = qx;
    scaledBz = bz;
    raySize = Math.max(curvature, raySlack);
    certificateSize = certificate;
  }

  /// What the point shows; stalled if nothing yet.
  Status judge(double tolerance) {
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
