package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skerry.energy.device.Carbon;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.game.Setting;
import org.skerry.optimization.OrTools;

/// What a community must pay for emitting less: its optimum at several prices of carbon, each
/// played, from the cheapest plan (carbon costs nothing) to the cleanest (nothing else counts).
///
/// @param points in the order of the prices
public record CarbonTradeOff(List<Point> points) {
  /// At this price per kg a difference in carbon outweighs every difference in money, and it does
  /// not yet pay to leave a load unserved.
  public static final double CLEANEST = 10;

  /// One optimum.
  ///
  /// @param carbonPrice per kg of CO₂, at which it is one
  /// @param price what the community pays outside, without carbon
  /// @param emission kg of CO₂
  public record Point(double carbonPrice, double price, double emission) {}

  public CarbonTradeOff {
    points = List.copyOf(points);
  }

  /// Draws the curve of one day.
  ///
  /// @param day 0 for the first of the data
  /// @param carbonPrices per kg, such as 0, 0.1 and [#CLEANEST]
  /// @throws IllegalArgumentException if the scenario does not account for carbon
  public static CarbonTradeOff of(Setting setting, int day, List<Double> carbonPrices) {
    List<Point> points = new ArrayList<>();
    for (double carbonPrice : carbonPrices) {
      CommunityDay best = optimum(setting, day, carbonPrice);
      points.add(new Point(carbonPrice, best.price(), best.emission()));
    }
    return new CarbonTradeOff(points);
  }

  /// The community's optimum of a day where carbon has another price.
  ///
  /// @param carbonPrice per kg; [#CLEANEST] for the least emission
  /// @throws IllegalArgumentException if the scenario does not account for carbon
  public static CommunityDay optimum(Setting setting, int day, double carbonPrice) {
    Setting priced =
        setting.withDevices(
            devices -> devices.stream().map(device -> priced(device, carbonPrice)).toList());
    Optimum optimum =
        Optimum.of(
            priced,
            CommunityDay.period(setting, day),
            Coupling.of(priced.scenario()),
            OrTools.glop());
    return CommunityDay.play(setting, day, optimum.schedule());
  }

  private static Device priced(Device device, double carbonPrice) {
    if (!(device instanceof GridConnection grid)) {
      return device;
    }
    Carbon carbon =
        grid.carbon()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "Connection '%s' has no carbon, so there is nothing to trade off. Write 'carbon: {intensity: …}'."
                        .formatted(grid.name())));
    return new GridConnection(
        grid.name(),
        grid.carrier(),
        grid.importLimit(),
        grid.exportLimit(),
        grid.reactiveLimit(),
        grid.tariff(),
        grid.peakCharge(),
        grid.outages(),
        Optional.of(new Carbon(carbon.intensity(), carbonPrice)),
        grid.storageExport());
  }
}
