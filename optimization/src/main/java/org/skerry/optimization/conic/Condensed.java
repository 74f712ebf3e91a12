package org.skerry.optimization.conic;

import java.util.Arrays;

/// The second-order cones that are eliminated from the linear system of [Kkt].
///
/// A cone with the rows A_c over a few variables adds A_c' M A_c, M = (W^2 + d I)^-1, to the block
/// of those variables. W^2 has the eigenvalues e^2 g^2 and e^2 / g^2 for the vectors p, m = (1, ±u)
/// / sqrt(2) and e^2 for all others, see [SecondOrderCones]; so with k = 1 / (e^2 + d), a = 1 /
/// (e^2 g^2 + d) and b = 1 / (e^2 / g^2 + d), M = k I + (a - k) p p' + (b - k) m m', in which
/// nothing cancels however close to the boundary.
final class Condensed {
  private static final double HALF_ROOT = Math.sqrt(0.5);

  private final NormalForm form;
  private final SecondOrderCones cones;
  private final int count;

  /// `[count + 1]`: where the columns, entries and pairs of columns of each cone begin.
  private final int[] columnStart;

  private final int[] entryStart;
  private final int[] pairStart;

  private final int[] column;

  /// Row within all rows, rank of the column within its cone, and place in the matrix of each
  /// entry.
  private final int[] entryRow;

  private final int[] entryColumn;
  private final int[] entrySource;
  private final double[] entryValue;

  private final int[] pairEntry;
  private final double[] gram;

  private final double[] middle;
  private final double[] plus;
  private final double[] minus;
  private final double[] alongPlus;
  private final double[] alongMinus;
  private final double[] rowWork;

  Condensed(NormalForm form, SecondOrderCones cones, Pattern pattern) {
    this.form = form;
    this.cones = cones;
    count = form.cones - form.keptCones;
    int rows = form.general - form.kept;
    int[] coneOf = new int[rows];
    for (int c = 0; c < count; c++) {
      int cone = form.keptCones + c;
      Arrays.fill(
          coneOf, form.coneStart[cone] - form.kept, form.coneStart[cone + 1] - form.kept, c);
    }
    entryStart = new int[count + 1];
    columnStart = new int[count + 1];
    pairStart = new int[count + 1];
    int[] seen = new int[count];
    Arrays.fill(seen, -1);
    for (int j = 0; j < form.n; j++) {
      for (int k = form.aStarts[j]; k < form.aStarts[j + 1]; k++) {
        if (form.aRows[k] >= form.kept) {
          int c = coneOf[form.aRows[k] - form.kept];
          entryStart[c + 1]++;
          if (seen[c] != j) {
            seen[c] = j;
            columnStart[c + 1]++;
          }
        }
      }
    }
    for (int c = 0; c < count; c++) {
      int columns = columnStart[c + 1];
      pairStart[c + 1] = pairStart[c] + columns * (columns + 1) / 2;
      entryStart[c + 1] += entryStart[c];
      columnStart[c + 1] += columnStart[c];
    }
    column = new int[columnStart[count]];
    int entries = entryStart[count];
    entryRow = new int[entries];
    entryColumn = new int[entries];
    entrySource = new int[entries];
    entryValue = new double[entries];
    placeEntries(coneOf, seen);
    pairEntry = new int[pairStart[count]];
    gram = new double[pairStart[count]];
    for (int c = 0; c < count; c++) {
      int k = pairStart[c];
      for (int i = columnStart[c]; i < columnStart[c + 1]; i++) {
        for (int j = columnStart[c]; j <= i; j++) {
          pairEntry[k++] = pattern.add(column[i], column[j]);
        }
      }
    }
    middle = new double[count];
    plus = new double[count];
    minus = new double[count];
    alongPlus = new double[column.length];
    alongMinus = new double[column.length];
    rowWork = new double[rows];
  }

  private void placeEntries(int[] coneOf, int[] seen) {
    Arrays.fill(seen, -1);
    int[] nextEntry = entryStart.clone();
    int[] nextColumn = columnStart.clone();
    for (int j = 0; j < form.n; j++) {
      for (int k = form.aStarts[j]; k < form.aStarts[j + 1]; k++) {
        if (form.aRows[k] >= form.kept) {
          int c = coneOf[form.aRows[k] - form.kept];
          if (seen[c] != j) {
            seen[c] = j;
            column[nextColumn[c]++] = j;
          }
          int entry = nextEntry[c]++;
          entryRow[entry] = form.aRows[k];
          entryColumn[entry] = nextColumn[c] - 1;
          entrySource[entry] = k;
        }
      }
    }
  }

  void translate(int[] places) {
    Kkt.translate(pairEntry, places);
  }

  /// Takes over the numbers of the scaled problem.
  void load() {
    for (int k = 0; k < entryValue.length; k++) {
      entryValue[k] = form.aValues[entrySource[k]];
    }
    Arrays.fill(gram, 0);
    for (int c = 0; c < count; c++) {
      int first = columnStart[c];
      for (int s = entryStart[c]; s < entryStart[c + 1]; s++) {
        int i = entryColumn[s] - first;
        for (int t = entryStart[c]; t < entryStart[c + 1]; t++) {
          int j = entryColumn[t] - first;
          if (entryRow[s] == entryRow[t] && j <= i) {
            gram[pairStart[c] + i * (i + 1) / 2 + j] += entryValue[s] * entryValue[t];
          }
        }
      }
    }
  }

  /// Adds A_c' M A_c of every cone to the entries of the factorisation.
  void fill(double[] e, double regularisation) {
    double[] w = cones.w;
    for (int c = 0; c < count; c++) {
      int cone = form.keptCones + c;
      int a = form.coneStart[cone];
      int firstColumn = columnStart[c];
      int endColumn = columnStart[c + 1];
      double eta = cones.etaSquared[cone];
      double g = cones.spread[cone];
      double k = 1 / (eta + regularisation);
      double high = 1 / (eta * g * g + regularisation) - k;
      double low = 1 / (eta / (g * g) + regularisation) - k;
      middle[c] = k;
      plus[c] = high;
      minus[c] = low;
      for (int i = firstColumn; i < endColumn; i++) {
        alongPlus[i] = 0;
        alongMinus[i] = 0;
      }
      double unit = unit(cone);
      for (int t = entryStart[c]; t < entryStart[c + 1]; t++) {
        int row = entryRow[t];
        int i = entryColumn[t];
        double value = HALF_ROOT * entryValue[t];
        if (row == a) {
          alongPlus[i] += value;
          alongMinus[i] += value;
        } else {
          double part = value * w[row] * unit;
          alongPlus[i] += part;
          alongMinus[i] -= part;
        }
      }
      int pair = pairStart[c];
      for (int i = firstColumn; i < endColumn; i++) {
        double up = high * alongPlus[i];
        double down = low * alongMinus[i];
        for (int j = firstColumn; j <= i; j++) {
          e[pairEntry[pair]] += k * gram[pair] + up * alongPlus[j] + down * alongMinus[j];
          pair++;
        }
      }
    }
  }

  /// 1 / |w1|, or 0 where w1 vanishes and M is a multiple of the identity.
  private double unit(int cone) {
    double norm = cones.tail[cone];
    return norm > 0 ? 1 / norm : 0;
  }

  /// Adds A_c' M r_c to the right-hand side of the reduced system.
  void reduce(double[] rows, double[] right) {
    if (count == 0) {
      return;
    }
    for (int c = 0; c < count; c++) {
      int cone = form.keptCones + c;
      int a = form.coneStart[cone];
      for (int i = a; i < form.coneStart[cone + 1]; i++) {
        rowWork[i - form.kept] = rows[i];
      }
      multiply(c, cone, a);
      for (int t = entryStart[c]; t < entryStart[c + 1]; t++) {
        right[column[entryColumn[t]]] += entryValue[t] * rowWork[entryRow[t] - form.kept];
      }
    }
  }

  /// Sets z_c = M (A_c x - r_c).
  void recover(double[] x, double[] rows, double[] z) {
    for (int c = 0; c < count; c++) {
      int cone = form.keptCones + c;
      int a = form.coneStart[cone];
      int end = form.coneStart[cone + 1];
      for (int i = a; i < end; i++) {
        rowWork[i - form.kept] = -rows[i];
      }
      for (int t = entryStart[c]; t < entryStart[c + 1]; t++) {
        rowWork[entryRow[t] - form.kept] += entryValue[t] * x[column[entryColumn[t]]];
      }
      multiply(c, cone, a);
      for (int i = a; i < end; i++) {
        z[i] = rowWork[i - form.kept];
      }
    }
  }

  /// Multiplies the rows of a cone in the work array by M.
  private void multiply(int c, int cone, int a) {
    double[] w = cones.w;
    int shift = form.kept;
    int end = form.coneStart[cone + 1];
    double unit = unit(cone);
    double dot = 0;
    for (int i = a + 1; i < end; i++) {
      dot += w[i] * rowWork[i - shift];
    }
    dot *= unit;
    double first = rowWork[a - shift];
    double up = 0.5 * plus[c] * (first + dot);
    double down = 0.5 * minus[c] * (first - dot);
    rowWork[a - shift] = middle[c] * first + up + down;
    double along = (up - down) * unit;
    for (int i = a + 1; i < end; i++) {
      rowWork[i - shift] = middle[c] * rowWork[i - shift] + along * w[i];
    }
  }
}
