package org.skerry.learning.algorithm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Spec;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Adam;
import org.skerry.learning.network.Descent;
import org.skerry.learning.network.Gaussian;
import org.skerry.learning.network.Loss;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.network.Workers;
import org.skerry.learning.rollout.Noise;
import org.skerry.learning.rollout.Normalisation;

/// Behaviour cloning (Pomerleau: Efficient Training of Artificial Neural Networks for Autonomous
/// Navigation, 1991): a policy that decides as it was shown, by supervised learning of pairs of
/// observation and action. [WarmStart] lets an actor-critic begin with it.
///
/// Actions in a box are learnt by squared error ([Imitation]), choices by cross-entropy. The
/// learning rate falls linearly to zero, which settles the fit. The standard deviation of a box
/// action becomes what the regression leaves unexplained, its maximum-likelihood estimate.
///
/// @param hidden sizes of the hidden layers; as in the actor that begins with it
/// @param activation what hidden layers apply to their sums
/// @param rate learning rate at first, above 0
/// @param epochs passes over the pairs, at least 1
/// @param batch pairs in a batch, at least 1; more than there are means all at once
/// @param maxNorm clip of the gradient's global norm, above 0; infinite for none
/// @param observations whether the network sees observations as they are or normalised
/// @param sharing which agents share a network
/// @param bounds how a choice becomes an action in [-1, 1]; of a box of actions
@HyperParameters
public record Cloning(
    List<Integer> hidden,
    Activation activation,
    double rate,
    int epochs,
    int batch,
    double maxNorm,
    Scaling observations,
    Sharing sharing,
    Gaussian.Bounds bounds)
    implements CloningBuilder.With {

  /// @throws IllegalArgumentException if a number is out of range
  public Cloning {
    hidden = List.copyOf(hidden);
    new Check("Cloning")
        .sizes("hidden", hidden)
        .positive("rate", rate)
        .atLeast("epochs", epochs, 1)
        .atLeast("batch", batch, 1)
        .positive("maxNorm", maxNorm);
  }

  /// The customary hyper-parameters, with the networks of [Mappo].
  public Cloning() {
    this(
        List.of(128, 128),
        Activation.TANH,
        1e-3,
        50,
        256,
        10,
        Scaling.RUNNING,
        Sharing.ONE_WITH_IDENTITY,
        Gaussian.Bounds.CLIP);
  }

  /// Learns to decide as shown. Row `r` is of agent `r` modulo agents, as in a game of any number
  /// of lanes.
  ///
  /// @param observations shape `[rows][observation]`, read only
  /// @param actions shape `[rows][action]`, in the action space of the role, read only
  /// @param seed decides first weights and the order of batches
  /// @throws IllegalArgumentException if the arrays do not fit the role or each other, or hold what
  ///   is no number or no action
  public NetworkPolicy learn(Role role, float[] observations, float[] actions, long seed) {
    return learn(role, observations, actions, actions, seed);
  }

  /// The same where all actions of a box between two would have been as good: only what is outside
  /// is an error.
  ///
  /// @param observations as above
  /// @param least as the actions above
  /// @param greatest as the actions above; equal to the least where agents choose by number
  /// @param seed as above
  /// @throws IllegalArgumentException as above, or if the greatest is less than the least
  public NetworkPolicy learn(
      Role role, float[] observations, float[] least, float[] greatest, long seed) {
    Check check = new Check("Cloning");
    int rows = rows(check, role, observations, least, greatest);
    Spec spec = new Spec(List.of(role), rows / role.agents(), 1, 0, 1, true);
    check.play(spec, role);
    Normalisation observed = new Normalisation(role.observation().size());
    if (this.observations == Scaling.RUNNING) {
      observed.update(observations, rows);
    }
    Inputs seen = new Inputs(spec, role, sharing, CriticInput.LOCAL);
    Imitation.Examples examples =
        (sample, out, at) -> seen.actor(observations, observed, sample, out, at);
    Decision decision = Decision.of(role, bounds);
    int groups = sharing == Sharing.EACH ? role.agents() : 1;
    List<Mlp> networks = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      networks.add(network(role, seen.actorSize(), Noise.of(seed, group)));
    }
    Workers.each(
        groups,
        group -> {
          int[] order = new int[rows / groups];
          for (int i = 0; i < order.length; i++) {
            order[i] = i * groups + group;
          }
          fit(
              networks.get(group),
              () -> new Imitation(networks.get(group), decision, examples, least, greatest),
              order,
              Noise.of(seed, -1L - group));
        });
    return new NetworkPolicy(role, networks, observed, sharing, decision);
  }

  private Mlp network(Role role, int inputs, Noise noise) {
    int outputs = role.action() instanceof Space.Discrete(int count) ? count : role.action().size();
    int free = role.action() instanceof Space.Box ? outputs : 0;
    Mlp network = Mlp.between(inputs, hidden, outputs, activation, free);
    network.initialise(noise, 1);
    return network;
  }

  private void fit(Mlp network, Supplier<Loss> imitation, int[] order, Noise noise) {
    Descent descent =
        new Descent(network, new Adam(network, 1e-8), imitation, Imitation.measures(network));
    int batches = Math.max(1, Math.round((float) order.length / batch));
    for (int epoch = 0; epoch < epochs; epoch++) {
      noise.shuffle(order, order.length);
      for (int b = 0; b < batches; b++) {
        int from = (int) ((long) order.length * b / batches);
        int next = (int) ((long) order.length * (b + 1) / batches);
        double left = 1 - (epoch + (double) b / batches) / epochs;
        descent.step(order, from, next - from, rate * left, maxNorm);
      }
    }
    descent.gradient(order, 0, order.length);
    for (int d = 0; d < network.freeCount(); d++) {
      double unexplained = Math.sqrt(descent.measure(Imitation.SQUARES + d));
      network.parameters()[network.free() + d] = (float) Math.log(Math.max(unexplained, 1e-6));
    }
  }

  private static int rows(
      Check check, Role role, float[] observations, float[] least, float[] greatest) {
    int observation = Math.max(1, role.observation().size());
    int rows = observations.length / observation;
    if (rows == 0
        || rows % role.agents() != 0
        || observations.length != rows * observation
        || least.length != rows * role.action().size()
        || greatest.length != least.length) {
      throw new IllegalArgumentException(
          "Cloning needs rows of "
              + observation
              + " observed numbers and "
              + role.action().size()
              + " of the action, "
              + role.agents()
              + " rows at a time, but there are "
              + observations.length
              + " and "
              + least.length
              + " numbers.");
    }
    check.numbers("observation", observations, observation, -Float.MAX_VALUE, Float.MAX_VALUE);
    checkActions(check, role, least, greatest);
    return rows;
  }

  private static void checkActions(Check check, Role role, float[] least, float[] greatest) {
    switch (role.action()) {
      case Space.Box(int size, float low, float high) -> {
        check.numbers("action", least, size, low, high);
        check.numbers("action", greatest, size, low, high);
      }
      case Space.Discrete(int count) -> check.numbers("action", least, 1, 0, count - 1);
    }
    boolean choice = role.action() instanceof Space.Discrete;
    for (int i = 0; i < least.length; i++) {
      if (choice ? greatest[i] != least[i] : greatest[i] < least[i]) {
        throw new IllegalArgumentException(
            "Cloning: row %d has actions from %s to %s. The greatest must be %s the least."
                .formatted(
                    i / role.action().size(),
                    least[i],
                    greatest[i],
                    choice ? "equal to" : "at least"));
      }
    }
  }
}
