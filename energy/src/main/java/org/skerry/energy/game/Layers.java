package org.skerry.energy.game;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.skerry.energy.game.Households.Choice;
import org.skerry.energy.game.Households.Earning;
import org.skerry.energy.game.Households.Knowledge;
import org.skerry.energy.game.PooledOperators.Pooling;
import org.skerry.energy.game.TierPrices.Tier;

/// The layers by their form, so that a policy on disk can say which it plays. A form tells what
/// agents see and decide, not what they are rewarded for.
public final class Layers {
  private Layers() {}

  /// The form of a layer: its class, then what tells its kinds apart.
  static String form(Class<? extends Layer> layer, Object... kinds) {
    return Stream.concat(Stream.of(layer.getSimpleName()), Arrays.stream(kinds))
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  /// The layer of a form, without a reward of its own; empty if there is none.
  ///
  /// @param form as [org.skerry.learning.Role#form] of its role says
  public static Optional<Function<Lanes, Layer>> of(String form) {
    List<String> words = List.of(form.split(" "));
    for (Choice choice : Choice.values()) {
      for (Knowledge knowledge : Knowledge.values()) {
        if (words.size() == 4 && words.get(3).matches("[1-9][0-9]{0,5}")) {
          int levels = Integer.parseInt(words.get(3));
          if (form.equals(form(Households.class, choice, knowledge, levels))) {
            return Optional.of(
                lanes -> new Households(lanes, levels, choice, knowledge, Earning.OWN));
          }
        }
      }
    }
    for (Pooling pooling : Pooling.values()) {
      if (form.equals(form(PooledOperators.class, pooling))) {
        return Optional.of(lanes -> new PooledOperators(lanes, pooling, 0));
      }
    }
    for (MicrogridOperators.Form seen : MicrogridOperators.Form.values()) {
      if (form.equals(form(MicrogridOperators.class, seen))) {
        return Optional.of(lanes -> new MicrogridOperators(lanes, seen, 1, 0));
      }
    }
    for (Tier tier : Tier.values()) {
      if (form.equals(form(TierPrices.class, tier))) {
        return Optional.of(lanes -> new TierPrices(lanes, tier));
      }
    }
    return Optional.empty();
  }
}
