package org.skerry.studies;

import java.util.function.Function;
import org.skerry.energy.device.Step;
import org.skerry.energy.dispatch.Controller;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Settlement;

/// How a scenario is operated in a test.
///
/// @param controller who decides
/// @param settlement how the microgrids settle: with an upper layer or each alone
/// @param limits whether a guard holds decisions to the limits of good operation
public record Operation(
    Controller controller, Function<Lanes, Settlement> settlement, Step.Limits limits) {}
