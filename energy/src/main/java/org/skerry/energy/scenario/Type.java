package org.skerry.energy.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.skerry.energy.text.Nearest;

/// How a value in a YAML file is read, and how a JSON Schema describes it.
///
/// @param <T> what it becomes
interface Type<T> {

  /// Reads a value; empty if it is wrong, and then the problem was added.
  Optional<T> read(Value value);

  /// The JSON Schema of the value, one JSON object.
  String schema();

  /// A value to be read.
  ///
  /// @param path where it stands in the document, e.g. `microgrids[1].bus`
  record Value(Item item, String path, Problems problems) {
    /// Adds a problem with this value: `is <value>, but …`.
    <T> Optional<T> refuse(String rule) {
      problems.add(item.position(), path + " is " + item.shown() + ", but " + rule);
      return Optional.empty();
    }
  }

  /// A finite number.
  ///
  /// @param unit as it completes "must be a number of …"; empty for a plain number
  static Type<Double> number(String unit) {
    String of = unit.isEmpty() ? "" : " of " + unit;
    return of(
        "{\"type\": \"number\"}",
        value -> {
          if (value.item() instanceof Item.Scalar scalar) {
            if (scalar.quoted()) {
              return value.refuse("must be a number" + of + ". Write it without quotes.");
            }
            var parsed = parse(scalar.text());
            if (parsed.isPresent()) {
              return parsed;
            }
          }
          return value.refuse(
              "must be a number" + of + ". Write the number alone, with a decimal point.");
        });
  }

  /// A finite number in the usual notation, if the text is one.
  static Optional<Double> parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789.+-eE".indexOf(text.charAt(i)) < 0) {
        return Optional.empty();
      }
    }
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException broken) {
      return Optional.empty();
    }
  }

  /// A whole number.
  static Type<Integer> integer() {
    return of(
        "{\"type\": \"integer\"}",
        value ->
            value.item() instanceof Item.Scalar scalar
                    && !scalar.quoted()
                    && scalar.text().matches("[-+]?\\d{1,9}")
                ? Optional.of(Integer.valueOf(scalar.text()))
                : value.refuse("must be a whole number. Write digits alone."));
  }

  /// `true` or `false`.
  static Type<Boolean> flag() {
    return of(
        "{\"type\": \"boolean\"}",
        value ->
            value.item() instanceof Item.Scalar scalar
                    && !scalar.quoted()
                    && scalar.text().matches("true|false")
                ? Optional.of(Boolean.valueOf(scalar.text()))
                : value.refuse("must be true or false. Write one of them."));
  }

  /// A word or a line; numbers are taken as they are written.
  static Type<String> text() {
    return of(
        "{\"type\": [\"string\", \"number\"]}",
        value ->
            value.item() instanceof Item.Scalar scalar
                    && !scalar.text().isBlank()
                    && scalar.text().chars().noneMatch(c -> Character.isISOControl(c) && c != '\n')
                ? Optional.of(scalar.text())
                : value.refuse("must be text. Write a word or a line."));
  }

  /// One of a few words.
  static Type<String> choice(String... words) {
    List<String> known = List.of(words);
    return of(
        "{\"enum\": [\"" + String.join("\", \"", known) + "\"]}",
        value -> {
          if (value.item() instanceof Item.Scalar scalar && known.contains(scalar.text())) {
            return Optional.of(scalar.text());
          }
          String found = value.item() instanceof Item.Scalar scalar ? scalar.text() : "";
          return value.refuse(
              "must be one of " + String.join(", ", known) + "." + Nearest.question(found, known));
        });
  }

  /// One of the constants of an enum, written in lower case.
  static <E extends Enum<E>> Type<E> constant(List<E> constants) {
    Type<String> words =
        choice(
            constants.stream()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new));
    return of(
        words.schema(),
        value ->
            words
                .read(value)
                .flatMap(word ->
                    constants.stream()
                        .filter(each -> each.name().equalsIgnoreCase(word))
                        .findFirst()));
  }

  /// Values of one type in square brackets or with dashes.
  static <T> Type<List<T>> list(Type<T> element) {
    return of(
        "{\"type\": \"array\", \"items\": " + element.schema() + "}",
        value -> {
          if (!(value.item() instanceof Item.Sequence sequence)) {
            return value.refuse("must be a list. Write [a, b] or lines that begin with '- '.");
          }
          var all = new ArrayList<T>();
          for (int i = 0; i < sequence.items().size(); i++) {
            element
                .read(
                    new Value(
                        sequence.items().get(i), value.path() + "[" + i + "]", value.problems()))
                .ifPresent(all::add);
          }
          return all.size() == sequence.items().size() ? Optional.of(all) : Optional.empty();
        });
  }

  /// A type from its two halves.
  static <T> Type<T> of(String schema, Function<Value, Optional<T>> reader) {
    return new Type<>() {
      @Override
      public Optional<T> read(Value value) {
        return reader.apply(value);
      }

      @Override
      public String schema() {
        return schema;
      }
    };
  }

  /// This type with something done to what was read. An [IllegalArgumentException] is a problem at
  /// the value; its message follows the path.
  default <R> Type<R> as(Function<T, R> change) {
    return of(
        schema(),
        value ->
            read(value)
                .flatMap(read -> {
                  try {
                    return Optional.of(change.apply(read));
                  } catch (ScenarioException broken) {
                    broken
                        .problems()
                        .forEach(
                            problem -> value.problems().quote(value.item().position(), problem));
                    return Optional.empty();
                  } catch (ArithmeticException huge) {
                    return value.refuse("that is too large. Write a smaller number.");
                  } catch (IllegalArgumentException refused) {
                    value
                        .problems()
                        .add(value.item().position(), value.path() + " " + refused.getMessage());
                    return Optional.empty();
                  }
                }));
  }
}
