package org.skerry.optimization;

import java.util.Arrays;
import java.util.List;

/// An optimisation problem as the textbook writes it: minimise a linear or convex quadratic cost of
/// scalar [Variable]s within their bounds, subject to linear equalities, inequalities and
/// second-order cones.
///
/// ```java
/// var program = new Program();
/// Variable grid = program.variable("grid", 0, 50);
/// Variable diesel = program.variable("diesel", 0, 20);
/// Constraint balance = program.equal("balance", grid.plus(diesel), 60);
/// program.minimise(grid.times(0.20).plus(diesel, 0.35));
/// program.addQuadraticCost(diesel, 0.01);
/// Solution solution = new InteriorPoint().solve(program);
/// ```
///
/// Rows are kept in flat arrays (16 bytes per coefficient at most while growing), so that a year of
/// hours with hundreds of thousands of rows is built in a fraction of a second. Numbers may be
/// changed after the structure is built ([#rightSide], [#bounds], [#cost], [#coefficient],
/// [#minimise]); a prepared solver reads them again at its next solve. A bound of 1e20 or more is
/// none, and so is such a limit of an inequality. Names are for errors and reports and may repeat.
///
/// A program is built by one thread. A coefficient that is NaN or infinite is refused where it is
/// given; bounds that contradict each other (`lower > upper`) are not an error, the program is then
/// infeasible and a solver says so. Minimisation only: negate the cost to maximise.
public final class Program {
  /// A bound of this size is none.
  static final double NO_BOUND = 1e20;

  static final byte EQUAL = 0;
  static final byte AT_MOST = 1;
  static final byte AT_LEAST = 2;
  static final byte CONE_HEAD = 3;
  static final byte CONE_TAIL = 4;

  private final Names variableNames = new Names("x");
  private final Names rowNames = new Names("row");

  private int variables;
  private double[] lower = new double[16];
  private double[] upper = new double[16];
  private double[] cost = new double[16];
  private boolean[] integer = new boolean[16];
  private int integers;
  private double constantCost;

  private int rows;
  private byte[] kinds = new byte[16];
  private double[] rightSides = new double[16];
  private double[] constants = new double[16];
  private int[] rowStarts = new int[17];
  private Terms terms = new Terms();

  private int products;
  private int matrixVersion;
  private int[] productFirst = new int[0];
  private int[] productSecond = new int[0];
  private double[] productWeight = new double[0];

  /// A program without variables, rows and cost.
  public Program() {}

  /// Adds a variable without bounds.
  public Variable variable(String name) {
    return variable(name, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /// Adds a variable.
  ///
  /// @param lower smallest value, or negative infinity
  /// @param upper largest value, or infinity; equal to `lower` fixes the variable
  public Variable variable(String name, double lower, double upper) {
    return variables(name, 1, lower, upper).get(0);
  }

  /// Adds a block of `count` variables with the same bounds, called `name[0]`, `name[1]` and so on.
  public Variables variables(String name, int count, double lower, double upper) {
    if (count < 0) {
      throw new IllegalArgumentException(
          "Variables '%s': the count is %d, but must be at least 0.".formatted(name, count));
    }
    checkBounds(name, lower, upper);
    int first = variables;
    int size = Math.addExact(variables, count);
    if (size > this.lower.length) {
      int capacity = Growth.capacity(this.lower.length, size);
      this.lower = Arrays.copyOf(this.lower, capacity);
      this.upper = Arrays.copyOf(this.upper, capacity);
      cost = Arrays.copyOf(cost, capacity);
      integer = Arrays.copyOf(integer, capacity);
    }
    variables = size;
    for (int i = first; i < size; i++) {
      setBounds(i, lower, upper);
    }
    variableNames.add(first, count, name);
    return new Variables(this, first, count);
  }

  /// Adds a variable that takes whole values only. Only a solver of mixed-integer programs accepts
  /// it.
  public Variable integer(String name, double lower, double upper) {
    Variable variable = variable(name, lower, upper);
    integer[variable.index()] = true;
    integers++;
    return variable;
  }

  /// Adds a variable that is 0 or 1.
  public Variable binary(String name) {
    return integer(name, 0, 1);
  }

  /// Demands `expression == rightSide`.
  public Constraint equal(Expression expression, double rightSide) {
    return row("", EQUAL, expression, rightSide);
  }

  /// Demands `expression == rightSide`, under a name.
  public Constraint equal(String name, Expression expression, double rightSide) {
    return row(name, EQUAL, expression, rightSide);
  }

  /// Demands `left == right`.
  public Constraint equal(Expression left, Expression right) {
    return row("", EQUAL, left.minus(right), 0);
  }

  /// Demands `expression <= rightSide`.
  public Constraint atMost(Expression expression, double rightSide) {
    return row("", AT_MOST, expression, rightSide);
  }

  /// Demands `expression <= rightSide`, under a name.
  public Constraint atMost(String name, Expression expression, double rightSide) {
    return row(name, AT_MOST, expression, rightSide);
  }

  /// Demands `left <= right`.
  public Constraint atMost(Expression left, Expression right) {
    return row("", AT_MOST, left.minus(right), 0);
  }

  /// Demands `expression >= rightSide`.
  public Constraint atLeast(Expression expression, double rightSide) {
    return row("", AT_LEAST, expression, rightSide);
  }

  /// Demands `expression >= rightSide`, under a name.
  public Constraint atLeast(String name, Expression expression, double rightSide) {
    return row(name, AT_LEAST, expression, rightSide);
  }

  /// Demands `left >= right`.
  public Constraint atLeast(Expression left, Expression right) {
    return row("", AT_LEAST, left.minus(right), 0);
  }

  /// Demands `bound >= sqrt(part[0]^2 + part[1]^2 + …)`, a second-order cone.
  public Constraint cone(Expression bound, Expression... parts) {
    return cone("", bound, List.of(parts));
  }

  /// Demands `bound >= sqrt(parts[0]^2 + parts[1]^2 + …)`, under a name.
  public Constraint cone(String name, Expression bound, List<? extends Expression> parts) {
    int first = rows;
    int mark = terms.size();
    try {
      append(name, CONE_HEAD, bound, 0);
      for (Expression part : parts) {
        append(name, CONE_TAIL, part, 0);
      }
    } catch (IllegalArgumentException refused) {
      rows = first;
      terms.truncate(mark);
      throw refused;
    }
    rowNames.add(first, rows - first, name);
    return new Constraint(this, first, rows - first);
  }

  /// Demands `first * second >= parts[0]^2 + parts[1]^2 + …` with `first` and `second` at least 0,
  /// a rotated second-order cone: the norm of `(2 parts, first - second)` is at most `first +
  /// second`.
  public Constraint rotatedCone(Expression first, Expression second, Expression... parts) {
    Expression[] turned = new Expression[parts.length + 1];
    for (int i = 0; i < parts.length; i++) {
      turned[i] = parts[i].times(2);
    }
    turned[parts.length] = first.minus(second);
    return cone("", first.plus(second), List.of(turned));
  }

  /// Makes `expression` the whole cost, in place of whatever the cost was, its quadratic part
  /// included.
  public void minimise(Expression expression) {
    Arrays.fill(cost, 0, variables, 0);
    constantCost = 0;
    products = 0;
    addCost(expression);
  }

  /// Adds `expression` to the cost.
  public void addCost(Expression expression) {
    int mark = terms.size();
    double constant = terms.collect(this, expression, "the cost");
    for (int i = mark; i < terms.size(); i++) {
      cost[terms.column(i)] += terms.coefficient(i);
    }
    terms.truncate(mark);
    constantCost += constant;
  }

  /// Adds `weight * expression^2` to the cost. An expression of k variables makes k (k + 1) / 2
  /// products: give a long one a variable of its own first.
  ///
  /// @param weight finite, at least 0
  public void addQuadraticCost(Expression expression, double weight) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Quadratic cost: the weight of a square is %s, but must be finite and at least 0. A negative weight makes the cost non-convex; maximising a square is not a convex problem."
              .formatted(weight));
    }
    int mark = terms.size();
    double constant = terms.collect(this, expression, "the quadratic cost");
    int end = terms.size();
    for (int i = mark; i < end; i++) {
      double a = terms.coefficient(i);
      product(terms.column(i), terms.column(i), 2 * weight * a * a);
      cost[terms.column(i)] += 2 * weight * a * constant;
      for (int j = mark; j < i; j++) {
        product(terms.column(i), terms.column(j), 2 * weight * a * terms.coefficient(j));
      }
    }
    terms.truncate(mark);
    constantCost += weight * constant * constant;
  }

  /// Adds `weight * first * second` to the cost. The whole cost must stay convex, which a solver
  /// checks.
  public void addQuadraticCost(Variable first, Variable second, double weight) {
    own(first);
    own(second);
    requireFinite(weight, "the weight of %s * %s".formatted(first, second));
    product(first.index(), second.index(), first.index() == second.index() ? 2 * weight : weight);
  }

  /// Changes the right-hand side of an equality or inequality to what was written there; constants
  /// inside its expression stay in force.
  public void rightSide(Constraint constraint, double rightSide) {
    int row = own(constraint);
    if (kinds[row] >= CONE_HEAD) {
      throw new IllegalArgumentException(
          "%s is a cone and has no right-hand side. Change the bounds of a fixed variable in it."
              .formatted(constraint));
    }
    requireFinite(rightSide, "the right-hand side of " + constraint);
    rightSides[row] = rightSide;
  }

  /// Changes the coefficient of a variable in an equality or inequality, in the sense in which its
  /// expression was written: left minus right where both sides had variables.
  ///
  /// @throws IllegalArgumentException if the constraint is a cone or the variable is not in it
  public void coefficient(Constraint constraint, Variable variable, double coefficient) {
    int row = own(constraint);
    int column = own(variable);
    requireFinite(coefficient, "the coefficient of %s in %s".formatted(variable, constraint));
    for (int k = rowStarts[row]; k < rowStarts[row + constraint.size()]; k++) {
      if (kinds[row] < CONE_HEAD && terms.column(k) == column) {
        terms.coefficient(k, coefficient);
        matrixVersion++;
        return;
      }
    }
    throw new IllegalArgumentException(
        "%s has no coefficient of %s that could be changed. Only equalities and inequalities can; write the variable into the expression, with 0 if need be."
            .formatted(constraint, variable));
  }

  /// Changes the bounds of a variable.
  public void bounds(Variable variable, double lower, double upper) {
    int index = own(variable);
    checkBounds(variable.toString(), lower, upper);
    setBounds(index, lower, upper);
  }

  private void setBounds(int index, double lower, double upper) {
    this.lower[index] = lower <= -NO_BOUND ? Double.NEGATIVE_INFINITY : lower;
    this.upper[index] = upper >= NO_BOUND ? Double.POSITIVE_INFINITY : upper;
  }

  /// Changes the linear cost per unit of a variable.
  public void cost(Variable variable, double cost) {
    int index = own(variable);
    requireFinite(cost, "the cost of " + variable);
    this.cost[index] = cost;
  }

  /// The number of variables so far.
  public int variableCount() {
    return variables;
  }

  /// The number of rows so far; a cone has one per part and one for its bound.
  public int rowCount() {
    return rows;
  }

  /// The smallest value that `variable` may take.
  public double lower(Variable variable) {
    return lower[own(variable)];
  }

  /// The largest value that `variable` may take.
  public double upper(Variable variable) {
    return upper[own(variable)];
  }

  /// An upper limit of what `expression` can be, from the bounds of its variables alone; infinite
  /// where they leave it open.
  public double greatest(Expression expression) {
    int mark = terms.size();
    double sum = terms.collect(this, expression, "an expression");
    for (int i = mark; i < terms.size(); i++) {
      double coefficient = terms.coefficient(i);
      double bound = coefficient > 0 ? upper[terms.column(i)] : lower[terms.column(i)];
      sum += coefficient == 0 ? 0 : coefficient * bound;
    }
    terms.truncate(mark);
    return sum;
  }

  /// The name of a variable.
  public String name(Variable variable) {
    return variableNames.of(own(variable));
  }

  /// The name of a constraint.
  public String name(Constraint constraint) {
    return rowNames.of(own(constraint));
  }

  private Constraint row(String name, byte kind, Expression expression, double rightSide) {
    int row = rows;
    append(name, kind, expression, rightSide);
    rowNames.add(row, 1, name);
    return new Constraint(this, row, 1);
  }

  private void append(String name, byte kind, Expression expression, double rightSide) {
    int mark = terms.size();
    try {
      requireFinite(rightSide, "the right-hand side");
      double constant = terms.collect(this, expression, "an expression");
      if (rows + 1 >= rowStarts.length) {
        int capacity = Growth.capacity(kinds.length, rows + 1);
        kinds = Arrays.copyOf(kinds, capacity);
        rightSides = Arrays.copyOf(rightSides, capacity);
        constants = Arrays.copyOf(constants, capacity);
        rowStarts = Arrays.copyOf(rowStarts, capacity + 1);
      }
      kinds[rows] = kind;
      rightSides[rows] = rightSide;
      constants[rows] = constant;
      rows++;
      rowStarts[rows] = terms.size();
    } catch (IllegalArgumentException refused) {
      terms.truncate(mark);
      throw new IllegalArgumentException(
          "Constraint %s: %s"
              .formatted(name.isEmpty() ? rows : "'" + name + "'", refused.getMessage()),
          refused);
    }
  }

  private void product(int first, int second, double weight) {
    if (products == productFirst.length) {
      int capacity = Growth.capacity(products, products + 1);
      productFirst = Arrays.copyOf(productFirst, capacity);
      productSecond = Arrays.copyOf(productSecond, capacity);
      productWeight = Arrays.copyOf(productWeight, capacity);
    }
    productFirst[products] = Math.min(first, second);
    productSecond[products] = Math.max(first, second);
    productWeight[products++] = weight;
  }

  private static void checkBounds(String name, double lower, double upper) {
    if (Double.isNaN(lower)
        || Double.isNaN(upper)
        || lower == Double.POSITIVE_INFINITY
        || upper == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException(
          "Variable '%s': the bounds are [%s, %s], but must be numbers, -Infinity below or Infinity above for none."
              .formatted(name, lower, upper));
    }
  }

  static void requireFinite(double value, String place) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s is %s, but must be a finite number. Leave the constraint out if it does not limit."
              .formatted(place, value));
    }
  }

  int own(Variable variable) {
    if (variable.program() != this) {
      throw new IllegalArgumentException(
          "Variable '%s' belongs to another program. Declare it in this one."
              .formatted(variable.program().variableNames.of(variable.index())));
    }
    return variable.index();
  }

  int own(Constraint constraint) {
    if (constraint.program() != this) {
      throw new IllegalArgumentException(
          "Constraint '%s' belongs to another program. Use the handle that this one returned."
              .formatted(constraint.program().rowNames.of(constraint.row())));
    }
    return constraint.row();
  }

  String blockName(int index) {
    return variableNames.block(index);
  }

  String variableName(int index) {
    return variableNames.of(index);
  }

  String rowName(int row) {
    return rowNames.of(row);
  }

  double lower(int variable) {
    return lower[variable];
  }

  double upper(int variable) {
    return upper[variable];
  }

  double cost(int variable) {
    return cost[variable];
  }

  boolean isInteger(int variable) {
    return integer[variable];
  }

  int integerCount() {
    return integers;
  }

  double constantCost() {
    return constantCost;
  }

  byte kind(int row) {
    return kinds[row];
  }

  /// The right-hand side once the constant of the row's expression is moved there; for a row of a
  /// cone minus that constant.
  double rightSide(int row) {
    return rightSides[row] - constants[row];
  }

  /// The least that an equality or inequality allows; infinite where it allows everything.
  double rowLower(int row) {
    double side = rightSide(row);
    return kinds[row] == AT_MOST || (kinds[row] == AT_LEAST && side <= -NO_BOUND)
        ? Double.NEGATIVE_INFINITY
        : side;
  }

  /// The most that an equality or inequality allows; infinite where it allows everything.
  double rowUpper(int row) {
    double side = rightSide(row);
    return kinds[row] == AT_LEAST || (kinds[row] == AT_MOST && side >= NO_BOUND)
        ? Double.POSITIVE_INFINITY
        : side;
  }

  int rowStart(int row) {
    return rowStarts[row];
  }

  int termColumn(int term) {
    return terms.column(term);
  }

  double termCoefficient(int term) {
    return terms.coefficient(term);
  }

  /// Changes whenever a coefficient does.
  int matrixVersion() {
    return matrixVersion;
  }

  int productCount() {
    return products;
  }

  int productFirst(int product) {
    return productFirst[product];
  }

  int productSecond(int product) {
    return productSecond[product];
  }

  double productWeight(int product) {
    return productWeight[product];
  }
}
