package org.skerry.energy.dispatch;

import org.skerry.energy.device.Store;

/// The best use of the store of a [StoreSite] where every step is convex.
///
/// The cost to go is a convex function of the stored energy, made of straight lines, as what a step
/// costs is. A step back in time is then the infimal convolution of the two, and that is their
/// pieces sorted by slope (Rockafellar, Convex Analysis, 1970, section 16), cut to what the store
/// can hold. Slopes are all that is kept: a decision moves from where the store is to where both
/// slopes add up to 0.
///
/// Reuses its arrays; not safe for several threads at once.
final class StoreSlopes {
  private static final double TIE = 1e-9; // per kWh: now is as good as later, so it charges now

  private final StoreSite site;
  private final Store store;
  private final Pieces step = new Pieces();
  private Pieces later = new Pieces();
  private Pieces spare = new Pieces();
  private double chargedTo;

  StoreSlopes(StoreSite site) {
    this.site = site;
    store = site.store();
  }

  /// How the stored energy changes at best in the first step, kWh; NaN if some step is not convex.
  double change(Plan.Task task) {
    later.clear();
    later.append(-site.worth(task), store.range());
    for (int ahead = task.steps() - 1; ahead > 0; ahead--) {
      if (!price(task, ahead)) {
        return Double.NaN;
      }
      convolve(store.range());
    }
    return price(task, 0) ? change(site.stored(task)) : Double.NaN;
  }

  /// Finds what the store's change of energy costs in a step: pieces from the most that it can take
  /// out to the most that it can put in; where it stands still is at [#chargedTo]. Returns whether
  /// that is convex and does without losing load that could be served, or what net meters feed in.
  private boolean price(Plan.Task task, int ahead) {
    double hours = task.setting().timeline().hours();
    double most = site.supply(task, ahead, StoreSite.Side.BOTH);
    if (Double.isNaN(most)) {
      return false;
    }
    double lowest = -most; // kW that can be sold
    double demand = site.demand(task, ahead);
    if (demand < lowest) { // net meters spill
      return false;
    }
    double from = Math.max(lowest, demand - store.dischargePower());
    double to = demand + store.chargePower();
    double out = store.dischargeEfficiency();
    double in = store.chargeEfficiency();
    Pieces supply = site.supply();
    step.clear();
    chargedTo = 0;
    double at = lowest;
    double last = Double.NEGATIVE_INFINITY;
    for (int piece = 0; piece < supply.count; piece++) {
      double end = at + supply.length[piece];
      double slope = supply.slope[piece];
      double given = Math.min(end, demand) - Math.max(at, from); // less and less discharged
      if (given > 0) {
        double steepness = (slope - store.dischargeCost()) * out;
        if (steepness < last) {
          return false;
        }
        last = steepness;
        step.append(steepness, given * hours / out);
        chargedTo += given * hours / out;
      }
      double taken = Math.min(end, to) - Math.max(at, demand);
      if (taken > 0) {
        double steepness = (slope + store.chargeCost()) / in;
        if (steepness < last) {
          return false;
        }
        last = steepness;
        step.append(steepness, taken * hours * in);
      }
      at = end;
    }
    return true;
  }

  /// One step back in time: the cost to go before `step` from that after it.
  private void convolve(double range) {
    double left = 0;
    for (int piece = 0; piece < step.count; piece++) {
      left += step.length[piece];
    }
    double before = left - chargedTo; // how far the left end lies below empty
    spare.clear();
    int one = 0;
    int other = step.count - 1; // mirrored: from the most put in to the most taken out
    double skip = before;
    double keep = range;
    while (keep > 0 && (one < later.count || other >= 0)) {
      boolean first = other < 0 || (one < later.count && later.slope[one] <= -step.slope[other]);
      double slope = first ? later.slope[one] : -step.slope[other];
      double length = first ? later.length[one++] : step.length[other--];
      double skipped = Math.min(skip, length);
      skip -= skipped;
      double kept = Math.min(keep, length - skipped);
      spare.append(slope, kept);
      keep -= kept;
    }
    Pieces swapped = later;
    later = spare;
    spare = swapped;
  }

  /// How the stored energy changes at best, kWh, from what is stored above the least.
  private double change(double stored) {
    int piece = 0; // of the step, the one to the right of standing still
    double room = chargedTo;
    while (piece < step.count && room >= step.length[piece] - TIE) {
      room -= step.length[piece++];
    }
    int ahead = 0; // of the cost to go, the one to the right of what is stored
    double above = stored;
    while (ahead < later.count && above >= later.length[ahead]) {
      above -= later.length[ahead++];
    }
    double up = rise(piece, room, ahead, above);
    return up > 0 ? up : -fall(piece, room, ahead, above);
  }

  private double rise(int piece, double room, int ahead, double above) {
    double moved = 0;
    int own = piece;
    int next = ahead;
    double ownLeft = own < step.count ? step.length[own] - Math.max(0, room) : 0;
    double nextLeft = next < later.count ? later.length[next] - above : 0;
    while (own < step.count && next < later.count && step.slope[own] + later.slope[next] < TIE) {
      double length = Math.min(ownLeft, nextLeft);
      moved += length;
      ownLeft -= length;
      nextLeft -= length;
      if (ownLeft <= 0 && ++own < step.count) {
        ownLeft = step.length[own];
      }
      if (nextLeft <= 0 && ++next < later.count) {
        nextLeft = later.length[next];
      }
    }
    return moved;
  }

  private double fall(int piece, double room, int ahead, double above) {
    double moved = 0;
    int own = room > TIE ? piece : piece - 1;
    int next = above > 0 ? ahead : ahead - 1;
    double ownLeft = room > TIE ? room : own >= 0 ? step.length[own] : 0;
    double nextLeft = above > 0 ? above : next >= 0 ? later.length[next] : 0;
    while (own >= 0 && next >= 0 && step.slope[own] + later.slope[next] > TIE) {
      double length = Math.min(ownLeft, nextLeft);
      moved += length;
      ownLeft -= length;
      nextLeft -= length;
      if (ownLeft <= 0 && --own >= 0) {
        ownLeft = step.length[own];
      }
      if (nextLeft <= 0 && --next >= 0) {
        nextLeft = later.length[next];
      }
    }
    return moved;
  }
}
