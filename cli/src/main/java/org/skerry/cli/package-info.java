/// The command line: what is typed, what is printed, what is written where.
///
/// Results go to standard output, progress and faults to standard error. With `--json` standard
/// output carries one JSON object and nothing else. The exit status is 0 when done, 1 when the work
/// failed (with one message) and 2 when the command line was wrong.
@NullMarked
package org.skerry.cli;

import org.jspecify.annotations.NullMarked;
