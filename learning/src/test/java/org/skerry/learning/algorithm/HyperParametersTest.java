package org.skerry.learning.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HyperParametersTest {
  static List<Record> algorithms() {
    return List.of(
        new Ppo(),
        new Ippo(),
        new Mappo(),
        new A2c(),
        new Dqn(),
        new Maddpg(),
        new Cloning(),
        new Reinforce(),
        new Iac(),
        new Coma());
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void aNewValueForOneHyperParameterLeavesTheOthersAlone(Record algorithm)
      throws ReflectiveOperationException {
    for (RecordComponent changed : algorithm.getClass().getRecordComponents()) {
      Object value = another(changed.getAccessor().invoke(algorithm));
      Object other =
          algorithm
              .getClass()
              .getMethod("with" + capital(changed.getName()), changed.getType())
              .invoke(algorithm, value);

      for (RecordComponent component : algorithm.getClass().getRecordComponents()) {
        Object expected =
            component.getName().equals(changed.getName())
                ? value
                : component.getAccessor().invoke(algorithm);
        assertThat(component.getAccessor().invoke(other))
            .as("%s after with%s", component.getName(), capital(changed.getName()))
            .isEqualTo(expected);
      }
    }
  }

  private static Object another(Object value) {
    return switch (value) {
      case Double number -> number == 0.5 ? 0.25 : 0.5;
      case Integer number -> number == 7 ? 8 : 7;
      case List<?> list -> List.of(5);
      case Enum<?> choice ->
          Arrays.stream(choice.getDeclaringClass().getEnumConstants())
              .filter(constant -> !constant.equals(choice))
              .findFirst()
              .orElseThrow();
      default -> throw new AssertionError("A hyper-parameter of an unforeseen type: " + value);
    };
  }

  private static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
