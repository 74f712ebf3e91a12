package org.skerry.energy.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.skerry.energy.text.Nearest;
import org.skerry.energy.text.TextFile;

/// The scenarios: those that ship with the project by name, and one's own by the path of a YAML
/// file.
public final class Scenarios {
  private static final List<String> SHIPPED =
      List.of(
          "networked",
          "networked-tight",
          "networked-full",
          "networked-islanded",
          "archipelago",
          "transactive",
          "transactive-evaluate",
          "transactive-test",
          "transactive-three",
          "transactive-conflict");

  private static final Folder FOLDER = Folder.shipped("scenarios/");

  private Scenarios() {}

  /// The names of the shipped scenarios.
  public static List<String> names() {
    return SHIPPED;
  }

  /// A scenario by its shipped name, by the path of its file, or drawn by chance: `transactive`
  /// with options, such as `transactive:microgrids=100,households=100,seed=7`.
  ///
  /// @throws ScenarioException if there is none, or with all problems of the file, each with its
  ///   line
  public static Scenario load(String nameOrPath) {
    if (Options.asks(nameOrPath, Neighbours.NAME) && !SHIPPED.contains(nameOrPath)) {
      return Neighbours.of(nameOrPath).scenario(nameOrPath);
    }
    Optional<ScenarioReader.Source> source = shipped(nameOrPath);
    if (source.isPresent()) {
      return new ScenarioReader(FOLDER, Scenarios::shipped).read(nameOrPath, source.get());
    }
    if (Datasets.describes(nameOrPath)) {
      throw new ScenarioException(
          "%s is a data set, not a scenario. Name a scenario, and the data set with --dataset %s; `./skerry check %s` tells what it holds."
              .formatted(nameOrPath, nameOrPath, nameOrPath));
    }
    Path path = Path.of(nameOrPath);
    if (!Files.exists(path)) {
      throw new ScenarioException(
          "There is no scenario '%s'.%s Name one of %s, or the path of a YAML file."
              .formatted(
                  nameOrPath, Nearest.question(nameOrPath, SHIPPED), String.join(", ", SHIPPED)));
    }
    Folder folder = Folder.of(Optional.ofNullable(path.getParent()).orElse(Path.of("")));
    String file = String.valueOf(path.getFileName());
    return new ScenarioReader(folder, Scenarios::shipped)
        .read(
            file.replaceFirst("\\.[^.]*$", ""),
            new ScenarioReader.Source(nameOrPath, folder.text(file)));
  }

  /// Where the file of a scenario names series, such as `site.yaml:9`; nothing for one without a
  /// file, or where the names are in a file that it extends.
  static List<String> places(String nameOrPath, Set<String> series) {
    if (SHIPPED.contains(nameOrPath) || !Files.isRegularFile(Path.of(nameOrPath))) {
      return List.of();
    }
    var text = TextFile.read(Path.of(nameOrPath)).text();
    return named(Yaml.read(nameOrPath, text, new Problems()))
        .filter(scalar -> series.contains(scalar.text()))
        .map(scalar -> scalar.position().toString())
        .distinct()
        .toList();
  }

  /// What stands where a series is named.
  private static Stream<Item.Scalar> named(Item item) {
    return switch (item) {
      case Item.Scalar _ -> Stream.of();
      case Item.Sequence sequence -> sequence.items().stream().flatMap(Scenarios::named);
      case Item.Mapping mapping ->
          mapping.entries().entrySet().stream()
              .flatMap(entry ->
                  entry.getValue().value() instanceof Item.Scalar scalar
                      ? Stream.of(scalar).filter(_ -> entry.getKey().matches("of|series"))
                      : named(entry.getValue().value()));
    };
  }

  /// The JSON Schema of a scenario file, for editors.
  public static String schema() {
    return ScenarioReader.schema();
  }

  private static Optional<ScenarioReader.Source> shipped(String name) {
    return SHIPPED.contains(name)
        ? Optional.of(new ScenarioReader.Source(name + ".yaml", FOLDER.text(name + ".yaml")))
        : Optional.empty();
  }
}
