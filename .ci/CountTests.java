import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Counts the tests of the last build, and fails with status 1 if one failed.
///
/// What ran is read from the reports of the test runner; what was not selected, because the external
/// data are missing, from the sources: every test method that carries the tag `external` or stands in
/// a class that carries it.
final class CountTests {
  private static final Pattern SUITE =
      Pattern.compile(
          "<testsuite [^>]*?tests=\"(\\d+)\" errors=\"(\\d+)\" skipped=\"(\\d+)\" failures=\"(\\d+)\"");
  private static final Pattern TEST =
      Pattern.compile("(?m)^ *@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b");
  private static final Pattern TAGGED_CLASS =
      Pattern.compile("(?m)^@Tag\\(\"external\"\\)");
  private static final Pattern TAGGED_METHOD = Pattern.compile("(?m)^ +@Tag\\(\"external\"\\)");

  private CountTests() {}

  public static void main(String[] arguments) throws IOException {
    var home = Path.of(arguments.length > 0 ? arguments[0] : ".");
    var ran = 0;
    var failed = 0;
    var skipped = 0;
    for (var report : files(home, "target/surefire-reports", ".xml")) {
      var suite = SUITE.matcher(Files.readString(report));
      if (suite.find()) {
        var broken = Integer.parseInt(suite.group(2)) + Integer.parseInt(suite.group(4));
        var aside = Integer.parseInt(suite.group(3));
        ran += Integer.parseInt(suite.group(1)) - aside;
        failed += broken;
        skipped += aside;
      }
    }
    var selected = dataFound(home);
    var notSelected = selected ? 0 : external(home);
    System.out.printf(
        "%d tests ran, %d were not selected%s.%n",
        ran,
        notSelected,
        selected ? "" : " because the external data were not found (set SKERRY_DATA)");
    System.out.printf(
        "%d passed, %d failed, %d skipped%n", ran - failed, failed, skipped + notSelected);
    System.exit(failed > 0 || ran == 0 ? 1 : 0);
  }

  /// As the profile `without-external-data` of pom.xml decides.
  private static boolean dataFound(Path home) {
    return System.getenv("SKERRY_DATA") != null
        || Files.exists(home.toAbsolutePath().normalize().resolve("../shared/data"));
  }

  private static int external(Path home) throws IOException {
    var count = 0;
    for (var source : files(home, "src/test/java", ".java")) {
      var text = Files.readString(source);
      var pattern = TAGGED_CLASS.matcher(text).find() ? TEST : TAGGED_METHOD;
      count += (int) pattern.matcher(text).results().count();
    }
    return count;
  }

  private static List<Path> files(Path home, String folder, String ending) throws IOException {
    var found = new ArrayList<Path>();
    try (var modules = Files.list(home)) {
      for (var module : modules.sorted().toList()) {
        var start = module.resolve(folder);
        if (Files.isRegularFile(module.resolve("pom.xml")) && Files.isDirectory(start)) {
          try (var walk = Files.walk(start)) {
            walk.filter(file -> file.toString().endsWith(ending)).sorted().forEach(found::add);
          }
        }
      }
    }
    return found;
  }
}
