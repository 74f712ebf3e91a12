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
  private final double[] alongHead;
  private final double[] alongTail;
  private final double[] unit;
  private final double[] rowWork;

  /// The same by entry, by column and by pair, so that the work is a few long loops over all cones.
  private final int[] entryVariable;

  private final int[] headEntry;
  private final int headCount;
  private final int[] tailEntry;
  private final int[] columnCone;
  private final int[] pairRow;
  private final int[] pairColumn;

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
      pairStart[c + 1] = Math.toIntExact(pairStart[c] + (long) columns * (columns + 1) / 2);
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
    pairRow = new int[pairStart[count]];
    pairColumn = new int[pairStart[count]];
    for (int c = 0; c < count; c++) {
      int k = pairStart[c];
      for (int i = columnStart[c]; i < columnStart[c + 1]; i++) {
        for (int j = columnStart[c]; j <= i; j++) {
          pairRow[k] = i;
          pairColumn[k] = j;
          pairEntry[k++] = pattern.add(column[i], column[j]);
        }
      }
    }
    middle = new double[count];
    plus = new double[count];
    minus = new double[count];
    alongHead = new double[column.length];
    alongTail = new double[column.length];
    unit = new double[count];
    rowWork = new double[rows];
    entryVariable = new int[entries];
    int heads = 0;
    headEntry = new int[entries];
    int[] tails = new int[entries];
    for (int t = 0; t < entries; t++) {
      entryVariable[t] = column[entryColumn[t]];
      if (form.coneStart[form.keptCones + coneOf[entryRow[t] - form.kept]] == entryRow[t]) {
        headEntry[heads++] = t;
      } else {
        tails[t - heads] = t;
      }
    }
    headCount = heads;
    tailEntry = Arrays.copyOf(tails, entries - heads);
    columnCone = new int[column.length];
    for (int c = 0; c < count; c++) {
      Arrays.fill(columnCone, columnStart[c], columnStart[c + 1], c);
    }
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
    for (int c = 0; c < count; c++) {
      int cone = form.keptCones + c;
      double eta = cones.etaSquared[cone];
      double g = cones.spread[cone];
      double tail = cones.tail[cone];
      double k = 1 / (eta + regularisation);
      middle[c] = k;
      plus[c] = 1 / (eta * g * g + regularisation) - k;
      minus[c] = 1 / (eta / (g * g) + regularisation) - k;
      unit[c] = tail > 0 ? 1 / tail : 0;
    }
    Arrays.fill(alongHead, 0);
    Arrays.fill(alongTail, 0);
    double[] w = cones.w;
    for (int t = 0; t < headCount; t++) {
      int entry = headEntry[t];
      alongHead[entryColumn[entry]] += entryValue[entry];
    }
    for (int t = 0; t < tailEntry.length; t++) {
      int entry = tailEntry[t];
      alongTail[entryColumn[entry]] += entryValue[entry] * w[entryRow[entry]];
    }
    for (int i = 0; i < column.length; i++) {
      double tail = alongTail[i] * unit[columnCone[i]];
      alongTail[i] = HALF_ROOT * (alongHead[i] - tail);
      alongHead[i] = HALF_ROOT * (alongHead[i] + tail);
    }
    for (int pair = 0; pair < pairEntry.length; pair++) {
      int i = pairRow[pair];
      int j = pairColumn[pair];
      int c = columnCone[i];
      e[pairEntry[pair]] +=
          middle[c] * gram[pair]
              + plus[c] * alongHead[i] * alongHead[j]
              + minus[c] * alongTail[i] * alongTail[j];
    }
  }

  /// Adds A_c' M r_c to the right-hand side of the reduced system.
  void reduce(double[] rows, double[] right) {
    System.arraycopy(rows, form.kept, rowWork, 0, rowWork.length);
    multiply(rowWork, 0);
    for (int t = 0; t < entryValue.length; t++) {
      right[entryVariable[t]] += entryValue[t] * rowWork[entryRow[t] - form.kept];
    }
  }

  /// Sets z_c = M (A_c x - r_c).
  void recover(double[] x, double[] rows, double[] z) {
    int shift = form.kept;
    for (int i = shift; i < form.general; i++) {
      z[i] = -rows[i];
    }
    for (int t = 0; t < entryValue.length; t++) {
      z[entryRow[t]] += entryValue[t] * x[entryVariable[t]];
    }
    multiply(z, shift);
  }

  /// Multiplies every cone's rows, the first of them at `offset`, by its M.
  private void multiply(double[] v, int offset) {
    double[] w = cones.w;
    int[] start = form.coneStart;
    int shift = offset - form.kept;
    for (int c = 0; c < count; c++) {
      int a = start[form.keptCones + c];
      int size = start[form.keptCones + c + 1] - a;
      int at = a + shift;
      double first = v[at];
      if (size == 4) {
        double w1 = w[a + 1];
        double w2 = w[a + 2];
        double w3 = w[a + 3];
        double dot = unit[c] * (w1 * v[at + 1] + w2 * v[at + 2] + w3 * v[at + 3]);
        double up = 0.5 * plus[c] * (first + dot);
        double down = 0.5 * minus[c] * (first - dot);
        double along = (up - down) * unit[c];
        v[at] = middle[c] * first + up + down;
        v[at + 1] = middle[c] * v[at + 1] + along * w1;
        v[at + 2] = middle[c] * v[at + 2] + along * w2;
        v[at + 3] = middle[c] * v[at + 3] + along * w3;
        continue;
      }
      double dot = 0;
      for (int i = 1; i < size; i++) {
        dot += w[a + i] * v[at + i];
      }
      dot *= unit[c];
      double up = 0.5 * plus[c] * (first + dot);
      double down = 0.5 * minus[c] * (first - dot);
      double along = (up - down) * unit[c];
      v[at] = middle[c] * first + up + down;
      for (int i = 1; i < size; i++) {
        v[at + i] = middle[c] * v[at + i] + along * w[a + i];
      }
    }
  }
}
