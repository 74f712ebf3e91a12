package org.skerry.energy.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Profile.Scale;
import org.skerry.energy.device.Profile.Term;
import org.skerry.energy.text.CsvTable;
import org.skerry.energy.text.Numerals;
import org.skerry.energy.text.TextException;

/// A table of households (CSV), one in each row, with the columns of Tables 4 to 6 of MAHTM (MAHTM:
/// A Multi-Agent Framework for Hierarchical Transactive Microgrids, 2023), ours where said:
///
/// - `name`; `x` and `y` in m, ours
/// - `profile`: the series of its demand; `peakLoad` kW
/// - `capacity` kWh of its battery, 0 for none; `efficiency` one way; `maximumCharge`,
///   `minimumCharge` as shares of the capacity; `chargeRate`, `dischargeRate` as shares of the
///   capacity per hour; it begins at its least charge
/// - `peakSun` kW of its modules, 0 for none
/// - `noiseDay`, ours: its noise is that of so many days later, so that no two households share it
final class HouseholdTable {
  private static final List<String> NUMBERS =
      List.of(
          "x",
          "y",
          "peakLoad",
          "capacity",
          "efficiency",
          "maximumCharge",
          "minimumCharge",
          "chargeRate",
          "dischargeRate",
          "peakSun",
          "noiseDay");
  private static final double LOST_LOAD = 10;

  private final String file;
  private final CsvTable table;
  private final Numerals numerals;
  private final Problems problems;

  private HouseholdTable(String file, String text, List<String> wanted, Problems problems) {
    this.file = file;
    this.problems = problems;
    this.table =
        new CsvTable(
            file,
            text,
            wanted,
            CsvTable.Format.FOUND,
            (line, column, sentence) ->
                problems.add(new Problems.Position(file, line, column), sentence));
    this.numerals = table.numerals(NUMBERS.stream().map(table::column).toList());
  }

  /// Reads a table.
  ///
  /// @param file how messages name it
  /// @param common devices that every household has beside those of the table
  /// @throws ScenarioException with all problems in the order of the rows
  static List<Household> read(String file, String text, List<Device> common) {
    var problems = new Problems();
    var wanted = new ArrayList<>(NUMBERS);
    wanted.addAll(List.of("name", "profile"));
    var reader = reader(file, text, wanted, problems);
    var households = new ArrayList<Household>();
    for (int row = 0; row < reader.table.size(); row++) {
      reader.household(row, common, households);
    }
    problems.throwIfAny();
    return households;
  }

  private static HouseholdTable reader(
      String file, String text, List<String> wanted, Problems problems) {
    try {
      return new HouseholdTable(file, text, wanted, problems);
    } catch (TextException broken) {
      throw new ScenarioException(String.valueOf(broken.getMessage()));
    }
  }

  private Problems.Position position(int row, int column) {
    return new Problems.Position(file, table.line(row), column + 1);
  }

  private void household(int row, List<Device> common, List<Household> out) {
    for (String column : NUMBERS) {
      if (numerals.parse(cell(row, column)).isEmpty()) {
        problems.add(
            position(row, table.column(column)),
            "%s is '%s', but must be a number."
                .formatted(column, CsvTable.brief(cell(row, column))));
        return;
      }
    }
    try {
      var devices = devices(row);
      devices.addAll(common);
      out.add(
          new Household(cell(row, "name"), new Place(number(row, "x"), number(row, "y")), devices));
    } catch (IllegalArgumentException refused) {
      problems.add(position(row, 0), String.valueOf(refused.getMessage()));
    }
  }

  private List<Device> devices(int row) {
    Optional<Battery> battery =
        number(row, "capacity") > 0 ? Optional.of(battery(row)) : Optional.empty();
    return devices(
        cell(row, "profile"),
        number(row, "peakLoad"),
        number(row, "peakSun"),
        battery,
        number(row, "noiseDay"));
  }

  /// The devices of a household, in a list of their own.
  ///
  /// @param profile the series of its demand
  /// @param peakLoad kW
  /// @param peakSun kW, 0 for no modules
  /// @param noiseDay its noise is that of so many days later
  static List<Device> devices(
      String profile, double peakLoad, double peakSun, Optional<Battery> battery, double noiseDay) {
    double noiseHours = 24 * noiseDay;
    Profile demand = profile(profile, "demandNoise", noiseHours, peakLoad);
    var devices = new ArrayList<Device>();
    devices.add(new Load("load", Carrier.POWER, demand, 1, 0, 0, LOST_LOAD, 1));
    if (peakSun > 0) {
      Profile sun = profile("sun", "sunNoise", noiseHours, peakSun);
      devices.add(new Photovoltaic("sun", new Output.Measured(sun), 0));
    }
    battery.ifPresent(devices::add);
    return devices;
  }

  private Battery battery(int row) {
    double capacity = number(row, "capacity");
    return new Battery(
        "battery",
        capacity,
        capacity * number(row, "chargeRate"),
        capacity * number(row, "dischargeRate"),
        number(row, "efficiency"),
        number(row, "efficiency"),
        number(row, "minimumCharge"),
        number(row, "maximumCharge"),
        number(row, "minimumCharge"),
        0);
  }

  private static Profile profile(String series, String noise, double hours, double peak) {
    return new Profile(
        List.of(new Term(series, 1, 0), new Term(noise, 1, hours)), Scale.FACTOR, peak, 0, 0);
  }

  private String cell(int row, String column) {
    return table.cell(row, table.column(column));
  }

  private double number(int row, String column) {
    return numerals.parse(cell(row, column)).orElseThrow();
  }
}
