package org.skerry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.skerry.energy.device.Step;
import org.skerry.energy.dispatch.PolicyController;
import org.skerry.energy.game.Households;
import org.skerry.energy.game.Households.Choice;
import org.skerry.energy.game.Households.Earning;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Layer;
import org.skerry.energy.game.MicrogridOperators;
import org.skerry.energy.game.MicrogridOperators.Form;
import org.skerry.energy.game.PooledOperators;
import org.skerry.energy.game.PooledOperators.Pooling;
import org.skerry.energy.game.Setting;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.algorithm.PolicyFile;
import org.skerry.studies.TransactiveHouseholds;

/// Policies on disk, as commands take them: files that end in `.policy`.
final class Policies {
  private static final String ENDING = ".policy";
  private static final int LEVELS = TransactiveHouseholds.LEVELS;

  /// The layers that policies of microgrids play, told apart by what they see and decide.
  private static final List<Function<Lanes, Layer>> OPERATORS =
      List.of(
          lanes -> new PooledOperators(lanes, Pooling.TOGETHER, 0),
          lanes -> new MicrogridOperators(lanes, Form.PUBLISHED, 1, 0),
          lanes -> new MicrogridOperators(lanes, Form.TIMED, 1, 0));

  private Policies() {}

  /// Whether a name is meant to be that of a policy's file.
  static boolean meant(String name) {
    return name.endsWith(ENDING);
  }

  /// The policy in a file, in charge of a scenario.
  ///
  /// @throws IOException if there is no such file or it is no policy, cut short or damaged
  /// @throws IllegalArgumentException if it was trained for another scenario or game
  static PolicyController controller(String name, Setting setting) throws IOException {
    var file = Path.of(name);
    var saved = PolicyFile.load(file);
    var lanes = new Lanes(setting, 1, Step.Limits.OPERATING);
    try {
      var fitting = layer(saved.policy().role(), lanes);
      var policy = saved.fitting(fitting.apply(lanes).role(), setting.scenario().hash());
      return new PolicyController(stem(file), fitting, policy);
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

  private static Function<Lanes, Layer> layer(Role role, Lanes lanes) {
    if (role.name().equals("household")) {
      return role.action() instanceof Space.Discrete(int levels)
          ? them -> new Households(them, levels, Choice.LEVEL, Earning.CONTRIBUTION)
          : them -> new Households(them, LEVELS, Choice.LIMIT, Earning.CONTRIBUTION);
    }
    return OPERATORS.stream()
        .filter(layer -> alike(layer.apply(lanes).role(), role))
        .findFirst()
        .orElse(OPERATORS.getFirst());
  }

  private static boolean alike(Role one, Role other) {
    return one.observation().equals(other.observation()) && one.action().equals(other.action());
  }

  /// The name of a policy's file without its ending.
  static String stem(Path file) {
    var name = String.valueOf(file.getFileName());
    return meant(name) ? name.substring(0, name.length() - ENDING.length()) : name;
  }
}
