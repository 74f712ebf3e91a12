package org.skerry.energy.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Step;
import org.skerry.energy.device.Units;
import org.skerry.learning.MarkovGame;
import org.skerry.learning.MarkovGameContract;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Transition;

/// A game of two layers: one agent decides how much of the sun is fed in, then the operators of the
/// microgrids act.
class LayeredGameTest extends MarkovGameContract {
  private static final Setting SETTING = Setting.of(Examples.four(), Examples.days(10));

  /// One agent that lets a share of the sun of all microgrids through and earns what is fed in.
  private record Shade(Lanes lanes, Role role, Units suns) implements Layer {
    Shade(Lanes lanes) {
      this(
          lanes,
          new Role("shade", 1, Space.Box.unbounded(1), Space.Box.symmetric(1)),
          lanes.onePerSite(Photovoltaic.class).units());
    }

    @Override
    public List<Equipment> sets() {
      return lanes.all(Photovoltaic.class);
    }

    @Override
    public void observe(float[] out) {
      sum(suns.input(0), out);
    }

    @Override
    public void decide(float[] actions) {
      for (int row = 0; row < suns.rows(); row++) {
        suns.setpoint(0)[row] = suns.input(0)[row] * (actions[row % lanes.count()] + 1) / 2;
      }
    }

    @Override
    public void reward(Transition out) {
      sum(suns.power(0), out.reward(role));
    }

    private void sum(double[] values, float[] out) {
      for (int lane = 0; lane < lanes.count(); lane++) {
        float sum = 0;
        for (int site = 0; site < lanes.sites(); site++) {
          sum += (float) values[site * lanes.count() + lane];
        }
        out[lane] = sum;
      }
    }
  }

  private static LayeredGame layered(int first, int count) {
    return LayeredGame.of(SETTING, new Staggered(first, 24), count, Step.Limits.OPERATING)
        .layer(Shade::new)
        .layer(lanes -> new MicrogridOperators(lanes, 1))
        .settle(OwnBalance::new);
  }

  @Override
  protected MarkovGame game(int first, int count) {
    return layered(first, count);
  }

  @Test
  void theStateIsWhatAllLayersSeeOneAfterTheOther() {
    LayeredGame game = layered(0, 2);
    Role shade = game.spec().role("shade");
    Role operators = game.spec().role("microgrid");
    float[] first = new float[game.spec().observations(shade)];
    float[] second = new float[game.spec().observations(operators)];
    float[] state = new float[2 * game.spec().stateSize()];

    game.reset(1);
    game.observe(shade, first);
    game.observe(operators, second);
    game.state(state);

    assertThat(game.spec().stateSize()).isEqualTo(1 + 4 * 7);
    for (int lane = 0; lane < 2; lane++) {
      assertThat(state[lane * 29]).isEqualTo(first[lane]);
      for (int index = 0; index < 28; index++) {
        assertThat(state[lane * 29 + 1 + index]).isEqualTo(second[lane * 28 + index]);
      }
    }
  }

  @Test
  void layersActInTheirOrder() {
    assertThat(layered(0, 1).spec().roles().stream().map(Role::name))
        .containsExactly("shade", "microgrid");
  }

  @Test
  void aRoleWithoutLayerIsRefused() {
    Role stranger = new Role("stranger", 1, Space.Box.unbounded(1), Space.Box.symmetric(1));

    assertThatThrownBy(() -> layered(0, 1).observe(stranger, new float[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The game has no role 'stranger'.");
  }

  @Test
  void theHorizonIsThatOfTheEpisodes() {
    assertThat(layered(0, 1).spec().horizon()).isEqualTo(24);
    assertThat(layered(0, 1).spec().bootstrap()).isTrue();
  }

  @Test
  void settlementsCorrectWhatTheGuardLetThroughAndDevicesExecuteIt() {
    List<Double> seen = new ArrayList<>();
    LayeredGame game =
        LayeredGame.of(SETTING, Period.between(0, 24), 1, Step.Limits.OPERATING)
            .settle(lanes -> {
              Units batteries = lanes.onePerSite(Battery.class).units();
              return () -> {
                seen.add(batteries.setpoint(0)[0]);
                batteries.setpoint(0)[0] = 10;
              };
            });
    Units batteries = game.lanes().onePerSite(Battery.class).units();

    game.reset(0);
    batteries.setpoint(0)[0] = 500;
    game.resolve(new Transition(game.spec()));

    assertThat(seen).containsExactly(80.0);
    assertThat(batteries.power(0)[0]).isEqualTo(10);
    assertThat(batteries.state(0)[0]).isCloseTo(200 - 10 / 0.95, within(1e-9));
  }

  @Test
  void timeMovesOnAfterEveryStep() {
    LayeredGame game =
        LayeredGame.of(SETTING, Period.between(5, 8), 1, Step.Limits.OPERATING)
            .settle(OwnBalance::new);
    Transition transition = new Transition(game.spec());
    List<Integer> times = new ArrayList<>();

    game.reset(0);
    for (int step = 0; step < 3; step++) {
      times.add(game.lanes().time(0));
      game.resolve(transition);
    }
    times.add(game.lanes().time(0));

    assertThat(times).containsExactly(5, 6, 7, 7);
  }

  @Test
  void whereNobodyDecidesLoadsAreServedAndStoresStandStill() {
    LayeredGame game =
        LayeredGame.of(SETTING, Period.between(0, 24), 1, Step.Limits.OPERATING)
            .settle(OwnBalance::new);
    Units loads = game.lanes().onePerSite(Load.class).units();
    Units batteries = game.lanes().onePerSite(Battery.class).units();
    double[] demand = new double[4];

    game.reset(0);
    System.arraycopy(loads.input(0), 0, demand, 0, 4);
    game.resolve(new Transition(game.spec()));

    for (int unit = 0; unit < 4; unit++) {
      assertThat(loads.power(0)[unit]).isEqualTo(-demand[unit]);
      assertThat(batteries.power(0)[unit]).isZero();
    }
  }
}
