package org.skerry.optimization;

/// A scalar decision of one [Program]: a small value that holds its place there.
///
/// @param program the program that the variable belongs to
/// @param index its place, from 0 in the order of declaration
public record Variable(Program program, int index) implements Expression {
  @Override
  public boolean equals(Object other) {
    return other instanceof Variable variable
        && variable.index == index
        && variable.program == program;
  }

  @Override
  public int hashCode() {
    return index;
  }

  /// The name that the variable was declared with.
  @Override
  public String toString() {
    return program.name(this);
  }
}
