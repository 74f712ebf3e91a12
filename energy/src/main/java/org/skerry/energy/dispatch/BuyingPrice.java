package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.List;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.game.Setting;

/// What a kWh of power costs at a site: the least price among its connections to the main grid that
/// can buy, of all of them if none can, 0 if there is none.
final class BuyingPrice {
  private final List<Place> connections = new ArrayList<>();

  /// A connection.
  ///
  /// @param group index of its kind in [Setting#groups()]
  private record Place(int group, int unit) {}

  /// Where inputs are read.
  @FunctionalInterface
  interface Source {
    double input(int group, int unit, int input);
  }

  BuyingPrice(Setting setting, int site) {
    List<Place> others = new ArrayList<>();
    for (int group = 0; group < setting.groups().size(); group++) {
      Setting.Group kind = setting.groups().get(group);
      for (int unit = 0; unit < kind.devices().size(); unit++) {
        if (kind.sites().get(unit) == site
            && kind.devices().get(unit) instanceof GridConnection grid
            && grid.carrier() == Carrier.POWER) {
          (grid.importLimit() > 0 ? connections : others).add(new Place(group, unit));
        }
      }
    }
    if (connections.isEmpty()) {
      connections.addAll(others);
    }
  }

  /// The price in a step, per kWh.
  double at(Source source) {
    double least = Double.POSITIVE_INFINITY;
    for (int index = 0; index < connections.size(); index++) { // an iterator would be allocated
      Place place = connections.get(index);
      least = Math.min(least, source.input(place.group, place.unit, 0));
    }
    return connections.isEmpty() ? 0 : least;
  }

  /// The mean price over the steps of an outlook, per kWh.
  double mean(Setting setting, Outlook outlook, int steps) {
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      int ahead = step;
      sum +=
          at((group, unit, input) ->
              outlook.input(setting.groups().get(group), unit, input, ahead));
    }
    return sum / steps;
  }
}
