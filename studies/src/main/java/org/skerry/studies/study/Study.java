package org.skerry.studies.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A study: one arena, the contenders that play it, and the claims that this tests. Composition
/// only; [Experiment] runs it.
///
/// @param name by which it is asked for
/// @param title for people
/// @param scenario the name of what is played
/// @param arena makes what the contenders play
/// @param contenders who plays, in the order of tables
/// @param claims what is claimed of them
/// @param <A> the arena
/// @param <P> what plays in it
public record Study<A extends Arena<P>, P>(
    String name,
    String title,
    String scenario,
    Function<Scope, A> arena,
    List<Contender<A, P>> contenders,
    List<Claim> claims) {
  public Study {
    contenders = List.copyOf(contenders);
    claims = List.copyOf(claims);
  }

  /// A study without contenders and claims, to which they are added.
  public static <A extends Arena<P>, P> Study<A, P> of(
      String name, String title, String scenario, Function<Scope, A> arena) {
    return new Study<>(name, title, scenario, arena, List.of(), List.of());
  }

  /// This study with one more contender.
  public Study<A, P> contender(Contender<A, P> contender) {
    List<Contender<A, P>> more = new ArrayList<>(contenders);
    more.add(contender);
    return new Study<>(name, title, scenario, arena, more, claims);
  }

  /// This study with one more claim.
  public Study<A, P> claim(Claim claim) {
    List<Claim> more = new ArrayList<>(claims);
    more.add(claim);
    return new Study<>(name, title, scenario, arena, contenders, more);
  }

  /// The names of all contenders.
  public List<String> names() {
    return contenders.stream().map(Contender::name).toList();
  }

  /// Refuses a scope that does not fit.
  ///
  /// @throws IllegalArgumentException if it names a contender that the study does not have
  public void check(Scope scope) {
    for (String contender : scope.contenders()) {
      if (!names().contains(contender)) {
        throw new IllegalArgumentException(
            "Study '%s' has no contender '%s', only '%s'."
                .formatted(name, contender, String.join("', '", names())));
      }
    }
  }
}
