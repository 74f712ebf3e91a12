package org.skerry.energy.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.Households.Choice;
import org.skerry.energy.game.Households.Earning;
import org.skerry.energy.game.Households.Knowledge;
import org.skerry.learning.Role;
import org.skerry.learning.Transition;

class HouseholdsTest {
  private static final Setting SETTING = Homes.setting("transactive", "homes:days=30,noise=1");
  private static final int LANES = 4;

  private static LayeredGame game(Earning earning, int levels) {
    return LayeredGame.of(
            SETTING, Days.drawn(SETTING.timeline(), 3, 5, 8, 13), LANES, Step.Limits.OPERATING)
        .layer(lanes -> new Households(lanes, levels, earning))
        .settle(LocalTrade::new);
  }

  /// The rewards of one day of chance, summed over time, shape `[lanes][agents]`.
  private static double[] play(LayeredGame game, int levels) {
    Role role = game.spec().roles().getFirst();
    SplittableRandom random = new SplittableRandom(1);
    Transition transition = new Transition(game.spec());
    float[] actions = new float[game.spec().actions(role)];
    double[] sums = new double[actions.length];
    game.reset(11);
    for (int hour = 0; hour < 24; hour++) {
      for (int index = 0; index < actions.length; index++) {
        actions[index] = random.nextInt(levels);
      }
      game.act(role, actions);
      game.resolve(transition);
      for (int index = 0; index < sums.length; index++) {
        sums[index] += transition.reward(role)[index];
      }
    }
    return sums;
  }

  @Test
  void aHouseholdSeesItselfAndOfOthersOnlySums() {
    LayeredGame game = game(Earning.OWN, 40);
    Role role = game.spec().roles().getFirst();
    float[] seen = new float[game.spec().observations(role)];
    game.reset(1);

    game.observe(role, seen);

    int size = role.observation().size();
    int day = game.lanes().time(0) / 24;
    float[] fifth = Arrays.copyOfRange(seen, 4 * size, 5 * size);
    double load =
        0.3
            * (SETTING.dataset().series("business").at(day * 24)
                + SETTING.dataset().series("demandNoise").at((day + 4) % 30 * 24));
    assertThat(fifth[2]).isCloseTo((float) load, within(1e-6f));
    assertThat(fifth[3]).isZero();
    assertThat(fifth[4]).isCloseTo(0.1f, within(1e-6f));
    float[] worth = new float[StoredWorth.PARTS];
    List<Battery> all =
        game.lanes().all(Battery.class).getFirst().devices().stream()
            .map(Battery.class::cast)
            .toList();
    new StoredWorth(SETTING, all).observe(game.lanes().time(0), worth, 0);
    for (int part = 0; part < StoredWorth.PARTS; part++) {
      float more = worth[part] - fifth[5] - fifth[11]; // than price and carbon now
      assertThat(fifth[14 + part]).isCloseTo(more, within(1e-6f));
    }
    assertThat(fifth[5]).isGreaterThan(fifth[7]).isGreaterThan(fifth[9]).isGreaterThan(fifth[10]);
    assertThat(Arrays.copyOfRange(fifth, 22, 28)).containsExactly(0.8f, 0.3f, 1, 0, 0, 1);
    // Table 4: modules of 4.6 kW; families 1.5, teenagers 1.2, businesses 1.3 kW; batteries of 6
    // kWh.
    assertThat(Arrays.copyOfRange(fifth, 28, 32))
        .containsExactly(new float[] {4.6f / 6, 1.5f / 6, 1.2f / 6, 1.3f / 6}, within(1e-6f));
  }

  @Test
  void theLowestLevelDischargesAndTheMiddleOneOf41IsIdle() {
    LayeredGame game = game(Earning.OWN, 41);
    Role role = game.spec().roles().getFirst();
    float[] actions = new float[game.spec().actions(role)];
    game.reset(1);
    double[] power = game.lanes().all(Battery.class).getFirst().units().setpoint(0);

    actions[0] = 0;
    actions[1] = 20;
    actions[2] = 40;
    game.act(role, actions);

    assertThat(power[0]).isEqualTo(0.8);
    assertThat(power[LANES]).isZero();
    assertThat(power[2 * LANES]).isEqualTo(-0.8);
  }

  private static LayeredGame limits(int levels) {
    return limits(levels, 1);
  }

  private static LayeredGame limits(int levels, int count) {
    return LayeredGame.of(SETTING, Days.drawn(SETTING.timeline(), 3), count, Step.Limits.OPERATING)
        .layer(lanes ->
            new Households(lanes, levels, Choice.LIMIT, Knowledge.WATER_VALUES, Earning.OWN))
        .settle(LocalTrade::new);
  }

  /// Decides with batteries of 1 kWh that all hold so much, where the community needs 1.2 kW.
  private static double[] decided(LayeredGame game, double stored, float... limits) {
    game.reset(1);
    faced(game, 0, stored, 1.2);
    game.act(game.spec().roles().getFirst(), limits);
    return setpoints(game, 0);
  }

  /// Sets what a lane faces: the energy in each battery and the need of the community.
  private static void faced(LayeredGame game, int lane, double stored, double need) {
    int count = game.lanes().count();
    var batteries = game.lanes().all(Battery.class).getFirst().units();
    for (int agent = 0; agent < 6; agent++) {
      batteries.state(0)[agent * count + lane] = stored;
    }
    for (Equipment kind : game.lanes().equipment()) {
      int sign = Households.sign(kind.devices().getFirst());
      for (int unit = 0; sign != 0 && unit < kind.devices().size(); unit++) {
        double part = Math.max(0, sign * need) / kind.devices().size();
        kind.units().input(0)[unit * count + lane] = part;
      }
    }
  }

  private static double[] setpoints(LayeredGame game, int lane) {
    int count = game.lanes().count();
    double[] setpoint = game.lanes().all(Battery.class).getFirst().units().setpoint(0);
    return IntStream.range(0, 6).mapToDouble(agent -> setpoint[agent * count + lane]).toArray();
  }

  @Test
  void lanesAreDecidedApart() {
    LayeredGame both = limits(40, 2);
    both.reset(1);
    faced(both, 0, 0.5, 1.2);
    faced(both, 1, 0.3, -0.7);
    float[] limits = {0, -0.4f, 0.3f, -0.43f, 0, 0.9f};
    float[] twice = Arrays.copyOf(limits, 12);
    System.arraycopy(limits, 0, twice, 6, 6);

    both.act(both.spec().roles().getFirst(), twice);

    assertThat(setpoints(both, 0)).isEqualTo(decided(limits(40), 0.5, limits));
    LayeredGame other = limits(40);
    other.reset(1);
    faced(other, 0, 0.3, -0.7);
    other.act(other.spec().roles().getFirst(), limits);
    assertThat(setpoints(both, 1)).isEqualTo(setpoints(other, 0));
  }

  /// Of 0.8 kWh that each can hold, 0.4 are stored, and 0.2 kW are its share of the need.
  @Test
  void aHouseholdBalancesItsShareAsFarAsItsLimitAllows() {
    double[] power = decided(limits(1601), 0.5, 0, -0.4f, -0.5f, -0.75f, 0.5f, 1);

    assertThat(power).containsExactly(new double[] {0.2, 0.08, 0, -0.2, 0.2, 0.4}, within(1.1e-3));
  }

  /// Whatever each wants: a level of 40 that is next to it, and in sum the nearest.
  @Test
  void betweenTwoLevelsHouseholdsTogetherComeNearest() {
    double level = 1.6 / 39;
    for (float limit : new float[] {0, -0.4f, -0.43f, -0.77f, 0.9f}) {
      float[] limits = {limit, 0, -0.41f, limit, 0.92f, limit};
      double[] wanted = new double[6];
      for (int agent = 0; agent < 6; agent++) {
        float own = limits[agent];
        wanted[agent] = own == 0 ? 0.2 : own < 0 ? 0.4 + 0.8 * own : 0.4 - 0.8 * (1 - own);
      }

      double[] power = decided(limits(40), 0.5, limits);

      assertThat(Arrays.stream(power).sum())
          .isCloseTo(Arrays.stream(wanted).sum(), within(level / 2 + 1e-6));
      for (int agent = 0; agent < 6; agent++) {
        double number = (0.8 - power[agent]) / level;
        assertThat(power[agent]).isCloseTo(wanted[agent], within(level));
        assertThat(number).isCloseTo(Math.rint(number), within(1e-9));
      }
    }
  }

  /// Of 40 levels none is idle, but what an empty one cannot give or a full one take is.
  @Test
  void emptyAndFullBatteriesStandStill() {
    for (double power : decided(limits(40), 0.1, filled(0))) {
      assertThat(power).isPositive();
    }
    for (double power : decided(limits(40), 0.9, filled(-1))) {
      assertThat(power).isNegative();
    }
  }

  private static float[] filled(float position) {
    float[] all = new float[6];
    Arrays.fill(all, position);
    return all;
  }

  @Test
  void batteriesStayWithinTheirLimits() {
    LayeredGame game = game(Earning.OWN, 40);

    play(game, 40);

    var batteries = game.lanes().all(Battery.class).getFirst().units();
    for (double energy : Arrays.copyOf(batteries.state(0), batteries.rows())) {
      assertThat(energy).isBetween(0.1 - 1e-12, 0.9 + 1e-12); // rounding of a sum of 24 steps
    }
  }

  @Test
  void inSumTheCommunityEarnsWhatItsHouseholdsEarnAndTheMargins() {
    double[] own = play(game(Earning.OWN, 40), 40);
    double[] shared = play(game(Earning.COMMUNITY, 40), 40);

    for (int lane = 0; lane < LANES; lane++) {
      double ownSum = Arrays.stream(own, lane * 6, lane * 6 + 6).sum();
      double sharedSum = Arrays.stream(shared, lane * 6, lane * 6 + 6).sum();
      assertThat(ownSum).isLessThan(sharedSum);
      assertThat(ownSum).isCloseTo(sharedSum, within(0.5));
    }
  }

  @Test
  void aContributionIsWhatTheCommunitySavesByTheBattery() {
    // Only the first household acts: what it saved is what the community saved.
    LayeredGame acting = game(Earning.CONTRIBUTION, 41);
    LayeredGame community = game(Earning.COMMUNITY, 41);
    LayeredGame idle = game(Earning.COMMUNITY, 41);
    double contribution = 0;
    double saved = 0;
    Role role = acting.spec().roles().getFirst();
    float[] actions = new float[acting.spec().actions(role)];
    Transition transition = new Transition(acting.spec());
    acting.reset(2);
    community.reset(2);
    idle.reset(2);
    for (int hour = 0; hour < 24; hour++) {
      Arrays.fill(actions, 20);
      idle.act(role, actions);
      idle.resolve(transition);
      saved -= 6 * transition.reward(role)[0];
      actions[0] = hour % 12 < 6 ? 30 : 5;
      acting.act(role, actions);
      acting.resolve(transition);
      contribution += transition.reward(role)[0];
      community.act(role, actions);
      community.resolve(transition);
      saved += 6 * transition.reward(role)[0];
    }

    double meanPrice =
        Arrays.stream(SETTING.dataset().series("mixPrice").values()).average().orElseThrow();
    assertThat(contribution * meanPrice).isCloseTo(saved, within(1e-5)); // floats
  }

  @Test
  void levelsAndDaysAreChecked() {
    Lanes lanes = new Lanes(SETTING, 1, Step.Limits.OPERATING);

    assertThatThrownBy(() -> new Households(lanes, 1, Earning.OWN))
        .hasMessageStartingWith("levels is 1, but must be at least 2.");
    assertThatThrownBy(() -> Days.listed(SETTING.timeline(), 30))
        .hasMessage("Day 30 is not in the data, which have 30. Name days from 0 to 29.");
    assertThatThrownBy(() -> Days.drawn(SETTING.timeline()))
        .hasMessage("There is no day to play. Name at least one.");
  }

  @Test
  void listedDaysArePlayedInTurnByTheLanes() {
    LayeredGame game =
        LayeredGame.of(SETTING, Days.listed(SETTING.timeline(), 7, 2), 3, Step.Limits.OPERATING)
            .settle(LocalTrade::new);

    game.reset(5);

    assertThat(game.lanes().time()).containsExactly(7 * 24, 2 * 24, 7 * 24);
    assertThat(game.spec().bootstrap()).isFalse();
  }

  @Test
  void theLevelsShownLeadToWhatWasDecided() {
    LayeredGame game =
        LayeredGame.of(SETTING, Days.listed(SETTING.timeline(), 3), LANES, Step.Limits.OPERATING);
    Households layer =
        new Households(game.lanes(), 41, Choice.LEVEL, Knowledge.WATER_VALUES, Earning.OWN);
    game.reset(1);
    float[] actions = new float[LANES * layer.role().agents()];
    for (int index = 0; index < actions.length; index++) {
      actions[index] = index % 41;
    }
    float[] least = new float[actions.length];
    float[] greatest = new float[actions.length];

    layer.decide(actions);
    layer.shown(least, greatest);

    assertThat(least).isEqualTo(actions);
    assertThat(greatest).isEqualTo(actions);
  }

  /// Batteries are unequally full; all are shown the same, which gives the same together.
  @Test
  void theLimitsShownLeadToTheSumThatWasDecided() {
    LayeredGame game = limits(16_001);
    Households layer =
        new Households(game.lanes(), 16_001, Choice.LIMIT, Knowledge.WATER_VALUES, Earning.OWN);
    for (float limit : new float[] {0, -0.4f, -0.77f, -1, 0.5f, 0.9f, 1}) {
      decided(game, 0.5, limit, 0, -0.41f, limit, 0.92f, limit);
      double[] stored = game.lanes().all(Battery.class).getFirst().units().state(0);
      for (int agent = 0; agent < 6; agent++) {
        stored[agent] += 0.05 * (agent - 3);
      }
      double decided = Arrays.stream(delivered(game)).sum();
      float[] least = new float[6];
      float[] greatest = new float[6];

      layer.shown(least, greatest);

      for (float[] shown : List.of(least, middle(least, greatest), greatest)) {
        assertThat(shown).containsOnly(shown[0]);
        layer.decide(shown);
        assertThat(Arrays.stream(delivered(game)).sum()).isCloseTo(decided, within(1e-4));
      }
    }
  }

  /// A full battery that stands still shows any floor, an empty one any ceiling; where there is no
  /// need and nothing is done, both.
  @Test
  void whatFullAndEmptyBatteriesCannotDoIsNotShown() {
    assertThat(shown(0.9, -0.7)).containsExactly(new float[] {-1, 0}, within(1e-4f));
    assertThat(shown(0.1, 0.7)).containsExactly(new float[] {0, 1}, within(1e-4f));
    assertThat(shown(0.5, 0)).containsExactly(new float[] {-0.5f, 0.5f}, within(1e-4f));
  }

  /// The least and the greatest limit that the first household is shown where all stand still.
  private static float[] shown(double stored, double need) {
    LayeredGame game = limits(40, 2);
    Households layer =
        new Households(game.lanes(), 40, Choice.LIMIT, Knowledge.WATER_VALUES, Earning.OWN);
    float[] least = new float[12];
    float[] greatest = new float[12];
    game.reset(1);
    faced(game, 1, stored, need);

    layer.shown(least, greatest);

    return new float[] {least[6], greatest[6]};
  }

  private static float[] middle(float[] least, float[] greatest) {
    float[] middle = new float[least.length];
    for (int index = 0; index < middle.length; index++) {
      middle[index] = (least[index] + greatest[index]) / 2;
    }
    return middle;
  }

  private static double[] delivered(LayeredGame game) {
    Equipment batteries = game.lanes().all(Battery.class).getFirst();
    batteries.fleet().deliverable(game.lanes().step(), batteries.units());
    double[] delivered = new double[batteries.units().rows()];
    for (int row = 0; row < delivered.length; row++) {
      delivered[row] =
          Math.clamp(
              batteries.units().setpoint(0)[row],
              batteries.units().low(0)[row],
              batteries.units().high(0)[row]);
    }
    return delivered;
  }
}
