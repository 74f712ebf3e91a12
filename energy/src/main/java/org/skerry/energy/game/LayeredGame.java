package org.skerry.energy.game;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.skerry.energy.device.Step;
import org.skerry.learning.MarkovGame;
import org.skerry.learning.Role;
import org.skerry.learning.Spec;
import org.skerry.learning.Transition;

/// A system as a list of layers and settlements, played as a Markov game.
///
/// One step, in [#resolve]: the guard brings what was decided to what the devices can do; the
/// settlements correct them; the devices execute them; the layers are rewarded; time moves on. What
/// a settlement decides is thus in the state and the cost of the same step.
///
/// The global state is the observation of every layer, one after the other, as a central critic
/// sees it. Without layers it is a plant for controllers, which set the set-points of [#lanes()];
/// then the guard looks at all of them.
public final class LayeredGame implements MarkovGame {
  private final Lanes lanes;
  private final Episodes episodes;
  private final List<Layer> layers;
  private final List<Settlement> settlements;
  private final List<Equipment> decided;
  private final Spec spec;
  private final int[] steps;
  private final List<float[]> views = new ArrayList<>();
  private int played;

  private LayeredGame(
      Lanes lanes, Episodes episodes, List<Layer> layers, List<Settlement> settlements) {
    this.lanes = lanes;
    this.episodes = episodes;
    this.layers = List.copyOf(layers);
    this.settlements = List.copyOf(settlements);
    decided =
        layers.isEmpty()
            ? lanes.equipment()
            : layers.stream().flatMap(layer -> layer.sets().stream()).distinct().toList();
    List<Role> roles = layers.stream().map(Layer::role).toList();
    int stateSize =
        roles.stream().mapToInt(role -> role.agents() * role.observation().size()).sum();
    spec = new Spec(roles, lanes.count(), 1, stateSize, episodes.horizon(), episodes.truncates());
    for (Role role : roles) {
      views.add(new float[spec.observations(role)]);
    }
    steps = new int[lanes.count()];
  }

  /// A game without layers and settlements, to which they are added.
  ///
  /// @param lanes copies played in lockstep
  /// @param limits whether the guard holds decisions to the limits of good operation
  public static LayeredGame of(Setting setting, Episodes episodes, int lanes, Step.Limits limits) {
    return new LayeredGame(new Lanes(setting, lanes, limits), episodes, List.of(), List.of());
  }

  /// This game with one more layer, which acts after those before.
  public LayeredGame layer(Function<Lanes, Layer> layer) {
    List<Layer> more = new ArrayList<>(layers);
    more.add(layer.apply(lanes));
    return new LayeredGame(lanes, episodes, more, settlements);
  }

  /// This game with one more settlement, which settles after those before.
  public LayeredGame settle(Function<Lanes, Settlement> settlement) {
    List<Settlement> more = new ArrayList<>(settlements);
    more.add(settlement.apply(lanes));
    return new LayeredGame(lanes, episodes, layers, more);
  }

  /// The running numbers, for layers, controllers and reports.
  public Lanes lanes() {
    return lanes;
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  public void reset(long seed) {
    played = 0;
    lanes.begin();
    episodes.begin(seed, lanes, steps);
    lanes.moveTo(steps);
  }

  @Override
  public void observe(Role role, float[] out) {
    layer(role).observe(out);
  }

  @Override
  public void available(Role role, boolean[] out) {
    layer(role).available(out);
  }

  @Override
  public void act(Role role, float[] actions) {
    layer(role).decide(actions);
  }

  @Override
  public void resolve(Transition out) {
    lanes.guard(decided);
    for (int index = 0; index < settlements.size(); index++) {
      settlements.get(index).settle();
    }
    lanes.execute();
    for (int index = 0; index < layers.size(); index++) {
      layers.get(index).reward(out);
    }
    played++;
    episodes.next(played, steps);
    lanes.moveTo(steps);
  }

  @Override
  public void state(float[] out) {
    if (layers.size() == 1) {
      layers.getFirst().observe(out); // one layer: the same layout
      return;
    }
    int offset = 0;
    for (int index = 0; index < layers.size(); index++) {
      Role role = layers.get(index).role();
      int width = role.agents() * role.observation().size();
      float[] view = views.get(index);
      layers.get(index).observe(view);
      for (int lane = 0; lane < lanes.count(); lane++) {
        System.arraycopy(view, lane * width, out, lane * spec.stateSize() + offset, width);
      }
      offset += width;
    }
  }

  private Layer layer(Role role) {
    for (int index = 0; index < layers.size(); index++) {
      if (layers.get(index).role().equals(role)) {
        return layers.get(index);
      }
    }
    throw new IllegalArgumentException("The game has no role '" + role.name() + "'.");
  }
}
