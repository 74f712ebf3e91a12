package org.skerry.learning.algorithm;

import org.skerry.learning.Role;
import org.skerry.learning.Spec;
import org.skerry.learning.rollout.Normalisation;

/// Puts together what actors and critics take in, row by row for all lanes and agents.
///
/// The actor's part never touches the global state, so decentralised execution is so by
/// construction.
final class Inputs {
  private final int lanes;
  private final int agents;
  private final int observation;
  private final int stateSize;
  private final boolean identity;
  private final CriticInput criticInput;

  Inputs(Spec spec, Role role, Sharing sharing, CriticInput criticInput) {
    lanes = spec.lanes();
    agents = role.agents();
    observation = role.observation().size();
    stateSize = spec.stateSize();
    identity = sharing == Sharing.ONE_WITH_IDENTITY;
    this.criticInput = criticInput;
  }

  /// Numbers that an actor takes in.
  int actorSize() {
    return observation + (identity ? agents : 0);
  }

  /// Numbers that a critic takes in.
  int criticSize() {
    int core =
        switch (criticInput) {
          case LOCAL -> observation;
          case CONCAT -> agents * observation;
          case AGENT_SPECIFIC -> stateSize + observation;
        };
    return core + (identity ? agents : 0);
  }

  /// Writes `[lanes × agents][actorSize]` from row `first` on.
  void actor(float[] observations, Normalisation observed, float[] out, int first) {
    int size = actorSize();
    for (int row = 0; row < lanes * agents; row++) {
      actor(observations, observed, row, out, (first + row) * size);
    }
  }

  /// Writes one row for an actor, `[actorSize]` from `at` on.
  void actor(float[] observations, Normalisation observed, int row, float[] out, int at) {
    observed.apply(observations, row * observation, out, at);
    identify(row, out, at + observation);
  }

  /// Writes `[lanes × agents][criticSize]` from row `first` on.
  void critic(
      float[] state,
      float[] observations,
      Normalisation observed,
      Normalisation observedStates,
      float[] out,
      int first) {
    int size = criticSize();
    for (int row = 0; row < lanes * agents; row++) {
      int at = (first + row) * size;
      int lane = row / agents;
      switch (criticInput) {
        case LOCAL -> {
          observed.apply(observations, row * observation, out, at);
          at += observation;
        }
        case CONCAT -> {
          for (int other = 0; other < agents; other++) {
            observed.apply(observations, (lane * agents + other) * observation, out, at);
            at += observation;
          }
        }
        case AGENT_SPECIFIC -> {
          observedStates.apply(state, lane * stateSize, out, at);
          observed.apply(observations, row * observation, out, at + stateSize);
          at += stateSize + observation;
        }
      }
      identify(row, out, at);
    }
  }

  private void identify(int row, float[] out, int at) {
    if (identity) {
      for (int agent = 0; agent < agents; agent++) {
        out[at + agent] = agent == row % agents ? 1 : 0;
      }
    }
  }
}
