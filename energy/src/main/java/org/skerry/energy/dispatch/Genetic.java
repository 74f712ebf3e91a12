package org.skerry.energy.dispatch;

import io.jenetics.Alterer;
import io.jenetics.AltererResult;
import io.jenetics.DoubleChromosome;
import io.jenetics.DoubleGene;
import io.jenetics.EliteSelector;
import io.jenetics.Genotype;
import io.jenetics.Phenotype;
import io.jenetics.Selector;
import io.jenetics.TournamentSelector;
import io.jenetics.UniformCrossover;
import io.jenetics.engine.Engine;
import io.jenetics.engine.EvolutionResult;
import io.jenetics.util.ISeq;
import io.jenetics.util.RandomRegistry;
import io.jenetics.util.Seq;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;

/// A genetic algorithm that plans a day ahead: at the beginning of every 24 hours it evolves the
/// set-points of all storage and generators for those hours, and then follows them.
///
/// A chromosome is the plan of the day, see [Rehearsal], which plays it through the simulation for
/// its cost, with stored energy at the end valued as in every evaluation. The outlook is
/// [Outlook#yesterday]. Parents are chosen by tournament, crossed gene by gene, and mutated by
/// normal noise; the best survive unchanged (Holland, Adaptation in Natural and Artificial Systems,
/// 1975; Eiben and Smith, Introduction to Evolutionary Computing, 2015, chapter 4). The first
/// population holds, beside random plans, the one to do nothing, that of the rule by the clock, and
/// that of the day before; so no plan is expected to cost more than these. The engine is Jenetics
/// (Wilhelmstötter, Jenetics Library User's Manual).
///
/// The budget is a number of generations, not of seconds, and all chance comes from the seed: the
/// same seed gives the same decisions.
///
/// @param sharing who balances power together
/// @param population plans in each generation, at least 4
/// @param generations evolved for each day, at least 1
/// @param crossover chance that a plan is chosen as a parent to be crossed, in [0, 1]
/// @param exchanged share of genes that crossed parents exchange, in [0, 1]
/// @param mutation chance that a gene mutates, in [0, 1]
/// @param spread standard deviation of a mutation, where a gene ranges over [-1, 1]; above 0
/// @param tournament plans compared to choose a parent, 2 to `population`
/// @param elite best plans that survive in every generation, 1 to `population` - 1
/// @param seed of all chance
public record Genetic(
    Sharing sharing,
    int population,
    int generations,
    double crossover,
    double exchanged,
    double mutation,
    double spread,
    int tournament,
    int elite,
    long seed)
    implements Controller {
  private static final double DAY_HOURS = 24;

  /// The end of the genes' range, which the engine takes to be outside of it.
  private static final double ABOVE_ONE = Math.nextUp(1.0);

  /// @throws IllegalArgumentException if a number is out of its range
  public Genetic {
    require(population >= 4, "population", population, "4 or more");
    require(generations >= 1, "generations", generations, "1 or more");
    require(crossover >= 0 && crossover <= 1, "crossover", crossover, "in [0, 1]");
    require(exchanged >= 0 && exchanged <= 1, "exchanged", exchanged, "in [0, 1]");
    require(mutation >= 0 && mutation <= 1, "mutation", mutation, "in [0, 1]");
    require(spread > 0, "spread", spread, "above 0");
    require(
        tournament >= 2 && tournament <= population,
        "tournament",
        tournament,
        "2 or more and not above the population");
    require(elite >= 1 && elite < population, "elite", elite, "1 or more and below the population");
  }

  private static void require(boolean met, String name, double value, String rule) {
    if (!met) {
      throw new IllegalArgumentException(
          "A genetic algorithm has " + name + " " + value + ", but it must be " + rule + ".");
    }
  }

  /// Our settings: 60 plans, 200 generations.
  public static Genetic of(Sharing sharing, long seed) {
    return new Genetic(sharing, 60, 200, 0.8, 0.5, 0.01, 0.3, 3, 2, seed);
  }

  @Override
  public String name() {
    return "genetic";
  }

  @Override
  public Running start(Lanes lanes, Period period) {
    return new DayAhead(lanes, period);
  }

  /// The algorithm at work.
  private final class DayAhead implements Running {
    private final Lanes lanes;
    private final Period period;
    private final Rehearsal rehearsal;
    private final Rehearsal single;
    private final SplittableRandom random = new SplittableRandom(seed);
    private final int day;
    private double[] plan = {};

    DayAhead(Lanes lanes, Period period) {
      this.lanes = lanes;
      this.period = period;
      rehearsal = new Rehearsal(lanes, population, sharing);
      single = new Rehearsal(lanes, 1, sharing);
      day = (int) Math.round(DAY_HOURS / lanes.step().hours());
    }

    @Override
    public void decide(int played) {
      if (rehearsal.controls() == 0) {
        return; // nothing to plan
      }
      if (played % day == 0) {
        int ahead = Math.min(day, period.horizon() - played);
        Outlook outlook = Outlook.yesterday(lanes);
        boolean kept = period.keepsStored(lanes.setting().scenario().ending(), played + ahead);
        rehearsal.prepare(outlook, ahead, kept);
        single.prepare(outlook, ahead, kept);
        plan = RandomRegistry.with(random.split()).call(() -> evolve(ahead));
      }
      rehearsal.execute(plan, played % day);
    }

    private double[] evolve(int ahead) {
      int genes = ahead * rehearsal.controls();
      Selector<DoubleGene, Double> parents = new TournamentSelector<>(tournament);
      return new Engine.Builder<DoubleGene, Double>(
              this::evaluate, Genotype.of(DoubleChromosome.of(-1, ABOVE_ONE, genes)))
              .minimizing()
              .populationSize(population)
              .maximalPhenotypeAge(generations + 1L)
              .survivorsSelector(new EliteSelector<DoubleGene, Double>(elite, parents))
              .offspringSelector(parents)
              .offspringFraction(1 - (double) elite / population)
              .alterers(new UniformCrossover<>(crossover, exchanged), new Creep(mutation, spread))
              .executor(Runnable::run)
              .build()
              .stream(first(genes))
              .limit(generations)
              .collect(EvolutionResult.toBestGenotype())
              .chromosome()
              .as(DoubleChromosome.class)
              .toArray();
    }

    /// Plans that the first population holds beside random ones.
    private List<Genotype<DoubleGene>> first(int genes) {
      List<Genotype<DoubleGene>> plans = new ArrayList<>();
      double[] idle = new double[genes];
      for (int gene = 0; gene < genes; gene++) {
        idle[gene] = rehearsal.idle(gene % rehearsal.controls());
      }
      plans.add(genotype(idle));
      plans.add(genotype(single.follow(TimeOfUse.published())));
      if (plan.length == genes) {
        plans.add(genotype(plan));
      }
      return plans;
    }

    private ISeq<Phenotype<DoubleGene, Double>> evaluate(Seq<Phenotype<DoubleGene, Double>> all) {
      double[][] plans = new double[all.size()][];
      for (int index = 0; index < plans.length; index++) {
        plans[index] = all.get(index).genotype().chromosome().as(DoubleChromosome.class).toArray();
      }
      double[] cost = rehearsal.play(plans);
      List<Phenotype<DoubleGene, Double>> evaluated = new ArrayList<>();
      for (int index = 0; index < plans.length; index++) {
        evaluated.add(all.get(index).withFitness(cost[index]));
      }
      return ISeq.of(evaluated);
    }
  }

  /// Adds normal noise to genes, held to their range, each with the same chance.
  private record Creep(double chance, double spread) implements Alterer<DoubleGene, Double> {
    @Override
    public AltererResult<DoubleGene, Double> alter(
        Seq<Phenotype<DoubleGene, Double>> population, long generation) {
      RandomGenerator random = RandomRegistry.random();
      return new AltererResult<>(
          population.map(plan -> mutant(plan, generation, random)).asISeq(), population.size());
    }

    private Phenotype<DoubleGene, Double> mutant(
        Phenotype<DoubleGene, Double> plan, long generation, RandomGenerator random) {
      double[] genes = plan.genotype().chromosome().as(DoubleChromosome.class).toArray();
      boolean changed = false;
      for (int gene = 0; gene < genes.length; gene++) {
        if (random.nextDouble() < chance) {
          double moved = genes[gene] + spread * random.nextGaussian();
          genes[gene] = Math.max(-1, Math.min(1, moved));
          changed = true;
        }
      }
      return changed ? Phenotype.of(genotype(genes), generation) : plan;
    }
  }

  private static Genotype<DoubleGene> genotype(double[] plan) {
    List<DoubleGene> genes = new ArrayList<>();
    for (double value : plan) {
      genes.add(DoubleGene.of(value, -1, ABOVE_ONE));
    }
    return Genotype.of(DoubleChromosome.of(genes));
  }
}
