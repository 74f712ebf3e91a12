package org.skerry.learning.algorithm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import org.skerry.learning.Role;
import org.skerry.learning.Space;

/// A policy on disk: networks, normalisation, the role they play, and where they come from.
///
/// @param policy the policy
/// @param scenario identifies what it was trained on, such as a hash of the scenario's file
/// @param commit of the program that trained it
public record PolicyFile(NetworkPolicy policy, String scenario, String commit) {
  private static final String KIND = "policy";

  /// Writes the file, in one step; one that was there survives a failure.
  ///
  /// @throws IOException if it cannot be written
  public void save(Path file) throws IOException {
    SealedFile.write(
        file,
        KIND,
        out -> {
          out.writeUTF(scenario);
          out.writeUTF(commit);
          Role role = policy.role();
          out.writeUTF(role.name());
          out.writeUTF(role.form());
          out.writeInt(role.agents());
          write(role.observation(), out);
          write(role.action(), out);
          policy.write(out);
        });
  }

  /// Reads a file.
  ///
  /// @throws IOException if it is missing, no policy, cut short or damaged; says which
  public static PolicyFile load(Path file) throws IOException {
    return SealedFile.read(
        file,
        KIND,
        in -> {
          String scenario = in.readUTF();
          String commit = in.readUTF();
          try {
            Role role =
                new Role(in.readUTF(), in.readUTF(), in.readInt(), readSpace(in), readSpace(in));
            return new PolicyFile(NetworkPolicy.read(role, in), scenario, commit);
          } catch (IllegalArgumentException | IOException fault) {
            if (fault instanceof EOFException) {
              throw fault;
            }
            throw new IOException(
                "The policy " + file + " holds nonsense: " + fault.getMessage(), fault);
          }
        });
  }

  /// The policy, if it fits. One network that does not see whom it acts for fits any number of
  /// agents, in any scenario: it was told nothing but what they see.
  ///
  /// @param role to be played
  /// @param expected what identifies the scenario to be played
  /// @throws IllegalArgumentException if role or scenario differ from those it was trained for; the
  ///   message says how
  public NetworkPolicy fitting(Role role, String expected) {
    Role own = policy.role();
    if (!own.name().equals(role.name())) {
      refuse("role '" + own.name() + "'", "role '" + role.name() + "'");
    }
    if (own.agents() != role.agents() && policy.sharing() != Sharing.ONE) {
      refuse(own.agents() + " agents", role.agents() + " agents");
    }
    if (!own.form().equals(role.form())) {
      refuse("the form '" + own.form() + "'", "the form '" + role.form() + "'");
    }
    if (!own.observation().equals(role.observation())) {
      refuse("observations " + own.observation(), "observations " + role.observation());
    }
    if (!own.action().equals(role.action())) {
      refuse("actions " + own.action(), "actions " + role.action());
    }
    if (!scenario.equals(expected) && policy.sharing() != Sharing.ONE) {
      refuse("scenario " + scenario, "scenario " + expected);
    }
    return policy;
  }

  private static void refuse(String own, String wanted) {
    throw new IllegalArgumentException(
        "The policy was trained for "
            + own
            + ", but this scenario has "
            + wanted
            + ". Train one for this scenario, or play the scenario it was trained for.");
  }

  private static void write(Space space, DataOutput out) throws IOException {
    switch (space) {
      case Space.Box(int size, float low, float high) -> {
        out.writeBoolean(true);
        out.writeInt(size);
        out.writeFloat(low);
        out.writeFloat(high);
      }
      case Space.Discrete(int count) -> {
        out.writeBoolean(false);
        out.writeInt(count);
      }
    }
  }

  private static Space readSpace(DataInput in) throws IOException {
    return in.readBoolean()
        ? new Space.Box(in.readInt(), in.readFloat(), in.readFloat())
        : new Space.Discrete(in.readInt());
  }
}
