package org.skerry.optimization.conic;

/// All second-order cones of a problem: Nesterov-Todd scaling, products and step lengths.
///
/// For interior s and z the scaling W with W z = W^-1 s = l is W = e [w0 w1'; w1 I + w1 w1' / (1 +
/// w0)], w0^2 - |w1|^2 = 1, and W^2 = e^2 (2 w w' - J) with J = diag(1, -1, …, -1). W^2 has the
/// eigenvalues e^2 g^2 and e^2 / g^2 with g = w0 + |w1|, for the vectors (1, ±u) / sqrt(2), u = w1
/// / |w1|, and e^2 for all others.
///
/// Reference: L. Vandenberghe, "The CVXOPT linear and quadratic cone program solvers" (2010); Yu.
/// Nesterov, M. Todd, "Self-scaled barriers and interior-point methods for convex programming",
/// Mathematics of Operations Research 22 (1997).
final class SecondOrderCones {
  final int count;
  final int[] start;

  /// `[count]`: e^2, |w1| and g of each cone.
  final double[] etaSquared;

  final double[] tail;

  final double[] spread;

  /// `[m]`: w, and l = W z, at the rows of their cones.
  final double[] w;

  final double[] lambda;
  private final double[] lambdaNorm;

  SecondOrderCones(NormalForm form) {
    count = form.cones;
    start = form.coneStart;
    etaSquared = new double[count];
    tail = new double[count];
    spread = new double[count];
    w = new double[form.general];
    lambda = new double[form.general];
    lambdaNorm = new double[count];
  }

  /// The distance of v to the boundary, least over all cones; negative outside.
  double margin(double[] v) {
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < count; c++) {
      least = Math.min(least, v[start[c]] - norm(v, start[c] + 1, start[c + 1]));
    }
    return least;
  }

  /// Adds `amount` times the centre (1, 0, …, 0) of each cone.
  void shift(double[] v, double amount) {
    for (int c = 0; c < count; c++) {
      v[start[c]] += amount;
    }
  }

  /// Makes the scaling the identity.
  void identity() {
    for (int c = 0; c < count; c++) {
      etaSquared[c] = 1;
      tail[c] = 0;
      spread[c] = 1;
      w[start[c]] = 1;
      for (int i = start[c] + 1; i < start[c + 1]; i++) {
        w[i] = 0;
      }
    }
  }

  /// Computes the scaling at s and z; false if one of them is not in the interior.
  boolean scale(double[] s, double[] z) {
    for (int c = 0; c < count; c++) {
      int a = start[c];
      int end = start[c + 1];
      double sNorm = norm(s, a + 1, end);
      double zNorm = norm(z, a + 1, end);
      double sSquare = (s[a] - sNorm) * (s[a] + sNorm);
      double zSquare = (z[a] - zNorm) * (z[a] + zNorm);
      if (!(s[a] > sNorm) || !(z[a] > zNorm)) {
        return false;
      }
      double sScale = 1 / Math.sqrt(sSquare);
      double zScale = 1 / Math.sqrt(zSquare);
      double product = s[a] * z[a];
      for (int i = a + 1; i < end; i++) {
        product += s[i] * z[i];
      }
      double gamma = Math.sqrt(0.5 * (1 + product * sScale * zScale));
      double half = 0.5 / gamma;
      double square = 0;
      for (int i = a + 1; i < end; i++) {
        double wi = half * (s[i] * sScale - z[i] * zScale);
        w[i] = wi;
        square += wi * wi;
      }
      double w0 = Math.sqrt(1 + square);
      w[a] = w0;
      tail[c] = Math.sqrt(square);
      spread[c] = w0 + tail[c];
      etaSquared[c] = zScale / sScale;
      lambdaNorm[c] = 1 / (sScale * zScale);
      double eta = Math.sqrt(etaSquared[c]);
      double dot = 0;
      for (int i = a + 1; i < end; i++) {
        dot += w[i] * z[i];
      }
      lambda[a] = eta * (w0 * z[a] + dot);
      double along = z[a] + dot / (1 + w0);
      for (int i = a + 1; i < end; i++) {
        lambda[i] = eta * (z[i] + along * w[i]);
      }
    }
    return true;
  }

  /// Adds `factor * W^2 v` to `out`.
  void addSquare(double factor, double[] v, double[] out) {
    for (int c = 0; c < count; c++) {
      int a = start[c];
      int end = start[c + 1];
      double scale = factor * etaSquared[c];
      if (end - a == 4) {
        double twice =
            2 * (w[a] * v[a] + w[a + 1] * v[a + 1] + w[a + 2] * v[a + 2] + w[a + 3] * v[a + 3]);
        out[a] += scale * (twice * w[a] - v[a]);
        out[a + 1] += scale * (twice * w[a + 1] + v[a + 1]);
        out[a + 2] += scale * (twice * w[a + 2] + v[a + 2]);
        out[a + 3] += scale * (twice * w[a + 3] + v[a + 3]);
        continue;
      }
      double dot = 0;
      for (int i = a; i < end; i++) {
        dot += w[i] * v[i];
      }
      double twice = 2 * dot;
      out[a] += scale * (twice * w[a] - v[a]);
      for (int i = a + 1; i < end; i++) {
        out[i] += scale * (twice * w[i] + v[i]);
      }
    }
  }

  /// Sets `out = s + W (l \ (W^-1 ds o W dz - sigmaMu e))` for the affine step, of which W^-1 ds =
  /// -l - W dz.
  void combined(double[] s, double[] dz, double sigmaMu, double[] out) {
    for (int c = 0; c < count; c++) {
      int a = start[c];
      int end = start[c + 1];
      double eta = Math.sqrt(etaSquared[c]);
      double w0 = w[a];
      double dot = 0;
      for (int i = a + 1; i < end; i++) {
        dot += w[i] * dz[i];
      }
      double v0 = eta * (w0 * dz[a] + dot);
      double along = dz[a] + dot / (1 + w0);
      double u0 = -lambda[a] - v0;
      double p0 = u0 * v0 - sigmaMu;
      double lambdaDot = 0;
      for (int i = a + 1; i < end; i++) {
        double v = eta * (dz[i] + along * w[i]);
        double u = -lambda[i] - v;
        p0 += u * v;
        double p = u0 * v + v0 * u;
        out[i] = p;
        lambdaDot += lambda[i] * p;
      }
      double y0 = (lambda[a] * p0 - lambdaDot) / lambdaNorm[c];
      double inverse = 1 / lambda[a];
      dot = 0;
      for (int i = a + 1; i < end; i++) {
        double y = (out[i] - y0 * lambda[i]) * inverse;
        out[i] = y;
        dot += w[i] * y;
      }
      out[a] = s[a] + eta * (w0 * y0 + dot);
      along = y0 + dot / (1 + w0);
      for (int i = a + 1; i < end; i++) {
        out[i] = s[i] + eta * (out[i] + along * w[i]);
      }
    }
  }

  /// The largest step, at most `limit`, along d from v that stays in every cone.
  double step(double[] v, double[] d, double limit) {
    double step = limit;
    for (int c = 0; c < count; c++) {
      int a = start[c];
      double v1 = 0;
      double d1 = 0;
      double vd = v[a] * d[a];
      if (start[c + 1] - a == 4) {
        v1 = v[a + 1] * v[a + 1] + v[a + 2] * v[a + 2] + v[a + 3] * v[a + 3];
        d1 = d[a + 1] * d[a + 1] + d[a + 2] * d[a + 2] + d[a + 3] * d[a + 3];
        vd -= v[a + 1] * d[a + 1] + v[a + 2] * d[a + 2] + v[a + 3] * d[a + 3];
      } else {
        for (int i = a + 1; i < start[c + 1]; i++) {
          v1 += v[i] * v[i];
          d1 += d[i] * d[i];
          vd -= v[i] * d[i];
        }
      }
      // The cone is convex: whoever is inside at the end of the step has never left it.
      double head = v[a] + step * d[a];
      double vd1 = v[a] * d[a] - vd;
      if (head > 0 && head * head > v1 + step * (2 * vd1 + step * d1)) {
        continue;
      }
      double vNorm = Math.sqrt(v1);
      double dNorm = Math.sqrt(d1);
      double quadratic = (d[a] - dNorm) * (d[a] + dNorm);
      double constant = Math.max(0, (v[a] - vNorm) * (v[a] + vNorm));
      step = Math.min(step, firstRoot(quadratic, vd, constant));
      if (d[a] < 0) {
        step = Math.min(step, -v[a] / d[a]);
      }
    }
    return step;
  }

  /// The least positive root of a t^2 + 2 b t + c with c >= 0, or infinity.
  private static double firstRoot(double a, double b, double c) {
    double discriminant = b * b - a * c;
    if ((a > 0 && b > 0) || discriminant < 0) {
      return Double.POSITIVE_INFINITY;
    }
    double root = Math.sqrt(discriminant);
    double t = b >= 0 ? -b - root : -b + root;
    double first = t == 0 ? Double.POSITIVE_INFINITY : c / t;
    double second = a == 0 ? Double.POSITIVE_INFINITY : t / a;
    first = first < 0 ? Double.POSITIVE_INFINITY : first;
    second = second < 0 ? Double.POSITIVE_INFINITY : second;
    return Math.min(first, second);
  }

  private static double norm(double[] v, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += v[i] * v[i];
    }
    return Math.sqrt(sum);
  }
}
