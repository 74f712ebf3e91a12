package org.skerry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.skerry.learning.algorithm.PolicyFile;
import org.skerry.learning.algorithm.Sharing;
import org.skerry.studies.report.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes a policy as a model that other programs can run.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a policy as models of the Open Neural Network Exchange (ONNX): input `observation`,",
      "output `action` in [-1, 1], normalisation included. One per agent, or one where all are alike."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./skerry export best.policy --onnx best.onnx     best-1.onnx, best-2.onnx, ...",
      "  ./skerry export best.policy --onnx best.onnx --json"
    })
final class Export implements Callable<Integer> {
  @Parameters(paramLabel = "FILE.policy", description = "A policy that a training wrote.")
  Path file;

  @Option(
      names = "--onnx",
      required = true,
      paramLabel = "FILE",
      description =
          "Where to write. A role of several agents gets a file for each, with the agent's number before the ending.")
  Path onnx;

  @Mixin Answer answer;

  @Override
  public Integer call() throws IOException {
    var saved = PolicyFile.load(file);
    var role = saved.policy().role();
    List<Path> written = new ArrayList<>();
    var models = saved.policy().sharing() == Sharing.ONE ? 1 : role.agents(); // all alike: one
    for (var agent = 0; agent < models; agent++) {
      var target = models == 1 ? onnx : numbered(agent + 1);
      write(saved.policy().onnx(agent), target);
      written.add(target);
    }
    answer.give(
        new JsonObject()
            .put("policy", file.toString())
            .put("role", role.name())
            .put("scenarioHash", saved.scenario())
            .put("commit", saved.commit())
            .put("observations", (long) role.observation().size())
            .put("actions", (long) role.action().size())
            .putTexts("models", written.stream().map(Path::toString).toList()),
        out -> {
          out.printf(
              "Role %s: %d agents, %d observations, %d actions; scenario %s, commit %s.%n",
              role.name(),
              role.agents(),
              role.observation().size(),
              role.action().size(),
              saved.scenario(),
              saved.commit());
          written.forEach(target -> out.println("Model: " + target));
        });
    return 0;
  }

  private Path numbered(int agent) {
    var name = String.valueOf(onnx.getFileName());
    var dot = name.lastIndexOf('.');
    var stem = dot < 0 ? name : name.substring(0, dot);
    return onnx.resolveSibling(stem + "-" + agent + (dot < 0 ? "" : name.substring(dot)));
  }

  /// Writes beside the target and renames, so that a model is there whole or not at all.
  private static void write(byte[] model, Path target) throws IOException {
    var beside = target.resolveSibling(target.getFileName() + ".part");
    try {
      if (target.getParent() != null) {
        Files.createDirectories(target.getParent());
      }
      Files.write(beside, model);
      Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException fault) {
      if (Files.exists(beside)) {
        Files.delete(beside);
      }
      throw new IOException(
          "The model cannot be written to "
              + target
              + ": "
              + Failures.message(fault)
              + ". Choose another file with --onnx.",
          fault);
    }
  }
}
