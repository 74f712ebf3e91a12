package org.skerry.benchmarks.learning;

import com.sun.management.OperatingSystemMXBean;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.DoubleSupplier;
import org.skerry.learning.Algorithm;
import org.skerry.learning.Role;
import org.skerry.learning.Spec;
import org.skerry.learning.algorithm.CriticInput;
import org.skerry.learning.algorithm.Mappo;
import org.skerry.learning.algorithm.Scaling;
import org.skerry.learning.algorithm.Sharing;
import org.skerry.learning.network.Activation;
import org.skerry.learning.network.Gaussian;
import org.skerry.studies.NetworkedMicrogrids;
import org.skerry.studies.Operation;
import org.skerry.studies.TestWeeks;
import org.skerry.studies.report.JsonObject;
import org.skerry.studies.study.Contender;
import org.skerry.studies.study.Course;
import org.skerry.studies.study.Fingerprint;
import org.skerry.studies.study.Milestone;
import org.skerry.studies.study.Run;
import org.skerry.studies.study.Scope;

/// Trains BMAPPO of the study `networked`, our MAPPO or a peer's: the same course, hence the same
/// game, training loop and examinations.
///
/// Gives one line of JSON: the seconds from the start of this process to that of the training, and
/// the learning curve, at each of about twenty examinations the agent-steps played, the wall and
/// the processor seconds trained so far with examinations left out, and the grade, the share of the
/// possible saving. Ours goes to standard output. A peer is served on standard input and output
/// ([Peer]) and is told in the end, with the seconds that training waited for it.
public final class EndToEnd {
  private static final String CONTENDER = "BMAPPO";
  private static final String ROLE = "microgrid";

  private final Run run;
  private final TestWeeks arena;
  private final Course<TestWeeks, Operation> course;
  private final OperatingSystemMXBean machine =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final List<Double> processorSeconds = new ArrayList<>();

  private EndToEnd(long seed) {
    Scope scope =
        new Scope(Scope.Budget.QUICK, List.of(seed), Optional.empty(), Set.of(CONTENDER), "", "");
    run =
        new Run(
            CONTENDER,
            seed,
            scope,
            new Fingerprint("", "", ""),
            Optional.empty(),
            (share, note) -> {});
    var study = NetworkedMicrogrids.study("networked");
    arena = study.arena().apply(scope);
    course =
        study.contenders().stream()
            .filter(each -> each.name().equals(CONTENDER))
            .map(Contender::preparation)
            .map(EndToEnd::course)
            .findFirst()
            .orElseThrow();
  }

  private static Course<TestWeeks, Operation> course(
      Contender.Preparation<TestWeeks, Operation> preparation) {
    return (Course<TestWeeks, Operation>) preparation;
  }

  /// Trains once.
  ///
  /// @param arguments `ours` or `peer`, the agent-steps to train, the seed, and for ours the
  ///   threads
  public static void main(String[] arguments) throws IOException, InterruptedException {
    long agentSteps = Long.parseLong(arguments[1]);
    EndToEnd trial = new EndToEnd(Long.parseLong(arguments[2]));
    if (arguments[0].equals("peer")) {
      trial.serve(agentSteps);
    } else {
      System.out.println(trial.ours(agentSteps, Integer.parseInt(arguments[3])).compact());
    }
  }

  private JsonObject ours(long agentSteps, int threads) throws IOException, InterruptedException {
    // Learners divide their work in the pool of the thread that calls them.
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      return pool.submit(() -> train(mappo(), () -> 0, agentSteps)).get();
    } catch (ExecutionException fault) {
      throw new IOException(fault.getCause());
    }
  }

  private void serve(long agentSteps) throws IOException {
    try (FileInputStream in = new FileInputStream(FileDescriptor.in);
        FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      Peer peer = new Peer(in.getChannel(), out.getChannel());
      peer.greet(greeting(course.game().apply(arena, run).spec(), mappo()));
      Algorithm algorithm = (_, role, _) -> peer.learner(role);
      JsonObject curve = train(algorithm, peer::processorSeconds, agentSteps);
      peer.end(curve.put("peerSeconds", peer.seconds()));
    }
  }

  private Mappo mappo() throws IOException {
    return (Mappo) course.beginning().begin(arena, run).algorithms().get(ROLE);
  }

  /// What a peer needs to know to learn likewise.
  private JsonObject greeting(Spec spec, Mappo mappo) {
    boolean known =
        mappo.entropy() == 0
            && Double.isInfinite(mappo.valueClip())
            && mappo.values() == Scaling.RUNNING
            && mappo.observations() == Scaling.RUNNING
            && mappo.sharing() == Sharing.ONE_WITH_IDENTITY
            && mappo.criticInput() != CriticInput.CONCAT
            && (mappo.activation() == Activation.RELU || mappo.activation() == Activation.TANH)
            && mappo.bounds() == Gaussian.Bounds.CLIP;
    if (!known) {
      throw new IllegalStateException("The peers know no settings such as those of " + mappo + ".");
    }
    Role role = spec.role(ROLE);
    return new JsonObject()
        .put("seed", run.seed())
        .put("lanes", spec.lanes())
        .put("horizon", spec.horizon())
        .put("bootstrap", spec.bootstrap())
        .put("agents", role.agents())
        .put("observation", role.observation().size())
        .put("action", role.action().size())
        .put("central", mappo.criticInput() == CriticInput.AGENT_SPECIFIC)
        .put("rectified", mappo.activation() == Activation.RELU)
        .putNumbers("hidden", mappo.hidden().stream().mapToDouble(Integer::doubleValue).toArray())
        .put("gamma", mappo.gamma())
        .put("lambda", mappo.lambda())
        .put("clip", mappo.clip())
        .put("actorRate", mappo.actorRate())
        .put("criticRate", mappo.criticRate())
        .put("epochs", mappo.epochs())
        .put("batch", mappo.batch())
        .put("maxNorm", mappo.maxNorm())
        .put("huber", mappo.huber())
        .put("deviation", mappo.deviation());
  }

  /// @param elsewhere processor seconds of training outside of this process
  private JsonObject train(Algorithm algorithm, DoubleSupplier elsewhere, long agentSteps)
      throws IOException {
    double start = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
    long began = machine.getProcessCpuTime();
    long[] examined = new long[1];
    Course<TestWeeks, Operation> timed =
        new Course<>(
            course.game(),
            Course.Beginning.with(Map.of(ROLE, algorithm)),
            _ -> agentSteps,
            course.player(),
            (weeks, player) -> {
              long before = machine.getProcessCpuTime();
              double here = (before - began - examined[0]) / 1e9;
              processorSeconds.add(here + elsewhere.getAsDouble());
              double grade = course.examination().applyAsDouble(weeks, player);
              examined[0] += machine.getProcessCpuTime() - before;
              return grade;
            });
    List<Milestone> curve = timed.prepare(arena, run).curve();
    return new JsonObject()
        .put("startSeconds", start)
        .putNumbers("agentSteps", curve.stream().mapToDouble(Milestone::agentSteps).toArray())
        .putNumbers("seconds", curve.stream().mapToDouble(Milestone::seconds).toArray())
        .putNumbers(
            "processorSeconds",
            processorSeconds.stream().mapToDouble(Double::doubleValue).toArray())
        .putNumbers("grade", curve.stream().mapToDouble(Milestone::grade).toArray());
  }
}
