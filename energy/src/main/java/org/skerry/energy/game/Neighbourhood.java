package org.skerry.energy.game;

import java.util.List;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.market.LocalMarket;
import org.skerry.energy.market.LocalMarket.Address;
import org.skerry.energy.scenario.Microgrid;
import org.skerry.energy.scenario.Place;
import org.skerry.energy.scenario.Site;

/// What a [LocalMarket] is made of: the sites of a scenario, where they are, and the outside that
/// all of them are connected to at the same prices.
final class Neighbourhood {
  private Neighbourhood() {}

  static LocalMarket market(Setting setting, int lanes) {
    List<Microgrid> microgrids = setting.scenario().microgrids();
    double[][] distances = new double[microgrids.size()][microgrids.size()];
    for (int one = 0; one < distances.length; one++) {
      for (int other = 0; other < distances.length; other++) {
        distances[one][other] = microgrids.get(one).place().distance(microgrids.get(other).place());
      }
    }
    Address[] addresses =
        setting.sites().stream().map(site -> address(site, microgrids)).toArray(Address[]::new);
    return new LocalMarket(addresses, distances, lanes);
  }

  /// A microgrid without households stands at its own place.
  private static Address address(Site site, List<Microgrid> microgrids) {
    Place place =
        microgrids.get(site.microgrid()).households().isEmpty() ? Place.ORIGIN : site.place();
    return new Address(site.microgrid(), place.x(), place.y());
  }

  /// The connections of all sites.
  ///
  /// @throws IllegalArgumentException if a site has none or several, or two differ in their prices
  static Equipment grids(Lanes lanes) {
    Equipment grids = lanes.onePerSite(GridConnection.class);
    Setting setting = lanes.setting();
    int inputs = grids.units().inputs();
    for (int site = 1; site < lanes.sites(); site++) {
      for (int input = 0; input < 2; input++) {
        int column = grids.firstColumn() + site * inputs + input;
        if (setting.place(column) != setting.place(grids.firstColumn() + input)) {
          throw new IllegalArgumentException(
              "Site '%s' of scenario '%s' has another tariff than '%s', but neighbours trade between the prices of one outside. Give all the same tariff."
                  .formatted(
                      setting.sites().get(site).name(),
                      setting.scenario().name(),
                      setting.sites().getFirst().name()));
        }
      }
    }
    return grids;
  }
}
