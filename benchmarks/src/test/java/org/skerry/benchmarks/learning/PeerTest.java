package org.skerry.benchmarks.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.skerry.learning.Learner;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Spec;
import org.skerry.learning.Transition;
import org.skerry.studies.report.JsonObject;

class PeerTest {
  private static final float[] NO_STATE = new float[0];
  private static final boolean[] ALL_OPEN = new boolean[0];

  private final Role role =
      new Role("microgrid", 1, Space.Box.unbounded(2), Space.Box.symmetric(2));
  private final Spec spec = new Spec(List.of(role), 1, 1, 0, 1, true);

  @Test
  void thePeerIsToldAHorizonAndItsActionsArePlayed() throws IOException {
    Pipe toPeer = Pipe.open();
    Pipe fromPeer = Pipe.open();
    fromPeer.sink().write(bytes().put((byte) '!').putFloat(0.5f).putFloat(-1).putDouble(7).flip());
    Peer peer = new Peer(fromPeer.source(), toPeer.sink());
    Transition transition = new Transition(spec);
    transition.reward(role)[0] = 3;
    float[] actions = new float[2];

    peer.greet(new JsonObject().put("seed", 1));
    Learner learner = peer.learner(role);
    learner.act(NO_STATE, new float[] {1, 2}, ALL_OPEN, actions);
    learner.learn(transition);
    learner.finish(NO_STATE, new float[] {4, 5}, ALL_OPEN);
    learner.update();

    assertThat(actions).containsExactly(0.5f, -1);
    assertThat(peer.processorSeconds()).isEqualTo(7);
    ByteBuffer told = bytes();
    toPeer.source().read(told);
    ByteBuffer due = bytes().put("{\"seed\":1}\n".getBytes(StandardCharsets.UTF_8));
    due.put((byte) 'a').putFloat(1).putFloat(2).put((byte) 'r').putFloat(3);
    due.put((byte) 'f').putFloat(4).putFloat(5).put((byte) 'u');
    assertThat(told.flip()).isEqualTo(due.flip());
  }

  private static ByteBuffer bytes() {
    return ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
  }
}
