package org.skerry.energy.game;

import java.util.List;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.Device;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Output;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Profile;
import org.skerry.energy.scenario.Site;

/// What is installed in a household and in its community, relative to a battery's size, so that
/// small and large households look alike: numbers for an agent to see, which never change.
final class Installed {
  /// The kinds of demand that are told apart, by the series of the load.
  static final List<String> PROFILES = List.of("family", "teenagers", "business");

  /// How many numbers an agent sees.
  static final int NUMBERS = 3 + 2 * PROFILES.size() + 1;

  private final float[] numbers;
  private final double capacity;

  /// @param batteries those of the agents
  Installed(Lanes lanes, Equipment batteries) {
    capacity =
        batteries.devices().stream().mapToDouble(battery -> ((Battery) battery).capacity()).sum();
    int agents = batteries.devices().size();
    numbers = new float[agents * NUMBERS];
    double[] community = new double[1 + PROFILES.size()];
    for (Site site : lanes.setting().sites()) {
      for (Device device : site.devices()) {
        if (device instanceof Load load && kind(load) >= 0) {
          community[1 + kind(load)] += load.demand().amount() / capacity;
        } else if (device instanceof Photovoltaic(_, Output.Measured(Profile sun), _)) {
          community[0] += sun.amount() / capacity;
        }
      }
    }
    for (int agent = 0; agent < agents; agent++) {
      int place = agent * NUMBERS;
      Site site = lanes.setting().sites().get(batteries.site(agent));
      describe(site, (Battery) batteries.devices().get(agent), place);
      for (int index = 0; index < community.length; index++) {
        numbers[place + 3 + PROFILES.size() + index] = (float) community[index];
      }
    }
  }

  private void describe(Site site, Battery battery, int place) {
    numbers[place] = (float) (battery.chargePower() / battery.capacity());
    for (Device device : site.devices()) {
      if (device instanceof Load load && load.carrier() == Carrier.POWER) {
        numbers[place + 1] += (float) (load.demand().amount() / battery.capacity());
        if (kind(load) >= 0) {
          numbers[place + 3 + kind(load)] = 1;
        }
      } else if (device instanceof Photovoltaic(_, Output.Measured(Profile sun), _)) {
        numbers[place + 2] += (float) (sun.amount() / battery.capacity());
      }
    }
  }

  private static int kind(Load load) {
    List<Profile.Term> terms = load.demand().terms();
    return terms.isEmpty() ? -1 : PROFILES.indexOf(terms.getFirst().series());
  }

  /// What can be stored in the community, kWh.
  double capacity() {
    return capacity;
  }

  /// Shape `[agents][NUMBERS]`: power of charging, peak load and peak sun of the household in all,
  /// per hour of its battery's capacity; one number for each kind of demand, 1 for its own; peak
  /// sun and peak load of each kind of the whole community, per hour of its capacity.
  float[] numbers() {
    return numbers;
  }
}
