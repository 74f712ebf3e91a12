package org.skerry.optimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skerry.optimization.conic.Cone;
import org.skerry.optimization.conic.ConicProblem;
import org.skerry.optimization.conic.SparseMatrix;

/// A [Program] as a conic problem: minimise 1/2 x'Px + q'x, Ax + s = b.
///
/// Rows are sorted: equations and fixed variables (zero cone), inequalities and bounds (nonnegative
/// cone), second-order cones. An upper limit keeps its sign, a lower one is negated, a cone's rows
/// are negated because s must be the expression itself.
final class Lowering {
  private static final byte FREE = 0;
  private static final byte BELOW = 1;
  private static final byte ABOVE = 2;
  private static final byte BOTH = 3;
  private static final byte FIXED = 4;

  private final Program program;
  private final int variables;
  private final int programRows;
  private final int products;
  private int matrixVersion;

  /// `[products]`: the variables of each product of the cost.
  private final int[] productFirst;

  private final int[] productSecond;

  /// `[terms]`: where each coefficient lies in the matrix of the conic problem.
  private final int[] termPlace;

  /// `[programRows]`: row of the conic problem.
  private final int[] rowPlace;

  /// `[variables]`: which bounds exist, and the row of the first of them.
  private final byte[] boundKind;

  private final int[] boundRow;
  private final ConicProblem problem;

  Lowering(Program program) {
    this.program = program;
    variables = program.variableCount();
    programRows = program.rowCount();
    products = program.productCount();
    matrixVersion = program.matrixVersion();
    productFirst = new int[products];
    productSecond = new int[products];
    for (int k = 0; k < products; k++) {
      productFirst[k] = program.productFirst(k);
      productSecond[k] = program.productSecond(k);
    }
    termPlace = new int[program.rowStart(programRows)];
    rowPlace = new int[programRows];
    boundKind = new byte[variables];
    boundRow = new int[variables];
    List<Cone> cones = new ArrayList<>();
    int rows = placeRows(cones);
    problem =
        new ConicProblem(quadratic(), new double[variables], matrix(rows), new double[rows], cones);
    load();
  }

  private int placeRows(List<Cone> cones) {
    int next = 0;
    for (int row = 0; row < programRows; row++) {
      if (program.kind(row) == Program.EQUAL) {
        rowPlace[row] = next++;
      }
    }
    for (int i = 0; i < variables; i++) {
      boundKind[i] = boundKind(i);
      if (boundKind[i] == FIXED) {
        boundRow[i] = next++;
      }
    }
    cones.add(new Cone.Zero(next));
    int equations = next;
    for (int row = 0; row < programRows; row++) {
      if (program.kind(row) == Program.AT_MOST || program.kind(row) == Program.AT_LEAST) {
        rowPlace[row] = next++;
      }
    }
    for (int i = 0; i < variables; i++) {
      if (boundKind[i] != FREE && boundKind[i] != FIXED) {
        boundRow[i] = next;
        next += boundKind[i] == BOTH ? 2 : 1;
      }
    }
    cones.add(new Cone.Nonnegative(next - equations));
    int size = 0;
    for (int row = 0; row < programRows; row++) {
      byte kind = program.kind(row);
      if (kind >= Program.CONE_HEAD) {
        rowPlace[row] = next++;
        size = kind == Program.CONE_HEAD ? 1 : size + 1;
        if (row + 1 == programRows || program.kind(row + 1) != Program.CONE_TAIL) {
          cones.add(new Cone.SecondOrder(size));
        }
      }
    }
    return next;
  }

  private byte boundKind(int variable) {
    double lower = program.lower(variable);
    double upper = program.upper(variable);
    if (lower == upper) {
      return FIXED;
    }
    int kind =
        (Double.isInfinite(lower) ? FREE : BELOW) | (Double.isInfinite(upper) ? FREE : ABOVE);
    return (byte) kind;
  }

  private SparseMatrix quadratic() {
    double[] value = new double[products];
    for (int k = 0; k < products; k++) {
      value[k] = program.productWeight(k);
    }
    return SparseMatrix.triplets(
        variables, variables, products, productFirst, productSecond, value);
  }

  private SparseMatrix matrix(int rows) {
    int[] starts = new int[variables + 1];
    int terms = program.rowStart(programRows);
    for (int k = 0; k < terms; k++) {
      starts[program.termColumn(k) + 1]++;
    }
    for (int i = 0; i < variables; i++) {
      starts[i + 1] += starts[i] + boundRows(i);
    }
    int[] indices = new int[starts[variables]];
    double[] values = new double[starts[variables]];
    int[] next = Arrays.copyOf(starts, variables);
    // Group by group, so that the rows of every column ascend.
    fill(Program.EQUAL, Program.EQUAL, next, indices, values);
    fillBounds(true, next, indices, values);
    fill(Program.AT_MOST, Program.AT_LEAST, next, indices, values);
    fillBounds(false, next, indices, values);
    fill(Program.CONE_HEAD, Program.CONE_TAIL, next, indices, values);
    return SparseMatrix.compressed(rows, variables, starts, indices, values);
  }

  private int boundRows(int variable) {
    return switch (boundKind[variable]) {
      case FREE -> 0;
      case BOTH -> 2;
      default -> 1;
    };
  }

  private void fill(byte first, byte last, int[] next, int[] indices, double[] values) {
    for (int row = 0; row < programRows; row++) {
      byte kind = program.kind(row);
      if (kind < first || kind > last) {
        continue;
      }
      for (int k = program.rowStart(row); k < program.rowStart(row + 1); k++) {
        int place = next[program.termColumn(k)]++;
        indices[place] = rowPlace[row];
        termPlace[k] = place;
        values[place] = sign(kind) * program.termCoefficient(k);
      }
    }
  }

  private void fillBounds(boolean fixed, int[] next, int[] indices, double[] values) {
    for (int i = 0; i < variables; i++) {
      byte kind = boundKind[i];
      if (kind == FREE || (kind == FIXED) != fixed) {
        continue;
      }
      int row = boundRow[i];
      if (kind == BELOW || kind == BOTH) {
        indices[next[i]] = row++;
        values[next[i]++] = -1;
      }
      if (kind != BELOW) {
        indices[next[i]] = row;
        values[next[i]++] = 1;
      }
    }
  }

  private static double sign(byte kind) {
    return kind == Program.EQUAL || kind == Program.AT_MOST ? 1 : -1;
  }

  ConicProblem problem() {
    return problem;
  }

  /// Whether the program still has the structure that was lowered.
  boolean fits() {
    if (program.variableCount() != variables
        || program.rowCount() != programRows
        || program.productCount() != products) {
      return false;
    }
    for (int k = 0; k < products; k++) {
      if (program.productFirst(k) != productFirst[k]
          || program.productSecond(k) != productSecond[k]) {
        return false;
      }
    }
    for (int i = 0; i < variables; i++) {
      if (boundKind(i) != boundKind[i]) {
        return false;
      }
    }
    return true;
  }

  /// Takes over all numbers; tells whether coefficients or products are others than before.
  boolean load() {
    double[] q = problem.q();
    double[] b = problem.b();
    for (int i = 0; i < variables; i++) {
      q[i] = program.cost(i);
      int row = boundRow[i];
      switch (boundKind[i]) {
        case FREE -> {}
        case BELOW -> b[row] = -program.lower(i);
        case BOTH -> {
          b[row] = -program.lower(i);
          b[row + 1] = program.upper(i);
        }
        default -> b[row] = program.upper(i);
      }
    }
    for (int row = 0; row < programRows; row++) {
      b[rowPlace[row]] = sign(program.kind(row)) * program.rightSide(row);
    }
    boolean products = loadProducts();
    boolean coefficients = loadCoefficients();
    return products || coefficients;
  }

  private boolean loadProducts() {
    SparseMatrix p = problem.p();
    double[] before = p.values().clone();
    Arrays.fill(p.values(), 0);
    for (int k = 0; k < products; k++) {
      p.values()[p.place(productFirst[k], productSecond[k])] += program.productWeight(k);
    }
    return !Arrays.equals(before, p.values());
  }

  private boolean loadCoefficients() {
    if (program.matrixVersion() == matrixVersion) {
      return false;
    }
    matrixVersion = program.matrixVersion();
    for (int row = 0; row < programRows; row++) {
      for (int k = program.rowStart(row); k < program.rowStart(row + 1); k++) {
        problem.a().values()[termPlace[k]] = sign(program.kind(row)) * program.termCoefficient(k);
      }
    }
    return true;
  }

  /// A point of the program from x and z of the conic problem, either of which may be missing
  /// (empty).
  Point point(double[] x, double[] z) {
    double[] duals = new double[z.length == 0 ? 0 : programRows];
    double[] reduced = new double[z.length == 0 ? 0 : variables];
    for (int row = 0; row < duals.length; row++) {
      byte kind = program.kind(row);
      duals[row] = kind >= Program.CONE_HEAD ? z[rowPlace[row]] : -sign(kind) * z[rowPlace[row]];
    }
    for (int i = 0; i < reduced.length; i++) {
      int row = boundRow[i];
      reduced[i] =
          switch (boundKind[i]) {
            case FREE -> 0;
            case BELOW -> z[row];
            case BOTH -> z[row] - z[row + 1];
            default -> -z[row];
          };
    }
    return new Point(program, x.clone(), duals, reduced);
  }
}
