package org.skerry.studies.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import org.skerry.studies.report.JsonObject;

/// Runs a study: every contender on every seed, several at once, each on its share of the
/// processors. How many there are changes the time it takes, not what is found.
///
/// With a folder every finished trial is kept, and trials found there are not run again; trials
/// that were interrupted go on from their checkpoint.
public final class Experiment<A extends Arena<P>, P> {
  private final Study<A, P> study;
  private final Scope scope;
  private final Optional<Path> folder;
  private final Run.Progress progress;
  private final Map<String, Double> shares = new ConcurrentHashMap<>();

  /// @param folder where trials, checkpoints, policies and event files are kept; empty to keep
  ///   nothing
  /// @param progress told, on any thread but one at a time, how far all of it is
  /// @throws IllegalArgumentException if the scope names a contender that the study does not have
  public Experiment(Study<A, P> study, Scope scope, Optional<Path> folder, Run.Progress progress) {
    this.study = study;
    this.scope = scope;
    this.folder = folder;
    this.progress = progress;
    study.check(scope);
  }

  /// Runs it to the end.
  ///
  /// @param processors to use, at least 1
  /// @throws IOException if the folder cannot be read or written
  public Findings run(int processors) throws IOException {
    long began = System.nanoTime();
    A arena = study.arena().apply(scope);
    List<Contender<A, P>> playing =
        study.contenders().stream().filter(each -> scope.includes(each.name())).toList();
    List<List<Future<Trial>>> trials = new ArrayList<>();
    int count = playing.stream().mapToInt(each -> each.random() ? scope.seeds().size() : 1).sum();
    int atOnce = Math.clamp(count, 1, processors);
    List<Standing> standings = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(atOnce)) {
      try {
        for (Contender<A, P> contender : playing) {
          List<Future<Trial>> own = new ArrayList<>();
          for (long seed : contender.random() ? scope.seeds() : scope.seeds().subList(0, 1)) {
            Run run = run(contender, seed, count);
            own.add(workers.submit(() -> trial(contender, arena, run, processors / atOnce)));
          }
          trials.add(own);
        }
        for (int index = 0; index < playing.size(); index++) {
          List<Trial> done = new ArrayList<>();
          for (Future<Trial> trial : trials.get(index)) {
            done.add(trial.get());
          }
          Contender<A, P> contender = playing.get(index);
          standings.add(
              new Standing(contender.name(), contender.about(), contender.random(), done));
        }
      } catch (ExecutionException fault) {
        workers.shutdownNow();
        throw unwrapped(fault);
      } catch (InterruptedException fault) {
        workers.shutdownNow();
        Thread.currentThread().interrupt();
        throw new IOException("The run was interrupted.", fault);
      }
    }
    return new Findings(
        study.name(),
        study.title(),
        study.scenario(),
        scope,
        arena.facts(),
        arena.metrics(),
        standings,
        arena.floor(),
        study.claims().stream().map(claim -> claim.judge(arena.metrics(), standings)).toList(),
        arena.sections(standings),
        (System.nanoTime() - began) / 1e9);
  }

  private Run run(Contender<A, P> contender, long seed, int count) {
    String name = contender.name().replaceAll("[^A-Za-z0-9]+", "-") + "-" + seed;
    String title = contender.random() ? contender.name() + " seed " + seed : contender.name();
    return new Run(
        name,
        seed,
        scope,
        folder,
        (share, note) -> {
          shares.put(name, share);
          double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
          synchronized (progress) {
            progress.at(sum / count, note.isEmpty() ? title : title + ": " + note);
          }
        });
  }

  private Trial trial(Contender<A, P> contender, A arena, Run run, int threads) throws Exception {
    Optional<Path> file = run.file("trials", ".json");
    if (file.isPresent() && Files.exists(file.get())) {
      run.progress().at(1, "");
      return Trial.of(JsonObject.read(file.get()));
    }
    // Learners divide their work in the pool of the thread that calls them.
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      Trial trial = pool.submit(() -> played(contender, arena, run)).get();
      if (file.isPresent()) {
        Files.createDirectories(file.get().toAbsolutePath().getParent());
        WholeFile.write(file.get(), trial.json() + "\n");
      }
      run.progress().at(1, "");
      return trial;
    }
  }

  private Trial played(Contender<A, P> contender, A arena, Run run) throws IOException {
    Contender.Ready<P> ready = contender.preparation().prepare(arena, run);
    Score score = arena.score(ready.player());
    return new Trial(run.seed(), score, ready.seconds(), ready.agentSteps(), ready.curve());
  }

  /// What a trial threw, wherever it was wrapped.
  private static IOException unwrapped(ExecutionException fault) {
    Throwable cause = fault;
    for (Throwable inner = fault; inner != null; inner = inner.getCause()) {
      cause = inner;
      if (!(inner instanceof ExecutionException || inner instanceof UncheckedIOException)) {
        break;
      }
    }
    return switch (cause) {
      case IOException unread -> unread;
      case RuntimeException refused -> throw refused;
      case Error error -> throw error;
      default -> new IOException(cause);
    };
  }
}
