package org.skerry.energy.game;

import org.skerry.energy.device.GridConnection;

/// The outside's prices of buying, carbon included, as they are published for a day: from each step
/// to the end of its day, over the mean price of buying of all steps.
final class PublishedPrices {
  private final double mean;
  private final float[] least;
  private final float[] meanAhead;
  private final float[] most;

  PublishedPrices(Setting setting) {
    Setting.Group group =
        setting.groups().stream()
            .filter(it -> it.devices().getFirst() instanceof GridConnection)
            .findFirst()
            .orElseThrow();
    GridConnection grid = (GridConnection) group.devices().getFirst();
    int steps = setting.timeline().steps();
    int day = (int) Math.round(24 / setting.timeline().hours());
    double[] price = new double[steps];
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      price[step] = setting.input(group, 0, 0, step);
      sum += Math.abs(price[step]) / steps;
      if (grid.carbon().isPresent()) {
        double grams = setting.input(group, 0, grid.inputs().size() - 1, step);
        price[step] += grid.carbon().get().perKwh(grams);
      }
    }
    mean = sum == 0 ? 1 : sum;
    least = new float[steps];
    meanAhead = new float[steps];
    most = new float[steps];
    for (int step = 0; step < steps; step++) {
      look(price, step, Math.min(steps, (step / day + 1) * day));
    }
  }

  private void look(double[] price, int from, int to) {
    double low = price[from];
    double high = price[from];
    double sum = 0;
    for (int step = from; step < to; step++) {
      low = Math.min(low, price[step]);
      high = Math.max(high, price[step]);
      sum += price[step];
    }
    least[from] = (float) (low / mean);
    meanAhead[from] = (float) (sum / (to - from) / mean);
    most[from] = (float) (high / mean);
  }

  /// The mean price of buying without carbon, per kWh.
  double mean() {
    return mean;
  }

  /// The least price from a step to the end of its day, shape `[steps]`.
  float[] least() {
    return least;
  }

  /// The mean price from a step to the end of its day, shape `[steps]`.
  float[] meanAhead() {
    return meanAhead;
  }

  /// The greatest price from a step to the end of its day, shape `[steps]`.
  float[] most() {
    return most;
  }
}
