package org.skerry.optimization.conic;

/// A cone in which consecutive entries of the slack s of a [ConicProblem] must lie.
public sealed interface Cone {
  /// The number of entries.
  int size();

  /// All entries are 0: the rows are equations.
  ///
  /// @param size number of entries, at least 0
  record Zero(int size) implements Cone {
    public Zero {
      check("zero", size, 0);
    }
  }

  /// No entry is negative: the rows are inequalities.
  ///
  /// @param size number of entries, at least 0
  record Nonnegative(int size) implements Cone {
    public Nonnegative {
      check("nonnegative", size, 0);
    }
  }

  /// The first entry is at least the Euclidean norm of the others.
  ///
  /// @param size number of entries, at least 1
  record SecondOrder(int size) implements Cone {
    public SecondOrder {
      check("second-order", size, 1);
    }
  }

  private static void check(String kind, int size, int least) {
    if (size < least) {
      throw new IllegalArgumentException(
          "A %s cone of size %d was asked for, but the size must be at least %d. Leave an empty cone out."
              .formatted(kind, size, least));
    }
  }
}
