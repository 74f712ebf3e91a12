package org.skerry.cli;

import java.io.PrintStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Input;
import org.skerry.energy.device.Step;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.dispatch.Schedule;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Timeline;
import org.skerry.studies.report.JsonObject;

/// What a data set or the devices of a scenario come to.
///
/// @param steps how many there are
/// @param minutes length of a step
/// @param from local start of the first step
/// @param to local end of the last step
/// @param zone the local clock
/// @param quantities every series, or every input of a device that is a power or a price
/// @param notes what was found, repaired or looks wrong, each a sentence
record CheckReport(
    int steps,
    double minutes,
    LocalDateTime from,
    LocalDateTime to,
    String zone,
    List<Quantity> quantities,
    List<String> notes) {
  /// More devices than that are of interest to programs only.
  private static final int SHOWN = 40;

  static CheckReport of(Dataset data) {
    double hours = data.step().toSeconds() / 3600.0;
    List<Quantity> quantities = new ArrayList<>();
    for (String name : data.names()) {
      var series = data.series(name);
      var quantity = Quantity.of(name, series.unit(), data.steps(), series::at, hours);
      var price = data.find("price");
      if (quantity.energy().isPresent() && price.isPresent()) {
        quantity = quantity.worth(worth(series::at, price.get()::at, data.steps()) * hours);
      }
      quantities.add(quantity);
    }
    return new CheckReport(
        data.steps(),
        60 * hours,
        LocalDateTime.ofInstant(data.start(), data.zone()),
        LocalDateTime.ofInstant(data.end(), data.zone()),
        data.zone().toString(),
        quantities,
        withDoubts(data.notes(), quantities));
  }

  private static double worth(IntToDoubleFunction power, IntToDoubleFunction price, int steps) {
    double money = 0;
    for (int step = 0; step < steps; step++) {
      money += power.applyAsDouble(step) * price.applyAsDouble(step);
    }
    return money;
  }

  static CheckReport of(Setting setting) {
    Timeline timeline = setting.timeline();
    List<Quantity> quantities = new ArrayList<>();
    List<String> notes = new ArrayList<>(setting.dataset().notes());
    Map<Integer, IntToDoubleFunction> prices = prices(setting);
    for (Setting.Group group : setting.groups()) {
      for (int unit = 0; unit < group.devices().size(); unit++) {
        Device device = group.devices().get(unit);
        String name = setting.sites().get(group.sites().get(unit)).name() + "/" + device.name();
        add(setting, group, unit, name, prices, quantities);
        outages(device, name, timeline, notes);
        spread(device, name, notes);
      }
    }
    return new CheckReport(
        timeline.steps(),
        60 * timeline.hours(),
        timeline.local(0),
        timeline.local(timeline.steps()),
        timeline.zone().toString(),
        quantities,
        withDoubts(notes, quantities));
  }

  private static List<String> withDoubts(List<String> notes, List<Quantity> quantities) {
    return Stream.concat(
            notes.stream(), quantities.stream().map(Quantity::doubt).flatMap(Optional::stream))
        .toList();
  }

  /// The price of buying at every site with a connection for power, that of the first.
  private static Map<Integer, IntToDoubleFunction> prices(Setting setting) {
    Map<Integer, IntToDoubleFunction> prices = new HashMap<>();
    for (Setting.Group group : setting.groups()) {
      for (int unit = 0; unit < group.devices().size(); unit++) {
        if (group.devices().get(unit) instanceof GridConnection grid
            && grid.carrier() == Carrier.POWER) {
          int place = unit;
          prices.putIfAbsent(group.sites().get(unit), step -> setting.input(group, place, 0, step));
        }
      }
    }
    return prices;
  }

  private static void add(
      Setting setting,
      Setting.Group group,
      int unit,
      String name,
      Map<Integer, IntToDoubleFunction> prices,
      List<Quantity> quantities) {
    boolean power = group.devices().get(unit).ports().getFirst() == Carrier.POWER;
    var price = Optional.ofNullable(prices.get(group.sites().get(unit))).filter(_ -> power);
    List<Input> inputs = group.devices().get(unit).inputs();
    for (int index = 0; index < inputs.size(); index++) {
      Input input = inputs.get(index);
      if (input.unit().equals("kW") || input.unit().equals("per kWh")) {
        int place = index;
        IntToDoubleFunction values = step -> setting.input(group, unit, place, step);
        int steps = setting.timeline().steps();
        double hours = setting.timeline().hours();
        String perKwh = setting.scenario().currency() + "/kWh";
        String unitName = input.unit().equals("kW") ? "kW" : perKwh;
        Quantity quantity = Quantity.of(name + " " + input.name(), unitName, steps, values, hours);
        quantities.add(
            price
                .filter(_ -> quantity.energy().isPresent())
                .map(each -> quantity.worth(worth(values, each, steps) * hours))
                .orElse(quantity));
      }
    }
  }

  /// Notes outages that the data never come to, such as those with a slip in the year.
  private static void outages(Device device, String name, Timeline timeline, List<String> notes) {
    if (!(device instanceof GridConnection grid)) {
      return;
    }
    for (GridConnection.Outage outage : grid.outages()) {
      if (!outage.to().isAfter(timeline.local(0))
          || !outage.from().isBefore(timeline.local(timeline.steps()))) {
        notes.add(
            "%s has an outage from %s to %s, which the data do not come to."
                .formatted(name, outage.from(), outage.to()));
      }
    }
  }

  /// Asks about a spread that is more than the whole price.
  private static void spread(Device device, String name, List<String> notes) {
    if (device instanceof GridConnection grid && grid.tariff().spread() > 1) {
      notes.add(
          "%s has the spread %s, a share of the buying price, so that selling costs money: is it a price per kWh? Write 'feedIn' for what selling earns."
              .formatted(name, brief(grid.tariff().spread())));
    }
  }

  /// Starts a controller, which refuses what does not fit the scenario.
  ///
  /// @throws IllegalArgumentException saying what does not fit
  static void start(Controller controller, Setting setting) {
    Timeline timeline = setting.timeline();
    int first = 0;
    int end = timeline.steps();
    if (controller instanceof Schedule schedule) {
      first = timeline.indexOf(schedule.rows().getFirst().start());
      end = timeline.indexOf(schedule.rows().getLast().start()) + 1;
    }
    if (end > timeline.steps() || first >= end) {
      throw new IllegalArgumentException(
          "The rows of the schedule go backwards or beyond the data. Sort them by time.");
    }
    controller.start(new Lanes(setting, 1, Step.Limits.OPERATING), Period.between(first, end));
  }

  void print(PrintStream out) {
    out.printf("%d steps of %s min, from %s to %s (%s).%n", steps, brief(minutes), from, to, zone);
    Quantity.table(quantities.subList(0, Math.min(SHOWN, quantities.size()))).print(out);
    if (quantities.size() > SHOWN) {
      out.printf("… and %d more; --json has all.%n", quantities.size() - SHOWN);
    }
    notes.forEach(out::println);
  }

  private static String brief(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  JsonObject join(JsonObject object) {
    return object
        .put("steps", (long) steps)
        .put("stepMinutes", minutes)
        .put("from", from.toString())
        .put("to", to.toString())
        .put("zone", zone)
        .put("series", quantities.stream().map(Quantity::json).toList())
        .putTexts("notes", notes);
  }
}
