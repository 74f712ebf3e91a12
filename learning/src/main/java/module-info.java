/// Markov games of several agents and the algorithms that learn to play them. Knows no energy.
@org.jspecify.annotations.NullMarked
module org.skerry.learning {
  requires static transitive org.jspecify;
  requires static io.soabase.recordbuilder.core;
  requires static java.compiler;
  requires static jdk.incubator.vector;

  exports org.skerry.learning;
  exports org.skerry.learning.algorithm;
  exports org.skerry.learning.network;
  exports org.skerry.learning.rollout;
}
