package org.skerry.benchmarks;

import java.util.List;
import org.skerry.benchmarks.game.GameStep;
import org.skerry.benchmarks.game.HouseholdCase;
import org.skerry.benchmarks.game.NetworkedDecision;
import org.skerry.benchmarks.grid.FlowCase;
import org.skerry.benchmarks.grid.OptimalFlowCase;
import org.skerry.benchmarks.learning.LearningCase;
import org.skerry.benchmarks.learning.PpoStep;
import org.skerry.benchmarks.optimization.BatteryProgram;

/// The benchmarks of `./skerry bench`, one line each.
public final class Benchmarks {
  private static final List<Benchmark> ALL =
      List.of(
          new Benchmark("powerflow-33", 5, 0, () -> FlowCase.ieee33()::solve),
          new Benchmark("powerflow-533", 60, 0, () -> FlowCase.feeder(533)::solve),
          // What lightsim2grid publishes for the IEEE networks of 118 and 300 buses: 71 and 255 µs.
          new Benchmark("newton-118", 70, 0, () -> FlowCase.mesh(118, 186)::solve),
          new Benchmark("newton-300", 250, 0, () -> FlowCase.mesh(300, 411)::solve),
          // Set from what established solvers take: a third of it for power flows, all of it for
          // the program of batteries.
          new Benchmark("opf-33-4", 250, 0, () -> OptimalFlowCase.ieee33()::solve),
          new Benchmark("opf-1000-8", 8_000, 0, () -> OptimalFlowCase.feeder1000()::solve),
          new Benchmark("opf-reduced-4", 30, 0, () -> OptimalFlowCase.reduced()::solve),
          new Benchmark(
              "lp-24x10", 1900, Double.POSITIVE_INFINITY, () -> new BatteryProgram()::solve),
          // 60 million microgrid-steps per second: 1024 lanes of four microgrids in 68.3 µs.
          new Benchmark(
              "game-step", GameStep.microgridSteps() / 60.0, 0, () -> new GameStep()::play),
          new Benchmark(
              "decision-networked",
              1000,
              Double.POSITIVE_INFINITY,
              () -> new NetworkedDecision()::decide),
          // 40 million household-steps per second; only the reset of a day allocates.
          new Benchmark(
              "transactive-step", HouseholdCase.householdSteps() / 40.0, 64, HouseholdCase::step),
          new Benchmark(
              "transactive-day-10000", 20_000, Double.POSITIVE_INFINITY, HouseholdCase::day),
          new Benchmark("inference-1", 1.5, 0, LearningCase::decision),
          // 1.2 times as fast as JAX on one thread of the machine of docs/benchmarks.md, 313 µs and
          // 5515 µs.
          new Benchmark("ppo-step-96", 261, 0, () -> new PpoStep(96)::take),
          new Benchmark("ppo-step-2048", 4596, 0, () -> new PpoStep(2048)::take),
          // 1.6 times as fast as JAX on one thread of the machine of docs/benchmarks.md, 388 ms.
          new Benchmark(
              "mappo-iteration",
              242_500,
              Double.POSITIVE_INFINITY,
              2,
              () -> LearningCase.mappo()::iterate));

  private Benchmarks() {}

  /// All benchmarks, in the order in which they are measured.
  public static List<Benchmark> all() {
    return ALL;
  }
}
