package org.skerry.energy.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Step;
import org.skerry.energy.device.Tariff;
import org.skerry.energy.device.WindTurbine;
import org.skerry.energy.game.Households.Earning;
import org.skerry.energy.market.Statements;
import org.skerry.energy.market.Statements.Line;
import org.skerry.energy.scenario.Interconnection;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Scenario;
import org.skerry.learning.Role;
import org.skerry.learning.Transition;

/// Neighbours in which nothing changes by itself, followed by hand.
class LocalTradeTest {
  private static Device sun(double kw) {
    return new Photovoltaic("sun", new Output.Measured(Profile.constant(kw)), 0);
  }

  private static Device load(String name, Carrier carrier, double kw) {
    return new Load(name, carrier, Profile.constant(kw), 1, 0, 0, 10, 1);
  }

  private static Device battery(double wear) {
    return new Battery("battery", 10, 4, 4, 1, 1, 0, 1, 0.5, wear);
  }

  private static Device grid(double importLimit, double exportLimit) {
    return new GridConnection(
        "grid",
        Carrier.POWER,
        importLimit,
        exportLimit,
        0,
        new Tariff(Profile.constant(0.2), List.of(), 0.5),
        0,
        List.of());
  }

  private static Microgrid home(String name, Device... devices) {
    return new Microgrid(name, "", List.of(devices));
  }

  private static LayeredGame plant(Microgrid... homes) {
    Scenario alone = Scenario.of("homes", Duration.ofHours(1), List.of(homes));
    Scenario scenario =
        new Scenario(
            alone.name(),
            alone.title(),
            alone.description(),
            alone.currency(),
            alone.step(),
            alone.dataset(),
            new Interconnection.LocalTrade(),
            alone.microgrids(),
            Optional.empty(),
            Optional.empty(),
            alone.ending());
    return LayeredGame.of(
        Setting.of(scenario, Examples.days(2)), Period.between(0, 24), 1, Step.Limits.OPERATING);
  }

  private static Statements bills(Microgrid... homes) {
    LayeredGame plant = plant(homes);
    Billing billing = new Billing(plant.lanes(), 0);
    LayeredGame game = plant.settle(LocalTrade::new).settle(_ -> billing);
    game.reset(0);
    game.resolve(new Transition(game.spec()));
    return billing.statements();
  }

  @Test
  void whatTheConnectionCannotSellIsNotOnTheBill() {
    Statements bills = bills(home("a", sun(1), grid(5, 0)), home("b", grid(5, 0)));

    assertThat(bills.line(0, Line.OUTSIDE_EARNED)).isZero();
  }

  @Test
  void whatTheConnectionCannotBuyIsNotOnTheBill() {
    Statements bills =
        bills(home("a", load("load", Carrier.POWER, 8), grid(5, 0)), home("b", grid(5, 0)));

    assertThat(bills.line(0, Line.OUTSIDE_PAID)).isEqualTo(1_000_000_000L); // 5 kWh at 0.2
  }

  @Test
  void whoSetsPricesSeesWhatWasSoldAndNotWhatWasLeft() {
    LayeredGame game =
        plant(home("a", sun(3), grid(5, 1)), home("b", grid(5, 0)))
            .layer(lanes -> new TierPrices(lanes, TierPrices.Tier.DISTRIBUTOR))
            .settle(LocalTrade::new);
    Role role = game.spec().roles().getFirst();
    float[] seen = new float[game.spec().observations(role)];
    game.reset(0);
    game.resolve(new Transition(game.spec()));

    game.observe(role, seen);

    assertThat(seen[7]).isEqualTo(-0.5f); // 1 kW of two households
  }

  private static float[] seen(LayeredGame plant) {
    LayeredGame game = plant.layer(lanes -> new Households(lanes, 5, Earning.OWN));
    Role role = game.spec().roles().getFirst();
    float[] seen = new float[game.spec().observations(role)];
    game.reset(0);
    game.observe(role, seen);
    return seen;
  }

  @Test
  void allLoadsSunAndWindOfPowerAreNeedAndHeatIsNot() {
    float[] seen =
        seen(
            plant(
                home(
                    "a",
                    load("cooking", Carrier.POWER, 4),
                    load("light", Carrier.POWER, 2),
                    load("heating", Carrier.HEAT, 100),
                    sun(1),
                    new WindTurbine("mill", new Output.Measured(Profile.constant(0.5))),
                    battery(0),
                    grid(50, 50))));

    assertThat(seen[2]).isEqualTo(0.45f); // 4.5 kW for a battery of 10 kWh
    assertThat(seen[3]).isEqualTo(0.15f);
    assertThat(seen[12]).isEqualTo(0.45f);
  }

  @Test
  void theStoreOfACommunityIsWorthWhatItSavesOfPowerOnly() {
    Setting setting =
        plant(
                home(
                    "a",
                    load("load", Carrier.POWER, 4),
                    load("heating", Carrier.HEAT, 100),
                    new WindTurbine("mill", new Output.Measured(Profile.constant(0.5))),
                    battery(0),
                    grid(50, 50)))
            .lanes()
            .setting();

    CommunityHours hours = new CommunityHours(setting, 0, 24);

    assertThat(hours.need(3)).isEqualTo(3.5);
  }

  @Test
  void wearIsTakenFromWhatABatterySaves() {
    float free = contribution(0);
    float worn = contribution(0.02);

    // 4 kWh of wear at 0.02, over the mean price of 0.2
    assertThat(free - worn).isCloseTo(0.4f, within(1e-6f));
  }

  private static float contribution(double wear) {
    LayeredGame game =
        plant(home("a", load("load", Carrier.POWER, 4), battery(wear), grid(50, 50)))
            .layer(lanes -> new Households(lanes, 5, Earning.CONTRIBUTION))
            .settle(LocalTrade::new);
    Role role = game.spec().roles().getFirst();
    Transition transition = new Transition(game.spec());
    game.reset(0);
    game.act(role, new float[] {0}); // full discharge
    game.resolve(transition);
    return transition.reward(role)[0];
  }
}
