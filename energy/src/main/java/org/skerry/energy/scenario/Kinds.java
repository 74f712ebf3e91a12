package org.skerry.energy.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carbon;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Cogeneration;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Dump;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.GridConnection.Outage;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.PumpedStorage;
import org.skerry.energy.device.Tariff;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.device.WindTurbine;
import org.skerry.energy.scenario.Shape.Values;

/// How each kind of device is written in a scenario: the key `kind` selects the group of keys,
/// whose names are the components of the device's record.
final class Kinds {
  private static final Type<Double> KILOWATT = Type.number("kW");
  private static final Type<Double> SHARE = Type.number("a share");
  private static final Type<Double> PER_KWH = Type.number("money per kWh");

  private static final Map<String, Shape<? extends Device>> SHAPES = shapes();

  private Kinds() {}

  /// The kinds there are, with their keys.
  static Map<String, Shape<? extends Device>> all() {
    return SHAPES;
  }

  /// A device of any kind.
  static Type<Device> device() {
    return Type.of(schema(), Kinds::read);
  }

  private static Optional<Device> read(Type.Value value) {
    if (!(value.item() instanceof Item.Mapping mapping)) {
      return value.refuse("must be a group of keys that begins with 'kind'.");
    }
    Optional<Item> kind = mapping.find("kind");
    if (kind.isEmpty()) {
      value
          .problems()
          .add(
              mapping.position(),
              "%s lacks the key 'kind'. Write one of %s."
                  .formatted(value.path(), String.join(", ", SHAPES.keySet())));
      return Optional.empty();
    }
    return kind(new Type.Value(kind.get(), value.path() + ".kind", value.problems()))
        .flatMap(shape -> shape.read(value).map(device -> (Device) device));
  }

  private static Optional<Shape<? extends Device>> kind(Type.Value value) {
    return Type.choice(SHAPES.keySet().toArray(String[]::new))
        .read(value)
        .flatMap(word -> Optional.ofNullable(SHAPES.get(word)));
  }

  private static String schema() {
    var kinds =
        SHAPES.values().stream().map(shape -> shape.schema("\"required\": [\"kind\"], ")).toList();
    return "{\"oneOf\": [" + String.join(",\n", kinds) + "]}";
  }

  private static Map<String, Shape<? extends Device>> shapes() {
    var shapes = new LinkedHashMap<String, Shape<? extends Device>>();
    shapes.put("photovoltaic", photovoltaic());
    shapes.put("wind", wind());
    shapes.put("turbine", turbine());
    shapes.put("cogeneration", cogeneration());
    shapes.put("battery", battery());
    shapes.put("pumpedStorage", pumpedStorage());
    shapes.put("load", load());
    shapes.put("dump", dump());
    shapes.put("grid", grid());
    return shapes;
  }

  private static <T extends Device> Shape<T> named(String kind, Shape<T> shape) {
    return shape
        .key("kind", Type.choice(kind), "the kind of device")
        .key("name", Type.text(), "unique in the microgrid");
  }

  private static Shape<Photovoltaic> photovoltaic() {
    return named(
            "photovoltaic",
            new Shape<>(
                "Photovoltaic modules: measured power, or rated power with irradiance and temperature",
                values ->
                    new Photovoltaic(
                        values.text("name"), solar(values), values.number("apparentPower"))))
        .option("power", Forms.profile("kW"), "measured output in kW")
        .option("ratedPower", KILOWATT, "kW at 1000 W/m2 and a cell of 25 C")
        .option("irradiance", Forms.profile("W/m2"), "W/m2 in the plane of the modules")
        .option("temperature", Forms.profile("C"), "of the air in C")
        .key(
            "temperatureCoefficient",
            Type.number("a share per kelvin"),
            0.004,
            "share of power lost per kelvin above 25 C")
        .key("nominalCellTemperature", Type.number("C"), 45.0, "C at 800 W/m2 and air of 20 C")
        .key(
            "apparentPower",
            Type.number("kVA"),
            0.0,
            "of the inverter in kVA; 0 for no reactive power");
  }

  private static Output solar(Values values) {
    if (measured(values, List.of("ratedPower", "irradiance", "temperature"))) {
      return new Output.Measured(values.get("power", Profile.class));
    }
    return new Output.Solar(
        values.number("ratedPower"),
        values.get("irradiance", Profile.class),
        values.get("temperature", Profile.class),
        values.number("temperatureCoefficient"),
        values.number("nominalCellTemperature"));
  }

  /// Whether the output is measured rather than worked out from weather; refuses a mixture.
  private static boolean measured(Values values, List<String> weather) {
    boolean measured = values.find("power", Profile.class).isPresent();
    for (String key : weather) {
      if (values.find(key, Object.class).isPresent() == measured) {
        throw new IllegalArgumentException(
            measured
                ? key + " stands beside power, but measured power needs no weather. Remove one."
                : key
                    + " is missing. Write either 'power', or "
                    + String.join(", ", weather)
                    + ".");
      }
    }
    return measured;
  }

  private static Shape<WindTurbine> wind() {
    return named(
            "wind",
            new Shape<>(
                "A wind turbine: measured power, or rated power with wind speed",
                values -> new WindTurbine(values.text("name"), windOutput(values))))
        .option("power", Forms.profile("kW"), "measured output in kW")
        .option("ratedPower", KILOWATT, "kW")
        .option("speed", Forms.profile("m/s"), "wind at hub height in m/s")
        .key("cutIn", Type.number("m/s"), 3.0, "m/s")
        .key("rated", Type.number("m/s"), 12.0, "m/s")
        .key("cutOut", Type.number("m/s"), 25.0, "m/s");
  }

  private static Output windOutput(Values values) {
    return measured(values, List.of("ratedPower", "speed"))
        ? new Output.Measured(values.get("power", Profile.class))
        : new Output.Wind(
            values.number("ratedPower"),
            values.get("speed", Profile.class),
            values.number("cutIn"),
            values.number("rated"),
            values.number("cutOut"));
  }

  private static <T extends Device> Shape<T> generator(Shape<T> shape) {
    return shape
        .key("minimum", KILOWATT, 0.0, "kW while it runs")
        .key("maximum", KILOWATT, "kW")
        .key("a", Type.number("money per kW2h"), 0.0, "cost per kW2h")
        .key("b", PER_KWH, "cost per kWh")
        .key("c", Type.number("money per hour"), 0.0, "cost per hour of running")
        .key(
            "ramp",
            Type.number("kW per hour"),
            Double.POSITIVE_INFINITY,
            "greatest change in kW per hour; without it there is none");
  }

  private static Shape<Turbine> turbine() {
    return generator(
        named(
            "turbine",
            new Shape<>(
                "A micro turbine or diesel generator",
                values ->
                    new Turbine(
                        values.text("name"),
                        values.number("minimum"),
                        values.number("maximum"),
                        values.number("a"),
                        values.number("b"),
                        values.number("c"),
                        values.number("ramp")))));
  }

  private static Shape<Cogeneration> cogeneration() {
    return generator(
            named(
                "cogeneration",
                new Shape<>(
                    "A fuel cell or micro turbine that also gives heat",
                    values ->
                        new Cogeneration(
                            values.text("name"),
                            values.number("minimum"),
                            values.number("maximum"),
                            values.number("a"),
                            values.number("b"),
                            values.number("c"),
                            values.number("ramp"),
                            values.number("heatPerPower"),
                            values.number("heatCost")))))
        .key("heatPerPower", Type.number("kW per kW"), "kW of heat at most per kW of power")
        .key("heatCost", PER_KWH, 0.0, "cost per kWh of heat");
  }

  private static <T extends Device> Shape<T> charges(Shape<T> shape) {
    return shape
        .key("minimumCharge", SHARE, 0.0, "least state of charge, share of capacity")
        .key("maximumCharge", SHARE, 1.0, "greatest state of charge, share of capacity")
        .key("initialCharge", SHARE, 0.5, "state of charge at the start, share of capacity");
  }

  private static Shape<Battery> battery() {
    return charges(
        named(
                "battery",
                new Shape<>(
                    "A battery",
                    values ->
                        new Battery(
                            values.text("name"),
                            values.number("capacity"),
                            values.number("chargePower"),
                            values.number("dischargePower"),
                            values.number("chargeEfficiency"),
                            values.number("dischargeEfficiency"),
                            values.number("minimumCharge"),
                            values.number("maximumCharge"),
                            values.number("initialCharge"),
                            values.number("wear"))))
            .key("capacity", Type.number("kWh"), "kWh")
            .key("chargePower", KILOWATT, "greatest power while it charges in kW")
            .key("dischargePower", KILOWATT, "greatest power while it discharges in kW")
            .key("chargeEfficiency", SHARE, "in (0, 1]")
            .key("dischargeEfficiency", SHARE, "in (0, 1]")
            .key("wear", PER_KWH, 0.0, "cost per kWh that enters or leaves the store"));
  }

  private static Shape<PumpedStorage> pumpedStorage() {
    return charges(
        named(
                "pumpedStorage",
                new Shape<>(
                    "A pumped-storage plant",
                    values ->
                        new PumpedStorage(
                            values.text("name"),
                            values.number("capacity"),
                            values.number("pumpPower"),
                            values.number("turbinePower"),
                            values.number("pumpEfficiency"),
                            values.number("turbineEfficiency"),
                            values.number("minimumCharge"),
                            values.number("maximumCharge"),
                            values.number("initialCharge"),
                            values.number("runningCost"),
                            values.number("maintenance"))))
            .key("capacity", Type.number("kWh"), "kWh of the upper reservoir")
            .key("pumpPower", KILOWATT, "kW")
            .key("turbinePower", KILOWATT, "kW")
            .key("pumpEfficiency", SHARE, "in (0, 1]")
            .key("turbineEfficiency", SHARE, "in (0, 1]")
            .key(
                "runningCost",
                Type.number("money per hour"),
                0.0,
                "cost per hour in which it works")
            .key("maintenance", PER_KWH, 0.0, "cost per kWh at the bus"));
  }

  private static Shape<Load> load() {
    return named(
            "load",
            new Shape<>(
                "A demand for power or heat",
                values ->
                    new Load(
                        values.text("name"),
                        values.get("carrier", Carrier.class),
                        values.get("demand", Profile.class),
                        values.number("powerFactor"),
                        values.number("curtailableShare"),
                        values.number("curtailmentCost"),
                        values.number("lostLoadValue"),
                        values.get("priority", Integer.class))))
        .key("carrier", Forms.CARRIER, Carrier.POWER, "power or heat")
        .key("demand", Forms.profile("kW"), "kW")
        .key("powerFactor", SHARE, 1.0, "in (0, 1]")
        .key("curtailableShare", SHARE, 0.0, "share that may be curtailed by agreement")
        .key("curtailmentCost", PER_KWH, 0.0, "cost per kWh curtailed by agreement")
        .key("lostLoadValue", PER_KWH, "cost per kWh of critical demand that is not served")
        .key("priority", Type.integer(), 1, "1 is shed last");
  }

  private static Shape<Dump> dump() {
    return named(
            "dump",
            new Shape<>(
                "A dump load, which burns what nobody can take",
                values -> new Dump(values.text("name"), values.number("maximum"))))
        .key("maximum", KILOWATT, "the most that it burns in kW");
  }

  private static Shape<GridConnection> grid() {
    return named(
            "grid",
            new Shape<>(
                "The connection to the main grid or a heat network",
                values ->
                    new GridConnection(
                        values.text("name"),
                        values.get("carrier", Carrier.class),
                        values.number("importLimit"),
                        values.number("exportLimit"),
                        values.number("reactiveLimit"),
                        values.get("tariff", Tariff.class),
                        values.number("peakCharge"),
                        values.list("outages", Outage.class),
                        values.find("carbon", Carbon.class),
                        values.get("storageExport", Boolean.class))))
        .key("carrier", Forms.CARRIER, Carrier.POWER, "power or heat")
        .key("importLimit", KILOWATT, "kW")
        .key("exportLimit", KILOWATT, "kW")
        .key("reactiveLimit", Type.number("kvar"), 0.0, "kvar in both directions")
        .key("tariff", Forms.tariff(), "prices")
        .key(
            "peakCharge",
            Type.number("money per kW"),
            0.0,
            "per kW of the highest purchase of a month")
        .key("outages", Type.list(Forms.OUTAGE), List.<Outage>of(), "times without the main grid")
        .option("carbon", Forms.CARBON, "what is emitted for what is bought")
        .key(
            "storageExport",
            Type.flag(),
            true,
            "false keeps what batteries give from the main grid");
  }
}
