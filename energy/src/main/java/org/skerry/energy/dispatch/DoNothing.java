package org.skerry.energy.dispatch;

import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;

/// Leaves storage and generators off, so that the main grid covers everything: what every other
/// controller has to be better than.
public record DoNothing() implements Controller {
  @Override
  public String name() {
    return "none";
  }

  @Override
  public Running start(Lanes lanes, Period period) {
    return played -> {};
  }
}
