package org.skerry.energy.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/// The functions and constants of MATLAB that scripts in case files use.
final class MatpowerFunctions {
  private static final long LARGEST = 10_000_000;

  private MatpowerFunctions() {}

  /// The value of a name without arguments that is no variable.
  ///
  /// @throws MatpowerExpression.Refused if it has none
  static MatpowerMatrix constant(String name, MatpowerNames names) {
    return switch (name) {
      case "pi" -> MatpowerMatrix.scalar(Math.PI);
      case "Inf", "inf" -> MatpowerMatrix.scalar(Double.POSITIVE_INFINITY);
      case "NaN", "nan" -> MatpowerMatrix.scalar(Double.NaN);
      case "eps" -> MatpowerMatrix.scalar(Math.ulp(1.0));
      case "true" -> MatpowerMatrix.scalar(1).asLogical();
      case "false" -> MatpowerMatrix.scalar(0).asLogical();
      default -> names.value(name);
    };
  }

  /// The value of a function.
  ///
  /// @throws MatpowerExpression.Refused if it is unknown or has the wrong arguments
  static MatpowerMatrix apply(String name, List<MatpowerMatrix> arguments) {
    return switch (name) {
      case "sqrt" -> each(name, arguments, Math::sqrt);
      case "abs" -> each(name, arguments, Math::abs);
      case "exp" -> each(name, arguments, Math::exp);
      case "log" -> each(name, arguments, Math::log);
      case "log10" -> each(name, arguments, Math::log10);
      case "sin" -> each(name, arguments, Math::sin);
      case "cos" -> each(name, arguments, Math::cos);
      case "tan" -> each(name, arguments, Math::tan);
      case "asin" -> each(name, arguments, Math::asin);
      case "acos" -> each(name, arguments, Math::acos);
      case "atan" -> each(name, arguments, Math::atan);
      case "sinh" -> each(name, arguments, Math::sinh);
      case "cosh" -> each(name, arguments, Math::cosh);
      case "tanh" -> each(name, arguments, Math::tanh);
      case "deg2rad" -> each(name, arguments, Math::toRadians);
      case "rad2deg" -> each(name, arguments, Math::toDegrees);
      case "floor" -> each(name, arguments, Math::floor);
      case "ceil" -> each(name, arguments, Math::ceil);
      case "fix" -> each(name, arguments, a -> a < 0 ? Math.ceil(a) : Math.floor(a));
      case "round" -> each(name, arguments, a -> Math.copySign(Math.floor(Math.abs(a) + 0.5), a));
      case "sign" -> each(name, arguments, Math::signum);
      case "isnan" -> each(name, arguments, a -> Double.isNaN(a) ? 1 : 0).asLogical();
      case "isinf" -> each(name, arguments, a -> Double.isInfinite(a) ? 1 : 0).asLogical();
      case "double" -> each(name, arguments, a -> a);
      case "logical" -> each(name, arguments, a -> a == 0 ? 0 : 1).asLogical();
      case "atan2" -> pair(name, arguments, Math::atan2);
      case "hypot" -> pair(name, arguments, Math::hypot);
      case "power" -> pair(name, arguments, Math::pow);
      case "rem" -> pair(name, arguments, (a, b) -> a % b);
      case "mod" -> pair(name, arguments, (a, b) -> b == 0 ? a : a - Math.floor(a / b) * b);
      case "max" -> extreme(name, arguments, Math::max);
      case "min" -> extreme(name, arguments, Math::min);
      case "sum" -> fold(name, arguments, values -> values.sum(), false);
      case "prod" -> fold(name, arguments, values -> values.reduce(1, (a, b) -> a * b), false);
      case "mean" -> fold(name, arguments, values -> values.average().orElse(Double.NaN), false);
      case "any" -> fold(name, arguments, v -> v.anyMatch(a -> a != 0) ? 1 : 0, true);
      case "all" -> fold(name, arguments, v -> v.allMatch(a -> a != 0) ? 1 : 0, true);
      case "cumsum" -> cumulated(one(name, arguments));
      case "find" -> found(one(name, arguments));
      case "ones" -> filled(name, arguments, 1);
      case "zeros" -> filled(name, arguments, 0);
      case "eye" -> identity(filled(name, arguments, 0));
      case "size" -> size(name, arguments);
      case "numel" -> MatpowerMatrix.scalar(one(name, arguments).size());
      case "length" -> {
        var value = one(name, arguments);
        yield MatpowerMatrix.scalar(value.size() == 0 ? 0 : Math.max(value.rows, value.columns));
      }
      case "isempty" -> MatpowerMatrix.scalar(one(name, arguments).size() == 0 ? 1 : 0).asLogical();
      case "repmat" -> repeated(name, arguments);
      case "ismember" -> member(name, arguments);
      default ->
          throw new MatpowerExpression.Refused(
              "uses " + name + "(…), which is neither a variable nor a function known here");
    };
  }

  private static double scalar(MatpowerMatrix value) {
    return MatpowerExpression.scalar(value);
  }

  private static MatpowerMatrix one(String name, List<MatpowerMatrix> arguments) {
    return counted(name, arguments, 1, 1).getFirst();
  }

  private static List<MatpowerMatrix> counted(
      String name, List<MatpowerMatrix> arguments, int least, int most) {
    if (arguments.size() < least || arguments.size() > most) {
      throw new MatpowerExpression.Refused(
          "gives %s %d arguments, but it takes %s here"
              .formatted(
                  name,
                  arguments.size(),
                  least == most ? Integer.toString(least) : least + " to " + most));
    }
    return arguments;
  }

  private static MatpowerMatrix each(
      String name, List<MatpowerMatrix> arguments, DoubleUnaryOperator function) {
    return one(name, arguments).each(function);
  }

  private static MatpowerMatrix pair(
      String name, List<MatpowerMatrix> arguments, DoubleBinaryOperator function) {
    counted(name, arguments, 2, 2);
    return arguments.get(0).with(arguments.get(1), function);
  }

  private static MatpowerMatrix extreme(
      String name, List<MatpowerMatrix> arguments, DoubleBinaryOperator better) {
    counted(name, arguments, 1, 3);
    // MATLAB leaves out what is no number
    DoubleBinaryOperator known =
        (a, b) -> Double.isNaN(a) ? b : Double.isNaN(b) ? a : better.applyAsDouble(a, b);
    if (arguments.size() == 2) {
      return arguments.get(0).with(arguments.get(1), known);
    }
    var folded = arguments.size() == 1 ? arguments : List.of(arguments.get(0), arguments.get(2));
    return fold(name, folded, values -> values.reduce(known).orElse(Double.NaN), false);
  }

  /// Along the columns, or along the rows of a single one or with the second argument 2.
  private static MatpowerMatrix fold(
      String name,
      List<MatpowerMatrix> arguments,
      java.util.function.ToDoubleFunction<DoubleStream> function,
      boolean logical) {
    counted(name, arguments, 1, 2);
    var value = arguments.getFirst();
    double along = arguments.size() == 2 ? scalar(arguments.get(1)) : value.rows == 1 ? 2 : 1;
    var turned = along == 2 ? value : value.transposed();
    double[] folded = new double[turned.rows];
    for (int i = 0; i < folded.length; i++) {
      folded[i] =
          function.applyAsDouble(
              Arrays.stream(turned.at, i * turned.columns, (i + 1) * turned.columns));
    }
    var result = along == 2 ? MatpowerMatrix.column(folded) : MatpowerMatrix.row(folded);
    return logical ? result.asLogical() : result;
  }

  private static MatpowerMatrix cumulated(MatpowerMatrix value) {
    var sums = value.each(a -> a);
    boolean flat = value.rows == 1;
    for (int i = 0; i < value.rows; i++) {
      for (int j = 0; j < value.columns; j++) {
        boolean first = flat ? j == 0 : i == 0;
        double before = first ? 0 : flat ? sums.get(i, j - 1) : sums.get(i - 1, j);
        sums.put(i, j, before + value.get(i, j));
      }
    }
    return sums;
  }

  private static MatpowerMatrix found(MatpowerMatrix value) {
    var places = new ArrayList<Double>();
    for (int k = 0; k < value.size(); k++) {
      if (value.byColumns(k) != 0) {
        places.add(k + 1.0);
      }
    }
    double[] found = places.stream().mapToDouble(Double::doubleValue).toArray();
    return value.rows == 1 && value.columns != 1
        ? MatpowerMatrix.row(found)
        : MatpowerMatrix.column(found);
  }

  private static MatpowerMatrix filled(String name, List<MatpowerMatrix> arguments, double value) {
    counted(name, arguments, 0, 2);
    double rows = 1;
    double columns = 1;
    if (arguments.size() == 1) {
      var sizes = arguments.getFirst();
      boolean pair = sizes.size() == 2;
      rows = pair ? sizes.at[0] : scalar(sizes);
      columns = pair ? sizes.at[1] : rows;
    } else if (arguments.size() == 2) {
      rows = scalar(arguments.get(0));
      columns = scalar(arguments.get(1));
    }
    if (!(rows >= 0 && columns >= 0 && rows * columns <= LARGEST)) {
      throw new MatpowerExpression.Refused(
          "makes a matrix of " + rows + " × " + columns + " numbers");
    }
    return MatpowerMatrix.filled((int) rows, (int) columns, value, 0);
  }

  private static MatpowerMatrix identity(MatpowerMatrix zeros) {
    for (int i = 0; i < Math.min(zeros.rows, zeros.columns); i++) {
      zeros.put(i, i, 1);
    }
    return zeros;
  }

  private static MatpowerMatrix size(String name, List<MatpowerMatrix> arguments) {
    var value = counted(name, arguments, 1, 2).getFirst();
    if (arguments.size() == 1) {
      return MatpowerMatrix.row(new double[] {value.rows, value.columns});
    }
    double along = scalar(arguments.get(1));
    return MatpowerMatrix.scalar(along == 1 ? value.rows : along == 2 ? value.columns : 1);
  }

  private static MatpowerMatrix repeated(String name, List<MatpowerMatrix> arguments) {
    counted(name, arguments, 3, 3);
    var value = arguments.getFirst();
    var counts = filled("ones", arguments.subList(1, 3), 1);
    if ((long) counts.size() * value.size() > LARGEST) {
      throw new MatpowerExpression.Refused("makes a matrix of more than 10 million numbers");
    }
    var all = MatpowerMatrix.filled(value.rows * counts.rows, value.columns * counts.columns, 0, 0);
    for (int i = 0; i < all.rows; i++) {
      for (int j = 0; j < all.columns; j++) {
        all.put(i, j, value.get(i % value.rows, j % value.columns));
      }
    }
    return all;
  }

  private static MatpowerMatrix member(String name, List<MatpowerMatrix> arguments) {
    counted(name, arguments, 2, 2);
    var set = arguments.get(1);
    return arguments
        .getFirst()
        .each(a -> Arrays.stream(set.at).anyMatch(b -> a == b) ? 1 : 0)
        .asLogical();
  }
}
