/// Markov games of several agents and the algorithms that learn to play them. Knows no energy.
@org.jspecify.annotations.NullMarked
module org.skerry.learning {
  requires static transitive org.jspecify;

  exports org.skerry.learning;
}
