package org.skerry.energy.game;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.skerry.energy.scenario.Scenario;

/// The same steps in every lane, one after the other, with stores that begin as described: an
/// evaluation over a period, or over several periods joined in order.
public final class Period implements Episodes {
  private final int[] sequence;

  /// @param sequence the steps of the timeline in the order in which they are played
  /// @throws IllegalArgumentException if it is empty
  public Period(int... sequence) {
    if (sequence.length == 0) {
      throw new IllegalArgumentException(
          "The period has no step. Choose an end after its beginning.");
    }
    this.sequence = sequence.clone();
  }

  /// The steps from `from` to before `to`.
  public static Period between(int from, int to) {
    return new Period(IntStream.range(from, to).toArray());
  }

  /// The step of the timeline that is played as number `index`.
  public int step(int index) {
    return sequence[index];
  }

  /// Whether what is stored after some steps keeps its worth: before the end always, and at the end
  /// unless nothing follows it.
  ///
  /// @param ending what the end of a period means
  /// @param played steps played since the period began
  public boolean keepsStored(Scenario.Ending ending, int played) {
    return played < sequence.length || ending == Scenario.Ending.TRUNCATED;
  }

  @Override
  public int horizon() {
    return sequence.length;
  }

  @Override
  public boolean truncates() {
    return true;
  }

  @Override
  public void begin(long seed, Lanes lanes, int[] steps) {
    Arrays.fill(steps, sequence[0]);
  }

  @Override
  public void next(int played, int[] steps) {
    Arrays.fill(steps, sequence[Math.min(played, sequence.length - 1)]);
  }
}
