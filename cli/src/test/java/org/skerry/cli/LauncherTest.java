package org.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher, run on a copy of the project whose build and whose JDK are small scripts.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  @TempDir Path folder;
  private Path project;
  private Path jdk;

  private record Run(int status, String out, String err) {}

  @BeforeEach
  void layOutAProject() throws IOException {
    project = Files.createDirectories(folder.resolve("a project"));
    Files.copy(launcher(), project.resolve("skerry"));
    executable(project.resolve("skerry"), Files.readString(launcher()));
    Files.writeString(project.resolve("pom.xml"), "");
    Files.createDirectories(project.resolve("cli/src/main"));
    Files.writeString(project.resolve("cli/src/main/Main.java"), "");
    age(
        project.resolve("pom.xml"),
        project.resolve("cli/src/main/Main.java"),
        project.resolve("cli/src/main"));
    buildBy(
        "echo '[INFO] Building Skerry cli 1'; echo built >> builds; mkdir -p cli/target/app/lib; : > cli/target/app/skerry-cli-1.jar; : > cli/target/app/lib/a.jar");
    jdk = jdk("jdk of 25", "25.0.1");
  }

  private static Path launcher() {
    var here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("skerry"))
        ? here.resolve("skerry")
        : here.resolveSibling("skerry");
  }

  private static void age(Path... files) throws IOException {
    for (var file : files) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    }
  }

  private void buildBy(String commands) throws IOException {
    executable(project.resolve("mvnw"), "#!/bin/sh\ncd \"$(dirname \"$0\")\"\n" + commands + "\n");
  }

  private Path jdk(String name, String version) throws IOException {
    var home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    executable(home.resolve("bin/javac"), "#!/bin/sh\n");
    executable(
        home.resolve("bin/java"), "#!/bin/sh\nfor a; do echo \"<$a>\"; done\nexit ${STATUS:-0}\n");
    return home;
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Run start(Path script, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("SKERRY") || name.equals("JAVA_HOME"));
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(environment);
    var status = builder.start().waitFor();
    return new Run(
        status,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private Run start(String... arguments) throws IOException, InterruptedException {
    return start(project.resolve("skerry"), Map.of("JAVA_HOME", jdk.toString()), arguments);
  }

  private long builds() throws IOException {
    return Files.exists(project.resolve("builds"))
        ? Files.readAllLines(project.resolve("builds")).size()
        : 0;
  }

  @Test
  void theFirstRunBuildsAndTheNextDoesNot() throws Exception {
    var first = start("list");
    var second = start("list");

    assertThat(first.status()).isZero();
    assertThat(first.err()).contains("building").contains("  cli");
    assertThat(second.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aChangedSourceIsBuiltAgain() throws Exception {
    start("list");
    Files.setLastModifiedTime(
        project.resolve("cli/src/main/Main.java"),
        FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));

    start("list");

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void argumentsWithSpacesAndTheExitStatusPassThrough() throws Exception {
    var run =
        start(
            project.resolve("skerry"),
            Map.of("JAVA_HOME", jdk.toString(), "STATUS", "2", "SKERRY_JAVA_OPTIONS", "-Xmx1g"),
            "check",
            "my site.yaml",
            "");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).contains("<check>\n<my site.yaml>\n<>\n").contains("<-Xmx1g>");
  }

  @Test
  void aStudyHasALimitedHeapUnlessTheUserSaysOtherwise() throws Exception {
    var limited = start("run", "networked");
    var larger =
        start(
            project.resolve("skerry"),
            Map.of("JAVA_HOME", jdk.toString(), "SKERRY_JAVA_OPTIONS", "-Xmx8g"),
            "run",
            "networked");

    assertThat(limited.out()).containsPattern("<-Xmx[0-9]+m>");
    // the virtual machine obeys the last of equal options
    assertThat(larger.out()).containsSubsequence("<-Xmx", "m>", "<-Xmx8g>");
    assertThat(start("list").out()).doesNotContain("-Xmx");
  }

  @Test
  void aSymbolicLinkFromAnotherFolderFindsTheProject() throws Exception {
    var link = Files.createSymbolicLink(folder.resolve("link to it"), Path.of("a project/skerry"));

    var run = start(link, Map.of("JAVA_HOME", jdk.toString()), "list");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("-Dskerry.home=" + project.toRealPath());
  }

  @Test
  void aFailedBuildShowsItsReasonAndRunsNothing() throws Exception {
    buildBy("echo '[ERROR] Main.java:[7,3] cannot find symbol'; exit 1");

    var run = start("list");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("the build failed")
        .contains("Main.java:[7,3] cannot find symbol");
  }

  @Test
  void runsAtTheSameTimeBuildOnce() throws Exception {
    buildBy(
        "sleep 1; echo built >> builds; mkdir -p cli/target/app/lib; : > cli/target/app/skerry-cli-1.jar");
    var other =
        new ProcessBuilder(project.resolve("skerry").toString(), "list")
            .redirectOutput(folder.resolve("other").toFile())
            .redirectErrorStream(true);
    other.environment().put("JAVA_HOME", jdk.toString());
    var process = other.start();

    var run = start("list");

    assertThat(process.waitFor()).isZero();
    assertThat(run.status()).isZero();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aLockWhoseOwnerIsGoneOrWasNeverSaidIsBroken() throws Exception {
    var lock = Files.createDirectories(project.resolve("target/skerry/lock"));
    var nobody = start("list");
    Files.createDirectories(lock);
    Files.writeString(lock.resolve("owner"), "999999999");
    Files.setLastModifiedTime(
        project.resolve("cli/src/main/Main.java"),
        FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));

    var dead = start("list");

    assertThat(nobody.status()).isZero();
    assertThat(dead.status()).isZero();
    assertThat(builds()).isEqualTo(2);
    assertThat(lock).doesNotExist();
  }

  @Test
  void aLockThatBeatsIsKeptThoughItsOwnerIsOfAnotherMachine() throws Exception {
    var lock = Files.createDirectories(project.resolve("target/skerry/lock"));
    Files.writeString(lock.resolve("owner"), "999999999");
    var builder = new ProcessBuilder(project.resolve("skerry").toString(), "list");
    builder.environment().put("JAVA_HOME", jdk.toString());
    var process = builder.redirectErrorStream(true).start();
    for (int beat = 0; beat < 80; beat++) {
      Files.writeString(lock.resolve("beat"), String.valueOf(beat));
      Thread.sleep(100);
    }
    assertThat(builds()).isZero();

    Files.delete(lock.resolve("beat"));
    Files.delete(lock.resolve("owner"));
    Files.delete(lock);

    assertThat(process.waitFor()).isZero();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aStopEndsTheBuildAndItsLock() throws Exception {
    buildBy("echo begun >> builds; exec sleep 30");
    var builder = new ProcessBuilder(project.resolve("skerry").toString(), "list");
    builder.environment().put("JAVA_HOME", jdk.toString());
    var process = builder.redirectErrorStream(true).start();
    await(() -> Files.exists(project.resolve("builds")));

    process.destroy();

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(project.resolve("target/skerry/lock")).doesNotExist();
  }

  private static void await(BooleanSupplier reached) {
    for (long end = System.nanoTime() + 10_000_000_000L;
        !reached.getAsBoolean() && System.nanoTime() < end; ) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aCheckoutThatCannotBeWrittenRunsAsItWasBuilt() throws Exception {
    start("list");
    Files.setLastModifiedTime(
        project.resolve("cli/src/main/Main.java"),
        FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
    var builds = project.resolve("target/skerry");
    // Permissions do not stop the superuser; a file in the place of the lock does.
    Files.writeString(builds.resolve("lock"), "in the way");

    var run = start("list");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("<list>");
    assertThat(run.err()).contains("the sources are newer than the program");
  }

  @Test
  void aCheckoutThatCannotBeBuiltSaysSo() throws Exception {
    Files.writeString(project.resolve("target"), "in the way");

    var run = start("list");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("cannot be written, so nothing can be built");
  }

  @Test
  void withoutALocaleFilesMayStillHaveAnyName() throws Exception {
    executable(jdk.resolve("bin/java"), "#!/bin/sh\necho \"LC_ALL=$LC_ALL\"\n");

    var plain =
        start(
            project.resolve("skerry"), Map.of("JAVA_HOME", jdk.toString(), "LC_ALL", "C"), "list");

    assertThat(plain.out()).contains("LC_ALL=C.UTF-8");
  }

  @Test
  void anOldJdkInJavaHomeIsPassedOver() throws Exception {
    var old = jdk("old", "17.0.15");
    var path = jdk.resolve("bin") + ":" + System.getenv("PATH");

    var run =
        start(project.resolve("skerry"), Map.of("JAVA_HOME", old.toString(), "PATH", path), "list");

    assertThat(run.status()).isZero();
  }

  @Test
  void aWrongChoiceOfJdkIsNamed() throws Exception {
    var old = jdk("old", "17.0.15");

    var run = start(project.resolve("skerry"), Map.of("SKERRY_JAVA_HOME", old.toString()), "list");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "skerry: SKERRY_JAVA_HOME is "
                + old
                + ", but must be the folder of a JDK 25 or newer.\n");
  }
}
