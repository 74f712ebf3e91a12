package org.skerry.energy.scenario;

/// The text of a file that a scenario brings with it.
///
/// @param name how messages name the file
/// @param text all of it
public record Attachment(String name, String text) {

  /// The name without its folder, and a number for the text: the same wherever the file lies.
  @Override
  public String toString() {
    int folder = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
    return name.substring(folder + 1) + "#" + Integer.toHexString(text.hashCode());
  }
}
