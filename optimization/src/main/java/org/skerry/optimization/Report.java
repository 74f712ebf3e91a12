package org.skerry.optimization;

/// How well and at what price a solver did its work.
///
/// @param primalResidual largest violation of a constraint, relative to the size of the data
/// @param dualResidual largest violation of stationarity, relative to the size of the data
/// @param gap difference of primal and dual objective, relative to the objective
/// @param iterations steps of the method
/// @param microseconds wall time of the solve, preparation not counted
public record Report(
    double primalResidual, double dualResidual, double gap, int iterations, double microseconds) {}
