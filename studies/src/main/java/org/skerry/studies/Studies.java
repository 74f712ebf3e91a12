package org.skerry.studies;

import java.util.List;
import org.skerry.energy.text.Nearest;
import org.skerry.studies.study.Study;

/// The studies that can be asked for by name.
public final class Studies {
  private Studies() {}

  /// All of them, in the order of lists.
  public static List<Study<?, ?>> all() {
    return List.of(
        NetworkedMicrogrids.study("networked"),
        NetworkedMicrogrids.tight(),
        NetworkedMicrogrids.study("networked-islanded"),
        TransactiveHouseholds.study(),
        TransactiveHouseholds.noisy(),
        TransactivePrices.study());
  }

  /// A study by name.
  ///
  /// @throws IllegalArgumentException if there is none of that name
  public static Study<?, ?> named(String name) {
    List<String> names = all().stream().map(Study::name).toList();
    return all().stream()
        .filter(study -> study.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no study '%s'.%s Use one of %s."
                    .formatted(name, Nearest.question(name, names), String.join(", ", names))));
  }
}
