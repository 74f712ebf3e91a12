package org.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skerry.energy.device.Step;
import org.skerry.energy.game.Households;
import org.skerry.energy.game.Households.Knowledge;
import org.skerry.energy.game.Lanes;
import org.skerry.energy.game.Layer;
import org.skerry.energy.game.LayeredGame;
import org.skerry.energy.game.MicrogridOperators;
import org.skerry.energy.game.Period;
import org.skerry.energy.game.PooledOperators;
import org.skerry.energy.game.PooledOperators.Pooling;
import org.skerry.energy.game.Setting;
import org.skerry.energy.game.TierPrices;
import org.skerry.energy.game.TierPrices.Tier;
import org.skerry.energy.scenario.Datasets;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.learning.Algorithm;
import org.skerry.learning.algorithm.A2c;
import org.skerry.learning.algorithm.Ippo;
import org.skerry.learning.algorithm.Mappo;
import org.skerry.learning.algorithm.NetworkPolicy;
import org.skerry.learning.algorithm.PolicyFile;
import org.skerry.studies.report.JsonObject;

/// Learned policies as they are typed: played, refused, exported.
class PolicyCommandsTest {
  @TempDir Path folder;
  private Path saved;

  @BeforeEach
  void savePolicyOfAnActorThatHasLearntNothing() throws IOException {
    var scenario = Scenarios.load("networked");
    var setting = Setting.of(scenario, Datasets.load(scenario.dataset(), scenario));
    var game =
        LayeredGame.of(setting, Period.between(0, 24), 1, Step.Limits.OPERATING)
            .layer(lanes -> new MicrogridOperators(lanes, 1));
    var role = game.spec().roles().getFirst();
    var policy = (NetworkPolicy) new Mappo().start(game.spec(), role, 1).policy();
    saved = folder.resolve("fresh.policy");
    new PolicyFile(policy, scenario.hash(), "abc").save(saved);
  }

  @Test
  void aPolicyIsTold() {
    var told = Session.of("check", saved.toString());

    assertThat(told.status()).isZero();
    assertThat(told.out()).contains("fresh.policy is a policy of ");
  }

  private Session play(String scenario, Path policy) {
    return Session.of(
        "simulate",
        scenario,
        "--controller",
        policy.toString(),
        "--from",
        "2016-07-01",
        "--to",
        "2016-07-02",
        "--json");
  }

  @Test
  void aPolicyIsPlayedUnderTheNameOfItsFile() throws IOException {
    var session = play("networked", saved);

    assertThat(session.status()).as(session.err()).isZero();
    var figures = JsonObject.read(Files.writeString(folder.resolve("printed"), session.out()));
    assertThat(figures.text("controller")).isEqualTo("fresh");
    assertThat(figures.number("violations")).isZero();
    assertThat(figures.keys()).contains("guarded");
  }

  @Test
  void householdsArePlayedByTheWayTheyChoose() throws IOException {
    var scenario = Scenarios.load("transactive");
    var setting = Setting.of(scenario, Datasets.load(scenario.dataset(), scenario));
    for (var choice : Households.Choice.values()) {
      var game =
          LayeredGame.of(setting, Period.between(0, 24), 1, Step.Limits.OPERATING)
              .layer(lanes ->
                  new Households(
                      lanes, 40, choice, Knowledge.WATER_VALUES, Households.Earning.OWN));
      var policy =
          (NetworkPolicy) new A2c().start(game.spec(), game.spec().roles().getFirst(), 1).policy();
      var file = folder.resolve("homes.policy");
      new PolicyFile(policy, scenario.hash(), "abc").save(file);

      var homes = Session.of("simulate", "transactive", "--controller", file.toString(), "--json");

      assertThat(homes.status()).as(homes.err()).isZero();
      assertThat(play("networked", file).err())
          .contains("homes.policy does not fit scenario 'networked'");
    }
  }

  private Path policy(
      String scenario, String name, Algorithm algorithm, Function<Lanes, Layer> layer)
      throws IOException {
    var described = Scenarios.load(scenario);
    var setting = Setting.of(described, Datasets.load(described.dataset(), described));
    var game =
        LayeredGame.of(setting, Period.between(0, 24), 1, Step.Limits.OPERATING).layer(layer);
    var role = game.spec().roles().getFirst();
    var file = folder.resolve(name);
    new PolicyFile(
            (NetworkPolicy) algorithm.start(game.spec(), role, 1).policy(), described.hash(), "abc")
        .save(file);
    return file;
  }

  @Test
  void whatSixHouseholdsLearntTenCanPlay() throws IOException {
    var homes =
        policy(
            "transactive",
            "six.policy",
            new A2c(),
            lanes -> new Households(lanes, 40, Households.Earning.OWN));

    var session =
        Session.of("simulate", "transactive-test", "--controller", homes.toString(), "--json");

    assertThat(session.status()).as(session.err()).isZero();
  }

  @Test
  void householdsThatWereToldNothingPlayWithoutIt() throws IOException {
    for (var knowledge : Knowledge.values()) {
      var homes =
          policy(
              "transactive",
              "told.policy",
              new A2c(),
              lanes ->
                  new Households(
                      lanes, 40, Households.Choice.LIMIT, knowledge, Households.Earning.OWN));

      var session =
          Session.of("simulate", "transactive", "--controller", homes.toString(), "--json");

      assertThat(session.status()).as(session.err()).isZero();
    }
  }

  @Test
  void theLayersOfPricesAndHouseholdsPlayTogether() throws IOException {
    var scenario = "transactive-three";
    var distributor =
        policy(
            scenario,
            "distributor.policy",
            new Ippo(),
            lanes -> new TierPrices(lanes, Tier.DISTRIBUTOR));
    var microgrid =
        policy(
            scenario,
            "microgrid.policy",
            new Ippo(),
            lanes -> new TierPrices(lanes, Tier.MICROGRID));

    var session =
        Session.of(
            "simulate",
            scenario,
            "--controller",
            distributor.toString(),
            "--controller",
            microgrid.toString(),
            "--controller",
            "rule",
            "--json");

    assertThat(session.status()).as(session.err()).isZero();
    assertThat(session.out()).contains("\"controller\": \"distributor+microgrid+rule\"");
  }

  @Test
  void whoLearntAlonePlaysAlone() throws IOException {
    var plays = new java.util.HashSet<String>();
    for (var pooling : Pooling.values()) {
      var file =
          policy(
              "networked",
              "one.policy",
              new Mappo(),
              lanes -> new PooledOperators(lanes, pooling, 0));

      var session = play("networked", file);

      assertThat(session.status()).as(session.err()).isZero();
      plays.add(session.out().replaceAll("\"seconds\".*", ""));
    }

    assertThat(plays).hasSize(Pooling.values().length);
  }

  @Test
  void aPolicyOfAnotherScenarioIsRefused() {
    var session = play("networked-tight", saved);

    assertThat(session.status()).isEqualTo(1);
    assertThat(session.err())
        .contains("fresh.policy does not fit scenario 'networked-tight'")
        .contains("The policy was trained for scenario")
        .contains("Train one for this scenario");
  }

  @Test
  void aDamagedCutOrMissingPolicyIsNamedAsSuch() throws IOException {
    var bytes = Files.readAllBytes(saved);
    var cut = Files.write(folder.resolve("cut.policy"), java.util.Arrays.copyOf(bytes, 500));
    bytes[bytes.length - 1] ^= 1;
    var damaged = Files.write(folder.resolve("damaged.policy"), bytes);

    assertThat(play("networked", damaged).err()).contains("damaged.policy is damaged");
    assertThat(play("networked", cut).err()).contains("cut.policy is cut short at 500 bytes");
    assertThat(play("networked", folder.resolve("none.policy")).err())
        .contains("There is no policy at");
  }

  @Test
  void everyAgentOfAPolicyIsExportedAsAModel() throws IOException {
    var target = folder.resolve("models/fresh.onnx");

    var session = Session.of("export", saved.toString(), "--onnx", target.toString(), "--json");

    assertThat(session.status()).as(session.err()).isZero();
    assertThat(folder.resolve("models").toFile().list())
        .containsExactlyInAnyOrder("fresh-1.onnx", "fresh-2.onnx", "fresh-3.onnx", "fresh-4.onnx");
    assertThat(Files.readAllBytes(folder.resolve("models/fresh-2.onnx")))
        .isEqualTo(PolicyFile.load(saved).policy().onnx(1));
    assertThat(Session.of("export", saved.toString(), "--onnx", target.toString()).out())
        .contains("Role microgrid: 4 agents")
        .contains("fresh-4.onnx");
  }

  @Test
  void aModelThatCannotBeWrittenIsNamed() {
    var session =
        Session.of("export", saved.toString(), "--onnx", saved.resolve("below.onnx").toString());

    assertThat(session.status()).isEqualTo(1);
    assertThat(session.err())
        .contains("The model cannot be written to")
        .contains("Choose another file with --onnx.")
        .hasLineCount(1);
  }
}
