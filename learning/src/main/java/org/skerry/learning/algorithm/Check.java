package org.skerry.learning.algorithm;

import java.io.IOException;
import java.util.List;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Spec;

/// Refuses hyper-parameters out of range and spaces that an algorithm cannot handle.
record Check(String algorithm) {

  /// Networks of an actor-critic.
  Check networks(List<Integer> hidden, double deviation) {
    return sizes("hidden", hidden).positive("deviation", deviation);
  }

  /// How rewards add up.
  Check returns(double gamma, double lambda) {
    return within("gamma", gamma, 0, 1).within("lambda", lambda, 0, 1);
  }

  /// The gradient steps of an actor-critic.
  Check descent(double actorRate, double criticRate, double maxNorm) {
    return positive("actorRate", actorRate)
        .positive("criticRate", criticRate)
        .positive("maxNorm", maxNorm);
  }

  /// The several passes of PPO and its kin.
  Check proximal(int epochs, int batch, double clip, double valueClip) {
    return atLeast("epochs", epochs, 1)
        .atLeast("batch", batch, 2)
        .positive("clip", clip)
        .positive("valueClip", valueClip);
  }

  Check within(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      refuse(name, value, "in [" + low + ", " + high + "]");
    }
    return this;
  }

  Check positive(String name, double value) {
    if (!(value > 0)) {
      refuse(name, value, "above 0");
    }
    return this;
  }

  Check atLeast(String name, double value, double least) {
    if (!(value >= least)) {
      refuse(name, value, "at least " + least);
    }
    return this;
  }

  Check sizes(String name, List<Integer> sizes) {
    for (int size : sizes) {
      if (size < 1) {
        throw new IllegalArgumentException(
            algorithm + ": " + name + " is " + sizes + ", but each layer needs at least 1 number.");
      }
    }
    return this;
  }

  /// The role observes a box and rewards have one objective.
  void play(Spec spec, Role role) {
    if (!(role.observation() instanceof Space.Box) || role.observation().size() < 1) {
      throw new IllegalArgumentException(
          algorithm
              + " needs a box of at least 1 number to observe, but role '"
              + role.name()
              + "' has "
              + role.observation()
              + ".");
    }
    if (spec.objectives() != 1) {
      throw new IllegalArgumentException(
          algorithm
              + " needs rewards with 1 objective, but the game has "
              + spec.objectives()
              + ". Weigh them into one, or use an algorithm for several objectives.");
    }
    if (role.action() instanceof Space.Box box && (box.low() != -1 || box.high() != 1)) {
      throw new IllegalArgumentException(
          algorithm
              + " needs actions in [-1, 1], but those of role '"
              + role.name()
              + "' are in ["
              + box.low()
              + ", "
              + box.high()
              + "]. Let the game map [-1, 1] to its units.");
    }
  }

  /// The number of choices of a role with discrete actions.
  int discrete(Role role, String alternatives) {
    if (role.action() instanceof Space.Discrete(int count)) {
      return count;
    }
    throw new IllegalArgumentException(
        algorithm
            + " needs a discrete action space, but role '"
            + role.name()
            + "' has "
            + role.action()
            + ". Use "
            + alternatives
            + ".");
  }

  /// The numbers in an action of a role with a box of actions.
  int box(Role role, String alternatives) {
    if (role.action() instanceof Space.Box box) {
      return box.size();
    }
    throw new IllegalArgumentException(
        algorithm
            + " needs a continuous action space, but role '"
            + role.name()
            + "' has "
            + role.action()
            + ". Use "
            + alternatives
            + ".");
  }

  /// Numbers shown to learn from, `size` in a row.
  void numbers(String what, float[] numbers, int size, float low, float high) {
    for (int i = 0; i < numbers.length; i++) {
      if (!(numbers[i] >= low && numbers[i] <= high)) {
        throw new IllegalArgumentException(
            algorithm
                + ": "
                + what
                + " "
                + i % size
                + " of row "
                + i / size
                + " is "
                + numbers[i]
                + ", but must be in ["
                + low
                + ", "
                + high
                + "].");
      }
    }
  }

  /// Copies rewards of one objective and refuses what is not a number.
  void rewards(Role role, int step, float[] rewards, float[] out, int from) {
    for (int i = 0; i < rewards.length; i++) {
      if (!Float.isFinite(rewards[i])) {
        throw new IllegalArgumentException(
            algorithm
                + ": the reward of role '"
                + role.name()
                + "', lane "
                + i / role.agents()
                + ", agent "
                + i % role.agents()
                + " in step "
                + step
                + " is "
                + rewards[i]
                + ", but must be a finite number.");
      }
      out[from + i] = rewards[i];
    }
  }

  /// Refuses a checkpoint of an algorithm with other hyper-parameters.
  void same(String saved, String current) throws IOException {
    if (!saved.equals(current)) {
      throw new IOException(
          algorithm
              + ": the learner was saved with other hyper-parameters, "
              + saved
              + ", but now they are "
              + current
              + ". Resume with those, or start anew.");
    }
  }

  /// Refuses to go on with a network that has been lost.
  void finite(String what, double norm) {
    if (!Double.isFinite(norm)) {
      throw new IllegalStateException(
          algorithm
              + ": the gradient of the "
              + what
              + " is no longer a number. Lower its learning rate or scale the rewards.");
    }
  }

  private void refuse(String name, double value, String allowed) {
    throw new IllegalArgumentException(
        algorithm + ": " + name + " is " + value + ", but must be " + allowed + ".");
  }
}
