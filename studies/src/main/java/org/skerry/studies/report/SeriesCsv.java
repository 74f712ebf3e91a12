package org.skerry.studies.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.skerry.energy.dispatch.Trace;

/// Every quantity of every step as comma-separated values.
///
/// The first column is the local clock at the start of the step; the head of the others is
/// `microgrid.device.quantity (unit)`. Numbers in full precision; a cell is empty where there is no
/// value.
final class SeriesCsv {
  private SeriesCsv() {}

  static void write(Trace trace, Path file) throws IOException {
    var columns = trace.columns();
    try (var out = Files.newBufferedWriter(file)) {
      out.write("time");
      for (var column : columns) {
        out.write(',');
        out.write(quoted(head(column)));
      }
      out.write('\n');
      var values = columns.stream().map(trace::values).toArray(double[][]::new);
      for (var step = 0; step < trace.steps(); step++) {
        out.write(trace.local(step).toString());
        for (var series : values) {
          out.write(',');
          if (Double.isFinite(series[step])) {
            out.write(number(series[step]));
          }
        }
        out.write('\n');
      }
    }
  }

  private static String head(Trace.Column column) {
    var name =
        Stream.of(column.site(), column.device(), column.quantity())
            .filter(part -> !part.isEmpty())
            .reduce((a, b) -> a + "." + b)
            .orElse("");
    return column.unit().isEmpty() ? name : name + " (" + column.unit() + ")";
  }

  private static String number(double value) {
    var whole = (long) value;
    return whole == value && Math.abs(whole) < 1L << 53
        ? Long.toString(whole)
        : Double.toString(value);
  }

  private static String quoted(String cell) {
    return cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
