package org.skerry.optimization.conic;

import java.util.Arrays;

/// The factorisation by dense fronts on the plan of [Supernodes], for matrices that fill in. The
/// values are the panels of all supernodes.
final class FrontalLdl extends Ldl {
  private static final int PLAIN_COLUMNS = 8;

  private final Supernodes plan;
  private final double[] inverse;
  private final double[] update;
  private final double[] pivots;
  private final double[] local;
  private final OuterProduct kernel;

  FrontalLdl(Elimination elimination, Supernodes plan, int[] signs) {
    super(elimination, signs, plan.entryPlace, plan.panelStart[plan.count]);
    this.plan = plan;
    inverse = new double[signs.length];
    update = new double[plan.updateSize];
    pivots = new double[signs.length];
    local = new double[plan.largest];
    kernel = OuterProduct.of(plan.largest);
  }

  @Override
  void factorValues() {
    for (int s = 0; s < plan.count; s++) {
      int columns = plan.columns(s);
      int below = plan.below(s);
      int front = columns + below;
      int panel = plan.panelStart[s];
      int rest = plan.updateStart[s];
      Arrays.fill(update, rest, rest + below * below, 0);
      for (int part = plan.childStart[s]; part < plan.childStart[s + 1]; part++) {
        add(plan.children[part], columns, front, panel, rest);
      }
      eliminate(plan.first[s], 0, columns, front, panel);
      if (below > 0) {
        kernel.subtract(
            values,
            panel + columns,
            front,
            below,
            columns,
            pivots,
            plan.first[s],
            update,
            rest,
            below,
            below);
      }
    }
  }

  /// Adds the update of a child into the front of its parent.
  private void add(int child, int columns, int front, int panel, int rest) {
    int begin = plan.rowStart[child];
    int size = plan.below(child);
    int source = plan.updateStart[child];
    int below = front - columns;
    int[] relative = plan.relative;
    for (int j = 0; j < size; j++) {
      int column = relative[begin + j];
      int from = source + j * size;
      if (column < columns) {
        int target = panel + column * front;
        for (int i = j; i < size; i++) {
          values[target + relative[begin + i]] += update[from + i];
        }
      } else {
        int target = rest + (column - columns) * below - columns;
        for (int i = j; i < size; i++) {
          update[target + relative[begin + i]] += update[from + i];
        }
      }
    }
  }

  /// Factors the columns `from` to `to` of a panel in which the columns before are done with:
  /// halves first, so that most of the work is done by the kernel.
  private void eliminate(int firstColumn, int from, int to, int front, int panel) {
    if (to - from > PLAIN_COLUMNS) {
      int middle = (from + to) / 2;
      eliminate(firstColumn, from, middle, front, panel);
      kernel.subtract(
          values,
          panel + from * front + middle,
          front,
          front - middle,
          middle - from,
          pivots,
          firstColumn + from,
          values,
          panel + middle * front + middle,
          front,
          to - middle);
      eliminate(firstColumn, middle, to, front, panel);
      return;
    }
    double[] f = values;
    for (int k = from; k < to; k++) {
      int column = panel + k * front;
      double pivot = checked(f[column + k], firstColumn + k);
      double reciprocal = 1 / pivot;
      pivots[firstColumn + k] = pivot;
      inverse[firstColumn + k] = reciprocal;
      for (int j = k + 1; j < to; j++) {
        double multiple = f[column + j] * reciprocal;
        int target = panel + j * front;
        for (int i = j; i < front; i++) {
          f[target + i] -= multiple * f[column + i];
        }
      }
      for (int i = k + 1; i < front; i++) {
        f[column + i] *= reciprocal;
      }
    }
  }

  /// Solves L D y' = y. The rows below a supernode are gathered, worked on side by side and put
  /// back.
  @Override
  void forward(double[] y) {
    double[] f = values;
    double[] g = local;
    int[] rows = plan.rows;
    for (int s = 0; s < plan.count; s++) {
      int begin = plan.first[s];
      int columns = plan.first[s + 1] - begin;
      int rowBegin = plan.rowStart[s];
      int below = plan.rowStart[s + 1] - rowBegin;
      int front = columns + below;
      int column = plan.panelStart[s];
      if (columns == 1) {
        double value = y[begin];
        column++;
        for (int i = 0; i < below; i++) {
          y[rows[rowBegin + i]] -= f[column + i] * value;
        }
        y[begin] = value * inverse[begin];
        continue;
      }
      for (int i = 0; i < columns; i++) {
        g[i] = y[begin + i];
      }
      for (int i = 0; i < below; i++) {
        g[columns + i] = y[rows[rowBegin + i]];
      }
      int k = 0;
      for (; k + 1 < columns; k += 2) {
        int next = column + front;
        double a = g[k];
        double b = g[k + 1] - f[column + k + 1] * a;
        g[k + 1] = b;
        for (int i = k + 2; i < front; i++) {
          g[i] -= f[column + i] * a + f[next + i] * b;
        }
        column = next + front;
      }
      if (k < columns) {
        double a = g[k];
        for (int i = columns; i < front; i++) {
          g[i] -= f[column + i] * a;
        }
      }
      for (int i = 0; i < columns; i++) {
        y[begin + i] = g[i] * inverse[begin + i];
      }
      for (int i = 0; i < below; i++) {
        y[rows[rowBegin + i]] = g[columns + i];
      }
    }
  }

  /// Solves L' y' = y.
  @Override
  void backward(double[] y) {
    double[] f = values;
    double[] g = local;
    int[] rows = plan.rows;
    for (int s = plan.count - 1; s >= 0; s--) {
      int begin = plan.first[s];
      int columns = plan.first[s + 1] - begin;
      int rowBegin = plan.rowStart[s];
      int below = plan.rowStart[s + 1] - rowBegin;
      int front = columns + below;
      int panel = plan.panelStart[s];
      if (columns == 1) {
        double value = y[begin];
        panel++;
        for (int i = 0; i < below; i++) {
          value -= f[panel + i] * y[rows[rowBegin + i]];
        }
        y[begin] = value;
        continue;
      }
      for (int i = 0; i < below; i++) {
        g[columns + i] = y[rows[rowBegin + i]];
      }
      int k = columns;
      for (; k >= 2; k -= 2) {
        int last = panel + (k - 1) * front;
        int before = last - front;
        double a = y[begin + k - 2];
        double b = y[begin + k - 1];
        for (int i = k; i < front; i++) {
          a -= f[before + i] * g[i];
          b -= f[last + i] * g[i];
        }
        a -= f[before + k - 1] * b;
        g[k - 1] = b;
        g[k - 2] = a;
      }
      if (k == 1) {
        double a = y[begin];
        for (int i = 1; i < front; i++) {
          a -= f[panel + i] * g[i];
        }
        g[0] = a;
      }
      for (int i = 0; i < columns; i++) {
        y[begin + i] = g[i];
      }
    }
  }
}
