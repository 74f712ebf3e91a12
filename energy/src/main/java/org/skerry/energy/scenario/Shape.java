package org.skerry.energy.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.skerry.energy.grid.NetworkException;
import org.skerry.energy.text.Nearest;

/// A group of keys: which there are, what they mean, and what the group becomes.
///
/// It reads YAML, refuses unknown keys with the nearest known one, and writes its own JSON Schema,
/// so the schema that editors use cannot drift from what is read.
///
/// @param <T> what the group becomes
final class Shape<T> implements Type<T> {
  private final String doc;
  private final Function<Values, T> maker;
  private final Map<String, Key> keys = new LinkedHashMap<>();

  private record Key(Type<?> type, @Nullable Object fallback, boolean required, String doc) {}

  /// @param doc what the group describes
  /// @param maker makes the result; an [IllegalArgumentException] of it is a problem at the key
  ///   that its message begins with
  Shape(String doc, Function<Values, T> maker) {
    this.doc = doc;
    this.maker = maker;
  }

  /// Adds a key that must be there.
  Shape<T> key(String name, Type<?> type, String meaning) {
    keys.put(name, new Key(type, null, true, meaning));
    return this;
  }

  /// Adds a key that may be left out.
  <V> Shape<T> key(String name, Type<? extends V> type, V fallback, String meaning) {
    keys.put(name, new Key(type, fallback, false, meaning));
    return this;
  }

  /// Adds a key that may be left out and then is absent.
  Shape<T> option(String name, Type<?> type, String meaning) {
    keys.put(name, new Key(type, null, false, meaning));
    return this;
  }

  /// The known keys.
  List<String> keys() {
    return List.copyOf(keys.keySet());
  }

  @Override
  public Optional<T> read(Value value) {
    if (!(value.item() instanceof Item.Mapping mapping)) {
      return value.refuse("must be a group of keys: " + String.join(", ", keys.keySet()) + ".");
    }
    int before = value.problems().count();
    checkKeys(value, mapping);
    var values = new HashMap<String, Object>();
    var missing = new ArrayList<String>();
    boolean complete = true;
    for (var each : keys.entrySet()) {
      Key key = each.getValue();
      Optional<Item> found = mapping.find(each.getKey());
      if (found.isPresent()) {
        var read =
            key.type().read(new Value(found.get(), path(value, each.getKey()), value.problems()));
        complete &= read.isPresent();
        read.ifPresent(it -> values.put(each.getKey(), it));
      } else if (key.required()) {
        missing.add(each.getKey() + " (" + key.doc() + ")");
      } else if (key.fallback() != null) {
        values.put(each.getKey(), key.fallback());
      }
    }
    if (!missing.isEmpty()) {
      value
          .problems()
          .add(
              mapping.position(),
              (value.path().isEmpty() ? "the file" : value.path())
                  + " lacks "
                  + String.join(", ", missing)
                  + ".");
      complete = false;
    }
    return complete && value.problems().count() == before
        ? make(value, mapping, new Values(values))
        : Optional.empty();
  }

  /// Refuses keys that are not known.
  void checkKeys(Value value, Item.Mapping mapping) {
    mapping
        .entries()
        .forEach((name, entry) -> {
          if (!keys.containsKey(name)) {
            value
                .problems()
                .add(
                    entry.position(),
                    "%s is not a known key.%s Known are %s."
                        .formatted(
                            path(value, name),
                            Nearest.question(name, keys.keySet()),
                            String.join(", ", keys.keySet())));
          }
        });
  }

  private Optional<T> make(Value value, Item.Mapping mapping, Values values) {
    try {
      return Optional.of(maker.apply(values));
    } catch (NetworkException broken) {
      broken.problems().forEach(problem -> value.problems().quote(mapping.position(), problem));
      return Optional.empty();
    } catch (ScenarioException broken) {
      broken.problems().forEach(problem -> value.problems().quote(mapping.position(), problem));
      return Optional.empty();
    } catch (ArithmeticException huge) {
      value.problems().add(mapping.position(), inside(value) + "a number is too large.");
      return Optional.empty();
    } catch (IllegalArgumentException refused) {
      String message = String.valueOf(refused.getMessage());
      String first = message.split("[ .\\[]", 2)[0];
      Problems.Position position =
          mapping.find(first).map(Item::position).orElse(mapping.position());
      String start = keys.containsKey(first) ? path(value, "") : inside(value);
      value.problems().add(position, start + message);
      return Optional.empty();
    }
  }

  private static String inside(Value value) {
    return value.path().isEmpty() ? "" : value.path() + ": ";
  }

  private static String path(Value value, String key) {
    return value.path().isEmpty() ? key : value.path() + "." + key;
  }

  @Override
  public String schema() {
    return schema("");
  }

  /// The JSON Schema with further members of the object, each ending with a comma.
  String schema(String more) {
    var text = new StringBuilder("{" + more + "\"description\": " + quoted(doc));
    text.append(", \"type\": \"object\", \"additionalProperties\": false, \"properties\": {");
    String separator = "";
    for (var each : keys.entrySet()) {
      text.append(separator)
          .append(quoted(each.getKey()))
          .append(": ")
          .append(described(each.getValue()));
      separator = ", ";
    }
    return text.append("}}").toString();
  }

  private static String described(Key key) {
    String schema = key.type().schema();
    return schema.contains("\"description\"")
        ? schema
        : "{\"description\": " + quoted(key.doc()) + ", " + schema.substring(1);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /// What was read, by key.
  record Values(Map<String, Object> values) {
    /// A number.
    double number(String key) {
      return get(key, Double.class);
    }

    /// A text.
    String text(String key) {
      return get(key, String.class);
    }

    /// What a key became.
    <V> V get(String key, Class<V> type) {
      return find(key, type)
          .orElseThrow(() -> new IllegalStateException("Key " + key + " has no value."));
    }

    /// What a key became, if it was written.
    <V> Optional<V> find(String key, Class<V> type) {
      return Optional.ofNullable(values.get(key)).map(type::cast);
    }

    /// The elements of a list.
    <V> List<V> list(String key, Class<V> type) {
      List<?> list = get(key, List.class);
      return list.stream().<V>map(type::cast).toList();
    }
  }
}
