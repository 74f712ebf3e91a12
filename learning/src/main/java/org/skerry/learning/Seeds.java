package org.skerry.learning;

/// Seeds of streams of random numbers that have nothing to do with each other: a hash of one seed
/// and of the place where numbers are drawn, such as horizon, game and role. Sums would not do:
/// horizon 1 of seed 1 would be horizon 0 of seed 2.
public final class Seeds {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private Seeds() {}

  /// The seed of a place.
  ///
  /// @param seed of everything
  /// @param place numbers that tell the place from all others under this seed
  public static long of(long seed, long... place) {
    long hash = mixed(seed + GOLDEN);
    for (long part : place) {
      hash = mixed((hash ^ part) + GOLDEN); // not of two hashes, which could change places
    }
    return hash;
  }

  /// As in SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
