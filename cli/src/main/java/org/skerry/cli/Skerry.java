package org.skerry.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The program itself: what it says of itself, and its commands.
@Command(
    name = "skerry",
    description = "Runs many small grids as one: simulate, optimise, learn, compare.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./skerry simulate networked                       a real year of four microgrids",
      "  ./skerry simulate networked --controller none --from 2016-07-01 --to 2016-07-08",
      "  ./skerry compare results/networked-none-ontario2016 results/networked-rule-ontario2016",
      "",
      "`./skerry COMMAND --help` shows the options and more examples of a command.",
      "Also: ./skerry test builds everything and runs all tests."
    },
    subcommands = {
      Listing.class,
      Check.class,
      RunStudy.class,
      Simulate.class,
      Best.class,
      Compare.class,
      Powerflow.class,
      Opf.class,
      Bench.class,
      Solve.class,
      Export.class,
      HelpCommand.class
    })
final class Skerry implements Runnable {
  private final Terminal terminal;

  @Spec CommandSpec spec;

  Skerry(Terminal terminal) {
    this.terminal = terminal;
  }

  Terminal terminal() {
    return terminal;
  }

  @Override
  public void run() {
    spec.commandLine().usage(terminal.out());
  }
}
