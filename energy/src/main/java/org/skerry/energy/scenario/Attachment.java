package org.skerry.energy.scenario;

/// The text of a file that a scenario brings with it.
///
/// @param name how messages name the file
/// @param text all of it
public record Attachment(String name, String text) {

  /// The name and a number for the text.
  @Override
  public String toString() {
    return name + "#" + Integer.toHexString(text.hashCode());
  }
}
