package org.skerry.energy.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Input;
import org.skerry.energy.device.Profile;
import org.skerry.energy.text.Nearest;

/// The data sets: the real year that ships with the project, those whose files are found in the
/// data folder, the generated ones, and one's own by the path of a descriptor.
///
/// The data folder is the system property `skerry.data`, else the environment variable
/// `SKERRY_DATA`, else `shared/data` beside the working directory or beside one of its parents.
public final class Datasets {
  /// The data set that ships with the project: a real year.
  public static final String DEFAULT = "ontario2016";

  private static final List<String> DESCRIBED =
      List.of(
          DEFAULT,
          "caiso-2019",
          "caiso-2024",
          "epf-be",
          "epf-de",
          "epf-fr",
          "epf-np",
          "epf-pjm",
          "pvgis-istanbul",
          "pvgis-piedmont",
          "ausgrid");

  private static final String PART = "datasets/";

  private Datasets() {}

  /// The names that can be asked for, `generated` among them.
  public static List<String> names() {
    var names = new ArrayList<>(DESCRIBED);
    names.add(1, Generated.NAME);
    names.add(2, Homes.NAME);
    return List.copyOf(names);
  }

  /// A data set by name, or by the path of a descriptor.
  ///
  /// @throws ScenarioException if there is none of the name, a file is missing, or one is wrong;
  ///   with all problems found
  public static Dataset load(String name) {
    return load(name, Set.of());
  }

  /// A data set for a scenario.
  ///
  /// @throws IllegalArgumentException also if it lacks series that the scenario needs; all are
  ///   named
  public static Dataset load(String name, Scenario scenario) {
    return load(name, scenario, scenario.name());
  }

  /// A data set for a scenario, with a note where its prices are in other money.
  ///
  /// @param file of the scenario or its name, for places in messages
  /// @throws IllegalArgumentException also if it lacks series that the scenario needs; all are
  ///   named
  public static Dataset load(String name, Scenario scenario, String file) {
    Dataset dataset = load(name);
    Set<String> needed = needed(scenario);
    var missing = new TreeSet<>(needed);
    missing.removeAll(dataset.names());
    var places = missing.isEmpty() ? List.<String>of() : Scenarios.places(file, missing);
    dataset.require(
        missing,
        "scenario "
            + scenario.name()
            + (places.isEmpty() ? "" : " (" + String.join(", ", places) + ")"));
    return dataset.with(otherMoney(dataset, needed, scenario.currency()));
  }

  /// Told for prices in another currency than the scenario's, since none is converted.
  private static List<String> otherMoney(Dataset dataset, Set<String> needed, String currency) {
    return needed.stream()
        .map(dataset::series)
        .filter(series -> Unit.isOtherMoney(series.unit(), currency))
        .map(series ->
            "Series %s of data set %s is in %s, but the scenario counts in %s: one counts as the other, nothing is converted."
                .formatted(series.name(), dataset.name(), series.unit(), currency))
        .toList();
  }

  /// Whether a name or path means a data set, and not a scenario.
  ///
  /// @throws ScenarioException if it is a file that is no YAML
  public static boolean describes(String name) {
    if (DESCRIBED.contains(name) || generated(name).isPresent()) {
      return true;
    }
    Path path = Path.of(name);
    if (!Files.exists(path)) {
      return false;
    }
    var folder = Folder.of(parent(path));
    var root = Yaml.read(name, folder.text(String.valueOf(path.getFileName())), new Problems());
    return root.find("files").isPresent() && root.find("microgrids").isEmpty();
  }

  /// The names of all series that the devices of a scenario use.
  public static Set<String> needed(Scenario scenario) {
    var names = new TreeSet<String>();
    for (Site site : scenario.sites()) {
      for (Device device : site.devices()) {
        for (Input input : device.inputs()) {
          for (Profile profile : input.profiles()) {
            profile.terms().forEach(term -> names.add(term.series()));
          }
        }
      }
    }
    scenario.supply().ifPresent(_ -> names.removeAll(SupplyMix.series()));
    return names;
  }

  /// The name under which [#load] finds a data set that a file names: itself, or the path of a
  /// descriptor beside the file.
  ///
  /// @throws IllegalArgumentException if there is none; the message completes `dataset …`
  static String located(String name, Folder folder) {
    if (generated(name).isPresent()) {
      return name;
    }
    if (DESCRIBED.contains(name)) {
      return name;
    }
    if (folder.has(name)) {
      return folder.name(name);
    }
    throw new IllegalArgumentException(
        "is %s, but there is no such data set, and no such file beside this one.%s Name one of %s, or a descriptor (YAML)."
            .formatted(name, Nearest.question(name, names()), String.join(", ", names())));
  }

  /// The JSON Schema of a descriptor, for editors.
  public static String schema() {
    return DescriptorShape.schema();
  }

  /// What makes a data set of this name, if the name asks for a generated one.
  private static Optional<Supplier<Dataset>> generated(String name) {
    if (Options.asks(name, Generated.NAME)) {
      Generated years = Generated.of(name);
      return Optional.of(() -> years.dataset(name));
    }
    if (Options.asks(name, Homes.NAME)) {
      Homes days = Homes.of(name);
      return Optional.of(() -> days.dataset(name));
    }
    return Optional.empty();
  }

  private static Dataset load(String name, Set<String> completing) {
    var generated = generated(name);
    if (generated.isPresent()) {
      return generated.get().get();
    }
    Folder shipped = Folder.shipped(PART);
    if (DESCRIBED.contains(name)) {
      String file = name + ".yaml";
      return read(name, name, file, shipped, shipped.and(dataFolders()), completing);
    }
    if (isFile(name)) {
      Path path = Path.of(name);
      Path parent = parent(path);
      String file = String.valueOf(path.getFileName());
      var folder = Folder.of(parent);
      if (Yaml.read(name, folder.text(file), new Problems()).find("microgrids").isPresent()) {
        throw new ScenarioException(
            "%s is a scenario, not a data set. Give it to a command in place of SCENARIO, or name a descriptor, which has 'files'."
                .formatted(name));
      }
      return read(
          file.replaceFirst("\\.[^.]*$", ""),
          path.toAbsolutePath().normalize().toString(),
          file,
          folder,
          folder.and(dataFolders()),
          completing);
    }
    throw new ScenarioException(
        "There is no data set '%s'.%s Name one of %s, or the path of a descriptor (YAML)."
            .formatted(name, Nearest.question(name, names()), String.join(", ", names())));
  }

  private static Dataset read(
      String name, String place, String file, Folder own, Folder files, Set<String> completing) {
    if (completing.contains(place)) {
      throw new ScenarioException(
          "Data set %s is completed from itself, through %s. Name another in 'complete'."
              .formatted(name, completing));
    }
    var path = new HashSet<>(completing);
    path.add(place);
    Descriptor descriptor = DescriptorShape.read(own.name(file), own.text(file));
    return DatasetReader.read(
        name,
        descriptor,
        files,
        other ->
            load(DESCRIBED.contains(other) || !own.has(other) ? other : own.name(other), path));
  }

  private static Path parent(Path path) {
    return Optional.ofNullable(path.getParent()).orElse(Path.of(""));
  }

  private static boolean isFile(String name) {
    return name.matches("(?i).*\\.ya?ml") || Files.isRegularFile(Path.of(name));
  }

  /// Where data sets that do not ship are searched.
  static List<Path> dataFolders() {
    String named =
        System.getProperty("skerry.data", System.getenv().getOrDefault("SKERRY_DATA", ""));
    if (!named.isBlank()) {
      return List.of(Path.of(named));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("shared").resolve("data");
      if (Files.isDirectory(folder)) {
        return List.of(folder);
      }
    }
    return List.of();
  }
}
