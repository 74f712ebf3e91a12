package org.skerry.energy.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skerry.energy.device.Store;

/// The optimum of a site whose only memory is one store, by dynamic programming: exact, convex or
/// not.
///
/// What a step costs is the least of some convex functions of how the stored energy changes, one
/// for each of buying and selling, charging and discharging; all are made of straight lines. So is
/// the cost to go, a function of the stored energy, and a step back in time is their infimal
/// convolution, see [Lines].
final class StoreOptimum implements Optimum.Decisions {
  private static final double TIE = 1e-12; // of two changes as good, the first

  private final StoreSite site;
  private final Plan.Task task;
  private final Store store;
  private final List<StoreStep> steps;
  private final Lines[] toGo; // before each step, by what is stored
  private final double[] changes; // of the stored energy in each step that is decided, kWh
  private final double bound;
  private int decided; // steps
  private double held; // after them, kWh above the least

  private StoreOptimum(StoreSite site, Plan.Task task, List<StoreStep> steps) {
    this.site = site;
    this.task = task;
    this.steps = steps;
    store = site.store();
    changes = new double[steps.size()];
    toGo = new Lines[steps.size() + 1];
    held = site.stored(task);
    double worth = site.worth(task);
    Lines end = new Lines();
    end.add(0, worth * held);
    end.add(store.range(), worth * (held - store.range()));
    toGo[steps.size()] = end;
    for (int ahead = steps.size() - 1; ahead >= 0; ahead--) {
      toGo[ahead] = toGo[ahead + 1].least(steps.get(ahead).convex(), 0, store.range());
    }
    bound = toGo[0].at(held);
  }

  /// The optimum of a task for one site; empty if the site is none of those, if some load is worth
  /// less than energy, or if what net meters feed in may have to be spilled.
  static Optional<StoreOptimum> of(Plan.Task task) {
    return task.sites().size() > 1
        ? Optional.empty()
        : StoreSite.of(task.setting(), task.sites().getFirst()).flatMap(site -> of(site, task));
  }

  /// The same of a known site.
  static Optional<StoreOptimum> of(StoreSite site, Plan.Task task) {
    if (!site.losesLast() || site.store().range() <= 0) {
      return Optional.empty();
    }
    List<StoreStep> steps = new ArrayList<>();
    for (int ahead = 0; ahead < task.steps(); ahead++) {
      Optional<StoreStep> step = site.cost(task, ahead);
      if (step.isEmpty()) {
        return Optional.empty();
      }
      steps.add(step.get());
    }
    return Optional.of(new StoreOptimum(site, task, steps));
  }

  /// No plan costs less.
  double bound() {
    return bound;
  }

  @Override
  public void setpoints(int ahead, Plan.Target target) {
    for (; decided <= ahead; decided++) {
      changes[decided] = best(steps.get(decided), toGo[decided + 1]);
      held = Math.clamp(held + changes[decided], 0, store.range());
    }
    StoreStep step = steps.get(ahead);
    double power = store.power(changes[ahead], task.setting().timeline().hours());
    site.serve(task, ahead, step.side(changes[ahead]), power, target);
  }

  /// The change that costs least, now and later: to where either cost bends.
  private double best(StoreStep step, Lines later) {
    double[] bends = step.bends();
    double least = Math.max(-held, step.least());
    double most = Math.min(store.range() - held, step.most());
    double best = 0;
    double lowest = step.at(0) + later.at(held);
    for (int index = 0; index < bends.length + later.count(); index++) {
      double change = index < bends.length ? bends[index] : later.x(index - bends.length) - held;
      if (change >= least && change <= most) {
        double cost = step.at(change) + later.at(held + change);
        if (cost < lowest - TIE) {
          lowest = cost;
          best = change;
        }
      }
    }
    return best;
  }
}
