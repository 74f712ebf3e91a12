package org.skerry.energy.game;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Input;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Site;
import org.skerry.energy.scenario.Timeline;

/// A scenario on a data set: its devices grouped by kind, and every input of every device in every
/// step of the data set. Immutable once made; any number of games may share it.
public final class Setting {
  /// What sums and factors of a series leave of 0, kW.
  private static final double ROUNDING = 1e-9;

  private static final int ROWS = 16; // that are laid out at a time

  private final Scenario scenario;
  private final List<Site> sites;
  private final Dataset dataset;
  private final Timeline timeline;
  private final List<Group> groups;
  private final int[] place;
  private final int width;
  private final double[] table;

  /// Devices alike in type, ports, inputs, states and terms of cost, each in a site.
  ///
  /// @param devices the units, ordered by site
  /// @param sites the index of each unit's site in [Setting#sites()]: its microgrid, or its
  ///   household where microgrids have households
  /// @param inputs how many each unit has
  /// @param firstColumn where the inputs of the units begin: unit u, input i is in column
  ///   `firstColumn + u × inputs + i`
  public record Group(List<Device> devices, List<Integer> sites, int inputs, int firstColumn) {
    public Group {
      devices = List.copyOf(devices);
      sites = List.copyOf(sites);
    }
  }

  private Setting(Scenario scenario, Dataset dataset) {
    this.scenario = scenario;
    sites = scenario.sites();
    this.dataset = dataset;
    timeline = Timeline.of(dataset, scenario.step());
    groups = group(sites);
    // One date a step, which thousands of inputs share.
    LocalDateTime[] starts =
        IntStream.range(0, timeline.steps())
            .mapToObj(timeline::local)
            .toArray(LocalDateTime[]::new);
    Map<Values, Integer> series = new LinkedHashMap<>();
    place =
        groups.stream()
            .flatMap(group -> group.devices().stream())
            .flatMap(device -> device.inputs().stream().map(input -> values(device, input, starts)))
            .mapToInt(values -> series.computeIfAbsent(new Values(values), _ -> series.size()))
            .toArray();
    width = series.size();
    table = table(series.keySet());
  }

  /// Works out the inputs of every device.
  ///
  /// @throws IllegalArgumentException if the data set lacks a series that the scenario names
  public static Setting of(Scenario scenario, Dataset dataset) {
    return new Setting(
        scenario,
        scenario.supply().map(mix -> mix.complete(dataset, scenario.sites())).orElse(dataset));
  }

  /// The same with other devices at every microgrid and household, on the same data.
  ///
  /// @param change of the devices behind one meter
  public Setting withDevices(UnaryOperator<List<Device>> change) {
    return new Setting(scenario.withDevices(change), dataset);
  }

  /// The scenario that is played.
  public Scenario scenario() {
    return scenario;
  }

  /// What stands behind a meter of its own; the places of [Group#sites()].
  public List<Site> sites() {
    return sites;
  }

  /// The data that it is played on, with the series of the scenario's supply.
  public Dataset dataset() {
    return dataset;
  }

  /// The steps of the data set.
  public Timeline timeline() {
    return timeline;
  }

  /// The devices, grouped by kind in the order in which the scenario first names each.
  public List<Group> groups() {
    return groups;
  }

  /// The value of an input in a step.
  ///
  /// @param group one of [#groups()]
  /// @param unit index within the group
  /// @param input index within the device's inputs
  /// @param step index on the timeline
  public double input(Group group, int unit, int input, int step) {
    return table[step * width + place[group.firstColumn() + unit * group.inputs() + input]];
  }

  /// All series that are an input of some device, each once, shape `[steps][width]`; shared, read
  /// only.
  double[] table() {
    return table;
  }

  /// How many different series there are.
  int width() {
    return width;
  }

  /// Where the values of a column are in a row of the table; equal columns are in the same place.
  int place(int column) {
    return place[column];
  }

  /// Whether the series at a place of the table has one value in all steps.
  boolean constant(int place) {
    for (int index = place; index < table.length; index += width) {
      if (table[index] != table[place]) {
        return false;
      }
    }
    return true;
  }

  private static List<Group> group(List<Site> sites) {
    Map<List<Object>, List<Device>> devices = new LinkedHashMap<>();
    Map<List<Object>, List<Integer>> homes = new LinkedHashMap<>();
    for (int home = 0; home < sites.size(); home++) {
      for (Device device : sites.get(home).devices()) {
        List<Object> key =
            List.of(
                device.getClass(),
                device.ports(),
                device.inputs().stream().map(Input::name).toList(),
                device.states().stream().map(Device.State::name).toList(),
                device.costTerms());
        devices.computeIfAbsent(key, k -> new ArrayList<>()).add(device);
        homes.computeIfAbsent(key, k -> new ArrayList<>()).add(home);
      }
    }
    List<Group> groups = new ArrayList<>();
    int column = 0;
    for (Map.Entry<List<Object>, List<Device>> alike : devices.entrySet()) {
      List<Device> units = alike.getValue();
      int inputs = units.getFirst().inputs().size();
      groups.add(new Group(units, homes.getOrDefault(alike.getKey(), List.of()), inputs, column));
      column += units.size() * inputs;
    }
    return List.copyOf(groups);
  }

  private double[] values(Device device, Input input, LocalDateTime[] starts) {
    double[][] series =
        input.profiles().stream()
            .map(profile -> dataset.resolve(profile, scenario.step()))
            .toArray(double[][]::new);
    double[] now = new double[series.length];
    double[] values = new double[timeline.steps()];
    for (int step = 0; step < values.length; step++) {
      for (int index = 0; index < now.length; index++) {
        now[index] = series[index][step];
      }
      values[step] = input.formula().at(starts[step], now);
    }
    checkMinimum(device, input, values);
    return values;
  }

  /// Raises what rounding has left below the minimum, and refuses what is less.
  private void checkMinimum(Device device, Input input, double[] values) {
    int less = 0;
    int first = 0;
    for (int step = values.length - 1; step >= 0; step--) {
      if (values[step] < input.minimum() - ROUNDING) {
        less++;
        first = step;
      }
      values[step] = Math.max(values[step], input.minimum());
    }
    if (less > 0) {
      throw new IllegalArgumentException(
          "%s of device '%s' (%s) is below %s %s in %d of %d steps, first at %s in the data set %s. Correct the series or its factor, or write 'minimum: 0' in the profile for noise around 0."
              .formatted(
                  input.name(),
                  device.name(),
                  device.kind(),
                  input.minimum() == 0 ? "0" : String.valueOf(input.minimum()),
                  input.unit(),
                  less,
                  values.length,
                  timeline.local(first),
                  dataset.name()));
    }
  }

  /// Laid out some steps at a time, whose rows then stay in the cache.
  private double[] table(Collection<Values> series) {
    double[] table = new double[timeline.steps() * width];
    for (int from = 0; from < timeline.steps(); from += ROWS) {
      int to = Math.min(from + ROWS, timeline.steps());
      int place = 0;
      for (Values values : series) {
        for (int step = from; step < to; step++) {
          table[step * width + place] = values.of[step];
        }
        place++;
      }
    }
    return table;
  }

  /// The values of a series, told apart by their bits.
  private static final class Values {
    private final double[] of;

    Values(double[] of) {
      this.of = of;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Values values && Arrays.equals(of, values.of);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(of);
    }
  }
}
