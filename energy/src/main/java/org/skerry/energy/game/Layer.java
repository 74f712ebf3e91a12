package org.skerry.energy.game;

import java.util.Arrays;
import java.util.List;
import org.skerry.learning.Role;
import org.skerry.learning.Transition;

/// Who decides, what they see, what they set and what they earn: one level of a system. It is made
/// for one running game and takes its arrays from the [Lanes] of that game.
public interface Layer {

  /// The role that this layer is in the game.
  Role role();

  /// The equipment whose set-points it writes; nothing else is held to what it can do.
  List<Equipment> sets();

  /// Writes what the agents see, shape `[lanes][agents][observation]`.
  void observe(float[] out);

  /// Writes which actions are open, shape `[lanes][agents][count]`, to agents who choose by number.
  /// Every action is open unless a layer says otherwise.
  default void available(boolean[] out) {
    Arrays.fill(out, true);
  }

  /// Turns actions, shape `[lanes][agents][action]`, into set-points or prices.
  void decide(float[] actions);

  /// Writes what each agent earned in the step just executed, into the reward of this role.
  void reward(Transition out);
}
