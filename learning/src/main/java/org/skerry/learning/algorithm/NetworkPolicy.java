package org.skerry.learning.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.skerry.learning.Policy;
import org.skerry.learning.Role;
import org.skerry.learning.network.Descent;
import org.skerry.learning.network.Head;
import org.skerry.learning.network.Mlp;
import org.skerry.learning.network.Onnx;
import org.skerry.learning.network.Pass;
import org.skerry.learning.rollout.Normalisation;

/// A policy that decides by one network for all agents of a role, or by one for each.
///
/// It decides by the most probable action; [#sampling()] gives one that draws. It shares nothing
/// with the learner it came from. Not safe for several threads at once, as it owns the workspace of
/// its networks; [#copy()] gives each thread its own. Nothing allocates per decision.
public final class NetworkPolicy implements Policy {
  private static final boolean[] ALL = new boolean[0];

  private final Role role;
  private final List<Mlp> networks;
  private final Normalisation observed;
  private final Sharing sharing;
  private final Decision decision;
  private final boolean sampling;
  private final List<Pass> passes = new ArrayList<>();
  private final List<Head> heads = new ArrayList<>();
  private final boolean[] open;
  private final float[] choices;
  private final float[] fitted;
  private final float[] logs = new float[Descent.CHUNK];

  NetworkPolicy(
      Role role, List<Mlp> networks, Normalisation observed, Sharing sharing, Decision decision) {
    this(role, networks, observed, sharing, decision, false);
  }

  private NetworkPolicy(
      Role role,
      List<Mlp> networks,
      Normalisation observed,
      Sharing sharing,
      Decision decision,
      boolean sampling) {
    this.role = role;
    this.networks = List.copyOf(networks);
    this.observed = observed;
    this.sharing = sharing;
    this.decision = decision;
    this.sampling = sampling;
    for (Mlp network : networks) {
      Pass pass = new Pass(network, Descent.CHUNK);
      passes.add(pass);
      heads.add(decision.head(pass));
    }
    open = new boolean[Descent.CHUNK * role.choices()];
    choices = new float[Descent.CHUNK * role.action().size()];
    fitted = new float[Descent.CHUNK * role.action().size()];
  }

  /// The same policy, drawing its actions as it did while it learnt.
  public NetworkPolicy sampling() {
    return new NetworkPolicy(role, networks, observed, sharing, decision, true);
  }

  /// A policy for another thread.
  public NetworkPolicy copy() {
    return new NetworkPolicy(role, networks, observed, sharing, decision, sampling);
  }

  @Override
  public void act(
      Role player,
      int rows,
      float[] observations,
      boolean[] available,
      float[] actions,
      RandomGenerator random) {
    for (int group = 0; group < networks.size(); group++) {
      int stride = networks.size();
      for (int from = group; from < rows; from += Descent.CHUNK * stride) {
        int count = Math.min(Descent.CHUNK, (rows - from + stride - 1) / stride);
        decide(group, from, stride, count, observations, available, actions, random);
      }
    }
  }

  private void decide(
      int group,
      int from,
      int stride,
      int count,
      float[] observations,
      boolean[] available,
      float[] actions,
      RandomGenerator random) {
    Pass pass = passes.get(group);
    int observation = observed.size();
    for (int r = 0; r < count; r++) {
      int row = from + r * stride;
      int at = r * pass.inputStride();
      observed.apply(observations, row * observation, pass.input(), at);
      if (available.length > 0) {
        System.arraycopy(available, row * role.choices(), open, r * role.choices(), role.choices());
      }
      if (sharing == Sharing.ONE_WITH_IDENTITY) {
        for (int agent = 0; agent < role.agents(); agent++) {
          pass.input()[at + observation + agent] = agent == row % role.agents() ? 1 : 0;
        }
      }
    }
    pass.forward(count);
    Head head = heads.get(group);
    boolean[] choosable = available.length > 0 ? open : ALL;
    if (sampling) {
      head.sample(count, random, choosable, choices, 0, logs, 0);
    } else {
      head.mode(count, choosable, choices);
    }
    int size = role.action().size();
    head.fit(choices, 0, fitted, count * size);
    for (int r = 0; r < count; r++) {
      System.arraycopy(fitted, r * size, actions, (from + r * stride) * size, size);
    }
  }

  /// The bytes of an ONNX model that decides as this policy does for one agent, normalisation and
  /// identity included.
  ///
  /// @param agent from 0 to agents - 1
  public byte[] onnx(int agent) {
    if (agent < 0 || agent >= role.agents()) {
      throw new IllegalArgumentException(
          "Role '"
              + role.name()
              + "' has agents 0 to "
              + (role.agents() - 1)
              + ", but agent is "
              + agent
              + ".");
    }
    float[] identity = new float[sharing == Sharing.ONE_WITH_IDENTITY ? role.agents() : 0];
    if (identity.length > 0) {
      identity[agent] = 1;
    }
    return Onnx.model(
        networks.get(networks.size() == 1 ? 0 : agent),
        observed.centre(),
        observed.deviation(),
        observed.bound(),
        identity,
        switch (decision) {
          case CLIPPED -> Onnx.Ending.CLIP;
          case SQUASHED -> Onnx.Ending.TANH;
          case CHOICE -> Onnx.Ending.LARGEST;
        });
  }

  /// The role it plays.
  public Role role() {
    return role;
  }

  /// Its networks: one, or one per agent. Read only.
  public List<Mlp> networks() {
    return networks;
  }

  /// How it normalises what it sees. Read only.
  public Normalisation normalisation() {
    return observed;
  }

  /// Which agents share a network.
  public Sharing sharing() {
    return sharing;
  }

  Decision decision() {
    return decision;
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(sharing.name());
    out.writeUTF(decision.name());
    observed.write(out);
    out.writeInt(networks.size());
    for (Mlp network : networks) {
      network.write(out);
    }
  }

  /// @throws IOException if what is read is no policy for the role
  static NetworkPolicy read(Role role, DataInput in) throws IOException {
    Sharing sharing = named(Sharing.values(), in.readUTF(), "sharing");
    Decision decision = named(Decision.values(), in.readUTF(), "decision");
    require((decision == Decision.CHOICE) == (role.choices() > 0), "decides " + decision, role);
    Normalisation observed = new Normalisation(role.observation().size());
    observed.resume(in);
    int count = in.readInt();
    int wanted = sharing == Sharing.EACH ? role.agents() : 1;
    require(count == wanted, "has " + count + " networks, not " + wanted, role);
    int inputs =
        role.observation().size() + (sharing == Sharing.ONE_WITH_IDENTITY ? role.agents() : 0);
    int outputs = role.choices() > 0 ? role.choices() : role.action().size();
    List<Mlp> networks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Mlp network = Mlp.read(in);
      require(
          network.inputs() == inputs && network.outputs() == outputs,
          "has a network of %d inputs and %d outputs, not %d and %d"
              .formatted(network.inputs(), network.outputs(), inputs, outputs),
          role);
      networks.add(network);
    }
    return new NetworkPolicy(role, networks, observed, sharing, decision);
  }

  private static <E extends Enum<E>> E named(E[] values, String name, String what)
      throws IOException {
    for (E value : values) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    throw new IOException("'" + name + "' is no " + what + " of a policy.");
  }

  private static void require(boolean holds, String found, Role role) throws IOException {
    if (!holds) {
      throw new IOException(
          "A policy of role '%s' with %d agents %s.".formatted(role.name(), role.agents(), found));
    }
  }
}
