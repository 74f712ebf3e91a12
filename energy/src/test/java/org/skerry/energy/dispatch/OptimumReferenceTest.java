package org.skerry.energy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.OwnBalance;

/// Optima of [RandomSite]s against [SiteReference], and every controller against their bounds. 20
/// sites, or as many as `-Dcases` says.
class OptimumReferenceTest {
  /// Bound, cost and reference each to the tolerance of their solver, 1e-6 of the cost.
  private static final double TOLERANCE = 1e-5;

  @Test
  void anotherProgramFindsTheSameOptimumAndNoControllerCostsLess() {
    List<String> wrong = new ArrayList<>();
    int cases = Integer.getInteger("cases", 20);
    for (long seed = 1; seed <= cases; seed++) {
      String found = wrong(seed);
      if (!found.isEmpty()) {
        wrong.add(found);
        System.out.println(found);
      }
    }
    System.out.printf("%d random sites, %d wrong.%n", cases, wrong.size());

    assertThat(wrong).isEmpty();
  }

  /// What is wrong with the optimum of a site, in words; empty if nothing is.
  private static String wrong(long seed) {
    RandomSite site = RandomSite.of(seed);
    Optimum optimum = Optimum.of(site.setting(), site.period(), Coupling.alone());
    double reference = site.reference();
    double size = TOLERANCE * Math.max(1, Math.abs(reference));
    StringBuilder wrong = new StringBuilder();
    if (!optimum.exact()) {
      wrong.append("not exact; ");
    }
    if (Math.abs(optimum.bound() - reference) > size) {
      wrong.append("the bound is not the reference; ");
    }
    if (play(site, optimum.schedule()) != optimum.cost()) {
      wrong.append("the replay costs something else; ");
    }
    for (String name : Controllers.names()) {
      try {
        double cost = play(site, Controllers.named(name, site.setting().scenario()));
        if (cost < optimum.bound() - size) {
          wrong.append("%s costs %s; ".formatted(name, cost));
        }
      } catch (IllegalArgumentException refused) {
        // not every controller knows every device
      }
    }
    return wrong.isEmpty()
        ? ""
        : "site %d: %s(bound %s, cost %s, reference %s)"
            .formatted(seed, wrong, optimum.bound(), optimum.cost(), reference);
  }

  private static double play(RandomSite site, Controller controller) {
    return new Simulation(site.setting(), site.period(), OwnBalance::new, Step.Limits.OPERATING)
        .run(controller, played -> {})
        .total()
        .cost();
  }
}
