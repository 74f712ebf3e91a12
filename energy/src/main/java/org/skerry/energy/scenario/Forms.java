package org.skerry.energy.scenario;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skerry.energy.device.Carbon;
import org.skerry.energy.device.Carrier;
import org.skerry.energy.device.GridConnection.Outage;
import org.skerry.energy.device.Profile;
import org.skerry.energy.device.Profile.Scale;
import org.skerry.energy.device.Profile.Term;
import org.skerry.energy.device.Tariff;
import org.skerry.energy.device.Tariff.Block;
import org.skerry.energy.device.Tariff.Rate;

/// The values that descriptions of devices are made of: profiles, tariffs, times.
final class Forms {
  static final Type<Carrier> CARRIER = Type.constant(List.of(Carrier.POWER, Carrier.HEAT));

  /// A local date, or a date with a time.
  static final Type<LocalDateTime> TIME = Type.text().as(Forms::time);

  static final Type<Outage> OUTAGE =
      new Shape<>(
              "A time without the main grid",
              values ->
                  new Outage(
                      values.get("from", LocalDateTime.class),
                      values.get("to", LocalDateTime.class)))
          .key("from", TIME, "first moment without it, local time")
          .key("to", TIME, "first moment with it again, local time");

  private static final Type<Term> TERM =
      new Shape<>(
              "One series in a mix",
              values ->
                  new Term(values.text("series"), values.number("weight"), values.number("shift")))
          .key("series", Type.text(), "name of a series of the data set")
          .key("weight", Type.number(""), 1.0, "its share in the mix")
          .key("shift", Type.number("hours"), 0.0, "takes the value so many hours later");

  private static final Type<List<Term>> TERMS = terms();

  private static final Shape<Profile> MIX =
      new Shape<>("A quantity from series of the data set", Forms::mix)
          .option("mean", Type.number(""), "scales the mix to this mean over the data set")
          .option(
              "factor", Type.number(""), "multiplies the mix; 1 if neither it nor a mean is given")
          .key("of", TERMS, "a series of the data set, or a list of them with weight and shift")
          .key("offset", Type.number(""), 0.0, "added to every value")
          .option("minimum", Type.number(""), "smaller values become this");

  private static final Map<String, Set<DayOfWeek>> DAYS =
      Map.of(
          "all", Set.of(),
          "weekdays", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
          "weekend", EnumSet.range(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));

  private static final Shape<Rate> RATE =
      new Shape<>(
              "A charge by time of use",
              values ->
                  new Rate(
                      values.number("price"),
                      values.get("from", Integer.class),
                      values.get("to", Integer.class),
                      DAYS.getOrDefault(values.text("days"), Set.of()),
                      Set.copyOf(values.list("months", Integer.class))))
          .key("price", Type.number("money per kWh"), "per kWh, on top of the others")
          .key("from", Type.integer(), 0, "first hour of day, local clock")
          .key(
              "to",
              Type.integer(),
              24,
              "hour of day that it ends at; of the next day if it is not later")
          .key("days", Type.choice("all", "weekdays", "weekend"), "all", "days of the week")
          .key(
              "months", Type.list(Type.integer()), List.<Integer>of(), "1 to 12; all if not given");

  private static final Shape<Block> BLOCK =
      new Shape<>(
              "A charge for what is bought beyond an energy in a calendar month",
              values -> new Block(values.number("above"), values.number("price")))
          .key("above", Type.number("kWh"), "kWh of the month")
          .key("price", Type.number("money per kWh"), "per kWh, on top of the others");

  private static final Type<Tariff> TARIFF =
      new Shape<>(
              "Prices of buying and selling",
              values ->
                  new Tariff(
                      values.get("wholesale", Profile.class),
                      values.list("delivery", Double.class),
                      values.number("spread"),
                      values.list("rates", Rate.class),
                      values.find("feedIn", Profile.class),
                      values.list("blocks", Block.class)))
          .key("wholesale", profile("per kWh"), "price per kWh")
          .key(
              "delivery",
              Type.list(Type.number("money per kWh")),
              List.<Double>of(),
              "24 charges per kWh, for the hours ending at 1 to 24")
          .key(
              "spread",
              Type.number(""),
              0.0,
              "selling earns the buying price less so many times its amount")
          .key(
              "rates",
              Type.list(RATE),
              List.<Rate>of(),
              "charges by time of use; the first that is in force counts")
          .option("feedIn", profile("per kWh"), "what selling earns per kWh, instead of a spread")
          .key(
              "blocks",
              Type.list(BLOCK),
              List.<Block>of(),
              "rising charges for what is bought beyond an energy in a month");

  static final Type<Carbon> CARBON =
      new Shape<>(
              "What is emitted for what is bought",
              values -> new Carbon(values.get("intensity", Profile.class), values.number("price")))
          .key("intensity", profile("g/kWh"), "g of CO2 per kWh")
          .key("price", Type.number("money per kg"), 0.0, "per kg of CO2");

  private Forms() {}

  /// A number, or a mix of series.
  ///
  /// @param unit of the values, for messages
  static Type<Profile> profile(String unit) {
    Type<Profile> constant = Type.number(unit).as(Profile::constant);
    return Type.of(
        "{\"anyOf\": [" + constant.schema() + ", " + MIX.schema() + "]}",
        value -> value.item() instanceof Item.Mapping ? MIX.read(value) : constant.read(value));
  }

  /// Prices of buying and selling.
  static Type<Tariff> tariff() {
    return TARIFF;
  }

  private static Type<List<Term>> terms() {
    Type<List<Term>> single = Type.text().as(name -> List.of(new Term(name, 1, 0)));
    Type<List<Term>> several = Type.list(TERM);
    return Type.of(
        "{\"anyOf\": [" + single.schema() + ", " + several.schema() + "]}",
        value -> value.item() instanceof Item.Sequence ? several.read(value) : single.read(value));
  }

  private static Profile mix(Shape.Values values) {
    var mean = values.find("mean", Double.class);
    var factor = values.find("factor", Double.class);
    if (mean.isPresent() && factor.isPresent()) {
      throw new IllegalArgumentException(
          "mean stands beside factor, but only one of them can hold. Remove one.");
    }
    List<Term> terms = values.list("of", Term.class);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException(
          "of is empty, but must name a series. Write a plain number for a constant.");
    }
    return new Profile(
        terms,
        mean.isPresent() ? Scale.MEAN : Scale.FACTOR,
        mean.or(() -> factor).orElse(1.0),
        values.number("offset"),
        values.find("minimum", Double.class).orElse(Double.NEGATIVE_INFINITY));
  }

  private static LocalDateTime time(String text) {
    try {
      LocalDateTime time =
          text.length() <= 10
              ? LocalDate.parse(text).atStartOfDay()
              : LocalDateTime.parse(text.replace(' ', 'T'));
      if (time.getYear() < 1 || time.getYear() > 9999) {
        throw new DateTimeException("the year must have four digits");
      }
      return time;
    } catch (DateTimeException broken) {
      throw new IllegalArgumentException(
          "is %s, but must be a local date or time. Write 2016-07-01 or 2016-07-01T13:00."
              .formatted(text),
          broken);
    }
  }
}
