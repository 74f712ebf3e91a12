package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.skerry.energy.dispatch.CommunityDay.Bill;

/// A day of a community beside the same day without batteries: the scores of MAHTM (MAHTM: A
/// Multi-Agent Framework for Hierarchical Transactive Microgrids, 2023), and who gains and who
/// loses.
///
/// @param price the source's score of price: (with − without) / |without| for each household, then
///   the mean over households; negative is an improvement. It is ruled by households whose cost is
///   near zero, so the sums of [CommunityDay] stand beside it
/// @param emission the source's score of emission, likewise
/// @param households each household's change, in the order of the scenario
/// @param margins by how much less microgrids and the distributor keep of the trade
public record CommunityScores(
    double price, double emission, List<Change> households, double margins) {

  /// By how much a household pays more than without batteries.
  ///
  /// @param household its name
  /// @param objective carbon included; negative if it pays less
  /// @param sidePayment what it pays (positive) or gets out of the gain of the others
  public record Change(String household, double objective, double sidePayment) {

    /// The change after the side payment.
    public double settled() {
      return objective + sidePayment;
    }
  }

  public CommunityScores {
    households = List.copyOf(households);
  }

  /// Compares two plays of one day.
  ///
  /// Side payments, ours: who pays more than without batteries gets the difference; who pays less,
  /// and whoever keeps the margins, gives so much in proportion to the own gain. Where the
  /// community gains at all, nobody then is worse off; where it does not, all gains are given.
  ///
  /// @param with batteries
  /// @param without batteries
  public static CommunityScores of(CommunityDay with, CommunityDay without) {
    List<Bill> after = with.households();
    List<Bill> before = without.households();
    double margins = without.margins() - with.margins();
    double lost = Math.max(0, margins);
    double gained = Math.max(0, -margins);
    double[] change = new double[after.size()];
    for (int index = 0; index < change.length; index++) {
      change[index] = after.get(index).objective() - before.get(index).objective();
      lost += Math.max(0, change[index]);
      gained += Math.max(0, -change[index]);
    }
    double given = gained > 0 ? Math.min(1, lost / gained) : 0;
    double got = lost > 0 ? Math.min(1, gained / lost) : 0;
    List<Change> changes = new ArrayList<>();
    for (int index = 0; index < change.length; index++) {
      double payment = change[index] > 0 ? -got * change[index] : -given * change[index];
      changes.add(new Change(after.get(index).household(), change[index], payment));
    }
    return new CommunityScores(
        mean(after, before, Bill::price), mean(after, before, Bill::emission), changes, margins);
  }

  /// The households that pay more than without batteries, by more than rounding.
  public List<Change> worse() {
    return households.stream().filter(change -> change.objective() > 1e-9).toList();
  }

  private static double mean(List<Bill> after, List<Bill> before, ToDoubleFunction<Bill> figure) {
    double sum = 0;
    for (int index = 0; index < after.size(); index++) {
      double with = figure.applyAsDouble(after.get(index));
      double without = figure.applyAsDouble(before.get(index));
      sum += (with - without) / Math.abs(without);
    }
    return sum / after.size();
  }
}
