package org.skerry.learning.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A learner whose whole state can be written between two horizons and read back, after which it
/// goes on as if it had never stopped, to the bit. [Checkpoint] keeps such state in a file.
public interface Resumable {

  /// Writes networks, optimisers, statistics and random streams.
  void write(DataOutput out) throws IOException;

  /// Continues from what a learner of the same algorithm, game and role wrote.
  ///
  /// @throws IOException if it does not fit
  void resume(DataInput in) throws IOException;
}
