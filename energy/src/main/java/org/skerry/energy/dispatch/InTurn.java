package org.skerry.energy.dispatch;

import java.util.List;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Period;

/// Several controllers that decide one after the other in every step, such as the policies of a
/// distributor, of microgrids and of households.
///
/// @param name in tables and reports
/// @param controllers in the order in which they decide; a later one overrides an earlier one
public record InTurn(String name, List<Controller> controllers) implements Controller {
  public InTurn {
    controllers = List.copyOf(controllers);
  }

  @Override
  public Running start(Lanes lanes, Period period) {
    List<Running> running =
        controllers.stream().map(controller -> controller.start(lanes, period)).toList();
    return played -> running.forEach(each -> each.decide(played));
  }
}
