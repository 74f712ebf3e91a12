package org.skerry.cli;

import java.util.Locale;

/// How far a long work is, on standard error.
///
/// Where the reader is a terminal the line is overwritten ten times a second at most; elsewhere a
/// new line is written every ten seconds at most, and none for work that is done sooner.
final class ProgressLine implements AutoCloseable {
  private static final long LIVE = 100_000_000L;
  private static final long LOGGED = 10_000_000_000L;
  private static final int WIDTH = 30;

  private final Terminal terminal;
  private final String title;
  private final long began = System.nanoTime();
  private long next;
  private boolean drawn;

  ProgressLine(Terminal terminal, String title) {
    this.terminal = terminal;
    this.title = title;
    next = began + (terminal.live() ? LIVE : LOGGED);
  }

  /// Tells how far the work is. Cheap enough to be called in every step.
  ///
  /// @param done how much is done, 0 to `total`
  /// @param total how much there is to do, above 0
  void at(long done, long total) {
    at(done, total, "");
  }

  /// Tells how far the work is, and what goes on.
  ///
  /// @param done how much is done, 0 to `total`
  /// @param total how much there is to do, above 0
  /// @param note shown behind the time that is left, where it fits
  void at(long done, long total, String note) {
    var now = System.nanoTime();
    if (now - next < 0) {
      return;
    }
    next = now + (terminal.live() ? LIVE : LOGGED);
    var share = Math.clamp((double) done / total, 0, 1);
    var elapsed = (now - began) / 1e9;
    var left = share > 0 ? elapsed / share - elapsed : Double.NaN;
    var bar = "#".repeat((int) (share * WIDTH)) + ".".repeat(WIDTH - (int) (share * WIDTH));
    var text =
        String.format(
            Locale.ROOT, "%s [%s] %3.0f %%  %s left", title, bar, 100 * share, duration(left));
    if (!note.isEmpty()) {
      text += "  " + note;
    }
    if (terminal.live() && text.length() >= Terminal.COLUMNS) {
      text = text.substring(0, Terminal.COLUMNS - 1); // a line that wraps cannot be overwritten
    }
    if (terminal.live()) {
      terminal.err().print("\r" + text + "\u001b[K");
      terminal.err().flush();
      drawn = true;
    } else {
      terminal.err().println(text);
    }
  }

  private static String duration(double seconds) {
    if (Double.isNaN(seconds)) {
      return "?";
    }
    var whole = (long) Math.ceil(seconds);
    return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
  }

  @Override
  public void close() {
    if (drawn) {
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
      drawn = false;
    }
  }
}
