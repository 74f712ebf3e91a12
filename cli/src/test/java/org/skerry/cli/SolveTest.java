package org.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SolveTest {
  private static final String PROBLEM =
      """
      {"name":"floor","n":1,"m":1,"q":[2],"b":[-3],"A":{"rows":[0],"cols":[0],"values":[-1]},\
      "cones":[["nonnegative",1]],"expect":{"status":"solved","objective":6}}
      """;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeProblem() throws IOException {
    file = Files.writeString(folder.resolve("problems.jsonl"), PROBLEM);
  }

  @Test
  void answersAndTotalsAreGivenAsJson() {
    var session = Session.of("solve", file.toString(), "--json");

    assertThat(session.status()).isZero();
    assertThat(session.out())
        .contains("\"answers\"", "\"status\": \"solved\"", "\"right\": true", "\"wrong\": 0");
  }

  @Test
  void peopleGetATable() {
    var session = Session.of("solve", file.toString());

    assertThat(session.out()).contains("floor", "solved", "1 problems in", "0 not as expected");
  }

  @Test
  void everyStepIsShownOnDemand() {
    var session = Session.of("solve", file.toString(), "--verbose");

    assertThat(session.err()).contains("floor", "  0  objective", "gap");
  }

  @Test
  void whatIsNotConvexIsRefusedByName() throws IOException {
    Files.writeString(
        file,
        PROBLEM.replace("\"n\":1", "\"P\":{\"rows\":[0],\"cols\":[0],\"values\":[-1]},\"n\":1"));

    var session = Session.of("solve", file.toString());

    assertThat(session.status()).isEqualTo(1);
    assertThat(session.err()).contains("floor").contains("convex");
  }
}
