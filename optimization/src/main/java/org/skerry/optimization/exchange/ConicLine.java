package org.skerry.optimization.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.skerry.optimization.conic.Cone;
import org.skerry.optimization.conic.ConicProblem;
import org.skerry.optimization.conic.SparseMatrix;
import org.skerry.optimization.conic.Status;

/// Reads one line of a [ConicFile].
final class ConicLine {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(1 << 16).build())
          .build();

  private static final double[] NONE = new double[0];

  private final String place;
  private final String text;
  private final List<String> faults;
  private final int before;

  private String name = "";
  private double n = -1;
  private double m = -1;
  private double @Nullable [] q;
  private double @Nullable [] b;
  private @Nullable Triplets a;
  private @Nullable Triplets p;
  private @Nullable List<Cone> cones;
  private ConicEntry.@Nullable Expected expected;

  ConicLine(String place, String text, List<String> faults) {
    this.place = place;
    this.text = text;
    this.faults = faults;
    before = faults.size();
  }

  private static final class Triplets {
    double[] rows = NONE;
    double[] columns = NONE;
    double[] values = NONE;
  }

  Optional<ConicEntry> read() throws IOException {
    try (JsonParser json = FACTORY.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return fault("the line is not a JSON object. Write one object {…} per line.");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        member(json, key);
      }
      if (json.nextToken() != null) {
        fault("something follows the object. Write one object per line.");
      }
    } catch (JsonProcessingException broken) {
      return fault(
          "the line is not valid JSON at column %d (%s). Write the file again."
              .formatted(
                  broken.getLocation() == null ? 0 : broken.getLocation().getColumnNr(),
                  firstLine(broken.getOriginalMessage())));
    }
    return faults.size() > before ? Optional.empty() : build();
  }

  private void member(JsonParser json, String key) throws IOException {
    switch (key) {
      case "name" ->
          name =
              json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : skipped(json, key);
      case "n" -> n = number(json, key);
      case "m" -> m = number(json, key);
      case "q" -> q = numbers(json, key);
      case "b" -> b = numbers(json, key);
      case "A" -> a = triplets(json, key);
      case "P" -> p = triplets(json, key);
      case "cones" -> cones = cones(json);
      case "expect" -> expected = expected(json);
      default -> json.skipChildren();
    }
  }

  private String skipped(JsonParser json, String key) throws IOException {
    fault("%s is %s, but must be a string in quotes.".formatted(key, json.getText()));
    json.skipChildren();
    return "";
  }

  private double number(JsonParser json, String key) throws IOException {
    if (json.currentToken() != null && json.currentToken().isNumeric()) {
      return json.getDoubleValue();
    }
    fault("%s is %s, but must be a number.".formatted(key, json.getText()));
    json.skipChildren();
    return Double.NaN;
  }

  private double[] numbers(JsonParser json, String key) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      fault("%s is %s, but must be a list of numbers [ … ].".formatted(key, json.getText()));
      json.skipChildren();
      return NONE;
    }
    double[] values = new double[16];
    int size = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == null) {
        return NONE;
      }
      values = size == values.length ? Arrays.copyOf(values, 2 * size) : values;
      double value = number(json, key + "[" + size + "]");
      if (!Double.isFinite(value) && faults.size() == before) {
        fault(
            "%s[%d] is %s, but must be a finite number. Leave out rows that do not limit."
                .formatted(key, size, value));
      }
      values[size++] = value;
    }
    return Arrays.copyOf(values, size);
  }

  private Triplets triplets(JsonParser json, String key) throws IOException {
    Triplets result = new Triplets();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      fault(
          "%s is %s, but must be an object of rows, cols and values."
              .formatted(key, json.getText()));
      json.skipChildren();
      return result;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String part = json.currentName();
      json.nextToken();
      switch (part) {
        case "rows" -> result.rows = numbers(json, key + ".rows");
        case "cols" -> result.columns = numbers(json, key + ".cols");
        case "values" -> result.values = numbers(json, key + ".values");
        default -> json.skipChildren();
      }
    }
    if (result.rows.length != result.values.length
        || result.columns.length != result.values.length) {
      fault(
          "%s has %d rows, %d cols and %d values, but needs one of each per entry."
              .formatted(key, result.rows.length, result.columns.length, result.values.length));
    }
    return result;
  }

  private List<Cone> cones(JsonParser json) throws IOException {
    List<Cone> list = new ArrayList<>();
    if (json.currentToken() != JsonToken.START_ARRAY) {
      fault("cones is %s, but must be a list of pairs [kind, size].".formatted(json.getText()));
      json.skipChildren();
      return list;
    }
    while (json.nextToken() == JsonToken.START_ARRAY) {
      String place = "cones[" + list.size() + "]";
      String kind = json.nextToken() == JsonToken.VALUE_STRING ? json.getText() : "";
      json.nextToken();
      double size = number(json, place + "[1]");
      if (json.nextToken() != JsonToken.END_ARRAY) {
        fault("%s has more than a kind and a size. Write [\"nonnegative\", 3].".formatted(place));
        return list;
      }
      int least = kind.equals("second-order") ? 1 : 0;
      if (!(size >= least && size == Math.rint(size) && size <= Integer.MAX_VALUE)) {
        fault(
            "%s has size %s, but must be a whole number of at least %d."
                .formatted(place, size, least));
        return list;
      }
      switch (kind) {
        case "zero" -> list.add(new Cone.Zero((int) size));
        case "nonnegative" -> list.add(new Cone.Nonnegative((int) size));
        case "second-order" -> list.add(new Cone.SecondOrder((int) size));
        default ->
            fault(
                "%s is of kind '%s', but must be zero, nonnegative or second-order."
                    .formatted(place, kind));
      }
    }
    return list;
  }

  private ConicEntry.@Nullable Expected expected(JsonParser json) throws IOException {
    Status status = Status.STALLED;
    double objective = Double.NaN;
    double scale = 1;
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String part = json.currentName();
      json.nextToken();
      switch (part) {
        case "status" -> status = status(json.getText());
        case "objective" ->
            objective =
                json.currentToken() == JsonToken.VALUE_NULL
                    ? Double.NaN
                    : number(json, "expect.objective");
        case "objective_scale" -> scale = number(json, "expect.objective_scale");
        default -> json.skipChildren();
      }
    }
    return new ConicEntry.Expected(status, objective, scale);
  }

  private Status status(String word) {
    return switch (word) {
      case "solved" -> Status.SOLVED;
      case "infeasible" -> Status.INFEASIBLE;
      case "unbounded" -> Status.UNBOUNDED;
      default -> {
        fault(
            "expect.status is '%s', but must be solved, infeasible or unbounded.".formatted(word));
        yield Status.STALLED;
      }
    };
  }

  private Optional<ConicEntry> build() {
    double[] cost = q;
    double[] side = b;
    Triplets rows = a;
    List<Cone> product = cones;
    if (cost == null || side == null || rows == null || product == null || n < 0 || m < 0) {
      return fault(
          "%s is missing. A problem needs n, m, q, b, A and cones."
              .formatted(
                  n < 0
                      ? "n"
                      : m < 0
                          ? "m"
                          : cost == null
                              ? "q"
                              : side == null ? "b" : rows == null ? "A" : "cones"));
    }
    if (cost.length != n || side.length != m) {
      return fault(
          "n is %s and m is %s, but q has %d and b %d entries. Give one per variable and one per row."
              .formatted(whole(n), whole(m), cost.length, side.length));
    }
    try {
      SparseMatrix quadratic =
          p == null
              ? SparseMatrix.zero(cost.length, cost.length)
              : matrix(cost.length, cost.length, p, "P");
      ConicProblem problem =
          new ConicProblem(
              quadratic, cost, matrix(side.length, cost.length, rows, "A"), side, product);
      return Optional.of(
          new ConicEntry(name.isEmpty() ? place : name, problem, Optional.ofNullable(expected)));
    } catch (IllegalArgumentException refused) {
      return fault(String.valueOf(refused.getMessage()));
    }
  }

  private static SparseMatrix matrix(int rows, int columns, Triplets entries, String key) {
    int size = entries.values.length;
    int[] row = new int[size];
    int[] column = new int[size];
    for (int k = 0; k < size; k++) {
      row[k] = index(entries.rows[k], rows, key + ".rows", k);
      column[k] = index(entries.columns[k], columns, key + ".cols", k);
    }
    return SparseMatrix.triplets(rows, columns, size, row, column, entries.values);
  }

  private static int index(double value, int limit, String key, int k) {
    if (!(value >= 0 && value < limit && value == Math.rint(value))) {
      throw new IllegalArgumentException(
          "%s[%d] is %s, but must be a whole number in [0, %d). Count from 0."
              .formatted(key, k, whole(value), limit));
    }
    return (int) value;
  }

  private static String whole(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    return line.length() > 120 ? line.substring(0, 120) + "…" : line;
  }

  private Optional<ConicEntry> fault(String message) {
    faults.add(place + (name.isEmpty() ? "" : ": " + name) + ": " + message);
    return Optional.empty();
  }
}
