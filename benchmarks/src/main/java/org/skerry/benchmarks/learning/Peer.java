package org.skerry.benchmarks.learning;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.skerry.learning.Learner;
import org.skerry.learning.Policy;
import org.skerry.learning.Progress;
import org.skerry.learning.Role;
import org.skerry.learning.Transition;
import org.skerry.studies.report.JsonObject;

/// A learner in another process, at the other end of two pipes, so that it learns in our training
/// loop and on our games. One role of one game; its policy is always the latest.
///
/// After a greeting of one line of JSON, which the peer answers by one byte once it is ready,
/// messages are one byte and 32-bit floats, all little endian:
///
/// | message | then | answer |
/// |---|---|---|
/// | `a` act, exploring | observations | actions |
/// | `r` reward | rewards | – |
/// | `f` finish | last observations | – |
/// | `u` update | – | processor seconds of training so far, one double |
/// | `d` decide, not exploring | rows as a 32-bit number, observations | actions |
/// | `e` end | one line of JSON | – |
///
/// Not safe for several threads at once.
final class Peer {
  private static final int MOST_BYTES = 1 << 20;

  private final ReadableByteChannel in;
  private final WritableByteChannel out;
  private final ByteBuffer message =
      ByteBuffer.allocateDirect(MOST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteBuffer answer =
      ByteBuffer.allocateDirect(MOST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private double processorSeconds;
  private long nanos;

  /// @param in what the peer answers
  /// @param out what it is told
  Peer(ReadableByteChannel in, WritableByteChannel out) {
    this.in = in;
    this.out = out;
  }

  /// Tells the peer what it will learn, and waits until it is ready.
  void greet(JsonObject greeting) {
    line(greeting);
    ask(1);
  }

  /// Tells the peer how it went; the last message.
  void end(JsonObject result) {
    message.put((byte) 'e');
    line(result);
    send();
  }

  /// Processor time that the peer trained, examinations left out.
  double processorSeconds() {
    return processorSeconds;
  }

  /// Wall time spent waiting for the peer in training: its part of the time that training took.
  double seconds() {
    return nanos / 1e9;
  }

  /// What the training loop sees of it, before its first step.
  Learner learner(Role role) {
    return new PeerLearner(role);
  }

  private void line(JsonObject object) {
    message.put((object.compact() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void numbers(float[] values, int count) {
    message.asFloatBuffer().put(values, 0, count);
    message.position(message.position() + count * Float.BYTES);
  }

  /// Sends all messages since the last answer and waits for the next.
  private void ask(int bytes) {
    long began = System.nanoTime();
    send();
    answer.clear().limit(bytes);
    try {
      while (answer.hasRemaining()) {
        if (in.read(answer) < 0) {
          throw new EOFException("The peer ended before its training did.");
        }
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    answer.flip();
    nanos += System.nanoTime() - began;
  }

  private void send() {
    message.flip();
    try {
      while (message.hasRemaining()) {
        out.write(message);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    message.clear();
  }

  private final class PeerLearner implements Learner {
    private final Role role;
    private boolean finished;

    PeerLearner(Role role) {
      this.role = role;
      nanos = 0;
    }

    /// After the last step nobody sees what is decided, so that nobody is asked.
    @Override
    public void act(float[] state, float[] observations, boolean[] available, float[] actions) {
      if (!finished) {
        message.put((byte) 'a');
        numbers(observations, observations.length);
        ask(actions.length * Float.BYTES);
        answer.asFloatBuffer().get(actions);
      }
    }

    @Override
    public void learn(Transition transition) {
      float[] rewards = transition.reward(role);
      message.put((byte) 'r');
      numbers(rewards, rewards.length);
    }

    @Override
    public void finish(float[] state, float[] observations, boolean[] available) {
      message.put((byte) 'f');
      numbers(observations, observations.length);
      finished = true;
    }

    @Override
    public Progress update() {
      message.put((byte) 'u');
      ask(Double.BYTES);
      processorSeconds = answer.getDouble();
      finished = false;
      return new Progress(Map.of());
    }

    @Override
    public Policy policy() {
      return Peer.this::decide;
    }
  }

  private void decide(
      Role role,
      int rows,
      float[] observations,
      boolean[] available,
      float[] actions,
      RandomGenerator random) {
    long trained = nanos;
    message.put((byte) 'd').putInt(rows);
    numbers(observations, rows * role.observation().size());
    int count = rows * role.action().size();
    ask(count * Float.BYTES);
    answer.asFloatBuffer().get(actions, 0, count);
    nanos = trained;
  }
}
