/// Linear, quadratic, conic and mixed-integer programs and their solvers. Knows no energy.
@org.jspecify.annotations.NullMarked
module org.skerry.optimization {
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires ortools.java;
  requires static jdk.incubator.vector;

  exports org.skerry.optimization;
  exports org.skerry.optimization.conic;
  exports org.skerry.optimization.dynamic;
  exports org.skerry.optimization.exchange;
}
