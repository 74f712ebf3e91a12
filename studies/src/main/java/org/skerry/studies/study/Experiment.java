package org.skerry.studies.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;

/// Runs a study: every contender on every seed, several at once, each on its share of the
/// processors. How many there are changes the time it takes, not what is found.
///
/// With a folder every finished trial is kept, and trials found there are not run again; trials
/// that were interrupted go on from their checkpoint. What is found there is checked before any
/// trial begins.
public final class Experiment<A extends Arena<P>, P> {
  private final Study<A, P> study;
  private final Scope scope;
  private final A arena;

  /// Sets up what is played; nothing is written yet.
  ///
  /// @throws IllegalArgumentException if the scope names a contender that the study does not have,
  ///   or data that are not found or do not fit
  public Experiment(Study<A, P> study, Scope scope) {
    study.check(scope);
    this.study = study;
    this.scope = scope;
    arena = study.arena().apply(scope);
  }

  /// What decides the figures of this experiment, whichever contenders and seeds are run.
  public Fingerprint fingerprint() {
    return new Fingerprint(
        scope.program(),
        Fingerprint.digest(study.name(), arena.fingerprint(), scope.budget().name()),
        arena.data());
  }

  /// Runs it to the end. The first trial that fails ends it at once; the others stop at their next
  /// horizon.
  ///
  /// @param folder where trials, checkpoints, policies and event files are kept; empty to keep
  ///   nothing
  /// @param progress told, on any thread but one at a time, how far all of it is
  /// @param processors to use, at least 1
  /// @throws IOException if the folder cannot be read or written, or holds what is damaged or of
  ///   another run
  public Findings run(Optional<Path> folder, Run.Progress progress, int processors)
      throws IOException {
    return new Work(folder, progress).run(processors);
  }

  /// One run at work.
  private final class Work {
    private final Optional<Path> folder;
    private final Run.Progress progress;
    private final Map<String, Double> shares = new ConcurrentHashMap<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    Work(Optional<Path> folder, Run.Progress progress) {
      this.folder = folder;
      this.progress = progress;
    }

    Findings run(int processors) throws IOException {
      long began = System.nanoTime();
      List<Contender<A, P>> playing =
          study.contenders().stream().filter(each -> scope.includes(each.name())).toList();
      int count = playing.stream().mapToInt(each -> seeds(each).size()).sum();
      Map<Contender<A, P>, List<Trial>> trials = new LinkedHashMap<>();
      List<Callable<Boolean>> open = new ArrayList<>();
      int atOnce = Math.clamp(count, 1, processors);
      for (Contender<A, P> contender : playing) {
        List<Trial> own = Collections.synchronizedList(new ArrayList<>());
        trials.put(contender, own);
        for (long seed : seeds(contender)) {
          Run run = trial(contender, seed, count);
          Optional<Trial> finished = run.finished();
          if (finished.isPresent()) {
            own.add(finished.get());
            run.progress().at(1, "");
          } else {
            run.checkpoint();
            run.taught();
            open.add(() -> own.add(played(contender, run, processors / atOnce)));
          }
        }
      }
      work(open, atOnce);
      List<Standing> standings = new ArrayList<>();
      trials.forEach((contender, own) ->
          standings.add(
              new Standing(
                  contender.name(),
                  contender.about(),
                  contender.knows(),
                  contender.random(),
                  own.stream().sorted(Comparator.comparingLong(Trial::seed)).toList())));
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

    private List<Long> seeds(Contender<A, P> contender) {
      return contender.random() ? scope.seeds() : scope.seeds().subList(0, 1);
    }

    private Run trial(Contender<A, P> contender, long seed, int count) {
      String name = contender.name().replaceAll("[^A-Za-z0-9]+", "-") + "-" + seed;
      String title = contender.random() ? contender.name() + " seed " + seed : contender.name();
      return new Run(
          name,
          seed,
          scope,
          fingerprint().of(contender.name()),
          folder,
          (share, note) -> {
            if (stopped.get()) {
              throw new CancellationException("Another trial has failed.");
            }
            shares.put(name, share);
            double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
            synchronized (progress) {
              progress.at(sum / count, note.isEmpty() ? title : title + ": " + note);
            }
          });
    }

    /// Has all of it done. Threads are left behind where one fails: what they are at may take long.
    private void work(List<Callable<Boolean>> open, int atOnce) throws IOException {
      ExecutorService workers =
          Executors.newFixedThreadPool(
              atOnce, Thread.ofPlatform().daemon().name("trials-", 1).factory());
      CompletionService<Boolean> done = new ExecutorCompletionService<>(workers);
      open.forEach(done::submit);
      try {
        for (int number = 0; number < open.size(); number++) {
          done.take().get();
        }
      } catch (ExecutionException fault) {
        throw unwrapped(fault);
      } catch (InterruptedException fault) {
        Thread.currentThread().interrupt();
        throw new IOException("The run was interrupted.", fault);
      } finally {
        stopped.set(true);
        workers.shutdownNow();
      }
    }

    private Trial played(Contender<A, P> contender, Run run, int threads) throws Exception {
      // Learners divide their work in the pool of the thread that calls them.
      try (ForkJoinPool pool = new ForkJoinPool(threads)) {
        Trial trial = pool.submit(() -> played(contender, run)).get();
        run.progress().at(1, "");
        run.keep(trial);
        return trial;
      }
    }

    private Trial played(Contender<A, P> contender, Run run) throws IOException {
      Contender.Ready<P> ready = contender.preparation().prepare(arena, run);
      Score score = arena.score(ready.player());
      return new Trial(run.seed(), score, ready.seconds(), ready.agentSteps(), ready.curve());
    }
  }

  /// What a trial threw, wherever it was wrapped.
  private static IOException unwrapped(ExecutionException fault) {
    Throwable cause = fault;
    for (Throwable inner = fault; inner != null; inner = inner.getCause()) {
      cause = inner;
      if (!(inner instanceof ExecutionException
          || inner instanceof UncheckedIOException
          || repeats(inner))) {
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

  /// A pool tells what was thrown in it by another one of its kind, around the first.
  private static boolean repeats(Throwable outer) {
    return outer.getCause() != null && outer.getCause().toString().equals(outer.getMessage());
  }
}
