package org.skerry.energy.scenario;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

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
public record Scenario(
    String name,
    String title,
    String description,
    String currency,
    Duration step,
    String dataset,
    Interconnection network,
    List<Microgrid> microgrids,
    Optional<Attachment> schedule) {

  /// @throws IllegalArgumentException if there is no microgrid, a name repeats, or the step is not
  ///   5 to 60 minutes and a part of the hour
  public Scenario {
    microgrids = List.copyOf(microgrids);
    Timeline.checked(step);
    if (microgrids.isEmpty()) {
      throw new IllegalArgumentException(
          "microgrids is empty, but a scenario needs at least one. Describe one.");
    }
    var names = new HashSet<String>();
    for (Microgrid microgrid : microgrids) {
      if (!names.add(microgrid.name())) {
        throw new IllegalArgumentException(
            "microgrids has two of the name '%s', but names must be unique. Rename one."
                .formatted(microgrid.name()));
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
        Optional.empty());
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
                schedule)
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
