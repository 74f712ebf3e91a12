import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.skerry.energy.scenario.Dataset;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Timeline;

/// Makes the schedule of the scenario archipelago for the data set `generated`: stores charge at night and
/// at noon and discharge in the evening, diesels run in the evening of cold days, and cogeneration follows
/// the heat. Stores keep a state of charge of their own, so the set-points can be delivered.
///
/// Usage: java -cp … tools/ArchipelagoSchedule.java TARGET.csv.gz
public final class ArchipelagoSchedule {
  private ArchipelagoSchedule() {}

  /// A store with its state of charge in kWh.
  private static final class Store {
    final double low;
    final double high;
    final double charge;
    final double discharge;
    final double in;
    final double out;
    double energy;

    Store(double low, double high, double start, double charge, double discharge, double in, double out) {
      this.low = low;
      this.high = high;
      this.energy = start;
      this.charge = charge;
      this.discharge = discharge;
      this.in = in;
      this.out = out;
    }

    /// Whole kW, positive when it discharges, within what it can do in an hour.
    long power(double wish) {
      double room = (high - energy) / in;
      double stored = (energy - low) * out;
      double most = Math.max(-Math.min(charge, room), Math.min(discharge, Math.min(stored, wish)));
      long power = (long) most;
      energy += power < 0 ? -power * in : -power / out;
      return power;
    }
  }

  /// @param arguments the target
  public static void main(String[] arguments) throws Exception {
    Dataset year = Datasets.load("generated");
    Timeline line = Timeline.of(year, Duration.ofHours(1));
    var harbour = new Store(80, 720, 400, 200, 200, 0.95, 0.95);
    var clinic = new Store(90, 270, 150, 80, 80, 0.95, 0.95);
    var school = new Store(20, 180, 100, 50, 50, 0.95, 0.95);
    var lighthouse = new Store(15, 135, 75, 40, 40, 0.95, 0.95);
    var reservoir = new Store(300, 3000, 1500, 260, 300, 0.86, 0.9);
    var file = new FileOutputStream(arguments[0]);
    var packed =
        new GZIPOutputStream(file) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        };
    try (Writer out = new OutputStreamWriter(packed, StandardCharsets.UTF_8)) {
      out.write(
          "start,harbour/battery,town/turbines,town/turbines/heat,fishery/diesel,dam/reservoir,"
              + "clinic/fuel cell,clinic/fuel cell/heat,clinic/battery,school/battery,"
              + "lighthouse/diesel,lighthouse/battery\n");
      long turbines = 0;
      long cell = 0;
      for (int t = 0; t < line.steps(); t++) {
        int hour = line.hourOfDay(t);
        double cold = year.series("temperature").at(t);
        double townHeat = Math.max(0, 255 - 15 * cold);
        double clinicHeat = Math.max(0, 90 - 4 * cold);
        boolean day = hour >= 6 && hour < 22;
        turbines = next(turbines, day && townHeat >= 84 ? townHeat / 1.4 : 0, 60, 240, 120);
        cell = next(cell, clinicHeat >= 18 ? clinicHeat / 0.9 : 0, 20, 90, 30);
        boolean evening = hour >= 17 && hour < 21;
        boolean winter = line.month(t) <= 2 || line.month(t) == 12;
        double wish = evening ? 1 : hour < 5 || hour >= 11 && hour < 15 ? -1 : 0;
        double slow = evening || hour == 21 ? 1 : hour < 6 || hour >= 10 && hour < 15 ? -1 : 0;
        out.write(
            line.local(t)
                + ","
                + harbour.power(wish * 160)
                + ","
                + turbines
                + ","
                + (long) Math.min(townHeat, 1.4 * turbines)
                + ","
                + (evening && winter ? 120 : 0)
                + ","
                + reservoir.power(slow * 240)
                + ","
                + cell
                + ","
                + (long) Math.min(clinicHeat, 0.9 * cell)
                + ","
                + clinic.power(wish * 40)
                + ","
                + school.power(wish * 35)
                + ","
                + (evening && winter ? 20 : 0)
                + ","
                + lighthouse.power(wish * 25)
                + "\n");
      }
    }
  }

  /// Whole kW at which a unit runs next: off, or between its limits and within its ramp.
  private static long next(long now, double wish, long minimum, long maximum, long ramp) {
    long most = Math.min(maximum, Math.max(minimum, now + ramp));
    long least = now - ramp <= minimum ? 0 : now - ramp;
    if (wish < minimum) {
      return least;
    }
    return Math.max(least, Math.min(most, (long) wish));
  }
}
