package org.skerry.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecTest {
  private static final Role OPERATOR =
      new Role("operator", 4, Space.Box.unbounded(7), Space.Box.symmetric(2));
  private static final Role SELLER =
      new Role("seller", 1, Space.Box.unbounded(3), new Space.Discrete(5));

  private static Spec spec(int lanes, int objectives, int stateSize, int horizon) {
    return new Spec(List.of(OPERATOR, SELLER), lanes, objectives, stateSize, horizon, true);
  }

  @Test
  void arraysHoldAllLanesAndAgents() {
    Spec spec = spec(10, 1, 31, 24);

    assertThat(spec.observations(OPERATOR)).isEqualTo(10 * 4 * 7);
    assertThat(spec.actions(OPERATOR)).isEqualTo(10 * 4 * 2);
    assertThat(spec.actions(SELLER)).isEqualTo(10);
  }

  @Test
  void aTransitionHasRoomForEveryObjective() {
    Transition transition = new Transition(spec(10, 3, 31, 24));

    assertThat(transition.reward(OPERATOR)).hasSize(10 * 4 * 3);
    assertThat(transition.reward(SELLER)).hasSize(10 * 3);
  }

  @Test
  void aRoleIsFoundByItsName() {
    assertThat(spec(1, 1, 0, 1).role("seller")).isEqualTo(SELLER);
  }

  @Test
  void aMissingRoleIsNamedWithThoseThereAre() {
    assertThatThrownBy(() -> spec(1, 1, 0, 1).role("buyer"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The game has no role 'buyer', only [operator, seller].");
    assertThatThrownBy(() ->
            new Transition(spec(1, 1, 0, 1))
                .reward(new Role("buyer", 1, Space.Box.unbounded(1), Space.Box.symmetric(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The game has no role 'buyer'.");
  }

  @Test
  void rolesHaveNamesOfTheirOwn() {
    assertThatThrownBy(() -> new Spec(List.of(SELLER, SELLER), 1, 1, 0, 1, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Two roles are named 'seller'. Give each role a name of its own.");
  }

  @ParameterizedTest(name = "{4}")
  @CsvSource({
    "0, 1, 0, 1, 'A game needs lanes of at least 1, but it is 0.'",
    "1, 0, 0, 1, 'A game needs objectives of at least 1, but it is 0.'",
    "1, 1, -1, 1, 'A game needs stateSize of at least 0, but it is -1.'",
    "1, 1, 0, 0, 'A game needs horizon of at least 1, but it is 0.'",
  })
  void aShapeHasPositiveNumbers(
      int lanes, int objectives, int stateSize, int horizon, String message) {
    assertThatThrownBy(() -> spec(lanes, objectives, stateSize, horizon))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aRoleHasANameAndAnAgent() {
    assertThatThrownBy(() -> new Role(" ", 1, Space.Box.unbounded(1), Space.Box.symmetric(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A role needs a name, but it is blank.");
    assertThatThrownBy(() -> new Role("seller", 0, Space.Box.unbounded(1), Space.Box.symmetric(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Role 'seller' needs at least 1 agent, but agents is 0.");
  }

  @Test
  void spacesHaveSizes() {
    assertThat(Space.Box.symmetric(2)).isEqualTo(new Space.Box(2, -1, 1));
    assertThat(Space.Box.unbounded(0).size()).isZero();
    assertThat(new Space.Discrete(5).size()).isEqualTo(1);
  }

  @Test
  void impossibleSpacesAreRefused() {
    assertThatThrownBy(() -> Space.Box.symmetric(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A box needs a size of at least 0, but size is -1.");
    assertThatThrownBy(() -> new Space.Box(1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A box needs low < high, but low is 1.0 and high is 1.0.");
    assertThatThrownBy(() -> new Space.Box(1, Float.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A box needs low < high, but low is NaN and high is 1.0.");
    assertThatThrownBy(() -> new Space.Discrete(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A discrete space needs at least 1 choice, but count is 0.");
  }

  @Test
  void progressKeepsItsFigures() {
    Map<String, Double> measures = new HashMap<>(Map.of("entropy", 0.5));
    Progress progress = new Progress(measures);

    measures.put("entropy", 0.0);

    assertThat(progress.measures()).containsExactly(Map.entry("entropy", 0.5));
  }
}
