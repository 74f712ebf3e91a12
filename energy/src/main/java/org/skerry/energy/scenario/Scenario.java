package org.skerry.energy.scenario;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;

/// What is played: microgrids with their devices, in which steps, and on which data by default.
///
/// @param name what commands call it
/// @param title one line for reports
/// @param description a few sentences for reports, may be empty
/// @param currency of all prices and costs, e.g. `CAD`
/// @param step length of a step, 5 to 60 minutes and a part of the hour
/// @param dataset the data set it is played on if none is asked for
/// @param network how the microgrids are joined
/// @param microgrids at least one, unique names
/// @param schedule a schedule to play, if the scenario brings one
/// @param supply where the energy outside comes from, if its price follows from it
/// @param ending what the end of a period means
public record Scenario(
    String name,
    String title,
    String description,
    String currency,
    Duration step,
    String dataset,
    Interconnection network,
    List<Microgrid> microgrids,
    Optional<Attachment> schedule,
    Optional<SupplyMix> supply,
    Ending ending) {

  /// What the end of a period means.
  public enum Ending {
    /// Operation goes on: what is stored keeps its worth, and learners value the state they reach.
    TRUNCATED,
    /// Nothing follows: what is stored is worth nothing.
    TERMINAL
  }

  /// @throws IllegalArgumentException if there is no microgrid, a name repeats, or the step is not
  ///   5 to 60 minutes and a part of the hour
  public Scenario {
    microgrids = List.copyOf(microgrids);
    Timeline.checked(step);
    if (microgrids.isEmpty()) {
      throw new IllegalArgumentException(
          "microgrids is empty, but a scenario needs at least one. Describe one.");
    }
    checkAlone(network, microgrids);
    var names = new HashSet<String>();
    for (Microgrid microgrid : microgrids) {
      if (!names.add(microgrid.name())) {
        throw new IllegalArgumentException(
            "microgrids has two of the name '%s', but names must be unique. Rename one."
                .formatted(microgrid.name()));
      }
    }
  }

  /// Where sites exchange power, what a neighbour's battery gives cannot be told from what the sun
  /// gives, and neighbours settle by prices that are known before anybody buys.
  private static void checkAlone(Interconnection network, List<Microgrid> microgrids) {
    if (network instanceof Interconnection.None) {
      return;
    }
    for (Microgrid microgrid : microgrids) {
      List<Device> devices = new ArrayList<>(microgrid.devices());
      microgrid.households().forEach(home -> devices.addAll(home.devices()));
      for (Device device : devices) {
        if (device instanceof GridConnection grid && (!grid.storageExport() || grid.blocks())) {
          throw new IllegalArgumentException(
              "microgrids has '%s' whose connection '%s' has %s, but that is kept only where no network joins the microgrids. Remove it or 'network'."
                  .formatted(
                      microgrid.name(),
                      grid.name(),
                      grid.blocks() ? "blocks" : "storageExport: false"));
        }
      }
    }
  }

  /// A scenario without network on the default data set, in `$`.
  ///
  /// @param name also the title
  /// @param step length of a step
  public static Scenario of(String name, Duration step, List<Microgrid> microgrids) {
    return new Scenario(
        name,
        name,
        "",
        "$",
        step,
        Datasets.DEFAULT,
        new Interconnection.None(),
        microgrids,
        Optional.empty(),
        Optional.empty(),
        Ending.TRUNCATED);
  }

  /// The same with other microgrids.
  public Scenario withMicrogrids(List<Microgrid> others) {
    return new Scenario(
        name,
        title,
        description,
        currency,
        step,
        dataset,
        network,
        others,
        schedule,
        supply,
        ending);
  }

  /// The same with other devices at every microgrid and household.
  ///
  /// @param change of the devices behind one meter
  public Scenario withDevices(UnaryOperator<List<Device>> change) {
    return withMicrogrids(
        microgrids.stream().map(microgrid -> microgrid.withDevices(change)).toList());
  }

  /// What stands behind a meter of its own, in the order of the microgrids: each microgrid without
  /// households, and each household.
  public List<Site> sites() {
    var sites = new ArrayList<Site>();
    for (int index = 0; index < microgrids.size(); index++) {
      Microgrid microgrid = microgrids.get(index);
      if (microgrid.households().isEmpty()) {
        sites.add(new Site(microgrid.name(), index, microgrid.place(), microgrid.devices()));
      }
      for (Household household : microgrid.households()) {
        String name = microgrid.name() + "/" + household.name();
        sites.add(new Site(name, index, household.place(), household.devices()));
      }
    }
    return sites;
  }

  /// What its sites are called: `household` where all microgrids have households, `microgrid` where
  /// none has, else `site`.
  public String siteNoun() {
    long withHouseholds = microgrids.stream().filter(it -> !it.households().isEmpty()).count();
    return withHouseholds == microgrids.size()
        ? "household"
        : withHouseholds == 0 ? "microgrid" : "site";
  }

  /// A number that stands for everything that is described: 16 hexadecimal digits, the same in
  /// every run, another for another content.
  public String hash() {
    String content =
        new Scenario(
                name,
                title,
                description,
                currency,
                step,
                dataset.substring(dataset.lastIndexOf('/') + 1),
                network,
                microgrids,
                schedule,
                supply,
                ending)
            .toString();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java platform has SHA-256.", missing);
    }
  }
}
