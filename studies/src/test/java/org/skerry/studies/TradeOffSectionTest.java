package org.skerry.studies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.skerry.studies.report.Block;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.report.Section;

class TradeOffSectionTest {
  @Test
  void theCurveGoesFromTheCheapestToTheCleanest() {
    Section section = TradeOffSection.of("transactive-conflict");

    Block.Chart chart = (Block.Chart) section.blocks().getFirst();
    List<JsonObject> lines = chart.options().objects("series");
    double[] emission = lines.getFirst().numbers("x");
    double[] price = lines.getFirst().numbers("y");
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1).numbers("x")).containsExactly(emission[0]);
    assertThat(lines.get(2).numbers("x")).containsExactly(emission[emission.length - 1]);
    for (int point = 1; point < price.length; point++) {
      assertThat(price[point]).isGreaterThan(price[point - 1]);
      assertThat(emission[point]).isLessThan(emission[point - 1]);
    }
  }
}
