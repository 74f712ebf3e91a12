package org.skerry.learning.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.skerry.learning.Algorithm;
import org.skerry.learning.Training;

class AnnealedTest {
  private static final Ppo PPO = new Ppo().withHidden(List.of(8)).withBatch(64);
  private static final ToyGame GAME = ToyGame.regulator();

  private static Training training(Algorithm algorithm) {
    return GAME.training(algorithm, 3);
  }

  private static float[] actor(Training training) {
    NetworkPolicy policy =
        (NetworkPolicy) training.learner(GAME.spec().roles().getFirst()).policy();
    return policy.networks().getFirst().parameters();
  }

  @Test
  void theFirstHorizonIsAsWithoutAndAfterTheLastTheActorStands() {
    Training plain = training(PPO);
    Training annealed = training(new Annealed(PPO, 2));
    plain.horizon();
    annealed.horizon();
    float[] first = actor(annealed);
    assertThat(first).isEqualTo(actor(plain));

    plain.horizon();
    annealed.horizon();
    float[] second = actor(annealed);
    assertThat(second).isNotEqualTo(first).isNotEqualTo(actor(plain));

    annealed.horizon();
    assertThat(actor(annealed)).isEqualTo(second);
  }

  @Test
  void resumesToTheBit() throws IOException {
    Training whole = training(new Annealed(PPO, 4));
    whole.horizon();
    byte[] saved = bytes(whole);
    whole.horizon();

    Training resumed = training(new Annealed(PPO, 4));
    learner(resumed).resume(new DataInputStream(new ByteArrayInputStream(saved)));
    resumed.resumeAfter(1);
    resumed.horizon();

    assertThat(bytes(resumed)).isEqualTo(bytes(whole));
    assertThatThrownBy(() ->
            learner(training(new Annealed(PPO, 5)))
                .resume(new DataInputStream(new ByteArrayInputStream(saved))))
        .hasMessageContaining("other hyper-parameters");
  }

  private static Resumable learner(Training training) {
    return (Resumable) training.learner(GAME.spec().roles().getFirst());
  }

  private static byte[] bytes(Training training) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    learner(training).write(new DataOutputStream(out));
    return out.toByteArray();
  }

  @Test
  void itTakesAHorizonAndAnActor() {
    assertThatThrownBy(() -> new Annealed(PPO, 0)).hasMessageContaining("horizons");
    assertThatThrownBy(() -> training(new Annealed(new Maddpg(), 2)))
        .hasMessageStartingWith("Annealed needs an algorithm with an actor of its own kind");
  }
}
