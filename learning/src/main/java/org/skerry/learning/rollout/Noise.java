package org.skerry.learning.rollout;

import java.util.random.RandomGenerator;

/// A stream of random numbers whose whole state is one number, so that a checkpoint can hold it:
/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
///
/// Not safe for several threads at once.
public final class Noise implements RandomGenerator {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  /// The stream of a seed; streams of different seeds are unrelated, even of neighbouring ones.
  public Noise(long seed) {
    state = mixed(seed);
  }

  /// The stream of the `number`-th thing that draws under one seed.
  public static Noise of(long seed, long number) {
    return new Noise(mixed(seed) ^ (number * 0xd1342543de82ef95L));
  }

  @Override
  public long nextLong() {
    state += GOLDEN;
    return mixed(state);
  }

  /// Where the stream stands.
  public long state() {
    return state;
  }

  /// Continues from where a stream stood.
  public void resume(long where) {
    state = where;
  }

  /// Puts the first `count` numbers of an array into random order (Fisher, Yates).
  public void shuffle(int[] numbers, int count) {
    for (int i = count - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int kept = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = kept;
    }
  }

  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
