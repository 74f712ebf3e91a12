package org.skerry.energy.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skerry.energy.device.Step;
import org.skerry.energy.device.Units;
import org.skerry.learning.Role;
import org.skerry.learning.Space;

/// What holds for every layer.
class LayerContractTest {
  private static final int LANES = 3;

  record Case(Setting setting, Function<Lanes, Layer> layer) {}

  static Stream<Case> layers() {
    return Stream.of(
        new Case(
            Setting.of(Examples.four(), Examples.days(2)),
            lanes -> new MicrogridOperators(lanes, 1)),
        new Case(
            Setting.of(Examples.four(), Examples.days(2)),
            lanes -> new PooledOperators(lanes, PooledOperators.Pooling.TOGETHER, 0)),
        new Case(
            Setting.of(Examples.four(), Examples.days(2)),
            lanes -> new MicrogridOperators(lanes, MicrogridOperators.Form.PUBLISHED, 0.1, 1)),
        new Case(
            Setting.of(Examples.four(), Examples.days(2)),
            lanes -> new PooledOperators(lanes, PooledOperators.Pooling.TOGETHER, 0)),
        new Case(
            Homes.setting("transactive", "homes:days=2,noise=1"),
            lanes -> new Households(lanes, 40, Households.Earning.OWN)));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void itSetsWhatItNamesAndNothingElse(Case tried) {
    Lanes lanes = new Lanes(tried.setting, LANES, Step.Limits.OPERATING);
    Layer layer = tried.layer.apply(lanes);
    lanes.begin();
    lanes.moveTo(new int[LANES]);
    for (Equipment kind : lanes.equipment()) {
      for (int control = 0; control < kind.units().controls(); control++) {
        Arrays.fill(kind.units().setpoint(control), Double.NaN);
      }
    }

    layer.decide(actions(layer.role()));

    assertThat(lanes.equipment()).filteredOn(kind -> set(kind.units())).isEqualTo(layer.sets());
  }

  private static boolean set(Units units) {
    for (int control = 0; control < units.controls(); control++) {
      double[] setpoint = units.setpoint(control);
      if (Arrays.stream(setpoint).limit(units.rows()).anyMatch(value -> !Double.isNaN(value))) {
        return true;
      }
    }
    return false;
  }

  private static float[] actions(Role role) {
    var random = new SplittableRandom(4);
    float[] actions = new float[LANES * role.agents() * role.action().size()];
    for (int index = 0; index < actions.length; index++) {
      actions[index] =
          switch (role.action()) {
            case Space.Box box -> box.low() + random.nextFloat() * (box.high() - box.low());
            case Space.Discrete discrete -> random.nextInt(discrete.count());
          };
    }
    return actions;
  }
}
