package org.skerry.learning.algorithm;

import java.io.DataInput;
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
  /// @param identity identifies the training, such as hashes of program, scenario and data
  /// @param horizons played so far
  /// @param learners by the names of their roles
  /// @throws IOException if it cannot be written; a checkpoint that was there survives
  public static void save(
      Path file, String identity, long horizons, Map<String, ? extends Resumable> learners)
      throws IOException {
    Map<String, Resumable> ordered = new LinkedHashMap<>(learners);
    SealedFile.write(
        file,
        KIND,
        out -> {
          out.writeUTF(identity);
          out.writeLong(horizons);
          out.writeInt(ordered.size());
          for (Map.Entry<String, Resumable> learner : ordered.entrySet()) {
            out.writeUTF(learner.getKey());
            learner.getValue().write(out);
          }
        });
  }

  /// What identifies the training of a whole, undamaged checkpoint.
  ///
  /// @throws IOException if the file is missing, cut short or damaged; says which
  public static String identity(Path file) throws IOException {
    return SealedFile.read(file, KIND, DataInput::readUTF);
  }

  /// Lets learners continue from a checkpoint.
  ///
  /// @param learners by the names of their roles, freshly started with the same algorithms
  /// @return the number of horizons played
  /// @throws IOException if the file is missing, cut short, damaged, or of another training, game
  ///   or algorithm; says which
  public static long resume(Path file, String identity, Map<String, ? extends Resumable> learners)
      throws IOException {
    return SealedFile.read(
        file,
        KIND,
        in -> {
          String saved = in.readUTF();
          if (!saved.equals(identity)) {
            throw new IOException(
                "The checkpoint "
                    + file
                    + " is of training "
                    + saved
                    + ", but this is "
                    + identity
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
