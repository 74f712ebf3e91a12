package org.skerry.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.study.Fingerprint;
import org.skerry.studies.study.Scope;

/// The folder of a study that runs: `study.json` says what is run and what identifies it, beside it
/// are finished trials, checkpoints, policies and event files. One run at a time holds it; a folder
/// that holds a run is only resumed, never begun anew, and nothing in it is deleted.
final class StudyFolder implements AutoCloseable {
  private static final String NOTE = "study.json";
  private static final List<String> PROGRESS =
      List.of("trials", "checkpoints", "policies", "tensorboard");

  private final Path path;
  private final HeldFile lock;

  private StudyFolder(Path path, HeldFile lock) {
    this.path = path;
    this.lock = lock;
  }

  /// The scope of the run in a folder, to go on with it.
  ///
  /// @param study its name
  /// @param wanted whose contenders, if it names any, are run
  /// @throws IOException if there is no run, or one of another study
  static Scope noted(Path folder, String study, Scope wanted) throws IOException {
    var noted = note(folder);
    if (!noted.text("study").equals(study)) {
      throw new IOException(
          "The run in %s is of study '%s', not '%s'. Resume it with `./skerry run %s --resume %s`."
              .formatted(folder, noted.text("study"), study, noted.text("study"), folder));
    }
    var own = new LinkedHashSet<>(noted.texts("contenders"));
    var fewer = new LinkedHashSet<>(wanted.contenders());
    return new Scope(
        Scope.Budget.valueOf(noted.text("budget")),
        Arrays.stream(noted.numbers("seeds")).mapToLong(seed -> (long) seed).boxed().toList(),
        Optional.of(noted.text("dataset")).filter(name -> !name.isEmpty()),
        fewer.isEmpty() ? own : fewer,
        wanted.commit(),
        wanted.program());
  }

  private static JsonObject note(Path folder) throws IOException {
    var file = folder.resolve(NOTE);
    if (!Files.exists(file)) {
      throw new IOException(
          folder
              + " holds no run to resume. Name the folder that an interrupted `./skerry run` wrote.");
    }
    JsonObject noted;
    try {
      noted = JsonObject.read(file);
    } catch (IOException fault) {
      throw damaged(String.valueOf(fault.getMessage()), fault);
    }
    for (var key : List.of("study", "budget", "seeds")) {
      if (!noted.keys().contains(key)) {
        throw damaged(file + ": it lacks '" + key + "'.", null);
      }
    }
    if (!List.of("QUICK", "FULL").contains(noted.text("budget"))) {
      throw damaged(file + ": budget is '" + noted.text("budget") + "', not QUICK or FULL.", null);
    }
    if (noted.numbers("seeds").length == 0 || !wholeSeeds(noted)) {
      throw damaged(file + ": seeds are not whole numbers.", null);
    }
    return noted;
  }

  private static boolean wholeSeeds(JsonObject noted) {
    return Arrays.stream(noted.numbers("seeds")).allMatch(seed -> seed == Math.rint(seed));
  }

  private static IOException damaged(String found, @Nullable IOException cause) {
    return new IOException(
        found + " The run cannot go on without it: use an earlier copy, or begin anew with --out.",
        cause);
  }

  /// Takes a folder to go on with its run.
  ///
  /// @throws IOException if its run has another fingerprint, or another one is at work there
  static StudyFolder resume(Path folder, Fingerprint fingerprint) throws IOException {
    var noted = note(folder);
    var difference = fingerprint.difference(Fingerprint.of(noted.object("fingerprint")));
    if (!difference.isEmpty()) {
      var commit = noted.text("commit");
      throw new IOException(
          "The run in %s cannot go on: %s. Figures of both must not stand in one table. Resume it with the program and the data it began with%s, or begin a new run with --out."
              .formatted(folder, difference, commit.isEmpty() ? "" : " (commit " + commit + ")"));
    }
    return take(folder, "and resume the run again");
  }

  /// Takes a folder for a new run, and notes there what is run.
  ///
  /// @throws IOException if it holds a run already, or cannot be written
  static StudyFolder begin(Path folder, String study, Scope scope, Fingerprint fingerprint)
      throws IOException {
    requireNew(folder);
    var taken = take(folder, OutputFolder.ELSEWHERE);
    var note =
        new JsonObject()
            .put("study", study)
            .put("budget", scope.budget().name())
            .putNumbers("seeds", scope.seeds().stream().mapToDouble(Long::doubleValue).toArray())
            .put("dataset", scope.dataset().orElse(""))
            .putTexts("contenders", List.copyOf(scope.contenders()))
            .put("commit", scope.commit())
            .put("fingerprint", fingerprint.json());
    try {
      OutputFolder.writeFile(folder.resolve(NOTE), note + "\n");
      return taken;
    } catch (IOException fault) {
      taken.close();
      throw OutputFolder.unwritable(folder, fault, OutputFolder.ELSEWHERE);
    }
  }

  /// @throws IOException if a folder holds a run, or is a file
  static void requireNew(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException(
          folder + " is a file, but results need a folder. Choose another one with --out.");
    }
    var holding = holding(folder);
    if (holding.isPresent()) {
      throw new IOException(
          "%s holds a run already: %s. Nothing of it is deleted. Go on with it by `./skerry run STUDY --resume %s`, or choose another folder with --out."
              .formatted(folder, holding.get(), folder));
    }
  }

  /// The folder itself, or the first of those numbered behind it that holds no run.
  static Path free(Path folder) throws IOException {
    var chosen = folder;
    for (var number = 2; Files.exists(chosen) && holding(chosen).isPresent(); number++) {
      chosen = folder.resolveSibling(folder.getFileName() + "-" + number);
    }
    return chosen;
  }

  /// What shows that a folder holds a run.
  private static Optional<Path> holding(Path folder) throws IOException {
    if (Files.exists(folder.resolve(NOTE))) {
      return Optional.of(folder.resolve(NOTE));
    }
    for (var name : PROGRESS) {
      var kept = folder.resolve(name);
      if (Files.isDirectory(kept)) {
        try (var files = Files.list(kept)) {
          var first = files.findFirst();
          if (first.isPresent()) {
            return first;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static StudyFolder take(Path folder, String wayOut) throws IOException {
    Optional<HeldFile> lock;
    try {
      Files.createDirectories(folder);
      lock = HeldFile.take(folder.resolve(".lock"));
    } catch (FileSystemException fault) {
      throw OutputFolder.unwritable(folder, OutputFolder.of(folder, fault), wayOut);
    }
    if (lock.isEmpty()) {
      throw new IOException(
          "Another run is at work in "
              + folder
              + ". Wait for it, or choose another folder with --out.");
    }
    return new StudyFolder(folder, lock.get());
  }

  /// Where it is.
  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
