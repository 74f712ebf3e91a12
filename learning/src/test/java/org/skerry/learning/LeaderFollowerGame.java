package org.skerry.learning;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// A small game in which the order matters: a seller names a price, then two buyers who see it take
/// 0, 1 or 2 units each from what is in stock for them. Every unit that a buyer needs is worth 1.
final class LeaderFollowerGame implements MarkovGame {
  static final Role SELLER = new Role("seller", 1, Space.Box.unbounded(2), Space.Box.symmetric(1));
  static final Role BUYER = new Role("buyer", 2, Space.Box.unbounded(2), new Space.Discrete(3));
  private static final int BUYERS = 2;

  private final int first;
  private final int lanes;
  private final Spec spec;
  private final SplittableRandom[] random;
  private final int[] need;
  private final int[] stock;
  private final float[] price;
  private final int[] taken;

  /// The lanes `first` to `first + lanes - 1` of a game that has a lane for every number.
  LeaderFollowerGame(int first, int lanes, int horizon) {
    this.first = first;
    this.lanes = lanes;
    spec = new Spec(List.of(SELLER, BUYER), lanes, 1, 4, horizon, true);
    random = new SplittableRandom[lanes];
    need = new int[lanes * BUYERS];
    stock = new int[lanes * BUYERS];
    price = new float[lanes];
    taken = new int[lanes * BUYERS];
    reset(0);
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  public void reset(long seed) {
    Arrays.fill(stock, 2);
    for (int lane = 0; lane < lanes; lane++) {
      random[lane] = new SplittableRandom(seed * 1_000 + first + lane);
    }
    draw();
  }

  private void draw() {
    for (int row = 0; row < need.length; row++) {
      need[row] = random[row / BUYERS].nextInt(3);
    }
  }

  @Override
  public void observe(Role role, float[] out) {
    boolean seller = role.equals(SELLER);
    for (int lane = 0; lane < lanes; lane++) {
      for (int buyer = 0; buyer < BUYERS; buyer++) {
        int row = lane * BUYERS + buyer;
        if (seller) {
          out[row] = stock[row];
        } else {
          out[row * 2] = need[row];
          out[row * 2 + 1] = price[lane];
        }
      }
    }
  }

  @Override
  public void available(Role role, boolean[] out) {
    for (int row = 0; row < stock.length; row++) {
      for (int quantity = 0; quantity < 3; quantity++) {
        out[row * 3 + quantity] = quantity <= stock[row];
      }
    }
  }

  @Override
  public void act(Role role, float[] actions) {
    if (role.equals(SELLER)) {
      for (int lane = 0; lane < lanes; lane++) {
        price[lane] = 1 + Math.max(-1, Math.min(1, actions[lane]));
      }
    } else {
      for (int row = 0; row < taken.length; row++) {
        taken[row] = (int) actions[row];
      }
    }
  }

  @Override
  public void resolve(Transition out) {
    float[] earned = out.reward(SELLER);
    float[] gained = out.reward(BUYER);
    for (int lane = 0; lane < lanes; lane++) {
      earned[lane] = 0;
      for (int row = lane * BUYERS; row < (lane + 1) * BUYERS; row++) {
        earned[lane] += price[lane] * taken[row];
        gained[row] = Math.min(need[row], taken[row]) - price[lane] * taken[row];
        stock[row] = Math.min(2, stock[row] - taken[row] + 1);
      }
      price[lane] = 0;
    }
    draw();
  }

  @Override
  public void state(float[] out) {
    for (int row = 0; row < stock.length; row++) {
      out[row * 2] = stock[row];
      out[row * 2 + 1] = need[row];
    }
  }
}
