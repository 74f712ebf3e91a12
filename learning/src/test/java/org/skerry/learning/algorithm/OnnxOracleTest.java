package org.skerry.learning.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.skerry.learning.Algorithm;
import org.skerry.learning.Learner;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Spec;
import org.skerry.learning.Transition;
import org.skerry.learning.network.Gaussian;
import org.skerry.learning.rollout.Noise;

/// Holds exported models against ONNX Runtime.
@Tag("slow")
class OnnxOracleTest {
  @Test
  void anExportedModelDecidesAsThePolicyDoes() throws OrtException {
    Space box = Space.Box.symmetric(2);
    for (Sharing sharing : Sharing.values()) {
      agrees(new Mappo().withSharing(sharing), box);
      agrees(new Mappo().withSharing(sharing).withBounds(Gaussian.Bounds.TANH), box);
    }
    agrees(new Mappo(), new Space.Discrete(5));
    agrees(new Dqn().withLearningStarts(8), new Space.Discrete(5));
    agrees(new Maddpg().withLearningStarts(8), box);
  }

  private static void agrees(Algorithm algorithm, Space action) throws OrtException {
    Role role = new Role("operator", 3, Space.Box.unbounded(4), action);
    Spec spec = new Spec(List.of(role), 2, 1, 0, 8, true);
    Random random = new Random(1);
    NetworkPolicy policy = trained(algorithm, spec, role, random);
    float[] seen = new float[3 * 4];
    float[] actions = new float[3 * action.size()];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = 3 * (float) random.nextGaussian();
    }
    policy.act(role, 3, seen, new boolean[0], actions, new Noise(1));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    for (int agent = 0; agent < 3; agent++) {
      float[][] row = {Arrays.copyOfRange(seen, 4 * agent, 4 * agent + 4)};
      try (OrtSession session = environment.createSession(policy.onnx(agent));
          OnnxTensor input = OnnxTensor.createTensor(environment, row);
          OrtSession.Result result = session.run(Map.of("observation", input))) {
        float[][] decided = (float[][]) result.get(0).getValue();

        for (int d = 0; d < action.size(); d++) {
          assertThat(decided[0][d])
              .isCloseTo(actions[agent * action.size() + d], Offset.offset(2e-6f));
        }
      }
    }
  }

  private static NetworkPolicy trained(Algorithm algorithm, Spec spec, Role role, Random random) {
    Learner learner = algorithm.start(spec, role, 4);
    float[] seen = new float[spec.observations(role)];
    float[] actions = new float[spec.actions(role)];
    int choices = role.action() instanceof Space.Discrete(int count) ? count : 0;
    boolean[] open = new boolean[spec.lanes() * role.agents() * choices];
    Arrays.fill(open, true);
    Transition transition = new Transition(spec);
    for (int horizon = 0; horizon < 3; horizon++) {
      for (int t = 0; t < spec.horizon(); t++) {
        for (int i = 0; i < seen.length; i++) {
          seen[i] = 3 * (float) random.nextGaussian() + 1;
        }
        learner.act(new float[0], seen, open, actions);
        transition.reward(role)[0] = random.nextFloat();
        learner.learn(transition);
      }
      learner.finish(new float[0], seen, open);
      learner.update();
    }
    return (NetworkPolicy) learner.policy();
  }
}
