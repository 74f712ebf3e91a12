package org.skerry.studies.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One JSON object whose keys keep the order in which they were put.
///
/// The only place where JSON is written. Numbers keep full double precision; what JSON cannot say
/// (not a number, infinite) becomes `null`. Values are numbers, texts, truth values, objects and
/// lists of these.
public final class JsonObject {
  private final Map<String, @Nullable Object> entries = new LinkedHashMap<>();

  /// Begins an object without entries.
  public JsonObject() {}

  /// Puts a number; one that is not finite is written as `null`.
  public JsonObject put(String key, double value) {
    return putValue(key, Double.isFinite(value) ? value : null);
  }

  /// Puts a whole number.
  public JsonObject put(String key, long value) {
    return putValue(key, value);
  }

  /// Puts a text.
  public JsonObject put(String key, String value) {
    return putValue(key, value);
  }

  /// Puts a truth value.
  public JsonObject put(String key, boolean value) {
    return putValue(key, value);
  }

  /// Puts an object.
  public JsonObject put(String key, JsonObject value) {
    return putValue(key, value);
  }

  /// Puts a list of objects.
  public JsonObject put(String key, List<JsonObject> values) {
    return putValue(key, List.copyOf(values));
  }

  /// Puts named numbers as an object, in their order.
  public JsonObject put(String key, Map<String, Double> numbers) {
    var object = new JsonObject();
    numbers.forEach((name, number) -> object.put(name, number.doubleValue()));
    return put(key, object);
  }

  /// Puts a list of texts.
  public JsonObject putTexts(String key, List<String> values) {
    return putValue(key, List.copyOf(values));
  }

  /// Puts a list of numbers.
  public JsonObject putNumbers(String key, double... values) {
    return putValue(
        key, Arrays.stream(values).mapToObj(v -> Double.isFinite(v) ? v : null).toList());
  }

  /// Puts nothing: what is not known.
  public JsonObject putNull(String key) {
    return putValue(key, null);
  }

  JsonObject putValue(String key, @Nullable Object value) {
    entries.put(key, value);
    return this;
  }

  /// The keys, in the order in which they were put.
  public Set<String> keys() {
    return entries.keySet();
  }

  /// The number under a key.
  ///
  /// @return the number, or not-a-number where there is none
  public double number(String key) {
    return entries.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /// The text under a key.
  ///
  /// @return the text, or an empty one where there is none
  public String text(String key) {
    return entries.get(key) instanceof String text ? text : "";
  }

  /// The object under a key.
  ///
  /// @return the object, or an empty one where there is none
  public JsonObject object(String key) {
    return entries.get(key) instanceof JsonObject object ? object : new JsonObject();
  }

  /// The objects in the list under a key.
  ///
  /// @return the objects; none where there is no such list
  public List<JsonObject> objects(String key) {
    return entries.get(key) instanceof List<?> list
        ? list.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList()
        : List.of();
  }

  /// The texts in the list under a key.
  ///
  /// @return the texts; none where there is no such list
  public List<String> texts(String key) {
    return entries.get(key) instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  /// The numbers in the list under a key, not-a-number where there is `null`.
  ///
  /// @return the numbers; none where there is no such list
  public double[] numbers(String key) {
    return entries.get(key) instanceof List<?> list
        ? list.stream()
            .mapToDouble(each -> each instanceof Number number ? number.doubleValue() : Double.NaN)
            .toArray()
        : new double[0];
  }

  /// Reads the object in a file.
  ///
  /// @throws IOException if the file cannot be read or does not hold one JSON object; the message
  ///   names file and line
  public static JsonObject read(Path file) throws IOException {
    return JsonReader.read(file);
  }

  /// The object as indented JSON, without a newline at the end.
  @Override
  public String toString() {
    var text = new StringWriter();
    try (var generator = JsonReader.FACTORY.createGenerator(text)) {
      generator.setPrettyPrinter(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(new DefaultIndenter("  ", "\n")));
      write(generator, this);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return text.toString();
  }

  /// The object as JSON on one line.
  public String compact() {
    var text = new StringWriter();
    try (var generator = JsonReader.FACTORY.createGenerator(text)) {
      write(generator, this);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return text.toString();
  }

  private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> generator.writeNull();
      case String text -> generator.writeString(text);
      case Boolean truth -> generator.writeBoolean(truth);
      case Long number -> generator.writeNumber(number);
      case Number number -> generator.writeNumber(number.doubleValue());
      case JsonObject object -> {
        generator.writeStartObject();
        for (var entry : object.entries.entrySet()) {
          generator.writeFieldName(entry.getKey());
          write(generator, entry.getValue());
        }
        generator.writeEndObject();
      }
      case List<?> list -> {
        generator.writeStartArray();
        for (var element : list) {
          write(generator, element);
        }
        generator.writeEndArray();
      }
      default -> throw new IllegalArgumentException("JSON has no form for " + value.getClass());
    }
  }
}
