package org.skerry.energy.grid;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Networks from MATPOWER case files, version 2, as text.
///
/// R. D. Zimmerman, C. E. Murillo-Sánchez, MATPOWER User's Manual, appendix B. Read are
/// `mpc.baseMVA`, `mpc.bus`, `mpc.gen`, `mpc.branch` and `mpc.dcline`; other fields have no bearing
/// on the flow, those that MATPOWER does not know are told. Statements are executed one after
/// another, up to a `return` or a further function: assignments to variables, fields and elements,
/// with the expressions of [MatpowerExpression], the functions `idx_bus`, `idx_brch`, `idx_gen` and
/// `define_constants`. Any other statement is refused with its line, since the network would be
/// another one without it.
///
/// Buses are named by their numbers, and [MatpowerRows] tells what becomes of their rows.
public final class MatpowerCase {
  private static final Pattern FUNCTION =
      Pattern.compile("function\\s+(\\w+)\\s*=\\s*(\\w+)\\s*(\\(\\s*\\))?");
  private static final Pattern END = Pattern.compile("(?s)return|function\\s.*");
  private static final Pattern SEVERAL =
      Pattern.compile("(?s)\\[([\\w\\s,~\\r]*)\\]\\s*=\\s*(\\w+)\\s*(\\(.*\\))?");
  private static final Pattern TARGET = Pattern.compile("([A-Za-z]\\w*(?:\\.[A-Za-z]\\w*)*)\\s*");
  private static final Set<String> MATRICES = Set.of("bus", "gen", "branch");
  private static final Set<String> WITHOUT_BEARING =
      Set.of(
          "gencost",
          "bus_name",
          "gentype",
          "genfuel",
          "areas",
          "dclinecost",
          "A",
          "l",
          "u",
          "N",
          "fparm",
          "H",
          "Cw",
          "z0",
          "zl",
          "zu",
          "userfcn",
          "bus_types",
          "branch_name",
          "gen_name");

  private final String file;
  private final Consumer<String> notes;
  private final Draft draft = new Draft();
  private final MatpowerNames names = new MatpowerNames();

  /// The line where each name was assigned last.
  private final Map<String, Integer> assignedAt = new HashMap<>();

  private final Set<String> leftAside = new TreeSet<>();
  private String variable = "mpc";

  private MatpowerCase(String file, Consumer<String> notes) {
    this.file = file;
    this.notes = notes;
  }

  /// Reads a case.
  ///
  /// @throws NetworkException with every problem found, each with file and line
  public static Network read(Path file) {
    return read(file, note -> {});
  }

  /// Reads a case.
  ///
  /// @param notes told in a sentence each of what is in the file and left aside or read in a
  ///   special way
  /// @throws NetworkException with every problem found, each with file and line
  public static Network read(Path file, Consumer<String> notes) {
    return new MatpowerCase(file.toString(), notes).network(TextFile.read(file));
  }

  /// Reads a case from its text.
  ///
  /// @param file what messages call it
  /// @throws NetworkException with every problem found, each with file and line
  public static Network read(String file, String text) {
    return read(file, text, note -> {});
  }

  static Network read(String file, String text, Consumer<String> notes) {
    return new MatpowerCase(file, notes).network(text);
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
                  .formatted(
                      file, line, MatpowerExpression.excerpt(head == null ? "" : head.text()))));
    }
    variable = function.group(1);
    for (var statement : statements.subList(1, statements.size())) {
      if (END.matcher(statement.text()).matches() && draft.isSound()) {
        break;
      }
      if (!statement.closed()) {
        problem(
            statement.line(),
            "\"%s\" opens a bracket that is never closed; the file seems to be cut off. Restore its end."
                .formatted(MatpowerExpression.excerpt(statement.text())));
        draft.network("", 1);
      }
      execute(statement);
    }
    if (!leftAside.isEmpty()) {
      notes.accept(
          "%s: %s %s left aside, since MATPOWER's power flow knows nothing of %s."
              .formatted(
                  file,
                  String.join(", ", leftAside),
                  leftAside.size() == 1 ? "is" : "are",
                  leftAside.size() == 1 ? "it" : "them"));
    }
    require(statements.getLast().line());
    return new MatpowerRows(file, matrices(), draft, notes)
        .network(function.group(2), draft.isSound() ? 1000 * scalar("baseMVA") : 1);
  }

  private void execute(MatpowerScanner.Statement statement) {
    var text = statement.text();
    int line = statement.line();
    if (Set.of("end", "endfunction", "return").contains(text)) {
      return;
    }
    if (text.equals("define_constants")) {
      MatpowerIndex.assignAll(names);
      return;
    }
    var several = SEVERAL.matcher(text);
    if (several.matches() && severals(several.group(1), several.group(2), several.group(3), line)) {
      return;
    }
    var target = TARGET.matcher(text);
    if (!target.lookingAt()) {
      refuse(line, text, "is a statement that is not executed here");
      return;
    }
    var name = target.group(1);
    assignedAt.put(name, line);
    try {
      assign(name, text, target.end(), line);
    } catch (MatpowerExpression.Refused refused) {
      if (!hasBearing(name)) {
        leaveAside(name);
        return;
      }
      refuse(line, text, String.valueOf(refused.getMessage()));
    }
  }

  private void refuse(int line, String text, String why) {
    problem(
        line,
        "\"%s\" %s. Run the file in MATLAB or Octave, save the case with savecase, and give that file."
            .formatted(MatpowerExpression.excerpt(text), why));
  }

  /// Executes `name = …` or `name(index) = …`.
  private void assign(String name, String text, int from, int line) {
    int at = from;
    int open = at < text.length() && text.charAt(at) == '(' ? at : -1;
    if (open >= 0) {
      at = closing(text, open) + 1;
    }
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    boolean isAssignment =
        at < text.length() && text.charAt(at) == '=' && !text.startsWith("==", at);
    if (!isAssignment) {
      throw new MatpowerExpression.Refused("is a statement that is not executed here");
    }
    var right = text.substring(at + 1);
    var place = name.startsWith(variable + ".") ? name + ": " : "";
    boolean[] sound = {true};
    MatpowerExpression.Problem told =
        (atLine, sentence) -> {
          sound[0] = false;
          if (hasBearing(name)) {
            problem(atLine, place + sentence);
          }
        };
    int rightLine = line + lines(text, at + 1);
    var value = new MatpowerExpression(right, rightLine, names, told).value();
    if (!sound[0] && !hasBearing(name)) {
      leaveAside(name);
      return;
    }
    if (open < 0) {
      names.assign(name, value);
    } else {
      var chosen = text.substring(open, closing(text, open) + 1);
      var of = names.knows(name) ? names.value(name) : MatpowerMatrix.filled(0, 0, 0, line);
      var index = new MatpowerExpression(chosen, line, names, told).index(of);
      boolean removes = right.strip().equals("[]");
      if (index.isEmpty() || index.size() > 2) {
        throw new MatpowerExpression.Refused("has " + index.size() + " indices");
      }
      names.assign(name, index, value, removes, line);
    }
    if (name.startsWith(variable + ".") && !isKnown(field(name))) {
      leaveAside(name);
    }
  }

  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      depth += "([{".indexOf(text.charAt(i)) >= 0 ? 1 : ")]}".indexOf(text.charAt(i)) >= 0 ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new MatpowerExpression.Refused("lacks \")\"");
  }

  private static int lines(String text, int end) {
    return (int)
        text.substring(0, end)
            .chars()
            .filter(c -> c == '\n' || c == MatpowerScanner.CONTINUED)
            .count();
  }

  /// Executes `[a, b, …] = f(…)`.
  private boolean severals(String left, String function, String arguments, int line) {
    var list = List.of(left.strip().split("[\\s,]+", -1));
    if (function.startsWith("idx_") && MatpowerIndex.knows(function)) {
      MatpowerIndex.assign(function, list, names);
      return true;
    }
    if (function.equals("size") && arguments != null) {
      try {
        var size = new MatpowerExpression(function + arguments, line, names, this::problem).value();
        for (int i = 0; i < list.size(); i++) {
          names.assign(list.get(i), i < size.size() ? size.at[i] : 1);
        }
        return true;
      } catch (MatpowerExpression.Refused refused) {
        return false;
      }
    }
    return false;
  }

  private String field(String name) {
    return name.substring(variable.length() + 1);
  }

  private static boolean isKnown(String field) {
    return MATRICES.contains(field)
        || WITHOUT_BEARING.contains(field)
        || Set.of("version", "baseMVA", "dcline").contains(field);
  }

  /// Whether a name matters for the flow: variables may, since matrices may be made of them.
  private boolean hasBearing(String name) {
    if (!name.startsWith(variable + ".")) {
      return true;
    }
    var field = field(name);
    return isKnown(field) && !WITHOUT_BEARING.contains(field);
  }

  private void leaveAside(String name) {
    if (!WITHOUT_BEARING.contains(field(name))) {
      leftAside.add(name);
    }
  }

  private double scalar(String field) {
    return names.value(variable + "." + field).at[0];
  }

  private Map<String, MatpowerMatrix> matrices() {
    var matrices = new HashMap<String, MatpowerMatrix>();
    for (var name : List.of("bus", "gen", "branch", "dcline")) {
      if (names.knows(variable + "." + name)) {
        matrices.put(name, names.value(variable + "." + name));
      }
    }
    return matrices;
  }

  private void require(int last) {
    if (!names.knows(variable + ".version")) {
      problem(last, "mpc.version is missing. Only version '2' is read; add mpc.version = '2';.");
    } else {
      var version = names.value(variable + ".version");
      var text = version.text();
      if (!text.equals("2") && !(version.isScalar() && version.at[0] == 2)) {
        problem(
            assignedAt.getOrDefault(variable + ".version", last),
            "the version is '%s', but must be '2'. Convert the case."
                .formatted(MatpowerExpression.excerpt(text)));
      }
    }
    if (!names.knows(variable + ".baseMVA")) {
      problem(last, "mpc.baseMVA is missing; is the file cut off? Add the base power in MVA.");
    } else {
      var base = names.value(variable + ".baseMVA");
      if (!base.isScalar() || !(base.at[0] > 0) || Double.isInfinite(base.at[0])) {
        problem(
            assignedAt.getOrDefault(variable + ".baseMVA", last),
            "baseMVA is %s, but must be positive and finite."
                .formatted(base.isScalar() ? Double.toString(base.at[0]) : "no number"));
      }
    }
    for (var name : List.of("bus", "gen", "branch")) {
      if (!names.knows(variable + "." + name)) {
        problem(last, "mpc.%s is missing; is the file cut off? Add the matrix.".formatted(name));
      }
    }
  }

  private void problem(int line, String sentence) {
    draft.problem(file + ":" + line, sentence);
  }
}
