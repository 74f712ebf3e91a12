package org.skerry.learning.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/// Tells actors how much better each choice of a horizon was than expected.
interface Critics {

  /// Fills in the advantages of the horizon just recorded.
  ///
  /// @param last what was decided after the last step, shape `[lanes][agents][action]`
  void estimate(float[] last);

  /// Networks that learn from the horizon while the actors do; 0 if what there is to learn is done.
  int learners();

  /// Improves the network of that number.
  void improve(int learner);

  /// Adds how it went.
  void measure(Map<String, Double> all);

  /// Writes networks, optimisers and statistics.
  void write(DataOutput out) throws IOException;

  /// Continues from what was written.
  void resume(DataInput in) throws IOException;
}
