package org.skerry.optimization.exchange;

import java.io.IOException;
import java.util.List;

/// A file that cannot be understood; the message has one line per fault.
public final class InvalidFileException extends IOException {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // a list of strings from List.copyOf, which is serialisable
  private final List<String> faults;

  InvalidFileException(List<String> faults) {
    super(String.join(System.lineSeparator(), faults));
    this.faults = List.copyOf(faults);
  }

  /// Every fault, in file order: place, what was found, what is allowed, the way out.
  public List<String> faults() {
    return faults;
  }
}
