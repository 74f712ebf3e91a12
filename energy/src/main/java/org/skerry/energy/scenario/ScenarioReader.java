package org.skerry.energy.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.skerry.energy.device.Device;
import org.skerry.energy.grid.Bus;
import org.skerry.energy.grid.Network;
import org.skerry.energy.scenario.Item.Entry;
import org.skerry.energy.scenario.Item.Mapping;
import org.skerry.energy.scenario.Item.Sequence;
import org.skerry.energy.text.Nearest;

/// Reads a scenario from YAML.
///
/// `extends` names a scenario that this one changes: keys of both are joined, lists and values are
/// replaced. `defaults` has keys per kind of device that hold where a device does not say
/// otherwise.
final class ScenarioReader {
  private static final int CHANGES = 5;

  private final Problems problems = new Problems();
  private Folder folder;
  private final Function<String, Optional<Source>> shipped;

  /// A text with its place.
  ///
  /// @param name how messages name it
  record Source(String name, String text) {}

  /// @param folder where the files that the scenario names are
  /// @param shipped finds a scenario that ships with the project, for `extends`
  ScenarioReader(Folder folder, Function<String, Optional<Source>> shipped) {
    this.folder = folder;
    this.shipped = shipped;
  }

  /// Reads a scenario.
  ///
  /// @param name what commands call it
  /// @throws ScenarioException with all problems in file order
  Scenario read(String name, Source source) {
    Mapping root = extended(Yaml.read(source.name(), source.text(), problems), 0);
    Mapping described = withDefaults(root);
    Optional<Scenario> scenario = shape(name, folder).read(new Type.Value(described, "", problems));
    scenario.ifPresent(it -> checkBuses(it, described));
    problems.throwIfAny();
    return scenario.orElseThrow();
  }

  /// The keys of a scenario.
  static Shape<Scenario> shape(String name, Folder folder) {
    Shape<Microgrid> microgrid =
        new Shape<>("A microgrid", ScenarioReader::microgrid)
            .key("name", Type.text(), "unique in the scenario")
            .key("bus", Type.text(), "", "the bus of the network that it is connected to")
            .key("devices", Type.list(Kinds.device()), "its devices, or those of every household")
            .key("place", place(), Place.ORIGIN, "where it is, for trade with the nearest")
            .option(
                "households",
                Type.text().as(folder::attachment),
                "CSV file with a household in each row");
    return new Shape<>(
            "A scenario of Skerry",
            values ->
                new Scenario(
                    name,
                    values.text("title"),
                    values.text("description"),
                    values.text("currency"),
                    values.get("step", Duration.class),
                    values.text("dataset"),
                    values.get("network", Interconnection.class),
                    values.list("microgrids", Microgrid.class),
                    values.find("schedule", Attachment.class),
                    values.find("supply", SupplyMix.class),
                    values.get("ending", Scenario.Ending.class)))
        .key("title", Type.text(), "one line")
        .key("description", Type.text(), "", "a few sentences")
        .key("currency", Type.text(), "of all prices and costs, such as CAD")
        .key(
            "step",
            Type.number("minutes").as(minutes -> Duration.ofSeconds(Math.round(60 * minutes))),
            Duration.ofHours(1),
            "minutes: 5, 6, 10, 12, 15, 20, 30 or 60")
        .key(
            "dataset",
            Type.text().as(dataset -> Datasets.located(dataset, folder)),
            Datasets.DEFAULT,
            "the data set it is played on by default: a name, or a descriptor beside this file")
        .option(
            "schedule",
            Type.text().as(folder::attachment),
            "CSV file with set-points: start, microgrid/device, …")
        .option(
            "supply", supply(), "where the energy outside comes from: series mixPrice, mixCarbon")
        .key(
            "ending",
            Type.constant(List.of(Scenario.Ending.values())),
            Scenario.Ending.TRUNCATED,
            "whether operation goes on after a period, or what is stored then is worth nothing")
        .key("network", NetworkShape.in(folder), new Interconnection.None(), "the network, if any")
        .key("microgrids", Type.list(microgrid), "the microgrids");
  }

  private static Microgrid microgrid(Shape.Values values) {
    List<Device> devices = values.list("devices", Device.class);
    Optional<Attachment> file = values.find("households", Attachment.class);
    List<Household> households =
        file.map(table -> HouseholdTable.read(table.name(), table.text(), devices))
            .orElse(List.of());
    return new Microgrid(
        values.text("name"),
        values.text("bus"),
        file.isPresent() ? List.of() : devices,
        values.get("place", Place.class),
        households);
  }

  private static Shape<Place> place() {
    return new Shape<>(
            "A place on a flat map", values -> new Place(values.number("x"), values.number("y")))
        .key("x", Type.number("m"), "m to the east")
        .key("y", Type.number("m"), "m to the north");
  }

  private static Shape<SupplyMix> supply() {
    Shape<SupplyMix.Source> source =
        new Shape<>(
                "A kind of generation",
                values -> new SupplyMix.Source(values.number("price"), values.number("carbon")))
            .key("price", Type.number("money per kWh"), "per kWh")
            .key("carbon", Type.number("g/kWh"), "g of CO2 per kWh");
    return new Shape<>(
            "Where the energy outside comes from",
            values ->
                new SupplyMix(
                    values.get("first", SupplyMix.Source.class),
                    values.number("share"),
                    values.get("second", SupplyMix.Source.class)))
        .key("first", source, "what serves first")
        .key("share", Type.number("a share"), "capacity of the first, share of the mean load")
        .key("second", source, "what serves the rest");
  }

  /// The document over the scenario that it extends.
  private Mapping extended(Mapping root, int depth) {
    Optional<Item> base = root.find("extends");
    if (base.isEmpty()) {
      return root;
    }
    String name = base.get() instanceof Item.Scalar scalar ? scalar.text() : "";
    Optional<Source> ours = shipped.apply(name);
    Optional<Source> source =
        ours.or(() ->
            folder.has(name)
                ? Optional.of(new Source(folder.name(name), folder.text(name)))
                : Optional.empty());
    if (source.isEmpty() || depth >= CHANGES) {
      problems.add(
          base.get().position(),
          "extends is %s, but must be a shipped scenario or a file beside this one, at most %d deep. Known are %s."
              .formatted(base.get().shown(), CHANGES, String.join(", ", Scenarios.names())));
      return root.without("extends");
    }
    // What the base names lies beside the base.
    int end = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
    folder =
        ours.isPresent()
            ? folder.or(Folder.shipped("scenarios/"))
            : end > 0 ? folder.or(folder.within(name.substring(0, end))) : folder;
    Mapping below = Yaml.read(source.get().name(), source.get().text(), problems);
    return root.without("extends").over(extended(below, depth + 1));
  }

  /// The document with every device completed from the defaults of its kind.
  private Mapping withDefaults(Mapping root) {
    Optional<Item> written = root.find("defaults");
    if (written.isEmpty()) {
      return root;
    }
    var rest = root.without("defaults");
    if (!(written.get() instanceof Mapping defaults)) {
      problems.add(
          written.get().position(),
          "defaults must be groups of keys by kind. Write 'defaults: {battery: {wear: 0.005}}'.");
      return rest;
    }
    checkDefaults(defaults);
    if (!(rest.find("microgrids").orElse(defaults) instanceof Sequence microgrids)) {
      return rest;
    }
    var completed = new ArrayList<Item>();
    for (Item each : microgrids.items()) {
      completed.add(
          each instanceof Mapping microgrid
                  && microgrid.find("devices").orElse(defaults) instanceof Sequence devices
              ? microgrid.with(
                  "devices",
                  new Sequence(
                      devices.position(),
                      devices.items().stream().map(it -> completed(it, defaults)).toList()))
              : each);
    }
    return rest.with("microgrids", new Sequence(microgrids.position(), completed));
  }

  private static Item completed(Item item, Mapping defaults) {
    if (item instanceof Mapping device
        && device.find("kind").orElse(device) instanceof Item.Scalar kind
        && defaults.find(kind.text()).orElse(kind) instanceof Mapping keys) {
      return device.over(keys);
    }
    return item;
  }

  private void checkDefaults(Mapping defaults) {
    for (Map.Entry<String, Entry> each : defaults.entries().entrySet()) {
      var shape = Kinds.all().get(each.getKey());
      String path = "defaults." + each.getKey();
      if (shape == null) {
        problems.add(
            each.getValue().position(),
            "%s is not a kind of device.%s Known are %s."
                .formatted(
                    path,
                    Nearest.question(each.getKey(), Kinds.all().keySet()),
                    String.join(", ", Kinds.all().keySet())));
      } else if (each.getValue().value() instanceof Mapping keys) {
        shape.checkKeys(new Type.Value(keys, path, problems), keys);
      } else {
        problems.add(
            each.getValue().position(),
            "%s must be a group of keys. Write '%s: {name: x}'.".formatted(path, each.getKey()));
      }
    }
  }

  /// Every microgrid must stand at a bus of the network.
  private void checkBuses(Scenario scenario, Mapping root) {
    Network network =
        switch (scenario.network()) {
          case Interconnection.None _, Interconnection.LocalTrade _ -> null;
          case Interconnection.Reduced reduced -> reduced.network();
          case Interconnection.Full full -> full.network();
        };
    if (network == null) {
      return;
    }
    var names = network.buses().stream().map(Bus::name).toList();
    for (int i = 0; i < scenario.microgrids().size(); i++) {
      String bus = scenario.microgrids().get(i).bus();
      if (!names.contains(bus)) {
        problems.add(
            place(root, i, "bus"),
            "microgrids[%d].bus is '%s', but network %s has no such bus.%s Choose one of its %d buses%s."
                .formatted(
                    i,
                    bus,
                    network.name(),
                    Nearest.question(bus, names),
                    names.size(),
                    names.size() <= 12 ? ": " + String.join(", ", names) : ""));
      }
    }
  }

  private static Problems.Position place(Mapping root, int microgrid, String key) {
    Item at =
        root.find("microgrids").orElse(root) instanceof Sequence all
            ? all.items().get(microgrid)
            : root;
    return at instanceof Mapping mapping ? mapping.find(key).orElse(at).position() : at.position();
  }

  /// The JSON Schema of a scenario, with `extends` and `defaults`.
  static String schema() {
    var kinds = new ArrayList<String>();
    Kinds.all().forEach((kind, shape) -> kinds.add("\"" + kind + "\": " + shape.schema()));
    String text =
        shape("", Folder.shipped("scenarios/"))
            .schema("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", ");
    String more =
        "\"properties\": {\"extends\": {\"description\": \"a scenario that this one changes\", \"type\": \"string\"},\n"
            + "\"defaults\": {\"description\": \"keys by kind of device that hold where a device does not say otherwise\", \"type\": \"object\", \"additionalProperties\": false, \"properties\": {"
            + String.join(",\n", kinds)
            + "}},\n";
    return text.replaceFirst("\"properties\": \\{", java.util.regex.Matcher.quoteReplacement(more));
  }
}
