package org.skerry.learning.algorithm;

import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.network.Categorical;
import org.skerry.learning.network.Gaussian;
import org.skerry.learning.network.Head;
import org.skerry.learning.network.Pass;

/// How the output of a network becomes a decision.
enum Decision {
  /// The output is the mean of a normal distribution; the game sees it clipped.
  CLIPPED,
  /// The output is the mean of a normal distribution before the hyperbolic tangent.
  SQUASHED,
  /// The outputs are logits, or values, of choices.
  CHOICE;

  static Decision of(Role role, Gaussian.Bounds bounds) {
    if (role.action() instanceof Space.Discrete) {
      return CHOICE;
    }
    return bounds == Gaussian.Bounds.TANH ? SQUASHED : CLIPPED;
  }

  Head head(Pass pass) {
    return switch (this) {
      case CLIPPED -> new Gaussian(pass, Gaussian.Bounds.CLIP);
      case SQUASHED -> new Gaussian(pass, Gaussian.Bounds.TANH);
      case CHOICE -> new Categorical(pass);
    };
  }
}
