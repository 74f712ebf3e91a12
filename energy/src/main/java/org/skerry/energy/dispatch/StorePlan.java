package org.skerry.energy.dispatch;

import java.util.Optional;
import org.skerry.energy.game.Setting;

/// The plan of a site whose only memory is one store: the same optimum as that of [Plan], found by
/// dynamic programming a hundred times faster: by slopes alone where every step is convex,
/// [StoreSlopes], else as [StoreOptimum].
///
/// Reuses its arrays; not safe for several threads at once.
final class StorePlan {
  private final StoreSite site;
  private final StoreSlopes slopes;

  private StorePlan(StoreSite site) {
    this.site = site;
    slopes = new StoreSlopes(site);
  }

  /// The plan of a site, if it is one of those.
  static Optional<StorePlan> of(Setting setting, int site) {
    return StoreSite.of(setting, site).map(StorePlan::new);
  }

  /// Plans, and tells the set-points of the first step.
  ///
  /// @return false if some load is worth less than energy or what net meters feed in may have to be
  ///   spilled; nothing is set then
  boolean decide(Plan.Task task, Plan.Target target) {
    double hours = task.setting().timeline().hours();
    double change = slopes.change(task);
    if (!Double.isNaN(change)) {
      site.serve(task, 0, StoreSite.Side.BOTH, site.store().power(change, hours), target);
      return true;
    }
    Optional<StoreOptimum> whole = StoreOptimum.of(site, task);
    whole.ifPresent(plan -> plan.setpoints(0, target));
    return whole.isPresent();
  }
}
