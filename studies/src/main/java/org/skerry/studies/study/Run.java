package org.skerry.studies.study;

import java.nio.file.Path;
import java.util.Optional;

/// One trial at work: what its preparation may depend on, where it keeps its progress, and whom it
/// tells.
///
/// @param name of the trial in file names: contender and seed
/// @param seed of everything random
/// @param scope how much is run
/// @param folder where checkpoints, policies and event files are kept; empty to keep nothing
/// @param progress told how far it is
public record Run(String name, long seed, Scope scope, Optional<Path> folder, Progress progress) {

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
}
