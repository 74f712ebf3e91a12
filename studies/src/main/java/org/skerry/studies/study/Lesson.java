package org.skerry.studies.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.skerry.learning.Policy;
import org.skerry.learning.Progress;
import org.skerry.learning.Role;
import org.skerry.learning.Spec;
import org.skerry.learning.Training;
import org.skerry.learning.algorithm.Checkpoint;
import org.skerry.learning.algorithm.NetworkPolicy;
import org.skerry.learning.algorithm.PolicyFile;
import org.skerry.learning.algorithm.Resumable;
import org.skerry.studies.report.JsonObject;

/// One training at work. It is examined twenty times on the way; as often a checkpoint and the
/// curve so far are kept, from which an interrupted run goes on as if it had never stopped.
final class Lesson {
  private static final int EXAMINATIONS = 20;

  private final Spec spec;
  private final Training training;
  private final Run run;
  private final String scenario;
  private final long shown; // agent-steps
  private final List<Milestone> curve = new ArrayList<>();
  private double seconds;

  /// @param scenario identifies it in policy files
  /// @param begun what was taught before, which counts
  Lesson(Spec spec, Training training, Run run, String scenario, Course.Begun begun) {
    this.spec = spec;
    this.training = training;
    this.run = run;
    this.scenario = scenario;
    shown = begun.agentSteps();
    seconds = begun.seconds();
  }

  /// Learns to the end, from the last checkpoint if there is one.
  ///
  /// @param agentSteps to play in all
  /// @param began when making the game and the learners began, in nanoseconds
  /// @param examination grades the policies learnt so far
  void learn(long agentSteps, long began, ToDoubleFunction<Policies> examination)
      throws IOException {
    long agents = spec.roles().stream().mapToLong(Role::agents).sum();
    long horizons = Math.max(1, Math.ceilDiv(agentSteps, agents * spec.lanes() * spec.horizon()));
    long rest = Math.max(1, horizons / EXAMINATIONS);
    resume();
    try (EventFile events = EventFile.open(run, curve.isEmpty() ? 0 : agentSteps())) {
      long since = began;
      while (training.horizons() < horizons) {
        Map<Role, Progress> progress = training.horizon();
        boolean last = training.horizons() == horizons;
        if (last || training.horizons() % rest == 0) {
          seconds += (System.nanoTime() - since) / 1e9;
          milestone(examination, events, progress);
          keep(last);
          since = System.nanoTime();
        }
        run.progress().at(training.horizons() * 1.0 / horizons, note());
      }
    }
  }

  /// The policies learnt, by role.
  Policies policies() {
    Map<String, Policy> policies = new LinkedHashMap<>();
    spec.roles().forEach(role -> policies.put(role.name(), training.learner(role).policy()));
    return new Policies(policies);
  }

  /// Decisions of single agents so far, those that were shown before included.
  long agentSteps() {
    return shown + training.agentSteps();
  }

  /// Taught and trained for so long, examinations left out.
  double seconds() {
    return seconds;
  }

  /// How it went.
  List<Milestone> curve() {
    return curve;
  }

  private void milestone(
      ToDoubleFunction<Policies> examination, EventFile events, Map<Role, Progress> progress)
      throws IOException {
    double grade = examination.applyAsDouble(policies());
    curve.add(new Milestone(agentSteps(), seconds, meanReturn(), grade));
    Map<String, Double> scalars = new LinkedHashMap<>();
    scalars.put("return", meanReturn());
    scalars.put("grade", grade);
    scalars.put("agentStepsPerSecond", agentSteps() / seconds);
    progress.forEach((role, went) ->
        went.measures().forEach((name, value) -> scalars.put(role.name() + "/" + name, value)));
    events.add(agentSteps(), seconds, scalars);
  }

  private double meanReturn() {
    return spec.roles().stream().mapToDouble(training::meanReturn).average().orElse(Double.NaN);
  }

  private String note() {
    String rate =
        seconds > 0
            ? String.format(Locale.ROOT, ", %,.0f agent-steps/s", agentSteps() / seconds)
            : "";
    String grade =
        curve.isEmpty() || Double.isNaN(curve.getLast().grade())
            ? ""
            : String.format(Locale.ROOT, ", share %.3f", curve.getLast().grade());
    return String.format(Locale.ROOT, "return %.4g", meanReturn()) + grade + rate;
  }

  private void resume() throws IOException {
    Optional<Path> checkpoint = run.checkpoint();
    if (checkpoint.isPresent()) {
      String identity = run.fingerprint().line();
      training.resumeAfter(Checkpoint.resume(checkpoint.get(), identity, learners()));
      Path file = run.file("checkpoints", ".json").orElseThrow();
      curve.addAll(
          Run.whole(checkpoint.get(), () -> Milestone.of(JsonObject.read(file))).stream()
              .filter(point -> point.agentSteps() <= agentSteps())
              .toList());
      seconds = curve.isEmpty() ? seconds : curve.getLast().seconds();
    }
  }

  /// The curve is kept first, so that it always reaches at least as far as the checkpoint.
  private void keep(boolean last) throws IOException {
    Optional<Path> folder = run.folder();
    if (folder.isEmpty()) {
      return;
    }
    Path file = run.file("checkpoints", ".checkpoint").orElseThrow();
    Files.createDirectories(folder.get().resolve("checkpoints"));
    WholeFile.write(run.file("checkpoints", ".json").orElseThrow(), Milestone.json(curve) + "\n");
    Checkpoint.save(file, run.fingerprint().line(), training.horizons(), learners());
    if (last) {
      Files.createDirectories(folder.get().resolve("policies"));
      for (Role role : spec.roles()) {
        if (training.learner(role).policy() instanceof NetworkPolicy policy) {
          String ending = spec.roles().size() == 1 ? ".policy" : "-" + role.name() + ".policy";
          new PolicyFile(policy, scenario, run.scope().commit())
              .save(run.file("policies", ending).orElseThrow());
        }
      }
    }
  }

  private Map<String, Resumable> learners() {
    Map<String, Resumable> learners = new LinkedHashMap<>();
    for (Role role : spec.roles()) {
      if (!(training.learner(role) instanceof Resumable learner)) {
        throw new IllegalArgumentException(
            "The learner of role '" + role.name() + "' cannot be kept in a checkpoint.");
      }
      learners.put(role.name(), learner);
    }
    return learners;
  }
}
