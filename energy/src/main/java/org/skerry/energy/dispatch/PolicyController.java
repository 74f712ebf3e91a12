package org.skerry.energy.dispatch;

import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Layer;
import org.skerry.energy.game.Period;
import org.skerry.learning.Policy;
import org.skerry.learning.Role;

/// A policy that plays a layer: what was learnt, in charge of a whole scenario.
///
/// It sees what the layer observes and decides through the layer, as in training, so that a policy
/// acts alike in a study, in a simulation and online.
///
/// @param name of the controller in tables and reports
/// @param layer made for the lanes of the game to control, such as `lanes -> new
///   MicrogridOperators(lanes, 1)`
/// @param policy decides for all agents of the layer; one that draws its actions draws the same in
///   every run
public record PolicyController(String name, Function<Lanes, Layer> layer, Policy policy)
    implements Controller {

  @Override
  public Running start(Lanes lanes, Period period) {
    Layer played = layer.apply(lanes);
    Role role = played.role();
    int rows = lanes.count() * role.agents();
    float[] observations = new float[rows * role.observation().size()];
    boolean[] available = new boolean[rows * role.choices()];
    float[] actions = new float[rows * role.action().size()];
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(0);
    return step -> {
      played.observe(observations);
      if (available.length > 0) {
        played.available(available);
      }
      policy.act(role, rows, observations, available, actions, random);
      played.decide(actions);
    };
  }
}
