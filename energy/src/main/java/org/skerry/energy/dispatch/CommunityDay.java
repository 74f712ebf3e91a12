package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Step;
import org.skerry.energy.device.Units;
import org.skerry.energy.game.Billing;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.LayeredGame;
import org.skerry.energy.game.LocalTrade;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.market.LocalMarket;
import org.skerry.energy.market.Statements;
import org.skerry.learning.Transition;

/// What a day cost and emitted in a community of households that trade, Eq. (4) of MAHTM (MAHTM: A
/// Multi-Agent Framework for Hierarchical Transactive Microgrids, 2023).
///
/// What households pay for trade among themselves stays in the community: sellers earn a part, the
/// margin goes to the microgrid or the distributor. The community's sums are therefore those of the
/// trade with the outside.
///
/// @param controller who decided
/// @param price what the community pays the outside, less what it earns there, without carbon
/// @param emission kg of CO₂ of what the community buys outside
/// @param objective price and the price of the emission
/// @param households each household's share, in the order of the scenario
/// @param microgrids what each microgrid keeps of the trade inside, in the order of the scenario
/// @param distributor what it keeps of the trade between microgrids
public record CommunityDay(
    String controller,
    double price,
    double emission,
    double objective,
    List<Bill> households,
    List<Double> microgrids,
    double distributor) {

  /// What one household pays and emits.
  ///
  /// @param household its name
  /// @param price what it pays, less what it earns, in all tiers, without carbon
  /// @param emission kg of CO₂ of what it buys outside
  /// @param objective price and the price of the emission, Eq. (4)
  public record Bill(String household, double price, double emission, double objective) {}

  public CommunityDay {
    households = List.copyOf(households);
    microgrids = List.copyOf(microgrids);
  }

  /// What microgrids and the distributor keep of the trade among households: buyers pay more than
  /// sellers earn.
  public double margins() {
    return households.stream().mapToDouble(Bill::price).sum() - price;
  }

  /// How many whole days the data have; hours after the last of them are left out.
  ///
  /// @throws IllegalArgumentException if there is none
  public static int days(Setting setting) {
    int days = setting.timeline().wholeDays();
    if (days == 0) {
      throw new IllegalArgumentException(
          "The data of scenario '%s' cover %s hours, but whole days are played. Use data of 24 hours or more."
              .formatted(
                  setting.scenario().name(),
                  setting.timeline().steps() * setting.timeline().hours()));
    }
    return days;
  }

  /// The steps of a local day.
  ///
  /// @param day 0 for the first of the data
  public static Period period(Setting setting, int day) {
    return Period.between(setting.timeline().firstOf(day), setting.timeline().firstOf(day + 1));
  }

  /// Plays one day, from batteries as described to the end.
  ///
  /// @param day 0 for the first of the data
  /// @throws IllegalArgumentException if the scenario has no local trade, or the controller cannot
  ///   handle it
  public static CommunityDay play(Setting setting, int day, Controller controller) {
    Period period = period(setting, day);
    LayeredGame plant = LayeredGame.of(setting, period, 1, Step.Limits.OPERATING);
    Billing billing = new Billing(plant.lanes(), 0);
    LayeredGame game = plant.settle(LocalTrade::new).settle(_ -> billing);
    game.reset(0);
    Account account = new Account(game.lanes());
    Controller.Running running = controller.start(game.lanes(), period);
    Transition transition = new Transition(game.spec());
    for (int played = 0; played < period.horizon(); played++) {
      running.decide(played);
      account.before();
      game.resolve(transition);
      account.after();
    }
    return account.day(controller.name(), billing.statements());
  }

  /// The running sums of one lane.
  private static final class Account {
    private final Lanes lanes;
    private final LocalMarket market;
    private final Units grids;
    private final int carbon;
    private final double[] paidOutside;
    private final double[] paidNear;
    private final double[] grams;
    private final double[] charged;
    private final double[] intensity;

    Account(Lanes lanes) {
      this.lanes = lanes;
      market = lanes.market();
      grids = lanes.onePerSite(GridConnection.class).units();
      carbon = grids.inputIndex("carbon");
      int sites = lanes.sites();
      paidOutside = new double[sites];
      paidNear = new double[sites];
      grams = new double[sites];
      charged = new double[sites];
      intensity = new double[sites];
    }

    /// Notes the carbon of the step to come.
    void before() {
      if (carbon >= 0) {
        System.arraycopy(grids.input(carbon), 0, intensity, 0, intensity.length);
      }
    }

    /// Notes what a step cost.
    void after() {
      double hours = lanes.step().hours();
      double[] emitted = grids.cost(grids.costTerms() - 1);
      for (int site = 0; site < intensity.length; site++) {
        paidOutside[site] += grids.cost(0)[site];
        paidNear[site] += market.paid()[site];
        grams[site] += intensity[site] * Math.max(0, grids.power(0)[site]) * hours;
        charged[site] += carbon >= 0 ? emitted[site] : 0;
      }
    }

    CommunityDay day(String controller, Statements statements) {
      List<Bill> bills = new ArrayList<>();
      double price = 0;
      double emission = 0;
      double objective = 0;
      for (int site = 0; site < intensity.length; site++) {
        double own = paidOutside[site] + paidNear[site];
        bills.add(
            new Bill(
                lanes.setting().sites().get(site).name(),
                own,
                grams[site] / 1000,
                own + charged[site]));
        price += paidOutside[site];
        emission += grams[site] / 1000;
        objective += paidOutside[site] + charged[site];
      }
      List<Double> microgrids =
          IntStream.range(0, market.microgrids())
              .mapToObj(microgrid -> Statements.money(statements.microgrid(microgrid)))
              .toList();
      double distributor = Statements.money(statements.distributor());
      return new CommunityDay(
          controller, price, emission, objective, bills, microgrids, distributor);
    }
  }
}
