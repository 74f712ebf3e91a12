package org.skerry.energy.dispatch;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.LayeredGame;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.Setting;
import org.skerry.energy.game.Settlement;
import org.skerry.energy.scenario.Timeline;
import org.skerry.learning.Transition;

/// Plays one scenario in one lane over a period with a controller, and keeps account: one long
/// trajectory with stores carried over, so that it can be compared with the optimum of the same
/// period.
public final class Simulation {
  private final Setting setting;
  private final Period period;
  private final Function<Lanes, Settlement> settlement;
  private final Step.Limits limits;

  /// @param setting what is played, on which data
  /// @param period the steps to play
  /// @param settlement how sites settle, such as `OwnBalance::new`
  /// @param limits `OPERATING` with the guard, `PHYSICAL` without
  public Simulation(
      Setting setting, Period period, Function<Lanes, Settlement> settlement, Step.Limits limits) {
    this.setting = setting;
    this.period = period;
    this.settlement = settlement;
    this.limits = limits;
  }

  /// Plays the period.
  ///
  /// @param progress told after every step how many have been played
  /// @throws IllegalArgumentException if the controller cannot handle the scenario
  public Outcome run(Controller controller, IntConsumer progress) {
    LayeredGame plant = LayeredGame.of(setting, period, 1, limits);
    Settlement settling = settlement.apply(plant.lanes());
    LayeredGame game = plant.settle(lanes -> settling);
    game.reset(0);
    Ledger ledger = new Ledger(game.lanes(), settling, starts());
    Controller.Running running = controller.start(game.lanes(), period);
    Transition transition = new Transition(game.spec());
    for (int played = 0; played < period.horizon(); played++) {
      running.decide(played);
      ledger.before(played);
      game.resolve(transition);
      ledger.after(played);
      progress.accept(played + 1);
    }
    return outcome(controller, ledger);
  }

  private Outcome outcome(Controller controller, Ledger ledger) {
    Timeline timeline = setting.timeline();
    List<Figures> sites = ledger.sites();
    return new Outcome(
        setting.scenario().name(),
        setting.scenario().title(),
        setting.scenario().currency(),
        controller.name(),
        setting.dataset().name(),
        timeline.local(period.step(0)),
        timeline.local(period.step(period.horizon() - 1) + 1),
        period.horizon(),
        timeline.hours(),
        ledger.total(setting.scenario().name()),
        setting.scenario().siteNoun(),
        sites,
        ledger.trace());
  }

  private List<LocalDateTime> starts() {
    List<LocalDateTime> starts = new ArrayList<>();
    IntStream.range(0, period.horizon())
        .forEach(index -> starts.add(setting.timeline().local(period.step(index))));
    return starts;
  }
}
