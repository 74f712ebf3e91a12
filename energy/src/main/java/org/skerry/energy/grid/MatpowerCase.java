package org.skerry.energy.grid;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Networks from MATPOWER case files, version 2, as text.
///
/// R. D. Zimmerman, C. E. Murillo-Sánchez, MATPOWER User's Manual, appendix B. Read are
/// `mpc.baseMVA`, `mpc.bus`, `mpc.gen` and `mpc.branch`; `mpc.gencost`, `mpc.bus_name`,
/// `mpc.gentype`, `mpc.genfuel` and `mpc.areas` have no bearing on the flow. Executed are the index
/// lines (`idx_bus`, `idx_brch`, `idx_gen`, `define_constants`), `Vbase = …`, `Sbase = …`, and
/// statements that scale columns of the bus or branch matrix by a constant (ohm into pu, kW into
/// MW). Every other statement is refused with its line, since the network would be another one
/// without it.
///
/// Buses are named by their numbers. Generators out of service are left out; a bus of type 2
/// without one in service is a load bus. `rateA` of 0 is no rating.
public final class MatpowerCase {
  private static final Pattern FUNCTION =
      Pattern.compile("function\\s+(\\w+)\\s*=\\s*(\\w+)\\s*(\\(\\s*\\))?");
  private static final Pattern INDEX =
      Pattern.compile("(?s)\\[(.*)\\]\\s*=\\s*(idx_bus|idx_brch|idx_gen)\\s*(\\(\\s*\\))?");
  private static final Pattern BASE = Pattern.compile("(?s)(Vbase|Sbase)\\s*=\\s*(.*)");
  private static final Pattern FIELD = Pattern.compile("(?s)(\\w+)\\.(\\w+)\\s*=\\s*(.*)");
  private static final String COLUMNS =
      "\\.(bus|branch|gen)\\s*\\(\\s*:\\s*,\\s*(\\[[\\w\\s,]*\\]|\\w+)\\s*\\)\\s*";
  private static final Pattern SCALING =
      Pattern.compile("(?s)(\\w+)" + COLUMNS + "=\\s*(\\w+)" + COLUMNS + "([*/])(.*)");
  private static final Set<String> WITHOUT_BEARING =
      Set.of("gencost", "bus_name", "gentype", "genfuel", "areas");

  private final String file;
  private final Draft draft = new Draft();
  private final Map<String, Double> names = new HashMap<>();
  private final Map<String, MatpowerMatrix> matrices = new HashMap<>();
  private String variable = "mpc";
  private String version = "";
  private double baseMva = Double.NaN;

  private MatpowerCase(String file) {
    this.file = file;
  }

  /// Reads a case.
  ///
  /// @throws NetworkException with every problem found, each with file and line
  public static Network read(Path file) {
    return read(file.toString(), TextFile.read(file));
  }

  /// Reads a case from its text.
  ///
  /// @param file what messages call it
  /// @throws NetworkException with every problem found, each with file and line
  public static Network read(String file, String text) {
    return new MatpowerCase(file).network(text);
  }

  private Network network(String text) {
    var statements = MatpowerScanner.statements(text);
    var head = statements.isEmpty() ? null : statements.getFirst();
    var function = FUNCTION.matcher(head == null ? "" : head.text());
    if (head == null || !function.matches()) {
      int line = head == null ? 1 : head.line();
      throw new NetworkException(
          List.of(
              "%s:%d: the file begins with \"%s\", but a MATPOWER case of version 2 begins with \"function mpc = NAME\". Give such a file."
                  .formatted(file, line, excerpt(head == null ? "" : head.text()))));
    }
    variable = function.group(1);
    for (var statement : statements.subList(1, statements.size())) {
      if (!statement.closed()) {
        problem(
            statement.line(),
            "\"%s\" opens a bracket that is never closed; the file seems to be cut off. Restore its end."
                .formatted(excerpt(statement.text())));
        draft.network("", 1);
      }
      execute(statement);
    }
    require(statements.getLast().line());
    return new MatpowerRows(file, matrices, draft).network(function.group(2), 1000 * baseMva);
  }

  private void execute(MatpowerScanner.Statement statement) {
    var text = statement.text();
    int line = statement.line();
    var index = INDEX.matcher(text);
    if (index.matches()) {
      MatpowerIndex.assign(
          index.group(2), List.of(index.group(1).strip().split("[\\s,]+", -1)), names);
      return;
    }
    if (text.equals("define_constants")) {
      MatpowerIndex.assignAll(names);
      return;
    }
    var base = BASE.matcher(text);
    if (base.matches()) {
      names.put(base.group(1), value(line, base.group(1), base.group(2)));
      return;
    }
    var scaling = SCALING.matcher(text);
    if (scaling.matches() && scales(line, scaling)) {
      return;
    }
    var field = FIELD.matcher(text);
    if (field.matches() && field.group(1).equals(variable) && assign(line, field)) {
      return;
    }
    if (!text.equals("end") && !text.equals("endfunction")) {
      problem(
          line,
          "\"%s\" is a statement that is not executed here. Run it in MATLAB or Octave, save the case with savecase, and give that file."
              .formatted(excerpt(text)));
    }
  }

  private boolean assign(int line, Matcher field) {
    var name = field.group(2);
    var right = field.group(3).strip();
    if (name.equals("version")) {
      version = right.replace("'", "").replace("\"", "");
      if (!version.equals("2")) {
        problem(line, "the version is %s, but must be '2'. Convert the case.".formatted(right));
      }
      return true;
    }
    if (name.equals("baseMVA")) {
      baseMva = value(line, "baseMVA", right);
      names.put(variable + ".baseMVA", baseMva);
      if (!(baseMva > 0) || Double.isInfinite(baseMva)) {
        problem(line, "baseMVA is %s, but must be positive and finite.".formatted(baseMva));
      }
      return true;
    }
    if (WITHOUT_BEARING.contains(name)) {
      return true;
    }
    if (Set.of("bus", "gen", "branch").contains(name)
        && right.startsWith("[")
        && right.endsWith("]")) {
      int offset =
          (int)
              field
                  .group()
                  .substring(0, field.start(3))
                  .chars()
                  .filter(c -> c == '\n' || c == MatpowerScanner.CONTINUED)
                  .count();
      matrices.put(
          name,
          MatpowerMatrix.of(
              right,
              line + offset,
              this::lookup,
              (row, sentence) -> problem(row, variable + "." + name + ": " + sentence)));
      return true;
    }
    return false;
  }

  /// Executes `mpc.x(:, columns) = mpc.x(:, columns) * value` or `/ value`.
  private boolean scales(int line, Matcher scaling) {
    var matrix = matrices.get(scaling.group(2));
    var columns = columns(scaling.group(3));
    if (!scaling.group(1).equals(variable)
        || !scaling.group(4).equals(variable)
        || !scaling.group(5).equals(scaling.group(2))
        || !columns(scaling.group(6)).equals(columns)
        || matrix == null) {
      return false;
    }
    double value = value(line, "the factor", scaling.group(8));
    double factor = scaling.group(7).equals("*") ? value : 1 / value;
    if (!Double.isFinite(factor) || factor <= 0) {
      problem(line, "the factor is %s, but must be positive and finite.".formatted(factor));
      return true;
    }
    for (var name : columns) {
      Double column = names.get(name);
      if (column == null) {
        problem(
            line,
            "column %s has no number. Add the line that assigns idx_%s."
                .formatted(name, scaling.group(2).equals("branch") ? "brch" : scaling.group(2)));
        return true;
      }
      for (var row : matrix.rows) {
        if (column <= row.length) {
          row[column.intValue() - 1] *= factor;
        }
      }
    }
    return true;
  }

  private static List<String> columns(String text) {
    return List.of(text.replace("[", "").replace("]", "").strip().split("[\\s,]+", -1));
  }

  private double value(int line, String what, String expression) {
    try {
      return MatpowerExpression.value(expression, this::lookup);
    } catch (MatpowerExpression.Refused refused) {
      problem(
          line,
          "%s is \"%s\", which %s. Only arithmetic is executed here."
              .formatted(what, excerpt(expression), refused.getMessage()));
      return Double.NaN;
    }
  }

  private double lookup(String name) {
    Double value = names.get(name);
    if (value != null) {
      return value;
    }
    int paren = name.indexOf('(');
    if (paren > 0 && name.startsWith(variable + ".")) {
      var matrix = matrices.get(name.substring(variable.length() + 1, paren));
      var indices = name.substring(paren + 1, name.length() - 1).split(",", -1);
      int row = Integer.parseInt(indices[0]) - 1;
      int column = Integer.parseInt(indices[1]) - 1;
      if (matrix != null && row < matrix.rows.size() && column < matrix.rows.get(row).length) {
        return matrix.rows.get(row)[column];
      }
    }
    throw new MatpowerExpression.Refused("uses " + name + ", which has no value");
  }

  private void require(int last) {
    if (version.isEmpty()) {
      problem(last, "mpc.version is missing. Only version '2' is read; add mpc.version = '2';.");
    }
    if (!names.containsKey(variable + ".baseMVA")) {
      problem(last, "mpc.baseMVA is missing; is the file cut off? Add the base power in MVA.");
    }
    for (var name : List.of("bus", "gen", "branch")) {
      if (!matrices.containsKey(name)) {
        problem(last, "mpc.%s is missing; is the file cut off? Add the matrix.".formatted(name));
      }
    }
  }

  private void problem(int line, String sentence) {
    draft.problem(file + ":" + line, sentence);
  }

  private static String excerpt(String text) {
    var line = text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }
}
