package org.skerry.energy.scenario;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.skerry.energy.text.CsvTable;

/// The readings of a meter that counts up, such as kWh in total, and what passed in each step.
///
/// A reading that falls to 0 was reset. One that falls from near a power of ten to above 0 rolled
/// over, if no reading is beyond that power and no more falls are of another kind; any other was
/// reset. Both must be plausible: what is taken to have passed may be at most twice as fast as the
/// most that passed between readings beside which none falls. A fall that is made good at once is
/// neither, but a faulty reading.
final class Register {
  /// Below, counters that begin anew each day are more likely than registers of so few digits.
  private static final double LEAST_TURN = 1000;

  private final double[] readings;
  private final double[] times;
  private final double fastest;
  private int resets;
  private int rollOvers;

  /// @param readings `[reading]`, all finite; owned by this
  /// @param times `[reading - 1]`, how long each reading is before the next, above 0 in any unit;
  ///   owned by this
  Register(double[] readings, double[] times) {
    this.readings = readings;
    this.times = times;
    double undisturbed = fastest(false);
    fastest = undisturbed > 0 ? undisturbed : fastest(true);
  }

  private double fastest(boolean besideFalls) {
    double fastest = 0;
    double last = 0;
    boolean fallen = false;
    for (int i = 0; i < times.length; i++) {
      if (falls(i)) {
        fastest = besideFalls ? Math.max(fastest, last) : fastest;
        last = 0;
        fallen = true;
      } else if (rate(i) > 0) {
        fastest = Math.max(fastest, last);
        last = fallen && !besideFalls ? 0 : rate(i);
        fallen = false;
      }
    }
    return Math.max(fastest, last);
  }

  private double rate(int reading) {
    return (readings[reading + 1] - readings[reading]) / times[reading];
  }

  private boolean falls(int reading) {
    return readings[reading + 1] < readings[reading];
  }

  /// What passed in each step of a regular clock by readings that come at any time: what is counted
  /// grows evenly between two of them. Nothing is lost: the steps add up to all that passed.
  ///
  /// @param passed `[reading - 1]` between each reading and the next
  /// @param seconds `[reading]` when each reading was taken, never falling
  /// @param begin of the first step in seconds, at or before the first reading
  /// @param step in seconds
  /// @param steps how many; the last ends at or after the last reading
  /// @return `[step]`, a new array
  static double[] inSteps(double[] passed, long[] seconds, long begin, long step, int steps) {
    var energy = new double[steps];
    double before = 0;
    double counted = 0;
    int reading = 0;
    for (int i = 0; i < steps; i++) {
      long end = begin + (i + 1) * step;
      while (reading < passed.length && seconds[reading + 1] <= end) {
        counted += passed[reading++];
      }
      double now = counted;
      if (reading < passed.length && seconds[reading] < end) {
        double length = seconds[reading + 1] - seconds[reading];
        now += passed[reading] * ((end - seconds[reading]) / length);
      }
      energy[i] = now - before;
      before = now;
    }
    return energy;
  }

  /// What passed between each reading and the next.
  ///
  /// @return `[reading - 1]`, a new array, never negative; NaN where a reading falls for no reason
  double[] passed() {
    int[] falls = IntStream.range(0, times.length).filter(this::falls).toArray();
    double[] turns =
        IntStream.of(falls).mapToDouble(this::turn).filter(turn -> turn > 0).distinct().toArray();
    boolean rolls =
        turns.length == 1
            && 2 * IntStream.of(falls).filter(fall -> turn(fall) > 0).count() >= falls.length
            && DoubleStream.of(readings).allMatch(reading -> reading <= turns[0]);
    var passed = new double[times.length];
    for (int i = 0; i < passed.length; i++) {
      passed[i] = falls(i) ? restarted(i, rolls) : readings[i + 1] - readings[i];
    }
    return passed;
  }

  private double restarted(int fall, boolean rolls) {
    double after = readings[fall + 1];
    if (madeGood(fall)) {
      return Double.NaN;
    }
    if (rolls && turn(fall) > 0) {
      rollOvers++;
      return turn(fall) - readings[fall] + after;
    }
    if (after >= 0 && after <= plausible(fall) && after < 0.5 * readings[fall]) {
      resets++;
      return after;
    }
    return Double.NaN;
  }

  /// The power of ten that a register may have rolled over where it falls, or 0.
  private double turn(int fall) {
    double before = readings[fall];
    double after = readings[fall + 1];
    double turn = Math.pow(10, Math.ceil(Math.log10(Math.max(before, 1))));
    boolean may =
        turn >= LEAST_TURN
            && before >= 0.9 * turn
            && after > 0
            && turn - before + after <= plausible(fall);
    return may ? turn : 0;
  }

  private double plausible(int reading) {
    return 2 * fastest * times[reading];
  }

  /// Whether readings jump to a fall, or back after it, faster than a meter counts.
  private boolean madeGood(int fall) {
    int peak = fall;
    while (peak > 0 && readings[peak - 1] == readings[fall]) {
      peak--;
    }
    int back = fall + 1;
    while (back < times.length && readings[back + 1] == readings[fall + 1]) {
      back++;
    }
    boolean spike =
        peak > 0 && readings[fall + 1] >= readings[peak - 1] && rate(peak - 1) > 2 * fastest;
    boolean gap =
        back < times.length && readings[back + 1] >= readings[fall] && rate(back) > 2 * fastest;
    return spike || gap;
  }

  /// How often the readings began anew, in words; empty for never. After [#passed].
  String restarts() {
    return resets + rollOvers == 0
        ? ""
        : "was reset %d and rolled over %d times".formatted(resets, rollOvers);
  }

  /// Why nothing is said to have passed between a reading and the next.
  String fault(int reading) {
    return CsvTable.brief(
        "falls from %s to %s, which is neither a reset to 0 nor a roll-over%s"
            .formatted(
                Numbers.text(readings[reading]),
                Numbers.text(readings[reading + 1]),
                madeGood(reading) ? ", as the readings before or after do not fit" : ""));
  }
}
