package org.skerry.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file that one process at a time holds. The system lets go of it when the process ends, however
/// it ends, and knows processes of other containers and machines too, whose numbers say nothing
/// here.
final class HeldFile implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private HeldFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Takes a file, which is made if there is none.
  ///
  /// @return empty if somebody else holds it
  /// @throws IOException if it cannot be written
  static Optional<HeldFile> take(Path file) throws IOException {
    return take(file, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /// Takes a file that somebody left.
  ///
  /// @return empty if somebody still holds it, or has just removed it
  /// @throws IOException if it cannot be written
  static Optional<HeldFile> takeLeft(Path file) throws IOException {
    try {
      return take(file, FileChannel.open(file, StandardOpenOption.WRITE));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static Optional<HeldFile> take(Path file, FileChannel channel) throws IOException {
    boolean held = false;
    try {
      var opened = key(file);
      // Who held it before may have removed it meanwhile, and others hold a new one.
      held = lock(channel) != null && !opened.isEmpty() && opened.equals(key(file));
      return held ? Optional.of(new HeldFile(file, channel)) : Optional.empty();
    } finally {
      if (!held) {
        channel.close();
      }
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) { // another thread of this process
      return null;
    }
  }

  /// Which file has that name; empty if none. It is not opened: closing it would let go of the
  /// lock.
  private static String key(Path file) throws IOException {
    try {
      return String.valueOf(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    } catch (NoSuchFileException _) {
      return "";
    }
  }

  /// Removes the file while it is held, and lets go.
  void remove() throws IOException {
    Files.deleteIfExists(file);
    close();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
