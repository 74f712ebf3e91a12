package org.skerry.learning.algorithm;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;

/// A file that is there whole or not at all: written beside its place, forced to the disk, then
/// moved there in one step, with its kind, its length and a checksum. Whatever goes wrong while
/// writing, a file that was there before survives.
final class SealedFile {
  private static final int MAGIC = 0x534b5259;
  private static final int VERSION = 2;

  /// Writes the content.
  @FunctionalInterface
  interface Writer {
    void write(DataOutput out) throws IOException;
  }

  /// Reads the content.
  @FunctionalInterface
  interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  private SealedFile() {}

  /// @throws IOException if it cannot be written; names the file and the cause
  static void write(Path file, String kind, Writer writer) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    try {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      writer.write(new DataOutputStream(content));
      try (FileOutputStream disk = new FileOutputStream(beside.toFile())) {
        write(disk, kind, content.toByteArray());
        disk.getFD().sync();
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(beside);
      String before = Files.exists(file) ? " The one saved before is unharmed." : "";
      throw new IOException(
          "Cannot save the " + kind + " to " + file + ": " + e.getMessage() + "." + before, e);
    }
  }

  private static void write(OutputStream disk, String kind, byte[] content) throws IOException {
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(disk));
    CRC32 checksum = new CRC32();
    checksum.update(content);
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    out.writeUTF(kind);
    out.writeInt(content.length);
    out.writeLong(checksum.getValue());
    out.write(content);
    out.flush();
  }

  /// @throws IOException if the file is missing, of another kind, cut short or damaged; says which
  static <T> T read(Path file, String kind, Reader<T> reader) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder, but a " + kind + " is a file.");
    }
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException("There is no " + kind + " at " + file + ".", e);
    }
    try {
      return reader.read(content(new DataInputStream(new ByteArrayInputStream(bytes)), file, kind));
    } catch (EOFException e) {
      throw new IOException(
          "The "
              + kind
              + " "
              + file
              + " is cut short at "
              + bytes.length
              + " bytes. Use an earlier copy.",
          e);
    }
  }

  private static DataInput content(DataInputStream in, Path file, String kind) throws IOException {
    if (in.available() < 4 || in.readInt() != MAGIC) {
      throw new IOException(file + " is no " + kind + ": it does not begin as one.");
    }
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException(
          file
              + " has version "
              + version
              + " of the format, but this program reads version "
              + VERSION
              + ".");
    }
    String found = in.readUTF();
    if (!found.equals(kind)) {
      throw new IOException(file + " is a " + found + ", but a " + kind + " is needed.");
    }
    int length = in.readInt();
    long expected = in.readLong();
    if (length < 0 || length > in.available()) {
      throw new EOFException();
    }
    byte[] content = in.readNBytes(length);
    CRC32 checksum = new CRC32();
    checksum.update(content);
    if (checksum.getValue() != expected) {
      throw new IOException(
          "The " + kind + " " + file + " is damaged: its checksum is wrong. Use an earlier copy.");
    }
    return new DataInputStream(new ByteArrayInputStream(content));
  }
}
