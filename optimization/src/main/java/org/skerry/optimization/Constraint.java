package org.skerry.optimization;

/// A handle on one constraint of a [Program]: through it the dual value is read from a [Solution]
/// and the right-hand side is changed.
///
/// @param program the program that the constraint belongs to
/// @param row its first row there
/// @param size its number of rows: 1, or the dimension of a cone
public record Constraint(Program program, int row, int size) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Constraint constraint
        && constraint.row == row
        && constraint.program == program;
  }

  @Override
  public int hashCode() {
    return row;
  }

  /// The name that the constraint was declared with.
  @Override
  public String toString() {
    return program.name(this);
  }
}
