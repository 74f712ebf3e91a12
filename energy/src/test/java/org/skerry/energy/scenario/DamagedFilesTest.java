package org.skerry.energy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedFilesTest {
  @TempDir Path folder;

  /// `docs/data.md` tells how to read ten thousand.
  @Test
  void aDamagedFileIsReadOrRefusedInSentences() throws IOException {
    var damaged = new DamagedFiles(folder, 20);

    for (int file = 0; file < 300; file++) {
      assertThat(damaged.next()).isEmpty();
    }
  }
}
