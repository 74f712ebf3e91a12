package org.skerry.energy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class SchemaTest {
  /// JSON is YAML, so the reader of YAML also reads the schema.
  private static Map<?, ?> parsed(String text) {
    return (Map<?, ?>)
        new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }

  private static String resource(String name) throws IOException {
    try (var stream = Scenarios.class.getResourceAsStream(name)) {
      assertThat(stream).as(name).isNotNull();
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theShippedSchemasAreThoseOfTheReader() throws IOException {
    for (var each :
        Map.of(
                "scenario.schema.json", Scenarios.schema(),
                "dataset.schema.json", Datasets.schema())
            .entrySet()) {
      Path made = Path.of("target", each.getKey());
      Files.createDirectories(made.toAbsolutePath().getParent());
      Files.writeString(made, each.getValue() + "\n");

      assertThat(resource(each.getKey()).strip())
          .as("If keys changed, copy %s over the resource of this name", made)
          .isEqualTo(each.getValue());
    }
  }

  @Test
  void theSchemaKnowsEveryKeyOfTheShippedScenarios() throws IOException {
    var schema = parsed(Scenarios.schema());
    var properties = (Map<?, ?>) schema.get("properties");
    var kinds = keysOfKinds(properties);

    for (String name : Scenarios.names()) {
      var scenario = parsed(resource("scenarios/" + name + ".yaml"));
      assertThat(names(properties)).as(name).containsAll(names(scenario));
      for (Object microgrid : (List<?>) value(scenario, "microgrids", List.of())) {
        for (Object each : (List<?>) value((Map<?, ?>) microgrid, "devices", List.of())) {
          var device = (Map<?, ?>) each;
          assertThat(kinds.getOrDefault(String.valueOf(device.get("kind")), Set.of()))
              .as("keys of %s in %s", device, name)
              .containsAll(names(device));
        }
      }
    }
  }

  private static Set<String> names(Map<?, ?> map) {
    return map.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
  }

  private static Object value(Map<?, ?> map, String key, Object fallback) {
    Object value = map.get(key);
    return value == null ? fallback : value;
  }

  private static Map<String, Set<String>> keysOfKinds(Map<?, ?> properties) {
    var kinds = new HashMap<String, Set<String>>();
    var defaults = (Map<?, ?>) ((Map<?, ?>) properties.get("defaults")).get("properties");
    defaults.forEach((kind, shape) -> {
      var keys = (Map<?, ?>) ((Map<?, ?>) shape).get("properties");
      kinds.put(String.valueOf(kind), names(keys));
    });
    assertThat(kinds).hasSize(9);
    return kinds;
  }
}
