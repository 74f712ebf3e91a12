package org.skerry.energy.scenario;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a descriptor says about a data set: its files, their clocks, and which column is what.
///
/// @param title one or a few sentences
/// @param source where the figures come from
/// @param licence of the figures
/// @param zone the local clock of the data set
/// @param step length of a step; series of files with other steps are averaged or held
/// @param from first local day, if not all is used
/// @param to first local day that is not used
/// @param complete another data set to take series from that this one lacks
/// @param files the CSV files
record Descriptor(
    String title,
    String source,
    String licence,
    ZoneId zone,
    Duration step,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<String> complete,
    List<CsvSource> files) {

  /// One CSV file.
  ///
  /// @param file its name, relative to the descriptor or the data folder
  /// @param encoding of its text, if it is said
  /// @param separator between cells, if it is said
  /// @param decimal the mark that begins the decimals, if it is said
  /// @param header whether the columns are named, if it is said
  /// @param where the rows that count, if not all do
  /// @param missing numbers that stand for a missing value
  /// @param step length of its step
  /// @param averaged whether rows come at any time: those of a step are averaged, registers
  ///   interpolated
  /// @param clock when each row begins
  /// @param columns series → column
  /// @param gaps what to do where values or rows are missing
  record CsvSource(
      String file,
      Optional<Charset> encoding,
      Optional<Character> separator,
      Optional<Character> decimal,
      Optional<Boolean> header,
      Optional<Where> where,
      List<String> missing,
      Optional<Duration> step,
      boolean averaged,
      Clock clock,
      Map<String, Column> columns,
      Gaps gaps) {}

  /// The rows that have a text in a column.
  record Where(String column, String equal) {}

  /// When each row begins.
  ///
  /// @param columns with the stamps, or with their date and their time; empty if rows follow each
  ///   other from `start`
  /// @param format of a stamp
  /// @param zone that stamps without an offset are in, if it is not that of the data set
  /// @param ending whether a stamp is the end of its step
  /// @param shift added to every stamp
  /// @param period column with the number of the step within the local day; empty for none
  /// @param firstPeriod number of the first step of a day
  /// @param start of the first row, where there is no column with stamps
  record Clock(
      List<String> columns,
      StampFormat format,
      Optional<ZoneId> zone,
      boolean ending,
      Duration shift,
      Optional<String> period,
      int firstPeriod,
      Optional<LocalDateTime> start) {}

  /// What a series is made of: scale × the sum of columns in our unit + offset, and not less than
  /// the minimum if there is one.
  record Column(
      String name,
      List<String> columns,
      String unit,
      double scale,
      double offset,
      Optional<Double> minimum) {}

  /// What to do where values or rows are missing.
  ///
  /// @param fill how, if at all
  /// @param upTo the most steps in a row that are filled
  record Gaps(Fill fill, int upTo) {
    /// How missing steps are filled.
    enum Fill {
      /// They are not: a gap is an error.
      REFUSE,
      /// On the straight line between the neighbours.
      INTERPOLATE,
      /// With the last value before.
      HOLD
    }

    /// @throws IllegalArgumentException if no step or more than 1000 are to be filled
    Gaps {
      if (fill != Fill.REFUSE && (upTo < 1 || upTo > 1000)) {
        throw new IllegalArgumentException(
            "upTo is " + upTo + ", but must be from 1 to 1000. Leave 'gaps' out to refuse them.");
      }
    }
  }
}
