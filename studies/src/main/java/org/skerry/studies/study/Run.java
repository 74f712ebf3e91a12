package org.skerry.studies.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.skerry.learning.algorithm.Checkpoint;
import org.skerry.learning.algorithm.PolicyFile;
import org.skerry.studies.report.JsonObject;

/// One trial at work: what its preparation may depend on, where it keeps its progress, and whom it
/// tells.
///
/// @param name of the trial in file names: contender and seed
/// @param seed of everything random
/// @param scope how much is run
/// @param fingerprint what decides its figures beside the seed
/// @param folder where checkpoints, policies and event files are kept; empty to keep nothing
/// @param progress told how far it is
public record Run(
    String name,
    long seed,
    Scope scope,
    Fingerprint fingerprint,
    Optional<Path> folder,
    Progress progress) {

  /// Is told how far a trial is, on the thread of the trial.
  @FunctionalInterface
  public interface Progress {
    /// Is told.
    ///
    /// @param share done, 0..1
    /// @param note what people want to know meanwhile: return, agent-steps per second
    void at(double share, String note);
  }

  /// Where a file of this trial is kept.
  ///
  /// @param kind the folder for its kind of file, such as `policies`
  /// @param ending of its name, such as `.policy`
  public Optional<Path> file(String kind, String ending) {
    return folder.map(place -> place.resolve(kind).resolve(name + ending));
  }

  /// The trial, if it was finished before.
  ///
  /// @throws IOException if its file is damaged or of another run
  Optional<Trial> finished() throws IOException {
    Optional<Path> file = file("trials", ".json").filter(Files::exists);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    JsonObject kept = whole(file.get(), () -> JsonObject.read(file.get()));
    require(file.get(), Fingerprint.of(kept.object("fingerprint")));
    try {
      Trial trial = Trial.of(kept);
      if (trial.seed() == seed) {
        return Optional.of(trial);
      }
      throw new IllegalArgumentException("its seed is " + trial.seed());
    } catch (IllegalArgumentException fault) {
      throw damaged(
          file.get(),
          file.get() + " is not the finished trial " + name + ": " + fault.getMessage() + ".",
          fault);
    }
  }

  /// Keeps the finished trial.
  void keep(Trial trial) throws IOException {
    Optional<Path> file = file("trials", ".json");
    if (file.isPresent()) {
      Files.createDirectories(file.get().toAbsolutePath().getParent());
      JsonObject kept = trial.json().put("fingerprint", fingerprint.json());
      WholeFile.write(file.get(), kept + "\n");
    }
  }

  /// The checkpoint to go on from, if there is one.
  ///
  /// @throws IOException if it is damaged or of another run
  Optional<Path> checkpoint() throws IOException {
    Optional<Path> file = file("checkpoints", ".checkpoint").filter(Files::exists);
    if (file.isPresent()) {
      String identity = whole(file.get(), () -> Checkpoint.identity(file.get()));
      require(file.get(), Fingerprint.ofLine(identity));
    }
    return file;
  }

  /// What the contender was taught before, if it was.
  ///
  /// @throws IOException if it is damaged or of another run
  Optional<PolicyFile> taught() throws IOException {
    Optional<Path> file = file("checkpoints", ".taught").filter(Files::exists);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    PolicyFile kept = whole(file.get(), () -> PolicyFile.load(file.get()));
    require(file.get(), Fingerprint.ofLine(kept.scenario()));
    return Optional.of(kept);
  }

  /// Reads what was kept.
  @FunctionalInterface
  interface Reader<T> {
    T read() throws IOException;
  }

  /// What a reader gives.
  ///
  /// @param remove what to remove for a new beginning if that is damaged
  /// @throws IOException if it is damaged, with the way out
  static <T> T whole(Path remove, Reader<T> reader) throws IOException {
    try {
      return reader.read();
    } catch (IOException | IllegalArgumentException fault) {
      throw damaged(remove, String.valueOf(fault.getMessage()), fault);
    }
  }

  private static IOException damaged(Path remove, String found, Exception fault) {
    return new IOException(
        "%s Use an earlier copy, or remove %s: its trial then begins anew."
            .formatted(found.replace(" Use an earlier copy.", ""), remove),
        fault);
  }

  private void require(Path file, Fingerprint found) throws IOException {
    String difference = fingerprint.difference(found);
    if (!difference.isEmpty()) {
      throw new IOException(
          file
              + " is of another run: "
              + difference
              + ". Resume with the program, settings and data of that run, or start anew with --out"
              + " in another folder.");
    }
  }
}
