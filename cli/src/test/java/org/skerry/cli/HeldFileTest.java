package org.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldFileTest {
  @TempDir Path folder;

  /// What the other process of the test does: it holds a file until it is killed.
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      var held = HeldFile.take(Path.of(arguments[0]));
      System.out.println(held.isPresent() ? "held" : "refused");
      System.in.transferTo(System.out); // until it is killed
    }
  }

  private static Process holder(Path file) throws IOException {
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                file.toString()))
        .redirectErrorStream(true)
        .start();
  }

  @Test
  void aKilledProcessLetsGoAndALivingOneDoesNot() throws Exception {
    Path file = folder.resolve("lock");
    Process other = holder(file);
    try (var said = other.inputReader()) {
      assertThat(said.readLine()).isEqualTo("held");
      assertThat(HeldFile.take(file)).isEmpty();
    } finally {
      other.destroyForcibly().waitFor();
    }

    try (var held = HeldFile.take(file).orElseThrow()) {
      Process late = holder(file);
      try (var said = late.inputReader()) {
        assertThat(said.readLine()).isEqualTo("refused");
      } finally {
        late.destroyForcibly().waitFor();
      }
      held.remove();
    }
    assertThat(Files.exists(file)).isFalse();
  }
}
