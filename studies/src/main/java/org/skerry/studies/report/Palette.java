package org.skerry.studies.report;

import java.util.Map;

/// One name and one colour for each kind of device and term of cost, the same in every chart. The
/// colours can be told apart without seeing red and green.
final class Palette {
  private record Look(String label, String colour) {}

  private static final Map<String, Look> LOOKS =
      Map.ofEntries(
          Map.entry("photovoltaic", new Look("Sun", "#e9b220")),
          Map.entry("wind", new Look("Wind", "#5bb5e0")),
          Map.entry("turbine", new Look("Turbine", "#d1603d")),
          Map.entry("cogeneration", new Look("Heat and power", "#b5508c")),
          Map.entry("pumpedStorage", new Look("Pumped storage", "#2f6fb0")),
          Map.entry("battery", new Look("Battery", "#159a78")),
          Map.entry("load", new Look("Demand", "#6b7280")),
          Map.entry("dump", new Look("Dump load", "#b08968")),
          Map.entry("grid", new Look("Main grid", "#7c6bb1")),
          Map.entry("exchange", new Look("Exchange", "#a3a948")),
          Map.entry("peak", new Look("Peak charge", "#4c3f8f")),
          Map.entry("generation", new Look("Generation", "#d1603d")),
          Map.entry("storage", new Look("Storage wear", "#159a78")),
          Map.entry("unserved", new Look("Unserved demand", "#c81e3a")),
          Map.entry("trade", new Look("Trade with neighbours", "#a3a948")),
          Map.entry("margins", new Look("Kept by microgrids and distributor", "#c7cb8a")),
          Map.entry("losses", new Look("Network losses", "#8a8f98")),
          Map.entry("storedEnergy", new Look("Change of stored energy", "#9ccfbd")));

  private Palette() {}

  /// The name for people; the name itself if it is not known.
  static String label(String name) {
    var look = LOOKS.get(name);
    return look == null ? name : look.label();
  }

  /// The colour as `#rrggbb`; empty, for the next of the chart, if the name is not known.
  static String colour(String name) {
    var look = LOOKS.get(name);
    return look == null ? "" : look.colour();
  }
}
