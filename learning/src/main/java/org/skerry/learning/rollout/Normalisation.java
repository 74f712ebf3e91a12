package org.skerry.learning.rollout;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Running mean and variance of each number of an observation, by which observations are normalised
/// and clipped to ±10.
///
/// Batches are merged exactly (Chan, Golub, LeVeque: Algorithms for Computing the Sample Variance,
/// 1983). A policy keeps a copy, so that its statistics stay as they were when it was learnt.
public final class Normalisation {
  private static final float BOUND = 10;

  private final int size;
  private final double[] mean;
  private final double[] squares;
  private double count;

  /// Statistics of observations of `size` numbers, before the first.
  public Normalisation(int size) {
    this.size = size;
    mean = new double[size];
    squares = new double[size];
  }

  /// Takes note of `rows` observations, shape `[rows][size]`.
  public void update(float[] observations, int rows) {
    if (rows == 0) {
      return;
    }
    double total = count + rows;
    for (int d = 0; d < size; d++) {
      double batchMean = 0;
      for (int r = 0; r < rows; r++) {
        batchMean += observations[r * size + d];
      }
      batchMean /= rows;
      double batchSquares = 0;
      for (int r = 0; r < rows; r++) {
        double away = observations[r * size + d] - batchMean;
        batchSquares += away * away;
      }
      double apart = batchMean - mean[d];
      mean[d] += apart * rows / total;
      squares[d] += batchSquares + apart * apart * count * rows / total;
    }
    count = total;
  }

  /// Writes one observation normalised; before the first update as it is.
  public void apply(float[] observations, int from, float[] out, int outFrom) {
    if (count == 0) {
      System.arraycopy(observations, from, out, outFrom, size);
      return;
    }
    for (int d = 0; d < size; d++) {
      double deviation = Math.sqrt(squares[d] / count + 1e-8);
      float value = (float) ((observations[from + d] - mean[d]) / deviation);
      out[outFrom + d] = value > BOUND ? BOUND : value < -BOUND ? -BOUND : value;
    }
  }

  /// What is subtracted from each number, 0 before the first update.
  public float[] centre() {
    float[] centre = new float[size];
    for (int d = 0; d < size; d++) {
      centre[d] = (float) mean[d];
    }
    return centre;
  }

  /// What each number is divided by after that, 1 before the first update.
  public float[] deviation() {
    float[] deviation = new float[size];
    for (int d = 0; d < size; d++) {
      deviation[d] = count == 0 ? 1 : (float) Math.sqrt(squares[d] / count + 1e-8);
    }
    return deviation;
  }

  /// Where a normalised number is clipped on either side; infinite before the first update.
  public float bound() {
    return count == 0 ? Float.POSITIVE_INFINITY : BOUND;
  }

  /// Numbers in an observation.
  public int size() {
    return size;
  }

  /// Observations noted so far.
  public double count() {
    return count;
  }

  /// Writes size, count, means and sums of squares.
  public void write(DataOutput out) throws IOException {
    out.writeInt(size);
    out.writeDouble(count);
    for (int d = 0; d < size; d++) {
      out.writeDouble(mean[d]);
      out.writeDouble(squares[d]);
    }
  }

  /// Continues from what was written.
  ///
  /// @throws IOException if it was of observations of another size
  public void resume(DataInput in) throws IOException {
    int saved = in.readInt();
    if (saved != size) {
      throw new IOException(
          "The statistics are of observations of "
              + saved
              + " numbers, but now there are "
              + size
              + ".");
    }
    count = in.readDouble();
    for (int d = 0; d < size; d++) {
      mean[d] = in.readDouble();
      squares[d] = in.readDouble();
      if (!Double.isFinite(mean[d]) || !(squares[d] >= 0 && squares[d] < Double.MAX_VALUE)) {
        throw new IOException(
            "The statistics of number %d have the mean %s and the sum of squares %s."
                .formatted(d, mean[d], squares[d]));
      }
    }
    if (!(count >= 0 && count < Double.MAX_VALUE)) {
      throw new IOException("The statistics are of " + count + " observations.");
    }
  }

  /// Statistics that start equal and go their own way.
  public Normalisation copy() {
    Normalisation copy = new Normalisation(size);
    copy.count = count;
    System.arraycopy(mean, 0, copy.mean, 0, size);
    System.arraycopy(squares, 0, copy.squares, 0, size);
    return copy;
  }
}
