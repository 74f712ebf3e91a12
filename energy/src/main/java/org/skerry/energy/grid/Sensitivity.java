package org.skerry.energy.grid;

import java.util.Arrays;

/// First derivatives of a power flow, exact and in linear time: tangents of voltages and currents along
/// injections, and adjoints of a function of voltages and currents.
///
/// At a solution of the sweep, with every complex number as a pair of reals, a small change obeys
///
///     dW_c = dW_p − Z_c·dK_c,   dK_k = Σ_children dK_c + Y_k·dW_k + d_k,
///
/// where Y_k·dW = conj(S/W²)·conj(dW) + y·dW is how the drawn current follows the voltage and
/// d_k = −conj(dS/W) how it follows the injection. Eliminated from the leaves, a whole subtree draws
/// dK_c = M_c·(G_c·dW_p + h_c) with M_c = (I + G_c·Z_c)⁻¹, and its parent sees G_p += M_c·G_c, h_p += M_c·h_c.
/// One pass up factors, one pass down solves. The transposed system has the transposed factors, so an
/// adjoint costs as much as a tangent.
final class Sensitivity {
  private final Sweep sweep;
  private final Feeder feeder;

  /// M and M·G by position, rows first: 11, 12, 21, 22.
  private final double[] m;

  private final double[] mg;

  /// G of every subtree.
  private final double[] g;

  /// Scratch of adjoints.
  private final double[] h;

  /// Adjoint of the current at every position (κ of [ReducedSpace]).
  final double[] kappaRe;

  final double[] kappaIm;

  Sensitivity(Sweep sweep) {
    this.sweep = sweep;
    feeder = sweep.feeder;
    m = new double[4 * feeder.size];
    mg = new double[4 * feeder.size];
    g = new double[4 * feeder.size];
    h = new double[2 * feeder.size];
    kappaRe = new double[feeder.size];
    kappaIm = new double[feeder.size];
  }

  /// Factors at the present state of the sweep.
  void factor() {
    followVoltage();
    int[] parent = feeder.parent;
    for (int k = feeder.size - 1; k >= feeder.sources; k--) {
      int i = 4 * k;
      double r = feeder.r[k];
      double x = feeder.x[k];
      double g11 = g[i];
      double g12 = g[i + 1];
      double g21 = g[i + 2];
      double g22 = g[i + 3];
      // I + G·Z with Z = (r, −x; x, r)
      double a = 1 + g11 * r + g12 * x;
      double b = g12 * r - g11 * x;
      double c = g21 * r + g22 * x;
      double d = 1 + g22 * r - g21 * x;
      double inverse = 1 / (a * d - b * c);
      double m11 = d * inverse;
      double m12 = -b * inverse;
      double m21 = -c * inverse;
      double m22 = a * inverse;
      m[i] = m11;
      m[i + 1] = m12;
      m[i + 2] = m21;
      m[i + 3] = m22;
      mg[i] = m11 * g11 + m12 * g21;
      mg[i + 1] = m11 * g12 + m12 * g22;
      mg[i + 2] = m21 * g11 + m22 * g21;
      mg[i + 3] = m21 * g12 + m22 * g22;
      int p = 4 * parent[k];
      g[p] += mg[i];
      g[p + 1] += mg[i + 1];
      g[p + 2] += mg[i + 2];
      g[p + 3] += mg[i + 3];
    }
  }

  private void followVoltage() {
    for (int k = 0; k < feeder.size; k++) {
      double re = sweep.voltageRe[k];
      double im = sweep.voltageIm[k];
      double square = re * re + im * im;
      double inverse = 1 / (square * square);
      // c = conj(S / W²) = conj(S)·W² / |W|⁴
      double wr = (re * re - im * im) * inverse;
      double wi = 2 * re * im * inverse;
      double cr = sweep.p[k] * wr + sweep.q[k] * wi;
      double ci = sweep.p[k] * wi - sweep.q[k] * wr;
      int i = 4 * k;
      g[i] = cr + feeder.g[k];
      g[i + 1] = ci - feeder.b[k];
      g[i + 2] = ci + feeder.b[k];
      g[i + 3] = -cr + feeder.g[k];
    }
  }

  /// The change of all voltages and currents per unit of an injection.
  ///
  /// @param at position of the injection
  /// @param dp active part of the direction
  /// @param dq reactive part of the direction
  /// @param offset where the tangent begins in the arrays, each `[… + size]`, overwritten
  void tangent(
      int at,
      double dp,
      double dq,
      double[] voltageRe,
      double[] voltageIm,
      double[] currentRe,
      double[] currentIm,
      int offset) {
    int size = feeder.size;
    int sources = feeder.sources;
    int[] parent = feeder.parent;
    double re = sweep.voltageRe[at];
    double im = sweep.voltageIm[at];
    double inverse = 1 / (re * re + im * im);
    // d = −conj(dS/W)
    double hr = -(dp * re + dq * im) * inverse;
    double hi = -(dp * im - dq * re) * inverse;
    Arrays.fill(currentRe, offset, offset + size, 0);
    Arrays.fill(currentIm, offset, offset + size, 0);
    int k = at;
    while (k >= sources) {
      int i = 4 * k;
      double ur = m[i] * hr + m[i + 1] * hi;
      hi = m[i + 2] * hr + m[i + 3] * hi;
      hr = ur;
      currentRe[offset + k] = hr;
      currentIm[offset + k] = hi;
      k = parent[k];
    }
    for (int s = 0; s < sources; s++) {
      voltageRe[offset + s] = 0;
      voltageIm[offset + s] = 0;
    }
    currentRe[offset + k] = hr;
    currentIm[offset + k] = hi;
    for (k = sources; k < size; k++) {
      int i = 4 * k;
      double wr = voltageRe[offset + parent[k]];
      double wi = voltageIm[offset + parent[k]];
      double kr = currentRe[offset + k] + mg[i] * wr + mg[i + 1] * wi;
      double ki = currentIm[offset + k] + mg[i + 2] * wr + mg[i + 3] * wi;
      currentRe[offset + k] = kr;
      currentIm[offset + k] = ki;
      voltageRe[offset + k] = wr - feeder.r[k] * kr + feeder.x[k] * ki;
      voltageIm[offset + k] = wi - feeder.r[k] * ki - feeder.x[k] * kr;
    }
  }

  /// Solves for κ, so that a function F(W, K) of the state changes by Re(κ/W) per unit of active
  /// and by −Im(κ/W) per unit of reactive injection at every bus.
  ///
  /// @param fwRe ∂F/∂W `[size]`, real part; `fwIm` the imaginary part
  /// @param fkRe ∂F/∂K `[size]`, real part, at a source by what it feeds in; `fkIm` the imaginary
  ///   part
  void adjoint(double[] fwRe, double[] fwIm, double[] fkRe, double[] fkIm) {
    int size = feeder.size;
    int sources = feeder.sources;
    int[] parent = feeder.parent;
    double[] r = feeder.r;
    double[] x = feeder.x;
    for (int k = 0; k < size; k++) {
      h[2 * k] = -fwRe[k];
      h[2 * k + 1] = -fwIm[k];
    }
    for (int k = size - 1; k >= sources; k--) {
      int i = 4 * k;
      double ar = h[2 * k];
      double ai = h[2 * k + 1];
      // −Zᵀ·a − F_K with Zᵀ = (r, x; −x, r)
      double vr = -(r[k] * ar + x[k] * ai) - fkRe[k];
      double vi = -(r[k] * ai - x[k] * ar) - fkIm[k];
      kappaRe[k] = vr;
      kappaIm[k] = vi;
      int p = 2 * parent[k];
      h[p] += ar + mg[i] * vr + mg[i + 2] * vi;
      h[p + 1] += ai + mg[i + 1] * vr + mg[i + 3] * vi;
    }
    for (int s = 0; s < sources; s++) {
      kappaRe[s] = -fkRe[s];
      kappaIm[s] = -fkIm[s];
    }
    for (int k = sources; k < size; k++) {
      int i = 4 * k;
      double vr = kappaRe[k] + kappaRe[parent[k]];
      double vi = kappaIm[k] + kappaIm[parent[k]];
      kappaRe[k] = m[i] * vr + m[i + 2] * vi;
      kappaIm[k] = m[i + 1] * vr + m[i + 3] * vi;
    }
  }
}
