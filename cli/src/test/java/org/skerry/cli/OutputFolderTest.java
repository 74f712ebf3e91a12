package org.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  @TempDir Path folder;

  private static void write(Path target, String text) throws IOException {
    try (var output = OutputFolder.open(target)) {
      Files.writeString(output.staging().resolve("results.json"), text);
      Files.createDirectories(output.staging().resolve("series"));
      Files.writeString(output.staging().resolve("series/all.csv"), text);
      output.publish();
    }
  }

  @Test
  void aNewFolderAppearsWithItsFiles() throws IOException {
    write(folder.resolve("deep/new"), "1");

    assertThat(folder.resolve("deep/new/results.json")).hasContent("1");
    assertThat(folder.resolve("deep")).isDirectoryContaining(path -> path.endsWith("new"));
    assertThat(folder.resolve("deep").toFile().list()).hasSize(1);
  }

  @Test
  void resultsReplaceEarlierOnesAndLeaveOtherFilesAlone() throws IOException {
    write(folder, "1");
    Files.writeString(folder.resolve("notes.txt"), "mine");

    write(folder, "2");

    assertThat(folder.resolve("results.json")).hasContent("2");
    assertThat(folder.resolve("series/all.csv")).hasContent("2");
    assertThat(folder.resolve("notes.txt")).hasContent("mine");
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("results.json", "series", "notes.txt");
  }

  @Test
  void workThatFailsLeavesTheEarlierResults() throws IOException {
    write(folder, "1");

    try (var output = OutputFolder.open(folder)) {
      Files.writeString(output.staging().resolve("results.json"), "half");
    }

    assertThat(folder.resolve("results.json")).hasContent("1");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("results.json", "series");
  }

  @Test
  void aFullDiskIsToldWithTheFolderAndTheWayOut() throws IOException {
    try (var output = OutputFolder.open(folder.resolve("full"))) {
      assertThatThrownBy(() ->
              output.publish(_ -> {
                throw new IOException("No space left on device");
              }))
          .hasMessage(
              "The results could not be written to "
                  + folder.resolve("full")
                  + ": No space left on device. What was there before is unchanged. Free some space, or choose another folder with --out.");
    }

    assertThat(folder.resolve("full")).doesNotExist();
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefusedBeforeTheWork() throws IOException {
    var file = Files.writeString(folder.resolve("taken"), "");

    assertThatThrownBy(() -> OutputFolder.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is a file, but results need a folder.");
    assertThatThrownBy(() -> OutputFolder.open(file.resolve("below")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("choose another folder with --out.");
  }

  @Test
  void whatCannotBeWrittenIsNamedAsItWasAskedFor() {
    assertThatThrownBy(() -> OutputFolder.open(Path.of("/proc/results")))
        .hasMessage(
            "Nothing can be written to /proc/results: /proc may not be opened or written. Make it writable, or choose another folder with --out.");
    assertThatThrownBy(() -> OutputFolder.writeFile(Path.of("/proc/policy.onnx"), "1"))
        .hasMessage("/proc/policy.onnx");
  }

  @Test
  void aFaultInsideIsToldOfTheFolderThatWasAskedFor() throws IOException {
    try (var output = OutputFolder.open(folder.resolve("new"))) {
      assertThatThrownBy(() ->
              output.publish(unfinished -> {
                throw new FileSystemException(
                    unfinished.resolve("series.csv").toString(), null, "Disk quota exceeded");
              }))
          .hasMessageContaining(folder.resolve("new/series.csv") + ": Disk quota exceeded");
    }
  }

  @Test
  void aFolderInTheWayOfAFileLeavesAllAsItWas() throws IOException {
    write(folder, "1");
    Files.delete(folder.resolve("results.json"));
    Files.createDirectory(folder.resolve("results.json"));

    assertThatThrownBy(() -> write(folder, "2"))
        .hasMessage(folder.resolve("results.json") + " is a folder and in the way");
    assertThat(folder.resolve("series/all.csv")).hasContent("1");
  }

  /// A run of another container, whose number may be anybody's here, is known by what it holds.
  @Test
  void whatAKilledRunLeftIsRemovedByTheNextOneToTheSamePlace() throws IOException {
    Path left = Files.createDirectories(folder.resolve(".unfinished-0123abcd-results"));
    Files.writeString(left.resolve("half.json"), "{");
    Files.createFile(left.resolve(".lock"));
    Path running = Files.createDirectory(folder.resolve(".unfinished-4567abcd-results"));
    Path other = Files.createDirectory(folder.resolve(".unfinished-0123abcd-others"));
    Files.createFile(other.resolve(".lock"));

    try (var _ = HeldFile.take(running.resolve(".lock")).orElseThrow()) {
      write(folder.resolve("results"), "whole");
    }

    assertThat(left).doesNotExist();
    assertThat(running).exists();
    assertThat(other).exists();
  }

  @Test
  void theLockOfARunThatDiedIsBroken() throws IOException {
    Files.createFile(folder.resolve(".unfinished.lock"));

    write(folder, "1");

    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("results.json", "series");
  }

  @Test
  void runsAtTheSameTimeLeaveTheResultsOfOneOfThem() throws Exception {
    var target = folder.resolve("shared");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var runs =
          IntStream.range(0, 8)
              .<Callable<Object>>mapToObj(run ->
                  () -> {
                    write(target, "run " + run);
                    return run;
                  })
              .toList();
      for (var run : threads.invokeAll(runs)) {
        run.get();
      }
    }

    assertThat(target.resolve("results.json").toFile()).exists();
    assertThat(Files.readString(target.resolve("results.json")))
        .isEqualTo(Files.readString(target.resolve("series/all.csv")));
    assertThat(folder.toFile().list()).containsExactly("shared");
  }

  @Test
  void aFileIsWrittenWhole() throws IOException {
    OutputFolder.writeFile(folder.resolve("a/b.csv"), "1");
    OutputFolder.writeFile(folder.resolve("a/b.csv"), "2");

    assertThat(folder.resolve("a/b.csv")).hasContent("2");
    assertThat(folder.resolve("a").toFile().list()).containsExactly("b.csv");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whoMayReadOtherFilesMayReadThese() throws IOException {
    Path plain = Files.writeString(folder.resolve("plain"), "1");

    OutputFolder.writeFile(folder.resolve("study.json"), "1");

    assertThat(Files.getPosixFilePermissions(folder.resolve("study.json")))
        .isEqualTo(Files.getPosixFilePermissions(plain));
  }
}
