package org.skerry.studies.study;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Scalars over a training in the format that TensorBoard reads: a file of records, each with its
/// length, two masked checksums (CRC-32C) and an `Event` of TensorFlow's `event.proto`. The clock
/// of an event counts seconds of training, not the time of day.
final class EventFile implements AutoCloseable {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;

  private final OutputStream out;

  private EventFile(OutputStream out) {
    this.out = out;
  }

  /// Opens the event file of a trial; without a folder nothing is written. Of a file that is there
  /// the whole records up to a step stay: what a run wrote after its last checkpoint, or only in
  /// part, goes, since it is played again.
  ///
  /// @param step from which the trial goes on; 0 for the beginning
  static EventFile open(Run run, long step) throws IOException {
    Optional<Path> folder = run.file("tensorboard", "");
    if (folder.isEmpty()) {
      return new EventFile(OutputStream.nullOutputStream());
    }
    Files.createDirectories(folder.get());
    Path file = folder.get().resolve("events.out.tfevents.0");
    byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    int kept = kept(before, step);
    EventFile events =
        new EventFile(
            Files.newOutputStream(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING));
    events.out.write(before, 0, kept);
    if (kept == 0) {
      events.write(message(0, 0, field(3, "brain.Event:2".getBytes(StandardCharsets.UTF_8))));
    }
    return events;
  }

  /// How many bytes of records are whole and of a step up to this one.
  private static int kept(byte[] bytes, long step) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int kept = 0;
    while (in.remaining() >= 12) {
      byte[] size = new byte[8];
      in.get(size);
      long length = ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (in.getInt() != masked(size) || length < 11 || length + 4 > in.remaining()) {
        break;
      }
      byte[] event = new byte[(int) length];
      in.get(event);
      if (in.getInt() != masked(event) || step(event) > step) {
        break;
      }
      kept = in.position();
    }
    return kept;
  }

  /// The step of an event as [#message] lays it out: nine bytes of time, the key, then the number.
  private static long step(byte[] event) {
    long step = 0;
    int shift = 0;
    for (int at = 10; at < event.length; at++, shift += 7) {
      step |= (event[at] & 0x7fL) << shift;
      if ((event[at] & 0x80) == 0) {
        break;
      }
    }
    return step;
  }

  /// Adds scalars of one moment.
  ///
  /// @param step on the horizontal axis
  /// @param seconds since the training began
  void add(long step, double seconds, Map<String, Double> scalars) throws IOException {
    ByteArrayOutputStream summary = new ByteArrayOutputStream();
    for (Map.Entry<String, Double> scalar : scalars.entrySet()) {
      ByteArrayOutputStream value = new ByteArrayOutputStream();
      value.write(field(1, scalar.getKey().getBytes(StandardCharsets.UTF_8)));
      value.write((2 << 3) | FOUR_BYTES);
      value.write(little(4).putFloat(scalar.getValue().floatValue()).array());
      summary.write(field(1, value.toByteArray()));
    }
    write(message(step, seconds, field(5, summary.toByteArray())));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static byte[] message(long step, double seconds, byte[] what) throws IOException {
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    event.write((1 << 3) | EIGHT_BYTES);
    event.write(little(8).putDouble(seconds).array());
    event.write((2 << 3) | VARINT);
    varint(event, step);
    event.write(what);
    return event.toByteArray();
  }

  private static byte[] field(int number, byte[] content) throws IOException {
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    field.write((number << 3) | BYTES);
    varint(field, content.length);
    field.write(content);
    return field.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private void write(byte[] event) throws IOException {
    byte[] length = little(8).putLong(event.length).array();
    out.write(length);
    out.write(little(4).putInt(masked(length)).array());
    out.write(event);
    out.write(little(4).putInt(masked(event)).array());
  }

  private static int masked(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return Integer.rotateRight((int) checksum.getValue(), 15) + 0xa282ead8;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
