package org.skerry.energy.device;

import java.util.List;

/// A quantity over time, described as a weighted, shifted and scaled mix of the series of a data
/// set, so that the same scenario can be played on other data.
///
/// The value in a step is `offset + factor × Σ weight × series(time + shift)`. Where a mean is
/// asked for instead of a factor, the factor is what gives that mean over the whole data set.
///
/// @param terms the mix; empty for a constant
/// @param scale whether `amount` is a factor or the mean to reach
/// @param amount the factor or the mean, in the unit of the quantity
/// @param offset added to every value
/// @param minimum smaller values become this; negative infinity for none
public record Profile(List<Term> terms, Scale scale, double amount, double offset, double minimum) {
  /// A hundred years, h.
  private static final double LONGEST = 876_000;

  /// How `amount` is meant.
  public enum Scale {
    /// The mix is multiplied by the amount.
    FACTOR,
    /// The mix is scaled so that its mean over the whole data set is the amount.
    MEAN
  }

  /// One series in the mix.
  ///
  /// @param series the name of a column of the data set
  /// @param weight its share in the mix
  /// @param shiftHours the mix takes the value from so many hours later (negative: earlier); past
  ///   the end of the data set it goes on at the beginning
  public record Term(String series, double weight, double shiftHours) {}

  /// @throws IllegalArgumentException if a number is not finite
  public Profile {
    terms = List.copyOf(terms);
    Checks.finite("amount", amount);
    Checks.finite("offset", offset);
    if (Double.isNaN(minimum) || minimum == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "minimum is " + minimum + ", but must be a number. Leave it out for none.");
    }
    for (Term term : terms) {
      Checks.finite("weight", term.weight());
      Checks.finite("shift", term.shiftHours());
      if (Math.abs(term.shiftHours()) > LONGEST) {
        throw new IllegalArgumentException(
            "shift is %s h, but must be at most %s h either way. Write hours."
                .formatted(term.shiftHours(), LONGEST));
      }
    }
  }

  /// A profile without a minimum.
  public Profile(List<Term> terms, Scale scale, double amount, double offset) {
    this(terms, scale, amount, offset, Double.NEGATIVE_INFINITY);
  }

  /// The same value in every step.
  public static Profile constant(double value) {
    return new Profile(List.of(), Scale.FACTOR, 0, value);
  }

  /// One series times `factor`.
  public static Profile scaled(String series, double factor) {
    return new Profile(List.of(new Term(series, 1, 0)), Scale.FACTOR, factor, 0);
  }

  /// One series scaled to a mean over the whole data set.
  public static Profile withMean(String series, double mean) {
    return new Profile(List.of(new Term(series, 1, 0)), Scale.MEAN, mean, 0);
  }
}
