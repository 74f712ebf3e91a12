package org.skerry.studies.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skerry.learning.Policy;
import org.skerry.learning.algorithm.PolicyFile;

class ExperimentTest {
  @TempDir Path folder;

  private static Scope scope(String... contenders) {
    return new Scope(
        Scope.Budget.QUICK, List.of(1L, 2L, 3L), Optional.empty(), Set.of(contenders), "abc", "1");
  }

  private static Findings run(Scope scope, Optional<Path> folder, int processors)
      throws IOException {
    return new Experiment<>(Guessing.study(), scope).run(folder, (_, _) -> {}, processors);
  }

  private static double error(Findings findings, String contender) {
    return findings.standings().stream()
        .filter(standing -> standing.contender().equals(contender))
        .findFirst()
        .orElseThrow()
        .estimate("error")
        .mean();
  }

  @Test
  void randomContendersAreTriedOnEverySeedOthersOnce() throws IOException {
    Findings findings = run(scope(), Optional.empty(), 2);

    assertThat(findings.standings())
        .extracting(standing -> standing.contender() + " " + standing.trials().size())
        .containsExactly("learner 3", "pupil 3", "random 3", "zero 1");
  }

  @Test
  void whatIsFoundDoesNotDependOnTheProcessors() throws IOException {
    Findings one = run(scope(), Optional.empty(), 1);
    Findings four = run(scope(), Optional.empty(), 4);

    for (String contender : Guessing.study().names()) {
      assertThat(error(four, contender)).isEqualTo(error(one, contender));
    }
  }

  @Test
  void aLearnerComesBeforeThoseThatDoNotLearn() throws IOException {
    Findings findings = run(scope(), Optional.empty(), 2);

    assertThat(error(findings, "learner")).isLessThan(0.2);
    assertThat(error(findings, "zero")).isCloseTo(0.48, within(1e-6));
    assertThat(findings.verdicts())
        .extracting(Claim.Verdict::holds)
        .containsExactly(Claim.Holds.MET, Claim.Holds.MET, Claim.Holds.NOT_MET);
  }

  @Test
  void aClaimAboutOneThatDidNotPlayIsOpen() throws IOException {
    Findings findings = run(scope("random"), Optional.empty(), 2);

    assertThat(findings.standings()).hasSize(1);
    assertThat(findings.verdicts()).allMatch(verdict -> verdict.holds() == Claim.Holds.NOT_PLAYED);
  }

  @Test
  void anInterruptedRunEndsAsIfItHadNeverStopped() throws IOException {
    Scope scope = scope("learner");
    Findings whole = run(scope, Optional.empty(), 1);
    Run.Progress breaks =
        (share, _) -> {
          if (share > 0.5) {
            throw new IllegalStateException("stopped");
          }
        };

    assertThatThrownBy(
            () -> new Experiment<>(Guessing.study(), scope).run(Optional.of(folder), breaks, 1))
        .hasMessageContaining("stopped");
    Findings resumed = run(scope, Optional.of(folder), 1);

    assertThat(error(resumed, "learner")).isEqualTo(error(whole, "learner"));
    assertThat(resumed.standings().getFirst().trials().getFirst().curve())
        .extracting(Milestone::meanReturn)
        .containsExactlyElementsOf(
            whole.standings().getFirst().trials().getFirst().curve().stream()
                .map(Milestone::meanReturn)
                .toList());
  }

  @Test
  void finishedTrialsAreReadAndNotRunAgain() throws IOException {
    Findings first = run(scope(), Optional.of(folder), 2);
    Path trial = folder.resolve("trials/learner-1.json");
    Files.writeString(
        trial,
        Files.readString(trial).replaceFirst("\"trainSeconds\": [^,]+", "\"trainSeconds\": 77"));

    Findings second = run(scope(), Optional.of(folder), 2);

    assertThat(second.standings().getFirst().trials().getFirst().trainSeconds()).isEqualTo(77);
    assertThat(error(second, "learner")).isEqualTo(error(first, "learner"));
  }

  @Test
  void policiesCarryScenarioAndCommit() throws IOException {
    run(scope("learner"), Optional.of(folder), 2);

    PolicyFile saved = PolicyFile.load(folder.resolve("policies/learner-2.policy"));

    assertThat(saved.scenario()).isEqualTo("numbers");
    assertThat(saved.commit()).isEqualTo("abc");
  }

  @Test
  void anUnknownContenderIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Experiment<>(Guessing.study(), scope("nobody")))
        .withMessage(
            "Study 'guessing' has no contender 'nobody', only 'learner', 'pupil', 'random', 'zero'.");
  }

  @Test
  void theReportHoldsWhatOthersRelyOn() throws IOException {
    Findings findings = run(scope(), Optional.of(folder), 2);

    StudyReport.write(findings, folder);

    String results = Files.readString(folder.resolve("results.json"));
    assertThat(results)
        .contains("\"study\": \"guessing\"", "\"contenders\"", "\"floor\"", "\"claims\"", "\"met\"")
        .contains("\"decisionMicros\"", "\"agentSteps\": 5120", "\"trainSeconds\"", "\"unit\"");
    assertThat(Files.readString(folder.resolve("report.html"))).contains("Learning curves");
    assertThat(Files.readString(folder.resolve("contenders.csv")))
        .startsWith("contender,seed,error,trainSeconds,agentSteps,decisionMicros\n\"learner\",1,");
  }

  @Test
  void eventFilesBeginAsTensorBoardExpects() throws IOException {
    run(scope("learner"), Optional.of(folder), 2);

    byte[] bytes =
        Files.readAllBytes(folder.resolve("tensorboard/learner-1/events.out.tfevents.0"));

    // Nine bytes for the time, two for step 0, fifteen for the version: the length comes first.
    assertThat(bytes[0]).isEqualTo((byte) 26);
    assertThat(new String(bytes, 0, 60, StandardCharsets.ISO_8859_1)).contains("brain.Event:2");
  }

  private static Scope by(String program) {
    return new Scope(
        Scope.Budget.QUICK, List.of(1L), Optional.empty(), Set.of("learner"), "abc", program);
  }

  @Test
  void trialsOfAnotherProgramAreRefused() throws IOException {
    run(by("1"), Optional.of(folder), 1);

    assertThatThrownBy(() -> run(by("2"), Optional.of(folder), 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("learner-1.json is of another run: its program is 1, not 2.")
        .hasMessageContaining("start anew with --out");
  }

  @Test
  void trialsOfOtherDataOrSettingsAreRefused() throws IOException {
    run(by("1"), Optional.of(folder), 1);
    Path trial = folder.resolve("trials/learner-1.json");
    String kept = Files.readString(trial);

    Files.writeString(trial, kept.replaceFirst("\"data\": \"[^\"]+", "\"data\": \"others"));
    assertThatThrownBy(() -> run(by("1"), Optional.of(folder), 1))
        .hasMessageContaining("its data are others, not questions.");
    Files.writeString(folder.resolve("trials/random-1.json"), kept);
    assertThatThrownBy(() -> run(scope("random"), Optional.of(folder), 1))
        .hasMessageContaining("random-1.json is of another run: its settings are ");
  }

  @Test
  void aTrialThatLacksAFigureIsNamed() throws IOException {
    run(by("1"), Optional.of(folder), 1);
    Path trial = folder.resolve("trials/learner-1.json");
    Files.writeString(trial, Files.readString(trial).replace("\"agentSteps\": 5120,", ""));

    assertThatThrownBy(() -> run(by("1"), Optional.of(folder), 1))
        .hasMessageContaining("learner-1.json is not the finished trial learner-1: it lacks")
        .hasMessageContaining("its trial then begins anew.");
  }

  @Test
  void aDamagedCheckpointIsReportedBeforeAnyTrialBegins() throws IOException {
    run(by("1"), Optional.of(folder), 1);
    Files.delete(folder.resolve("trials/learner-1.json"));
    Path checkpoint = folder.resolve("checkpoints/learner-1.checkpoint");
    byte[] bytes = Files.readAllBytes(checkpoint);
    bytes[bytes.length - 1] ^= 1;
    Files.write(checkpoint, bytes);

    assertThatThrownBy(() -> run(scope("zero", "learner"), Optional.of(folder), 1))
        .hasMessageContaining("learner-1.checkpoint is damaged")
        .hasMessageEndingWith("or remove " + checkpoint + ": its trial then begins anew.");
    assertThat(folder.resolve("trials/zero-1.json")).doesNotExist();
  }

  @Test
  void aTrialThatFailsEndsTheRunWhileOthersAreAtWork() {
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Study<Guessing, Policy> study =
        Study.<Guessing, Policy>of("two", "Two", "numbers", _ -> new Guessing())
            .contender(
                Contender.fixed(
                    "endless",
                    "",
                    Knows.of(),
                    _ -> {
                      atWork.countDown();
                      await(never);
                      throw new IllegalStateException("never");
                    }))
            .contender(
                Contender.fixed(
                    "failing",
                    "",
                    Knows.of(),
                    _ -> {
                      await(atWork);
                      throw new IllegalStateException("failed");
                    }));

    assertThatThrownBy(
            () -> new Experiment<>(study, scope()).run(Optional.empty(), (_, _) -> {}, 2))
        .hasMessage("failed");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Path events() {
    return folder.resolve("tensorboard/learner-1/events.out.tfevents.0");
  }

  @Test
  void eventsGoOnAfterTheLastWholeOneOfTheCheckpoint() throws IOException {
    run(by("1"), Optional.of(folder), 1);
    byte[] whole = Files.readAllBytes(events());
    Files.delete(folder.resolve("trials/learner-1.json"));
    Files.write(events(), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);

    run(by("1"), Optional.of(folder), 1);

    assertThat(Files.readAllBytes(events())).isEqualTo(whole);
  }

  @Test
  void eventsOfARunWithoutACheckpointBeginAnew() throws IOException {
    run(by("1"), Optional.of(folder), 1);
    int length = Files.readAllBytes(events()).length;
    Files.delete(folder.resolve("trials/learner-1.json"));
    Files.delete(folder.resolve("checkpoints/learner-1.checkpoint"));

    run(by("1"), Optional.of(folder), 1);

    assertThat(Files.readAllBytes(events())).hasSize(length);
  }

  @Test
  void whatWasTaughtIsCountedOnceAndKept() throws IOException {
    Findings whole = run(scope("pupil"), Optional.empty(), 1);
    long lessons = Guessing.LESSONS.get();
    Run.Progress breaks =
        (share, _) -> {
          if (share > 0.3) {
            throw new IllegalStateException("stopped");
          }
        };
    assertThatThrownBy(() ->
            new Experiment<>(Guessing.study(), scope("pupil")).run(Optional.of(folder), breaks, 1))
        .hasMessageContaining("stopped");

    Trial resumed =
        run(scope("pupil"), Optional.of(folder), 1).standings().getFirst().trials().getFirst();

    Trial first = whole.standings().getFirst().trials().getFirst();
    assertThat(Guessing.LESSONS.get() - lessons).isEqualTo(3);
    assertThat(first.agentSteps()).isEqualTo(5120 + 1000);
    assertThat(resumed.agentSteps()).isEqualTo(first.agentSteps());
    assertThat(resumed.curve()).last().extracting(Milestone::agentSteps).isEqualTo(6120L);
    assertThat(resumed.score().metrics()).isEqualTo(first.score().metrics());
  }
}
