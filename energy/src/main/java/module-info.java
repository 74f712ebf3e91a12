/// Microgrids: devices, networks, markets, scenarios, and the games played on them.
@org.jspecify.annotations.NullMarked
module org.skerry.energy {
  requires static transitive org.jspecify;
  requires transitive org.skerry.learning;
  requires transitive org.skerry.optimization;
  requires de.siegmar.fastcsv;
  requires io.jenetics.base;
  requires org.yaml.snakeyaml;

  exports org.skerry.energy.device;
  exports org.skerry.energy.dispatch;
  exports org.skerry.energy.game;
  exports org.skerry.energy.grid;
  exports org.skerry.energy.market;
  exports org.skerry.energy.scenario;
  exports org.skerry.energy.text;
}
