package org.skerry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.skerry.energy.grid.Bus;
import org.skerry.energy.grid.Flow;
import org.skerry.energy.grid.Network;
import org.skerry.studies.report.JsonObject;

/// The voltages and flows of a network for programs, tables and eyes: in JSON, `buses.csv`,
/// `lines.csv` and `voltages.svg`.
final class FlowFiles {
  /// Names of what is written.
  static final List<String> NAMES = List.of("buses.csv", "lines.csv", "voltages.svg");

  private static final int WIDTH = 900;
  private static final int HEIGHT = 360;
  private static final int MARGIN = 60;

  private final Network network;
  private final Flow flow;

  FlowFiles(Network network, Flow flow) {
    this.network = network;
    this.flow = flow;
  }

  /// Adds `voltages` and `flows`.
  JsonObject put(JsonObject object) {
    return object.put("voltages", voltages()).put("flows", flows());
  }

  private List<JsonObject> voltages() {
    return flow.buses().stream()
        .map(bus ->
            NetworkCase.putBus(new JsonObject(), "bus", bus.bus())
                .put("voltagePu", bus.voltagePu())
                .put("angleDegrees", bus.angleDegrees()))
        .toList();
  }

  private List<JsonObject> flows() {
    return flow.lines().stream()
        .map(line ->
            new JsonObject()
                .put("line", line.line())
                .put("fromKw", line.fromKw())
                .put("fromKvar", line.fromKvar())
                .put("toKw", line.toKw())
                .put("toKvar", line.toKvar())
                .put("ampere", line.ampere()))
        .toList();
  }

  /// Writes the files into a folder.
  void write(Path folder) throws IOException {
    var buses = new StringBuilder("bus,voltage_pu,angle_deg\n");
    for (var bus : flow.buses()) {
      row(buses, quoted(bus.bus()), bus.voltagePu(), bus.angleDegrees());
    }
    Files.writeString(folder.resolve("buses.csv"), buses);
    var lines = new StringBuilder("line,from,to,from_kw,from_kvar,to_kw,to_kvar,current_a\n");
    for (var line : flow.lines()) {
      var names = String.join(",", quoted(line.line()), quoted(line.from()), quoted(line.to()));
      row(lines, names, line.fromKw(), line.fromKvar(), line.toKw(), line.toKvar(), line.ampere());
    }
    Files.writeString(folder.resolve("lines.csv"), lines);
    Files.writeString(folder.resolve("voltages.svg"), plot());
  }

  private static void row(StringBuilder text, String names, double... values) {
    text.append(names);
    for (double value : values) {
      text.append(',').append(value);
    }
    text.append('\n');
  }

  /// Names with commas, quotes or line breaks are quoted (RFC 4180).
  private static String quoted(String name) {
    return name.matches("[^\",\r\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  /// Every bus as a point, in the order of the file, with its limits as a band.
  private String plot() {
    double low =
        Stream.concat(
                flow.buses().stream().map(Flow.AtBus::voltagePu),
                network.buses().stream().map(Bus::minVoltagePu).filter(limit -> limit > 0.5))
            .mapToDouble(Double::doubleValue)
            .min()
            .orElse(0.9);
    double high =
        Stream.concat(
                flow.buses().stream().map(Flow.AtBus::voltagePu),
                network.buses().stream().map(Bus::maxVoltagePu).filter(limit -> limit < 1.5))
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1.1);
    double bottom = Math.floor(low * 50 - 1e-9) / 50;
    double top = Math.max(bottom + 0.02, Math.ceil(high * 50 + 1e-9) / 50);
    var svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n"
            .formatted(WIDTH, HEIGHT));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    svg.append(
        "<text x=\"%d\" y=\"24\" font-size=\"14\">Voltage at every bus of %s, pu, and its limits</text>\n"
            .formatted(MARGIN, escaped(network.name())));
    int ticks = (int) Math.min(10, Math.round((top - bottom) / 0.02));
    for (int i = 0; i <= ticks; i++) {
      double value = bottom + (top - bottom) * i / ticks;
      double y = y(value, bottom, top);
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>",
              MARGIN,
              WIDTH - 20,
              y,
              y));
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.3f</text>%n",
              MARGIN - 8,
              y + 4,
              value));
    }
    for (int i = 0; i < flow.buses().size(); i++) {
      var bus = network.buses().get(i);
      double x = x(i);
      double least = y(Math.max(bottom, bus.minVoltagePu()), bottom, top);
      double most = y(Math.min(top, bus.maxVoltagePu()), bottom, top);
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#cfe0f3\"/>",
              x,
              x,
              least,
              most));
      double voltage = flow.buses().get(i).voltagePu();
      boolean kept = voltage >= bus.minVoltagePu() - 1e-6 && voltage <= bus.maxVoltagePu() + 1e-6;
      svg.append(
              String.format(
                  Locale.ROOT,
                  "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"%s\"><title>",
                  x,
                  y(voltage, bottom, top),
                  kept ? "#2f6fb0" : "#d1603d"))
          .append(escaped("bus " + bus.name() + ": "))
          .append(String.format(Locale.ROOT, "%.6f pu</title></circle>%n", voltage));
    }
    return svg.append("</svg>\n").toString();
  }

  private double x(int bus) {
    return MARGIN + (WIDTH - 20.0 - MARGIN) * (bus + 0.5) / flow.buses().size();
  }

  private static double y(double voltage, double bottom, double top) {
    return HEIGHT - 30 - (HEIGHT - 80.0) * (voltage - bottom) / (top - bottom);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
