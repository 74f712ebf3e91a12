package org.skerry.learning.algorithm;

import java.util.List;
import org.skerry.learning.network.Gaussian;

/// What PPO, IPPO and MAPPO have in common; each fills in what it fixes.
///
/// @param name of the algorithm, for messages
/// @param hidden sizes of the hidden layers, the same in actor and critic
/// @param gamma discount per step, in [0, 1]
/// @param lambda weight of later steps in an advantage, in [0, 1]
/// @param clip how far a probability ratio pays, above 0
/// @param valueClip how far a value may move from the one before; infinite for no limit
/// @param entropy weight of the entropy bonus, at least 0
/// @param actorRate learning rate of the actor, above 0
/// @param criticRate learning rate of the critic, above 0
/// @param epochs passes over the rollout, at least 1
/// @param batch samples in a batch; more than a rollout has means all at once
/// @param maxNorm clip of the gradient's global norm, of actor and critic separately
/// @param huber where the value error turns from squared to absolute; infinite for squared
/// @param targetKl the actor's epochs stop once the divergence exceeds it; infinite for never
/// @param values whether the critic learns returns normalised by their running statistics
/// @param observations whether networks see observations normalised likewise
/// @param deviation the initial standard deviation of a box action, above 0
record ProximalSettings(
    String name,
    List<Integer> hidden,
    double gamma,
    double lambda,
    double clip,
    double valueClip,
    double entropy,
    double actorRate,
    double criticRate,
    int epochs,
    int batch,
    double maxNorm,
    double huber,
    double targetKl,
    Scaling values,
    Scaling observations,
    AdvantageScale advantages,
    Sharing sharing,
    CriticInput criticInput,
    Gaussian.Bounds bounds,
    double deviation) {

  ProximalSettings {
    hidden = List.copyOf(hidden);
    Check check = new Check(name);
    check.sizes("hidden", hidden);
    check.within("gamma", gamma, 0, 1);
    check.within("lambda", lambda, 0, 1);
    check.positive("clip", clip);
    check.positive("valueClip", valueClip);
    check.atLeast("entropy", entropy, 0);
    check.positive("actorRate", actorRate);
    check.positive("criticRate", criticRate);
    check.atLeast("epochs", epochs, 1);
    check.atLeast("batch", batch, 2);
    check.positive("maxNorm", maxNorm);
    check.positive("huber", huber);
    check.positive("targetKl", targetKl);
    check.positive("deviation", deviation);
  }
}
