package org.skerry.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skerry.energy.scenario.Scenarios;
import org.skerry.studies.study.Claim;
import org.skerry.studies.study.Contender;
import org.skerry.studies.study.Study;

class StudiesTest {
  static List<Study<?, ?>> studies() {
    return Studies.all();
  }

  @ParameterizedTest
  @MethodSource("studies")
  void everyStudyPlaysAShippedScenario(Study<?, ?> study) {
    assertThat(Scenarios.names()).contains(study.scenario());
  }

  @ParameterizedTest
  @MethodSource("studies")
  void noTwoContendersShareAName(Study<?, ?> study) {
    assertThat(study.names()).doesNotHaveDuplicates().contains("rule", "none");
  }

  @ParameterizedTest
  @MethodSource("studies")
  void whoDoesAnythingSaysWhatItKnows(Study<?, ?> study) {
    for (Contender<?, ?> contender : study.contenders()) {
      assertThat(contender.knows().isEmpty())
          .as(contender.name())
          .isEqualTo(contender.name().equals("none"));
    }
  }

  @ParameterizedTest
  @MethodSource("studies")
  void everyClaimIsAboutContendersOfTheStudy(Study<?, ?> study) {
    for (Claim claim : study.claims()) {
      switch (claim.test()) {
        case Claim.Beats(_, var one, var other) -> assertThat(study.names()).contains(one, other);
        case Claim.AlwaysBeats(_, var one, var other) ->
            assertThat(study.names()).contains(one, other);
        case Claim.Reaches(_, var one, _) -> assertThat(study.names()).contains(one);
      }
    }
  }

  @Test
  void aStudyIsFoundByItsName() {
    assertThat(Studies.named("networked").name()).isEqualTo("networked");
  }

  @Test
  void aNameThatIsNearlyRightIsSuggested() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Studies.named("networkd"))
        .withMessageContaining("Did you mean 'networked'?");
  }
}
