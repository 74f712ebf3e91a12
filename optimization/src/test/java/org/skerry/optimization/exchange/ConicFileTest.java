package org.skerry.optimization.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skerry.optimization.conic.Status;

class ConicFileTest {
  /// min 2x over x >= 3
  private static final String GOOD =
      """
      {"name":"floor","n":1,"m":1,"q":[2],"b":[-3],"A":{"rows":[0],"cols":[0],"values":[-1]},\
      "cones":[["nonnegative",1]],"expect":{"status":"solved","objective":6,"note":1},"family":["x"]}
      """;

  @TempDir Path folder;

  @Test
  void aProblemIsReadSolvedAndJudged() throws IOException {
    ConicEntry entry = ConicFile.read(plain(GOOD)).getFirst();

    ConicAnswer answer = ConicAnswer.of(entry, (_, _, _, _, _) -> {});

    assertThat(answer.name()).isEqualTo("floor");
    assertThat(answer.status()).isEqualTo(Status.SOLVED);
    assertThat(answer.objective()).isCloseTo(6, within(1e-7));
    assertThat(answer.gap()).isLessThan(1e-8);
    assertThat(answer.microseconds()).isPositive();
    assertThat(answer.right()).contains(true);
  }

  @Test
  void aQuadraticTermAndABlankLineAreUnderstood() throws IOException {
    // min x² + xy + y² - 3x: -3
    String line =
        """

        {"n":2,"m":0,"q":[-3,0],"b":[],"A":{"rows":[],"cols":[],"values":[]},"cones":[],\
        "P":{"rows":[0,0,1],"cols":[0,1,1],"values":[2,1,2]}}
        """;
    ConicEntry entry = ConicFile.read(plain(line)).getFirst();

    ConicAnswer answer = ConicAnswer.of(entry, (_, _, _, _, _) -> {});

    assertThat(entry.name()).isEqualTo("problems.jsonl:2");
    assertThat(answer.objective()).isCloseTo(-3, within(1e-7));
    assertThat(answer.right()).isEmpty();
  }

  @Test
  void aWrongOrMissingAnswerIsNoticed() {
    var solved = new ConicEntry.Expected(Status.SOLVED, 100, 1);
    var tiny = new ConicEntry.Expected(Status.SOLVED, 1e-8, 1e-8);
    var infeasible = new ConicEntry.Expected(Status.INFEASIBLE, Double.NaN, 1);

    assertThat(solved.confirms(Status.SOLVED, 100.00009)).isTrue();
    assertThat(solved.confirms(Status.SOLVED, 100.00011)).isFalse();
    assertThat(solved.confirms(Status.STALLED, 100)).isFalse();
    assertThat(tiny.confirms(Status.SOLVED, 2e-8)).isFalse();
    assertThat(infeasible.confirms(Status.INFEASIBLE, 5)).isTrue();
  }

  @Test
  void gzipIsToldByItsFirstBytes() throws IOException {
    assertThat(ConicFile.read(write("misnamed.txt", packed(GOOD)))).hasSize(1);
  }

  @Test
  void aDeviceThatNeverEndsIsRefusedAtOnce() {
    assertThatThrownBy(() -> ConicFile.read(Path.of("/dev/zero")))
        .hasMessageContaining("/dev/zero: there is no such file");
  }

  @Test
  void aTruncatedArchiveIsRefusedWithTheLine() throws IOException {
    byte[] whole = packed(GOOD.repeat(50));

    assertThatThrownBy(
            () -> ConicFile.read(write("cut.jsonl.gz", Arrays.copyOf(whole, whole.length - 20))))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("cut.jsonl.gz:")
        .hasMessageContaining("damaged or ends too early");
  }

  @Test
  void binaryNoiseIsRefused() {
    byte[] noise = new byte[4000];
    new java.util.Random(1).nextBytes(noise);

    assertThatThrownBy(() -> ConicFile.read(write("noise.jsonl", noise)))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("noise.jsonl:1");
    noise[0] = 0x1f;
    noise[1] = (byte) 0x8b;
    assertThatThrownBy(() -> ConicFile.read(write("noise.gz", noise)))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void aLineCutAnywhereNeverPassesUnnoticed() {
    String line = GOOD.strip();
    SplittableRandom random = new SplittableRandom(7);
    for (int trial = 0; trial < 100; trial++) {
      String cut = line.substring(0, 1 + random.nextInt(line.length() - 1));

      assertThatThrownBy(() -> ConicFile.read(plain(cut))).isInstanceOf(InvalidFileException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"q\":[2] | \"q\":[NaN] | q[0] is NaN",
        "\"q\":[2] | \"q\":[2,3] | q has 2",
        "\"q\":[2] | \"q\":[\"2\"] | q[0] is 2, but must be a number",
        "\"q\":[2] | \"q\":2 | must be a list",
        "\"q\":[2], | '' | q is missing",
        "\"q\":[2] | \"q\":[1e999] | finite",
        "\"cols\":[0] | \"cols\":[1] | A.cols[0] is 1, but must be a whole number in [0, 1)",
        "\"cols\":[0] | \"cols\":[0.5] | A.cols[0] is 0.5",
        "\"cols\":[0] | \"cols\":[0,0] | one of each",
        "\"nonnegative\",1 | \"nonnegative\",2 | 2 rows",
        "\"nonnegative\",1 | \"nonnegative\",-1 | size -1.0",
        "\"nonnegative\",1 | \"exponential\",1 | 'exponential'",
        "\"nonnegative\",1 | \"nonnegative\",1,1 | more than a kind and a size",
        "\"cones\":[[\"nonnegative\",1]] | \"cones\":3 | list of pairs",
        "\"name\":\"floor\" | \"name\":7 | name is 7",
        "\"solved\" | \"perhaps\" | 'perhaps'",
        "\"A\":{\"rows\":[0],\"cols\":[0],\"values\":[-1]} | \"A\":[] | must be an object",
        "{\"name\" | [{\"name\" | not a JSON object",
      })
  void whatIsWrongIsNamedWithItsPlace(String part, String replacement, String message) {
    String line = GOOD.strip().replace(part, replacement);

    assertThatThrownBy(() -> ConicFile.read(plain(line)))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageContaining("problems.jsonl:1")
        .hasMessageContaining(message);
  }

  @Test
  void everyFaultIsReportedInFileOrder() {
    String bad = GOOD.replace("\"q\":[2]", "\"q\":[NaN]") + GOOD + GOOD.replace("}", "") + "[]\n";

    assertThatThrownBy(() -> ConicFile.read(plain(bad)))
        .isInstanceOfSatisfying(
            InvalidFileException.class,
            refused -> {
              assertThat(refused.faults()).hasSize(3);
              assertThat(refused.faults().get(0)).startsWith("problems.jsonl:1");
              assertThat(refused.faults().get(2)).startsWith("problems.jsonl:4");
            });
  }

  @Test
  void aMissingOrEmptyFileIsRefused() {
    assertThatThrownBy(() -> ConicFile.read(folder.resolve("none")))
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> ConicFile.read(plain("\n\n")))
        .hasMessageContaining("holds no problem");
  }

  private Path plain(String text) throws IOException {
    return write("problems.jsonl", text.getBytes(StandardCharsets.UTF_8));
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static byte[] packed(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var stream = new GZIPOutputStream(bytes)) {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void stepsAreWatched() throws IOException {
    var steps = new java.util.ArrayList<Integer>();

    ConicAnswer answer =
        ConicAnswer.of(
            ConicFile.read(plain(GOOD)).getFirst(), (step, _, _, _, _) -> steps.add(step));

    assertThat(steps).hasSize(answer.iterations());
    assertThat(steps.subList(0, 2)).isEqualTo(List.of(0, 1));
  }
}
