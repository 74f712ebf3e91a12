package org.skerry.energy.game;

import java.util.Arrays;
import java.util.List;
import org.skerry.energy.device.Battery;
import org.skerry.energy.device.GridConnection;
import org.skerry.energy.device.Load;
import org.skerry.energy.device.Part;
import org.skerry.energy.device.Photovoltaic;
import org.skerry.energy.device.Turbine;
import org.skerry.energy.device.WindTurbine;
import org.skerry.energy.scenario.Timeline;
import org.skerry.learning.Role;
import org.skerry.learning.Space;
import org.skerry.learning.Transition;

/// The lower layer of networked microgrids: one agent runs the turbine and the battery of each
/// microgrid, after Eqs. (23) to (27) of BMAPPO (Multi-microgrid energy optimization management
/// based on multi-agent proximal policy optimization, IJACSA 15(10), 2024).
///
/// Observation, Eq. (23): P_PV, P_WT, P_Load in kW, c_MG per kWh, SOC in [0, 1]. Action, Eq. (25):
/// P_MT, P_ESS, P_MG and Q_MG, each in [-1, 1] of its range; the settlement decides the last two
/// anew, so they change nothing. Reward, Eqs. (26) and (27): every agent earns minus the cost of
/// all microgrids, times α, the cost of the losses between them, and β for every state of charge
/// beyond its limits; the source is silent on cons(SOC), ours is the distance from the limits,
/// counted once. [Form#TIMED] is ours: the time of day in the observation, and no actions that
/// change nothing.
public final class MicrogridOperators implements TeachableLayer {

  /// What the agents see and decide.
  public enum Form {
    /// As published: Eqs. (23) and (25).
    PUBLISHED(5, 4),
    /// Also sine and cosine of the local time of day; only P_MT and P_ESS to decide.
    TIMED(7, 2);

    private final int observations;
    private final int actions;

    Form(int observations, int actions) {
      this.observations = observations;
      this.actions = actions;
    }
  }

  private final Lanes lanes;
  private final Form form;
  private final int count;
  private final int agents;
  private final Role role;
  private final double weight;
  private final double penalty;
  private final Equipment suns;
  private final Equipment winds;
  private final Equipment loads;
  private final Equipment grids;
  private final Equipment batteries;
  private final Equipment turbines;
  private final float[] sine;
  private final float[] cosine;
  private final float[] sineNow;
  private final float[] cosineNow;
  private final double[] total;
  private final float[] earned;

  /// Operators who know the time and are held within the limits by the guard.
  ///
  /// @param weight α of Eq. (26), by which cost is multiplied in the reward
  /// @throws IllegalArgumentException if a microgrid lacks one of the kinds of device
  public MicrogridOperators(Lanes lanes, double weight) {
    this(lanes, Form.TIMED, weight, 0);
  }

  /// @param weight α of Eq. (26), by which cost is multiplied in the reward
  /// @param penalty β of Eq. (26), per unit of the state of charge beyond its limits; without
  ///   effect where the guard holds it within
  /// @throws IllegalArgumentException if a microgrid lacks one of the kinds of device
  public MicrogridOperators(Lanes lanes, Form form, double weight, double penalty) {
    this.lanes = lanes;
    this.form = form;
    this.weight = weight;
    this.penalty = penalty;
    count = lanes.count();
    agents = lanes.sites();
    role =
        new Role(
            "microgrid",
            Layers.form(MicrogridOperators.class, form),
            agents,
            Space.Box.unbounded(form.observations),
            Space.Box.symmetric(form.actions));
    suns = lanes.onePerSite(Photovoltaic.class);
    winds = lanes.onePerSite(WindTurbine.class);
    loads = lanes.onePerSite(Load.class);
    grids = lanes.onePerSite(GridConnection.class);
    batteries = lanes.onePerSite(Battery.class);
    turbines = lanes.onePerSite(Turbine.class);
    Timeline timeline = lanes.setting().timeline();
    sine = new float[timeline.steps()];
    cosine = new float[timeline.steps()];
    for (int step = 0; step < timeline.steps(); step++) {
      double angle = 2 * Math.PI * timeline.timeOfDay(step) / 24;
      sine[step] = (float) Math.sin(angle);
      cosine[step] = (float) Math.cos(angle);
    }
    sineNow = new float[count];
    cosineNow = new float[count];
    total = new double[count];
    earned = new float[count];
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public List<Equipment> sets() {
    return List.of(turbines, batteries);
  }

  @Override
  public void observe(float[] out) {
    int[] time = lanes.time();
    for (int lane = 0; lane < count; lane++) {
      sineNow[lane] = sine[time[lane]];
      cosineNow[lane] = cosine[time[lane]];
    }
    for (int microgrid = 0; microgrid < agents; microgrid++) {
      observe(microgrid, out);
    }
  }

  private void observe(int microgrid, float[] out) {
    double[] sun = suns.units().input(0);
    double[] wind = winds.units().input(0);
    double[] load = loads.units().input(0);
    double[] price = grids.units().input(0);
    double[] energy = batteries.units().state(0);
    int firstSun = suns.unit(microgrid) * count;
    int firstWind = winds.unit(microgrid) * count;
    int firstLoad = loads.unit(microgrid) * count;
    int firstPrice = grids.unit(microgrid) * count;
    int battery = batteries.unit(microgrid);
    int firstEnergy = battery * count;
    double share = 1 / ((Battery) batteries.devices().get(battery)).capacity();
    int place = microgrid * form.observations;
    boolean timed = form == Form.TIMED;
    for (int lane = 0; lane < count; lane++) {
      out[place] = (float) sun[firstSun + lane];
      out[place + 1] = (float) wind[firstWind + lane];
      out[place + 2] = (float) load[firstLoad + lane];
      out[place + 3] = (float) price[firstPrice + lane];
      out[place + 4] = (float) (energy[firstEnergy + lane] * share);
      if (timed) {
        out[place + 5] = sineNow[lane];
        out[place + 6] = cosineNow[lane];
      }
      place += agents * form.observations;
    }
  }

  @Override
  public void decide(float[] actions) {
    int stride = agents * form.actions;
    for (int microgrid = 0; microgrid < agents; microgrid++) {
      int turbine = turbines.unit(microgrid);
      int battery = batteries.unit(microgrid);
      double half = ((Turbine) turbines.devices().get(turbine)).maximum() / 2;
      Battery store = (Battery) batteries.devices().get(battery);
      double discharge = store.dischargePower();
      double charge = store.chargePower();
      double[] output = turbines.units().setpoint(0);
      double[] power = batteries.units().setpoint(0);
      int action = microgrid * form.actions;
      for (int lane = 0; lane < count; lane++) {
        double share = actions[action + 1];
        output[turbine * count + lane] = (actions[action] + 1) * half;
        power[battery * count + lane] =
            Part.positive(share) * discharge - Part.negative(share) * charge;
        action += stride;
      }
    }
  }

  @Override
  public void shown(float[] least, float[] greatest) {
    double[] output = turbines.units().setpoint(0);
    double[] power = batteries.units().setpoint(0);
    for (int microgrid = 0; microgrid < agents; microgrid++) {
      int turbine = turbines.unit(microgrid);
      int battery = batteries.unit(microgrid);
      double most = ((Turbine) turbines.devices().get(turbine)).maximum();
      Battery store = (Battery) batteries.devices().get(battery);
      for (int lane = 0; lane < count; lane++) {
        double given = power[battery * count + lane];
        double full = given > 0 ? store.dischargePower() : store.chargePower();
        int action = (lane * agents + microgrid) * form.actions;
        Arrays.fill(least, action, action + form.actions, 0);
        least[action] = (float) Math.clamp(2 * output[turbine * count + lane] / most - 1, -1, 1);
        least[action + 1] = full == 0 ? 0 : (float) Math.clamp(given / full, -1, 1);
      }
    }
    System.arraycopy(least, 0, greatest, 0, least.length);
  }

  @Override
  public void reward(Transition out) {
    float[] reward = out.reward(role);
    double[] cost = lanes.cost();
    double[] losses = lanes.networkCost();
    Arrays.fill(total, 0);
    for (int microgrid = 0; microgrid < agents; microgrid++) {
      int first = microgrid * count;
      for (int lane = 0; lane < count; lane++) {
        total[lane] += cost[first + lane];
      }
    }
    for (int lane = 0; lane < count; lane++) {
      earned[lane] = (float) (-weight * total[lane] - losses[lane]);
    }
    if (penalty > 0) {
      punish();
    }
    for (int agent = 0; agent < agents; agent++) {
      int place = agent;
      for (int lane = 0; lane < count; lane++) {
        reward[place] = earned[lane];
        place += agents;
      }
    }
  }

  /// Takes β·cons(SOC) of every battery from what was earned.
  private void punish() {
    double[] energy = batteries.units().state(0);
    for (int unit = 0; unit < batteries.devices().size(); unit++) {
      Battery store = (Battery) batteries.devices().get(unit);
      for (int lane = 0; lane < count; lane++) {
        double charge = energy[unit * count + lane] / store.capacity();
        double beyond =
            Math.max(0, charge - store.maximumCharge())
                + Math.max(0, store.minimumCharge() - charge);
        earned[lane] -= (float) (penalty * beyond);
      }
    }
  }
}
