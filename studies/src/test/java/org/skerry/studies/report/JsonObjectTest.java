package org.skerry.studies.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonObjectTest {
  @TempDir Path folder;

  @Test
  void keysKeepTheirOrderAndNumbersTheirPrecision() {
    var object =
        new JsonObject()
            .put("z", 0.1 + 0.2)
            .put("a", 8784L)
            .put("text", "a \"b\"\n")
            .put("yes", true);

    assertThat(object.compact())
        .isEqualTo(
            "{\"z\":0.30000000000000004,\"a\":8784,\"text\":\"a \\\"b\\\"\\n\",\"yes\":true}");
  }

  @Test
  void whatIsNotFiniteBecomesNull() {
    var object = new JsonObject().put("x", Double.NaN).putNumbers("y", 1, Double.POSITIVE_INFINITY);

    assertThat(object.compact()).isEqualTo("{\"x\":null,\"y\":[1.0,null]}");
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    var object =
        new JsonObject()
            .put("cost", 1.5e-7)
            .put("terms", new JsonObject().put("grid", -3.0))
            .put("microgrids", List.of(new JsonObject().put("name", "MG1")))
            .putTexts("names", List.of("a", "b"))
            .putNumbers("values", 1, Double.NaN);
    var file = Files.writeString(folder.resolve("results.json"), object.toString());

    var read = JsonObject.read(file);

    assertThat(read).hasToString(object.toString());
    assertThat(read.number("cost")).isEqualTo(1.5e-7);
    assertThat(read.object("terms").number("grid")).isEqualTo(-3.0);
    assertThat(read.objects("microgrids").getFirst().text("name")).isEqualTo("MG1");
  }

  @Test
  void whatIsMissingIsEmpty() {
    var object = new JsonObject();

    assertThat(object.number("a")).isNaN();
    assertThat(object.text("a")).isEmpty();
    assertThat(object.object("a").keys()).isEmpty();
    assertThat(object.objects("a")).isEmpty();
  }

  @Test
  void aFileThatIsNotJsonIsRefusedWithItsLine() throws IOException {
    var half = Files.writeString(folder.resolve("half.json"), "{\n\"cost\": 1,\n");
    var list = Files.writeString(folder.resolve("list.json"), "[1]");
    var two = Files.writeString(folder.resolve("two.json"), "{}\n{}");
    var binary = Files.write(folder.resolve("binary.json"), new byte[] {(byte) 0xff, (byte) 0xfe});

    assertThatThrownBy(() -> JsonObject.read(half))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(half + ":3: this is not JSON:");
    assertThatThrownBy(() -> JsonObject.read(list)).hasMessageContaining("not a JSON object");
    assertThatThrownBy(() -> JsonObject.read(two)).hasMessageStartingWith(two + ":2:");
    assertThatThrownBy(() -> JsonObject.read(binary)).hasMessageContaining("not text in UTF-8");
  }
}
