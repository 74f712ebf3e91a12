/// Studies compose a scenario, its game, contenders and claims; reports show what came of them.
@org.jspecify.annotations.NullMarked
module org.skerry.studies {
  requires static transitive org.jspecify;
  requires transitive org.skerry.energy;
  requires transitive org.skerry.learning;
  requires org.skerry.optimization;
  requires com.fasterxml.jackson.core;

  exports org.skerry.studies;
  exports org.skerry.studies.report;
  exports org.skerry.studies.study;
}
