package org.skerry.learning;

/// What one agent observes or decides in one step.
public sealed interface Space {

  /// Numbers in an array that hold one point of this space.
  int size();

  /// A box of `size` real numbers, each in [`low`, `high`]. Actions of learners are in [-1, 1]; the
  /// game maps them to its units.
  record Box(int size, float low, float high) implements Space {
    /// @throws IllegalArgumentException if `size` is negative or `low` is not below `high`
    public Box {
      if (size < 0) {
        throw new IllegalArgumentException(
            "A box needs a size of at least 0, but size is " + size + ".");
      }
      if (!(low < high)) {
        throw new IllegalArgumentException(
            "A box needs low < high, but low is " + low + " and high is " + high + ".");
      }
    }

    /// A box without bounds, as observations have.
    public static Box unbounded(int size) {
      return new Box(size, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
    }

    /// A box of numbers in [-1, 1], as actions have.
    public static Box symmetric(int size) {
      return new Box(size, -1, 1);
    }
  }

  /// One of the whole numbers 0 to `count` - 1, held as one float.
  record Discrete(int count) implements Space {
    /// @throws IllegalArgumentException if `count` is below 1
    public Discrete {
      if (count < 1) {
        throw new IllegalArgumentException(
            "A discrete space needs at least 1 choice, but count is " + count + ".");
      }
    }

    @Override
    public int size() {
      return 1;
    }
  }
}
