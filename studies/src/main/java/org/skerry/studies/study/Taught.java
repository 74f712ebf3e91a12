package org.skerry.studies.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.skerry.learning.algorithm.NetworkPolicy;
import org.skerry.learning.algorithm.PolicyFile;
import org.skerry.studies.report.JsonObject;

/// What a contender was taught before it learns from rewards, and what that took.
///
/// @param policy to begin with
/// @param agentSteps decisions of single agents that it was shown
/// @param seconds it took
public record Taught(NetworkPolicy policy, long agentSteps, double seconds) {

  /// Teaches.
  @FunctionalInterface
  public interface Teacher {
    /// The policy taught and the decisions it was shown.
    Lessons teach();
  }

  /// What a teacher gives.
  ///
  /// @param policy that was taught
  /// @param agentSteps decisions of single agents that it was shown
  public record Lessons(NetworkPolicy policy, long agentSteps) {}

  /// What the teacher gives in this trial. It is kept beside the checkpoint, so that a trial that
  /// is resumed is taught once and counts it once.
  ///
  /// @throws IOException if what was kept cannot be written or read, or is of another run
  public static Taught once(Run run, Teacher teacher) throws IOException {
    Optional<Path> effort = run.file("checkpoints", ".taught.json");
    Optional<PolicyFile> kept = run.taught();
    if (kept.isPresent()) {
      Path taught = run.file("checkpoints", ".taught").orElseThrow();
      JsonObject took = Run.whole(taught, () -> JsonObject.read(effort.orElseThrow()));
      return new Taught(
          kept.get().policy(), (long) took.number("agentSteps"), took.number("seconds"));
    }
    long began = System.nanoTime();
    Lessons lessons = teacher.teach();
    double seconds = (System.nanoTime() - began) / 1e9;
    Optional<Path> file = run.file("checkpoints", ".taught");
    if (file.isPresent()) {
      Files.createDirectories(file.get().toAbsolutePath().getParent());
      JsonObject took =
          new JsonObject().put("agentSteps", lessons.agentSteps()).put("seconds", seconds);
      WholeFile.write(effort.orElseThrow(), took + "\n");
      new PolicyFile(lessons.policy(), run.fingerprint().line(), run.scope().commit())
          .save(file.get());
    }
    return new Taught(lessons.policy(), lessons.agentSteps(), seconds);
  }
}
