package org.skerry.learning.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.Arrays;
import java.util.Map;
import org.skerry.learning.rollout.Rollout;

/// What [Reinforce] has in place of critics: what was earned itself.
final class Returns implements Critics {
  private final Reinforce reinforce;
  private final int agents;
  private final Rollout rollout;

  Returns(Reinforce reinforce, int agents, Rollout rollout) {
    this.reinforce = reinforce;
    this.agents = agents;
    this.rollout = rollout;
  }

  @Override
  public void estimate(float[] last) {
    Arrays.fill(rollout.values(), 0);
    rollout.estimate(reinforce.gamma(), 1, false);
    float[] advantages = rollout.advantages();
    int columns = rollout.columns();
    if (reinforce.credit() == Reinforce.Credit.EPISODE) {
      for (int step = 1; step < rollout.steps(); step++) {
        System.arraycopy(advantages, 0, advantages, step * columns, columns);
      }
    }
    if (reinforce.baseline() == Reinforce.Baseline.LANES) {
      for (int step = 0; step < rollout.steps(); step++) {
        for (int agent = 0; agent < agents; agent++) {
          centre(advantages, step * columns + agent, (step + 1) * columns);
        }
      }
    }
  }

  private void centre(float[] advantages, int from, int to) {
    double sum = 0;
    for (int at = from; at < to; at += agents) {
      sum += advantages[at];
    }
    double mean = sum * agents / rollout.columns();
    for (int at = from; at < to; at += agents) {
      advantages[at] -= (float) mean;
    }
  }

  @Override
  public int learners() {
    return 0;
  }

  @Override
  public void improve(int learner) {}

  @Override
  public void measure(Map<String, Double> all) {}

  @Override
  public void write(DataOutput out) {}

  @Override
  public void resume(DataInput in) {}
}
