package org.skerry.energy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files damaged by chance: 300, or as many as `-Dcases` says.
class DamagedFilesTest {
  @TempDir Path folder;

  @Test
  void aDamagedFileIsReadOrRefusedInSentences() throws IOException {
    var damaged = new DamagedFiles(folder, 20);
    List<String> wrong = new ArrayList<>();
    int cases = Integer.getInteger("cases", 300);
    for (int file = 0; file < cases; file++) {
      damaged.next().ifPresent(wrong::add);
    }
    System.out.printf("%d damaged files, %d taken wrongly.%n", cases, wrong.size());

    assertThat(wrong).isEmpty();
  }

  @Test
  void aHardFileIsReadWithAllItsEnergyOrRefusedOrTold() throws IOException {
    var hard = new HardFiles(folder, 21);
    List<String> wrong = new ArrayList<>();
    int cases = Integer.getInteger("cases", 300);
    for (int file = 0; file < cases; file++) {
      hard.next().ifPresent(wrong::add);
    }
    System.out.printf(
        "%d hard files, %d read, %d of them wrongly.%n", cases, hard.taken(), wrong.size());

    assertThat(wrong).isEmpty();
  }
}
