package org.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The program as a process of its own that is stopped while it trains.
@EnabledOnOs(OS.LINUX)
class StopTest {
  @TempDir Path folder;

  private Process training(Path out) throws IOException {
    // A process in the background of a script would ignore an interrupt.
    var command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.addAll(List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("--add-modules=jdk.incubator.vector", Main.class.getName()));
    command.addAll(List.of("run", "networked", "--contender", "BMAPPO", "--out", out.toString()));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalEndsTrainingAtOnceAndLeavesWhatGoesOn(String signal, int status) throws Exception {
    var out = folder.resolve("run");
    var checkpoint = out.resolve("checkpoints/BMAPPO-1.checkpoint");
    var process = training(out);
    for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        !Files.exists(checkpoint) && process.isAlive() && System.nanoTime() < end; ) {
      LockSupport.parkNanos(20_000_000L);
    }
    assertThat(checkpoint).exists();

    new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(status);
    assertThat(Files.readString(folder.resolve("err"))).doesNotContain("Exception", "\tat ");
    try (var left = Files.walk(out)) {
      assertThat(left.map(file -> String.valueOf(file.getFileName())))
          .noneMatch(name -> name.startsWith(".unfinished"));
    }
    try (var lock = HeldFile.take(out.resolve(".lock")).orElseThrow()) { // nobody holds it
      assertThat(Session.of("run", "networked", "--resume", out.toString()).err())
          .contains("Another run is at work in ");
      lock.remove();
    }
  }
}
