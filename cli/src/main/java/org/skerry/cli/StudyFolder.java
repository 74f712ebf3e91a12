package org.skerry.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.study.Scope;

/// The folder of a study that runs: `study.json` says what is run, beside it are finished trials,
/// checkpoints, policies and event files. One run at a time holds it.
final class StudyFolder implements AutoCloseable {
  private static final List<String> PROGRESS =
      List.of("trials", "checkpoints", "policies", "tensorboard");

  private final Path path;
  private final FileChannel channel;
  private final boolean resuming;

  private StudyFolder(Path path, FileChannel channel, boolean resuming) {
    this.path = path;
    this.channel = channel;
    this.resuming = resuming;
  }

  /// Takes a folder for a run.
  ///
  /// @param resuming whether a run that was begun there goes on; else what it left is removed
  /// @throws IOException if there is no such run, another one is at work there, or the folder
  ///   cannot be written
  static StudyFolder open(Path folder, boolean resuming) throws IOException {
    if (resuming && !Files.exists(folder.resolve("study.json"))) {
      throw new IOException(
          folder
              + " holds no run to resume. Name the folder that an interrupted `./skerry run` wrote.");
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException(
          folder + " is a file, but results need a folder. Choose another one with --out.");
    }
    Files.createDirectories(folder);
    var channel =
        FileChannel.open(
            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(channel) == null) {
      channel.close();
      throw new IOException(
          "Another run is at work in "
              + folder
              + ". Wait for it, or choose another folder with --out.");
    }
    var opened = new StudyFolder(folder, channel, resuming);
    if (!resuming) {
      opened.clear();
    }
    return opened;
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  /// Where it is.
  Path path() {
    return path;
  }

  /// The scope of the run: that of the run that is resumed, else the wanted one, which is noted for
  /// a later resumption.
  ///
  /// @throws IOException if the run in the folder is of another study
  Scope scope(String study, Scope wanted) throws IOException {
    var file = path.resolve("study.json");
    if (!resuming) {
      OutputFolder.writeFile(file, describe(study, wanted) + "\n");
      return wanted;
    }
    var noted = JsonObject.read(file);
    if (!noted.text("study").equals(study)) {
      throw new IOException(
          "The run in %s is of study '%s', not '%s'. Resume it with `./skerry run %s --resume %s`."
              .formatted(path, noted.text("study"), study, noted.text("study"), path));
    }
    var own = new LinkedHashSet<>(noted.texts("contenders"));
    var fewer = new LinkedHashSet<>(wanted.contenders());
    return new Scope(
        Scope.Budget.valueOf(noted.text("budget")),
        Arrays.stream(noted.numbers("seeds")).mapToLong(seed -> (long) seed).boxed().toList(),
        Optional.of(noted.text("dataset")).filter(name -> !name.isEmpty()),
        fewer.isEmpty() ? own : fewer,
        wanted.commit());
  }

  private static JsonObject describe(String study, Scope scope) {
    return new JsonObject()
        .put("study", study)
        .put("budget", scope.budget().name())
        .putNumbers("seeds", scope.seeds().stream().mapToDouble(Long::doubleValue).toArray())
        .put("dataset", scope.dataset().orElse(""))
        .putTexts("contenders", List.copyOf(scope.contenders()));
  }

  private void clear() throws IOException {
    for (var name : PROGRESS) {
      var folder = path.resolve(name);
      if (Files.isDirectory(folder)) {
        try (var files = Files.walk(folder)) {
          for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
