package org.skerry.learning.algorithm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The state of a training between two horizons, in one file: the number of horizons played and
/// every learner. A run that resumes from it ends bit for bit like one that never stopped.
///
/// The file is replaced in one step, so a run that is killed while it saves keeps the checkpoint
/// before.
public final class Checkpoint {
  private static final String KIND = "checkpoint";

  private Checkpoint() {}

  /// Saves.
  ///
  /// @param scenario identifies what is trained on, such as a hash of the scenario's file
  /// @param horizons played so far
  /// @param learners by the names of their roles
  /// @throws IOException if it cannot be written; a checkpoint that was there survives
  public static void save(
      Path file, String scenario, long horizons, Map<String, ? extends Resumable> learners)
      throws IOException {
    Map<String, Resumable> ordered = new LinkedHashMap<>(learners);
    SealedFile.write(
        file,
        KIND,
        out -> {
          out.writeUTF(scenario);
          out.writeLong(horizons);
          out.writeInt(ordered.size());
          for (Map.Entry<String, Resumable> learner : ordered.entrySet()) {
            out.writeUTF(learner.getKey());
            learner.getValue().write(out);
          }
        });
  }

  /// Lets learners continue from a checkpoint.
  ///
  /// @param learners by the names of their roles, freshly started with the same algorithms
  /// @return the number of horizons played
  /// @throws IOException if the file is missing, cut short, damaged, or of another scenario, game
  ///   or algorithm; says which
  public static long resume(Path file, String scenario, Map<String, ? extends Resumable> learners)
      throws IOException {
    return SealedFile.read(
        file,
        KIND,
        in -> {
          String saved = in.readUTF();
          if (!saved.equals(scenario)) {
            throw new IOException(
                "The checkpoint "
                    + file
                    + " is of scenario "
                    + saved
                    + ", but this is "
                    + scenario
                    + ". Resume the run that it belongs to, or start anew.");
          }
          long horizons = in.readLong();
          int count = in.readInt();
          for (int i = 0; i < count; i++) {
            String role = in.readUTF();
            Resumable learner = learners.get(role);
            if (learner == null || count != learners.size()) {
              throw new IOException(
                  "The checkpoint "
                      + file
                      + " holds "
                      + count
                      + " learners, among them that of role '"
                      + role
                      + "', but this run has those of "
                      + learners.keySet()
                      + ".");
            }
            learner.resume(in);
          }
          return horizons;
        });
  }
}
