package org.skerry.learning.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.skerry.learning.Spec;
import org.skerry.learning.network.Workers;
import org.skerry.learning.rollout.Rollout;

/// Critics that give one value per agent, and generalised advantages from it; one for each group.
final class ValueCritics implements Critics {
  private final PolicyGradient settings;
  private final Spec spec;
  private final Rollout rollout;
  private final List<ValueCritic> critics;

  ValueCritics(PolicyGradient settings, Spec spec, Rollout rollout, List<Group> groups) {
    this.settings = settings;
    this.spec = spec;
    this.rollout = rollout;
    critics = groups.stream().map(group -> new ValueCritic(settings, rollout, group)).toList();
  }

  @Override
  public void estimate(float[] last) {
    Workers.each(critics.size(), i -> critics.get(i).value());
    rollout.estimate(settings.gamma(), settings.lambda(), spec.bootstrap());
  }

  @Override
  public int learners() {
    return critics.size();
  }

  @Override
  public void improve(int learner) {
    critics.get(learner).improve();
  }

  @Override
  public void measure(Map<String, Double> all) {
    for (ValueCritic critic : critics) {
      critic.measure(all, critics.size());
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    for (ValueCritic critic : critics) {
      critic.write(out);
    }
  }

  @Override
  public void resume(DataInput in) throws IOException {
    for (ValueCritic critic : critics) {
      critic.resume(in);
    }
  }
}
