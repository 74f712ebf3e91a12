package org.skerry.learning.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Spec;
import org.skerry.learning.Training;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.rollout.Noise;
import org.skerry.learning.rollout.Normalisation;

class FilesTest {
  private final Role role = new Role("operator", 2, Space.Box.unbounded(3), Space.Box.symmetric(2));
  private final Spec spec = new Spec(List.of(role), 4, 1, 0, 2, true);

  @TempDir private Path folder = Path.of("");

  @Test
  void aPolicyDecidesTheSameAfterItWasSavedAndLoaded() throws IOException {
    for (Sharing sharing : Sharing.values()) {
      NetworkPolicy policy = policy(sharing);
      Path file = folder.resolve("operator.policy");

      new PolicyFile(policy, "abc", "1234567").save(file);
      PolicyFile back = PolicyFile.load(file);

      assertThat(decisions(back.fitting(role, "abc"))).isEqualTo(decisions(policy));
      assertThat(decisions(back.policy().copy())).isEqualTo(decisions(policy));
      assertThat(back.commit()).isEqualTo("1234567");
    }
  }

  @Test
  void aSamplingPolicyDrawsAndALearnerGoesOnWithoutChangingIt() {
    NetworkPolicy policy = policy(Sharing.EACH);

    assertThat(decisions(policy.sampling())).isNotEqualTo(decisions(policy));
    assertThat(decisions(policy)).isEqualTo(decisions(policy));
  }

  @Test
  void aPolicyThatDoesNotFitSaysWhy() {
    PolicyFile file = new PolicyFile(policy(Sharing.EACH), "abc", "1");
    PolicyFile shared = new PolicyFile(policy(Sharing.ONE), "abc", "1");
    Role three = new Role("operator", 3, role.observation(), role.action());

    assertThat(shared.fitting(three, "abc")).isSameAs(shared.policy());
    assertThatThrownBy(() -> file.fitting(three, "abc"))
        .hasMessageContaining("2 agents, but this scenario has 3 agents");
    assertThatThrownBy(() -> file.fitting(role, "xyz"))
        .hasMessage(
            "The policy was trained for scenario abc, but this scenario has scenario xyz. Train"
                + " one for this scenario, or play the scenario it was trained for.");
    assertThatThrownBy(
            () -> file.fitting(new Role("other", 2, role.observation(), role.action()), "abc"))
        .hasMessageContaining("role 'operator', but this scenario has role 'other'");
    assertThatThrownBy(() ->
            file.fitting(new Role("operator", 2, Space.Box.unbounded(5), role.action()), "abc"))
        .hasMessageContaining("size=3")
        .hasMessageContaining("size=5");
    assertThatThrownBy(() ->
            file.fitting(new Role("operator", 2, role.observation(), new Space.Discrete(3)), "abc"))
        .hasMessageContaining("Discrete[count=3]");
  }

  @Test
  void damagedFilesAreRefusedWithTheReason() throws IOException {
    Path file = folder.resolve("a.policy");
    new PolicyFile(policy(Sharing.ONE), "abc", "1").save(file);
    byte[] bytes = Files.readAllBytes(file);
    Path other = folder.resolve("b.policy");

    Files.write(other, Arrays.copyOf(bytes, bytes.length - 100));
    assertThatThrownBy(() -> PolicyFile.load(other)).hasMessageContaining("is cut short at");
    byte[] flipped = bytes.clone();
    flipped[bytes.length - 50] ^= 1;
    Files.write(other, flipped);
    assertThatThrownBy(() -> PolicyFile.load(other))
        .hasMessageContaining("is damaged: its checksum is wrong");
    Files.writeString(other, "hello there");
    assertThatThrownBy(() -> PolicyFile.load(other)).hasMessageContaining("is no policy");
    Files.write(other, new byte[2]);
    assertThatThrownBy(() -> PolicyFile.load(other)).hasMessageContaining("is no policy");
    assertThatThrownBy(() -> PolicyFile.load(folder.resolve("none")))
        .hasMessageContaining("There is no policy at");
    assertThatThrownBy(() -> PolicyFile.load(folder))
        .hasMessage(folder + " is a folder, but a policy is a file.");
    Checkpoint.save(other, "abc", 1, Map.of());
    assertThatThrownBy(() -> PolicyFile.load(other))
        .hasMessageContaining("is a checkpoint, but a policy is needed");
    byte[] newer = bytes.clone();
    newer[7] = 9;
    Files.write(other, newer);
    assertThatThrownBy(() -> PolicyFile.load(other)).hasMessageContaining("has version 9");
  }

  private NetworkPolicy nonsense(Sharing sharing, int networks, int inputs, float weight) {
    List<Mlp> all = new ArrayList<>();
    for (int number = 0; number < networks; number++) {
      Mlp network = new Mlp(Activation.TANH, 2, inputs, 4, 2);
      network.parameters()[network.bias(1, 0)] = weight;
      all.add(network);
    }
    return new NetworkPolicy(role, all, new Normalisation(3), sharing, Decision.CLIPPED);
  }

  private void refused(NetworkPolicy policy, String reason) throws IOException {
    Path file = folder.resolve("nonsense.policy");
    new PolicyFile(policy, "abc", "1").save(file);

    assertThatThrownBy(() -> PolicyFile.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nonsense.policy holds nonsense")
        .hasMessageContaining(reason);
  }

  @Test
  void aPolicyWithNonsenseInsideIsRefused() throws IOException {
    refused(nonsense(Sharing.EACH, 0, 3, 0), "has 0 networks, not 2");
    refused(nonsense(Sharing.EACH, 1, 3, 0), "has 1 networks, not 2");
    refused(nonsense(Sharing.ONE, 2, 3, 0), "has 2 networks, not 1");
    refused(nonsense(Sharing.ONE, 1, 4, 0), "has a network of 4 inputs and 2 outputs, not 3 and 2");
    refused(nonsense(Sharing.ONE_WITH_IDENTITY, 1, 3, 0), "not 5 and 2");
    refused(nonsense(Sharing.ONE, 1, 3, Float.POSITIVE_INFINITY), "a weight that is Infinity");
    refused(nonsense(Sharing.ONE, 1, 3, Float.NaN), "a weight that is NaN");
  }

  @Test
  void aPolicyThatSaysItIsHugeIsRefusedBeforeMemoryIsAskedFor() throws IOException {
    Path file = folder.resolve("huge.policy");
    SealedFile.write(
        file,
        "policy",
        out -> {
          for (String text : List.of("abc", "1", "operator", "")) {
            out.writeUTF(text);
          }
          out.writeInt(1);
          for (int box = 0; box < 2; box++) {
            out.writeBoolean(true);
            out.writeInt(1);
            out.writeFloat(-1);
            out.writeFloat(1);
          }
          out.writeUTF("ONE");
          out.writeUTF("CLIPPED");
          new Normalisation(1).write(out);
          out.writeInt(1);
          out.writeUTF("TANH");
          out.writeInt(0);
          out.writeInt(3);
          out.writeInt(1);
          out.writeInt(Integer.MAX_VALUE);
          out.writeInt(1);
        });

    assertThatThrownBy(() -> PolicyFile.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has more numbers than follow");
  }

  @Test
  void aPolicyPlaysItsFormOnly() {
    Role pooled = new Role("operator", "pooled", 2, role.observation(), role.action());
    PolicyFile file = new PolicyFile(policy(Sharing.ONE), "abc", "1");

    assertThatThrownBy(() -> file.fitting(pooled, "abc"))
        .hasMessageContaining("the form '', but this scenario has the form 'pooled'");
  }

  @Test
  void whatWasToldNothingButWhatItSeesPlaysInOtherScenarios() {
    PolicyFile shared = new PolicyFile(policy(Sharing.ONE), "abc", "1");
    PolicyFile told = new PolicyFile(policy(Sharing.ONE_WITH_IDENTITY), "abc", "1");

    assertThat(shared.fitting(role, "xyz")).isSameAs(shared.policy());
    assertThatThrownBy(() -> told.fitting(role, "xyz")).hasMessageContaining("scenario abc");
  }

  @Test
  void aCheckpointRestoresItsLearnersAndRefusesOthers() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    Resumable learner = (Resumable) new Mappo().start(spec, role, 1);
    Resumable same = (Resumable) new Mappo().start(spec, role, 2);

    Checkpoint.save(file, "abc", 17, Map.of("operator", learner));

    assertThat(Checkpoint.resume(file, "abc", Map.of("operator", same))).isEqualTo(17);
    assertThatThrownBy(() -> Checkpoint.resume(file, "xyz", Map.of("operator", same)))
        .hasMessageContaining("is of training abc, but this is xyz");
    assertThatThrownBy(() -> Checkpoint.resume(file, "abc", Map.of("seller", same)))
        .hasMessageContaining("that of role 'operator', but this run has those of [seller]");
    assertThatThrownBy(() ->
            Checkpoint.resume(
                file, "abc", Map.of("operator", (Resumable) new Ippo().start(spec, role, 1))))
        .hasMessageContaining("other hyper-parameters");
  }

  @Test
  void anInterruptedTrainingEndsBitForBitLikeOneThatNeverStopped() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    Training whole = training();
    for (int i = 0; i < 4; i++) {
      whole.horizon();
    }
    Training interrupted = training();
    interrupted.horizon();
    interrupted.horizon();
    Checkpoint.save(file, "abc", interrupted.horizons(), learner(interrupted));

    Training resumed = training();
    resumed.resumeAfter(Checkpoint.resume(file, "abc", learner(resumed)));
    resumed.horizon();
    resumed.horizon();

    assertThat(parameters(resumed)).isEqualTo(parameters(whole));
    assertThatThrownBy(() -> training().resumeAfter(-1)).hasMessageContaining("played is -1");
  }

  private static Training training() {
    ToyGame game =
        new ToyGame(
            8,
            2,
            1,
            Space.Box.symmetric(1),
            1,
            4,
            true,
            (random, s) -> s[0] = (float) random.nextGaussian(),
            (s, agent, out) -> out[0] = s[0] + agent,
            (s, a, r) -> {
              s[0] += a[0] + a[1];
              Arrays.fill(r, -s[0] * s[0]);
            });
    return game.training(new Mappo().withHidden(List.of(16)), 6);
  }

  private static Map<String, Resumable> learner(Training training) {
    return Map.of("player", (Resumable) training.learner(player()));
  }

  private static float[] parameters(Training training) {
    return ((NetworkPolicy) training.learner(player()).policy()).networks().get(0).parameters();
  }

  private static Role player() {
    return new Role("player", 2, Space.Box.unbounded(1), Space.Box.symmetric(1));
  }

  @Test
  void aFailureWhileSavingLeavesTheOldCheckpointUnharmed() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    Checkpoint.save(file, "abc", 3, Map.of());
    Resumable failing =
        new Resumable() {
          @Override
          public void write(DataOutput out) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void resume(DataInput in) {}
        };

    assertThatThrownBy(() -> Checkpoint.save(file, "abc", 4, Map.of("operator", failing)))
        .hasMessage(
            "Cannot save the checkpoint to "
                + file
                + ": No space left on device. The one saved before is unharmed.");
    assertThat(Checkpoint.resume(file, "abc", Map.of())).isEqualTo(3);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has a device that is always full")
  void aFullDiskLeavesTheOldCheckpointUnharmed() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    Checkpoint.save(file, "abc", 3, learner(training()));
    Files.createSymbolicLink(folder.resolve("run.checkpoint.part"), Path.of("/dev/full"));

    assertThatThrownBy(() -> Checkpoint.save(file, "abc", 4, learner(training())))
        .hasMessage(
            "Cannot save the checkpoint to "
                + file
                + ": No space left on device. The one saved before is unharmed.");
    assertThat(Checkpoint.resume(file, "abc", learner(training()))).isEqualTo(3);
  }

  @Test
  void aDamagedCheckpointIsRefusedBeforeItChangesALearner() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    Training played = training();
    played.horizon();
    Checkpoint.save(file, "abc", 1, learner(played));
    byte[] bytes = Files.readAllBytes(file);
    Training fresh = training();
    float[] before = parameters(fresh).clone();

    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> Checkpoint.resume(file, "abc", learner(fresh)))
        .hasMessageContaining(
            "is cut short at " + bytes.length / 2 + " bytes. Use an earlier copy");
    bytes[bytes.length / 2] ^= 8;
    Files.write(file, bytes);
    assertThatThrownBy(() -> Checkpoint.resume(file, "abc", learner(fresh)))
        .hasMessageContaining("is damaged: its checksum is wrong. Use an earlier copy.");

    assertThat(parameters(fresh)).isEqualTo(before);
  }

  @Test
  void anOnnxModelNamesItsInputAndOutputAndKnowsItsAgents() {
    for (Sharing sharing : Sharing.values()) {
      byte[] model = policy(sharing).onnx(1);

      assertThat(new String(model, java.nio.charset.StandardCharsets.ISO_8859_1))
          .contains("observation", "action", "Gemm", "Tanh", "Clip", "skerry");
    }
    assertThatThrownBy(() -> policy(Sharing.ONE).onnx(2))
        .hasMessage("Role 'operator' has agents 0 to 1, but agent is 2.");
  }

  private NetworkPolicy policy(Sharing sharing) {
    return (NetworkPolicy)
        new Ippo().withHidden(List.of(16)).withSharing(sharing).start(spec, role, 5).policy();
  }

  private float[] decisions(NetworkPolicy policy) {
    float[] seen = new float[2 * 3 * 3];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = 0.3f * i - 2;
    }
    float[] actions = new float[2 * 3 * 2];
    policy.act(role, 6, seen, new boolean[0], actions, new Noise(1));
    return actions;
  }
}
