package org.skerry.optimization;

/// A block of variables that were declared together, one per hour or per bus, say.
///
/// @param program the program that they belong to
/// @param first the place of the first
/// @param size how many there are
public record Variables(Program program, int first, int size) {
  /// The variable at place `index` of the block.
  ///
  /// @param index from 0 to `size - 1`
  public Variable get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          "There is no %s[%d]: the block has %d variables, from 0."
              .formatted(program.blockName(first), index, size));
    }
    return new Variable(program, first + index);
  }
}
