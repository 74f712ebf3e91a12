package org.skerry.energy.game;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Input;
import org.skerry.energy.device.Profile;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Scenario;
import org.skerry.energy.scenario.Site;
import org.skerry.energy.scenario.Timeline;

/// A scenario on a data set: its devices grouped by kind, and every input of every device in every
/// step of the data set. Immutable once made; any number of games may share it.
public final class Setting {
  private final Scenario scenario;
  private final List<Site> sites;
  private final Dataset dataset;
  private final Timeline timeline;
  private final List<Group> groups;
  private final int columns;
  private final double[] inputs;
  private final int[] twin;
  private final boolean[] constant;

  /// Devices alike in type, ports and inputs, each in a microgrid.
  ///
  /// @param devices the units, ordered by microgrid
  /// @param microgrids the index of each unit's site in [Setting#sites()]: its microgrid, or its
  ///   household where microgrids have households
  /// @param firstColumn where the inputs of the units begin: unit u, input i is in column
  ///   `firstColumn + u × inputs + i`
  public record Group(List<Device> devices, List<Integer> microgrids, int firstColumn) {
    public Group {
      devices = List.copyOf(devices);
      microgrids = List.copyOf(microgrids);
    }
  }

  private Setting(Scenario scenario, Dataset dataset) {
    this.scenario = scenario;
    sites = scenario.sites();
    this.dataset =
        scenario.supply().map(mix -> mix.complete(dataset, scenario.sites())).orElse(dataset);
    timeline = Timeline.of(dataset, scenario.step());
    groups = group(sites);
    columns =
        groups.stream()
            .mapToInt(g -> g.devices().size() * g.devices().getFirst().inputs().size())
            .sum();
    inputs = new double[timeline.steps() * columns];
    for (Group group : groups) {
      fill(group);
    }
    twin = new int[columns];
    constant = new boolean[columns];
    compare();
  }

  /// Works out the inputs of every device.
  ///
  /// @throws IllegalArgumentException if the data set lacks a series that the scenario names
  public static Setting of(Scenario scenario, Dataset dataset) {
    return new Setting(scenario, dataset);
  }

  /// The scenario that is played.
  public Scenario scenario() {
    return scenario;
  }

  /// What stands behind a meter of its own; the places of [Group#microgrids()].
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
    int perUnit = group.devices().getFirst().inputs().size();
    return inputs[step * columns + group.firstColumn() + unit * perUnit + input];
  }

  /// All inputs, shape `[steps][columns]`; shared, read only.
  double[] table() {
    return inputs;
  }

  /// Width of the table.
  int columns() {
    return columns;
  }

  /// The first column with the same values as `column`, or `column` itself.
  int twin(int column) {
    return twin[column];
  }

  /// Whether the column has one value in all steps.
  boolean constant(int column) {
    return constant[column];
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
                device.costTerms());
        devices.computeIfAbsent(key, k -> new ArrayList<>()).add(device);
        homes.computeIfAbsent(key, k -> new ArrayList<>()).add(home);
      }
    }
    List<Group> groups = new ArrayList<>();
    int column = 0;
    for (Map.Entry<List<Object>, List<Device>> alike : devices.entrySet()) {
      List<Device> units = alike.getValue();
      groups.add(new Group(units, homes.getOrDefault(alike.getKey(), List.of()), column));
      column += units.size() * units.getFirst().inputs().size();
    }
    return List.copyOf(groups);
  }

  private void fill(Group group) {
    int column = group.firstColumn();
    for (Device device : group.devices()) {
      for (Input input : device.inputs()) {
        fill(input, column++);
      }
    }
  }

  private void fill(Input input, int column) {
    List<double[]> series = new ArrayList<>();
    for (Profile profile : input.profiles()) {
      series.add(dataset.resolve(profile, scenario.step()));
    }
    double[] values = new double[series.size()];
    for (int step = 0; step < timeline.steps(); step++) {
      for (int index = 0; index < values.length; index++) {
        values[index] = series.get(index)[step];
      }
      LocalDateTime start = timeline.local(step);
      inputs[step * columns + column] = input.formula().at(start, values);
    }
  }

  /// Finds columns that need not be copied anew in every step.
  private void compare() {
    Map<Integer, List<Integer>> alike = new HashMap<>();
    double[][] byColumn = new double[columns][timeline.steps()];
    for (int step = 0; step < timeline.steps(); step++) {
      for (int column = 0; column < columns; column++) {
        byColumn[column][step] = inputs[step * columns + column];
      }
    }
    for (int column = 0; column < columns; column++) {
      double[] values = byColumn[column];
      double first = values[0];
      constant[column] = Arrays.stream(values).allMatch(value -> value == first);
      List<Integer> firsts =
          alike.computeIfAbsent(Arrays.hashCode(values), hash -> new ArrayList<>());
      int own = column;
      twin[column] =
          firsts.stream()
              .filter(earlier -> Arrays.equals(byColumn[earlier], values))
              .findFirst()
              .orElse(own);
      if (twin[column] == column) {
        firsts.add(column);
      }
    }
  }
}
