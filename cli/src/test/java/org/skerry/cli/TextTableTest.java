package org.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class TextTableTest {
  private static String print(TextTable table) {
    var bytes = new ByteArrayOutputStream();
    table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void namesStandLeftAndFiguresRight() {
    var table = new TextTable("", "cost").row("MG1", "7.5").rule().row("total", "1234.5");

    assertThat(print(table).lines())
        .containsExactly(
            "         cost", "-------------", "MG1       7.5", "-------------", "total  1234.5");
  }

  @Test
  void aTableOfManyColumnsIsPrintedInBlocksThatFit() {
    var header = Collections.nCopies(21, "microgrid").toArray(String[]::new);
    var table = new TextTable(header).row(Collections.nCopies(21, "1.0"));

    assertThat(print(table).lines()).allMatch(line -> line.length() <= 100);
    assertThat(print(table).split("1\\.0", -1)).hasSize(24);
  }

  @Test
  void aRowOfAnotherWidthIsRefused() {
    assertThatThrownBy(() -> new TextTable("", "cost").row("MG1"))
        .hasMessage("a row has 1 cells, but the table 2 columns.");
  }
}
