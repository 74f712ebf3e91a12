package org.skerry.energy.text;

/// A file that cannot be read as text, or a text that is no table, in one full sentence with its
/// place.
public final class TextException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /// @param sentence where, what was found, what is allowed, the way out
  public TextException(String sentence) {
    super(sentence);
  }
}
