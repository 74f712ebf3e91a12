/// Scenarios and data sets: what is played, and on which time series.
///
/// A [org.skerry.energy.scenario.Scenario] is read from YAML, a
/// [org.skerry.energy.scenario.Dataset] from CSV through a small descriptor, from the year that
/// ships with the project, or from the generator. Devices name series by
/// [org.skerry.energy.device.Profile], so every scenario plays on every data set that has its
/// series.
package org.skerry.energy.scenario;
