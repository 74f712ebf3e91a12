package org.skerry.energy.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Input;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Profile;

/// Where the energy outside comes from: a cheap and clean source of limited capacity, and a dear
/// one that fills the rest. Price and carbon of an hour are those of the mix that serves the load
/// of the scenario, before its batteries act, so nobody in the scenario moves them.
///
/// It adds two series to any data set, which tariffs name: `mixPrice` per kWh and `mixCarbon` in
/// g/kWh.
///
/// @param first what serves first
/// @param share capacity of the first, as a share of the mean load over the data set
/// @param second what serves the rest
public record SupplyMix(Source first, double share, Source second) {
  private static final String PRICE = "mixPrice";
  private static final String CARBON = "mixCarbon";

  /// A kind of generation.
  ///
  /// @param price per kWh
  /// @param carbon g of CO₂ per kWh
  public record Source(double price, double carbon) {}

  /// @throws IllegalArgumentException if the share is not above 0
  public SupplyMix {
    if (!(share > 0) || Double.isInfinite(share)) {
      throw new IllegalArgumentException(
          "share is %s, but must be above 0. Write 0.6 for 60 %% of the mean load."
              .formatted(Numbers.text(share)));
    }
  }

  /// The names of the series that it adds.
  static Set<String> series() {
    return Set.of(PRICE, CARBON);
  }

  /// A data set with the series of the mix.
  ///
  /// @param sites whose load the outside serves
  public Dataset complete(Dataset dataset, List<Site> sites) {
    double[] load = load(dataset, sites);
    double mean = 0;
    for (double power : load) {
      mean += power / load.length;
    }
    double[] price = new double[load.length];
    double[] carbon = new double[load.length];
    for (int step = 0; step < load.length; step++) {
      double part = load[step] > 0 ? Math.min(1, share * mean / load[step]) : 1;
      price[step] = part * first.price + (1 - part) * second.price;
      carbon[step] = part * first.carbon + (1 - part) * second.carbon;
    }
    List<Series> all = new ArrayList<>();
    dataset.names().forEach(name -> all.add(dataset.series(name)));
    all.add(new Series(PRICE, "money/kWh", price));
    all.add(new Series(CARBON, "g/kWh", carbon));
    return new Dataset(
        dataset.name(),
        dataset.description(),
        dataset.start(),
        dataset.zone(),
        dataset.step(),
        all,
        dataset.notes());
  }

  private static double[] load(Dataset dataset, List<Site> sites) {
    double[] sum = new double[dataset.steps()];
    for (Site site : sites) {
      for (Device device : site.devices()) {
        if (device instanceof Load load && load.carrier() == Carrier.POWER) {
          add(dataset, load.inputs().getFirst(), sum);
        }
      }
    }
    return sum;
  }

  private static void add(Dataset dataset, Input demand, double[] sum) {
    Profile profile = demand.profiles().getFirst();
    double[] values = dataset.resolve(profile, dataset.step());
    for (int step = 0; step < sum.length; step++) {
      sum[step] += Math.max(0, values[step]);
    }
  }
}
