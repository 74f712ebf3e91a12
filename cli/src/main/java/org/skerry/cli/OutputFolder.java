package org.skerry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A folder of results that appears whole or not at all.
///
/// Files are written into a staging folder beside the target, on the same file system. [#publish]
/// moves them into place: a folder that did not exist is renamed as one; into a folder that exists
/// each file is renamed over its predecessor while a lock keeps other runs out, and files that this
/// run did not write stay. When the work fails or is interrupted the staging folder is removed and
/// the earlier results are untouched. What a run left that was killed, and so no longer holds the
/// lock in its staging folder, is removed by the next one to the same place.
final class OutputFolder implements AutoCloseable {
  static final String ELSEWHERE = "or choose another folder with --out";
  private static final String UNFINISHED = ".unfinished-";
  private static final String LOCK = ".lock";
  private static final long PATIENCE = 30_000_000_000L;
  private static final long PAUSE = 20_000_000L;

  private final Path target;
  private final Path staging;
  private final HeldFile lock;
  private final String wayOut;
  private final Thread undo = new Thread(this::discard, "remove unfinished results");

  private OutputFolder(Path target, Path staging, HeldFile lock, String wayOut) {
    this.target = target;
    this.staging = staging;
    this.lock = lock;
    this.wayOut = wayOut;
    Runtime.getRuntime().addShutdownHook(undo);
  }

  /// Opens a folder for writing, before the work begins, so that a folder that cannot be written is
  /// refused at once.
  ///
  /// @param folder where the results are to appear; its parents are created
  /// @throws IOException if nothing can be written there, or a study keeps its run there
  static OutputFolder open(Path folder) throws IOException {
    StudyFolder.requireNew(folder);
    return open(folder, ELSEWHERE);
  }

  /// Opens the folder of a study's run for its report.
  ///
  /// @throws IOException if nothing can be written there
  static OutputFolder open(StudyFolder run) throws IOException {
    return open(
        run.path(),
        "and write the report with --resume " + run.path() + "; finished trials are kept");
  }

  private static OutputFolder open(Path folder, String wayOut) throws IOException {
    var target = folder.toAbsolutePath().normalize();
    try {
      var inside = Files.isDirectory(target);
      var parent = inside ? target : parent(target);
      Files.createDirectories(parent);
      var end = inside ? "" : "-" + target.getFileName();
      removeLeft(parent, end);
      for (; ; ) {
        var some = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        var staging = create(parent.resolve(UNFINISHED + some + end), parent);
        var lock = held(staging, parent);
        if (lock.isPresent()) { // else another run took it for left before it was held
          return new OutputFolder(target, staging, lock.get(), wayOut);
        }
      }
    } catch (IOException fault) {
      throw unwritable(folder, fault, wayOut);
    }
  }

  /// What is told of a folder that nothing can be written to.
  static IOException unwritable(Path folder, IOException fault, String wayOut) {
    return new IOException(
        "Nothing can be written to %s: %s. Make it writable, %s."
            .formatted(folder, Failures.message(fault), wayOut),
        fault);
  }

  private static Path create(Path staging, Path parent) throws IOException {
    try {
      return Files.createDirectory(staging);
    } catch (FileSystemException fault) {
      throw of(parent, fault);
    }
  }

  private static Optional<HeldFile> held(Path staging, Path parent) throws IOException {
    try {
      return HeldFile.take(staging.resolve(LOCK));
    } catch (FileSystemException fault) {
      remove(staging);
      throw of(parent, fault);
    }
  }

  /// The fault of a hidden file, told of the file or folder that was asked for.
  static FileSystemException of(Path asked, FileSystemException fault) {
    return fault.getReason() == null
        ? new AccessDeniedException(asked.toString())
        : new FileSystemException(asked.toString(), null, fault.getReason());
  }

  /// Removes what runs to the same place left that are no more. A folder without a lock is just
  /// made or just moved into place.
  private static void removeLeft(Path parent, String end) throws IOException {
    var name = Pattern.compile(Pattern.quote(UNFINISHED) + "[0-9a-f]{8}" + Pattern.quote(end));
    try (var entries = Files.newDirectoryStream(parent, UNFINISHED + "*")) {
      for (var entry : entries) {
        if (name.matcher(String.valueOf(entry.getFileName())).matches()) {
          try (var held = HeldFile.takeLeft(entry.resolve(LOCK)).orElse(null)) {
            if (held != null) {
              remove(entry);
            }
          }
        }
      }
    }
  }

  /// The folder to write into until [#publish].
  Path staging() {
    return staging;
  }

  /// Where the results appear.
  Path target() {
    return target;
  }

  /// What is written into a folder.
  @FunctionalInterface
  interface Content {
    void write(Path folder) throws IOException;
  }

  /// Writes the results and moves them into place.
  ///
  /// @throws IOException if that fails, saying where and what to do
  void publish(Content content) throws IOException {
    try {
      content.write(staging);
      publish();
    } catch (IOException fault) {
      throw new IOException(
          "The results could not be written to "
              + target
              + ": "
              + Failures.message(fault).replace(staging.toString(), target.toString())
              + ". What was there before is unchanged. Free some space, "
              + wayOut
              + ".",
          fault);
    }
  }

  /// Moves the results into place.
  ///
  /// @throws IOException if they cannot be moved; what was there before then stays
  void publish() throws IOException {
    lock.remove();
    // The lock of a file keeps other programs out, but not other threads of this one.
    synchronized (OutputFolder.class) {
      if (!appeared()) {
        // Inside the target, which may be all that can be written.
        var only = take(target.resolve(".unfinished" + LOCK));
        try {
          checkFree();
          moveFiles();
        } finally {
          only.remove();
        }
      }
    }
    close();
  }

  /// Renames all as one where nothing was, unless another run was first.
  private boolean appeared() throws IOException {
    if (Files.exists(target)) {
      return false;
    }
    try {
      Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (FileSystemException fault) {
      if (Files.isDirectory(target)) {
        return false;
      }
      throw fault;
    }
  }

  /// Waits for another run that moves its results to the same place, which takes moments.
  private HeldFile take(Path file) throws IOException {
    for (long end = System.nanoTime() + PATIENCE; System.nanoTime() < end; ) {
      var taken = HeldFile.take(file);
      if (taken.isPresent()) {
        return taken.get();
      }
      LockSupport.parkNanos(PAUSE);
    }
    throw new IOException("another run writes to " + target + " for long. Try again");
  }

  /// Makes sure that no folder is in the way of a file, before the first of them is moved.
  private void checkFree() throws IOException {
    try (var files = Files.walk(staging)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var place = target.resolve(staging.relativize(file).toString());
        if (Files.isDirectory(place)) {
          throw new IOException(place + " is a folder and in the way");
        }
      }
    }
  }

  private void moveFiles() throws IOException {
    Files.walkFileTree(
        staging,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            var place = target.resolve(staging.relativize(file).toString());
            Files.createDirectories(parent(place));
            rename(file, place);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void rename(Path file, Path place) throws IOException {
    try {
      Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException _) {
      var beside = place.resolveSibling("." + place.getFileName() + ".unfinished");
      Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING);
      Files.move(
          beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Writes one file whole or not at all.
  ///
  /// @param file the file; its parents are created
  /// @param text what it will hold
  static void writeFile(Path file, String text) throws IOException {
    var place = file.toAbsolutePath().normalize();
    Files.createDirectories(parent(place));
    // Not a temporary file, which others of a shared folder could not read.
    var some = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    var beside = place.resolveSibling("." + place.getFileName() + some + ".unfinished");
    try {
      Files.createFile(beside);
    } catch (FileSystemException fault) {
      throw of(place, fault);
    }
    try {
      Files.writeString(beside, text, StandardCharsets.UTF_8);
      rename(beside, place);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static Path parent(Path path) {
    @Nullable Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  /// Removes what was not published.
  @Override
  public void close() {
    discard();
    try {
      Runtime.getRuntime().removeShutdownHook(undo);
    } catch (IllegalStateException _) {
      // The machine is going down: the hook does the same work.
    }
  }

  private void discard() {
    remove(staging);
    try {
      lock.close();
    } catch (IOException _) {
      // The system lets go when the process ends.
    }
  }

  /// Removes a folder as far as it can.
  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault)
                throws IOException {
              Files.deleteIfExists(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException _) {
      // An unfinished folder that cannot be removed is hidden and harmless.
    }
  }
}
