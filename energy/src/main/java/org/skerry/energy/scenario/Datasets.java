package org.skerry.energy.scenario;

/// The data sets that can be asked for by name.
public final class Datasets {
  /// The data set that ships with the project: a real year.
  public static final String DEFAULT = "ontario2016";

  private Datasets() {}
}
