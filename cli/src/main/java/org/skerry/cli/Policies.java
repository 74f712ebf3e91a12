package org.skerry.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.skerry.energy.device.Step;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.dispatch.Controllers;
import org.skerry.energy.dispatch.PolicyController;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Layers;
import org.skerry.energy.game.Setting;
import org.skerry.learning.algorithm.PolicyFile;

/// Policies on disk, as commands take them: files that end in `.policy`.
final class Policies {
  private static final String ENDING = ".policy";

  private Policies() {}

  /// Whether a name is meant to be that of a policy's file.
  static boolean meant(String name) {
    return name.endsWith(ENDING);
  }

  /// What a name or a file asks for.
  ///
  /// @throws IOException if it is the file of a policy and cannot be read
  /// @throws IllegalArgumentException if there is none, or it does not fit the scenario
  static Controller chosen(String name, Setting setting) throws IOException {
    return meant(name) ? controller(name, setting) : Controllers.named(name, setting.scenario());
  }

  /// The policy in a file, in charge of a scenario.
  ///
  /// @throws IOException if there is no such file or it is no policy, cut short or damaged
  /// @throws IllegalArgumentException if it was trained for another scenario or game
  static PolicyController controller(String name, Setting setting) throws IOException {
    var file = Path.of(name);
    var saved = PolicyFile.load(file);
    var form = saved.policy().role().form();
    var layer = Layers.of(form);
    if (layer.isEmpty()) {
      throw new IllegalArgumentException(
          "%s plays the form '%s' of role '%s', which no layer of this program has."
              .formatted(name, form, saved.policy().role().name()));
    }
    try {
      var lanes = new Lanes(setting, 1, Step.Limits.OPERATING);
      var policy = saved.fitting(layer.get().apply(lanes).role(), setting.scenario().hash());
      return new PolicyController(stem(file), layer.get(), policy);
    } catch (IllegalArgumentException fault) {
      throw new IllegalArgumentException(
          name
              + " does not fit scenario '"
              + setting.scenario().name()
              + "'. "
              + fault.getMessage(),
          fault);
    }
  }

  /// The name of a policy's file without its ending.
  static String stem(Path file) {
    var name = String.valueOf(file.getFileName());
    return meant(name) ? name.substring(0, name.length() - ENDING.length()) : name;
  }
}
