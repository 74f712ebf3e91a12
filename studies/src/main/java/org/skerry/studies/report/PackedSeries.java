package org.skerry.studies.report;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Time series in the small form in which a page carries them: 16 bits a value, which is 1/65534 of
/// the range of the series, base64. Equal series are kept once.
///
/// Not a number is 65535; every other value k stands for `low + k * (high - low) / 65534`.
final class PackedSeries {
  private static final int LEVELS = 65534;

  private final List<double[]> kept = new ArrayList<>();
  private final List<JsonObject> packed = new ArrayList<>();

  /// Adds a series.
  ///
  /// @param values shape `[steps]`; not kept if an equal one is
  /// @return the number under which the page finds it
  int add(double[] values) {
    for (var index = 0; index < kept.size(); index++) {
      if (Arrays.equals(kept.get(index), values)) {
        return index;
      }
    }
    kept.add(values);
    packed.add(pack(values));
    return packed.size() - 1;
  }

  /// All series, in the order of their numbers.
  List<JsonObject> packed() {
    return List.copyOf(packed);
  }

  private static JsonObject pack(double[] values) {
    var finite = Arrays.stream(values).filter(Double::isFinite).summaryStatistics();
    var low = finite.getCount() == 0 ? 0 : finite.getMin();
    var high = finite.getCount() == 0 ? 0 : finite.getMax();
    if (low == high && finite.getCount() == values.length) {
      return new JsonObject().put("constant", low).put("length", (long) values.length);
    }
    var bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (var value : values) {
      var level =
          !Double.isFinite(value)
              ? LEVELS + 1
              : high == low ? 0 : Math.round((value - low) / (high - low) * LEVELS);
      bytes.putShort((short) level);
    }
    return new JsonObject()
        .put("low", low)
        .put("high", high)
        .put("data", Base64.getEncoder().encodeToString(bytes.array()));
  }
}
