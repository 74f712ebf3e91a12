package org.skerry.energy.text;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The text of a file, and the encoding that it was found to be in.
///
/// UTF-8 is read, with and without a byte order mark, UTF-16 with one, and else Windows-1252, which
/// holds ISO 8859-1 and is what spreadsheets in Western Europe write.
///
/// @param text without a byte order mark
/// @param encoding as a message names it: `UTF-8`, `UTF-16` or `Windows-1252`
public record TextFile(String text, String encoding) {
  /// The largest file, as it lies on the disk and as unpacked, in bytes.
  public static final int LARGEST = 256 << 20;

  private static final Charset WESTERN = Charset.forName("windows-1252");

  /// Reads a file; one whose name ends with `.gz` is unpacked.
  ///
  /// @throws TextException if it is no regular file, cannot be read, is too large, broken, empty or
  ///   no text
  public static TextFile read(Path file) {
    return decode(file.toString(), unpacked(file.toString(), bytes(file)));
  }

  /// The bytes of a regular file. Devices and pipes, which may never end, are refused.
  ///
  /// @throws TextException if it is none, cannot be read or is too large
  public static byte[] bytes(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new TextException(
            file + ": the file cannot be read. Check that it is a file and that you may read it.");
      }
      if (Files.size(file) > LARGEST) {
        throw tooLarge(file.toString());
      }
      try (InputStream stream = Files.newInputStream(file)) {
        return limited(file.toString(), stream);
      }
    } catch (IOException unreadable) {
      throw new TextException(
          file + ": the file cannot be read. Check that it is a file and that you may read it.");
    }
  }

  /// The bytes as unpacked, where the name ends with `.gz`.
  ///
  /// @param name how messages call it
  /// @throws TextException if it is not a sound gzip file, or unpacks to too much
  public static byte[] unpacked(String name, byte[] bytes) {
    if (!name.endsWith(".gz")) {
      return bytes;
    }
    try (var stream = new GZIPInputStream(new ByteArrayInputStream(bytes), 1 << 16)) {
      return limited(name, stream);
    } catch (EOFException truncated) {
      throw new TextException(
          name + ": the gzip file ends too early. It was cut off; get it again.");
    } catch (ZipException broken) {
      throw new TextException(
          name
              + ": this is not a sound gzip file ("
              + broken.getMessage()
              + "). Get it again, or drop '.gz' from its name if it is not packed.");
    } catch (IOException unreadable) {
      throw new TextException(name + ": the gzip file cannot be read. Get it again.");
    }
  }

  private static byte[] limited(String name, InputStream stream) throws IOException {
    byte[] whole = stream.readNBytes(LARGEST + 1);
    if (whole.length > LARGEST) {
      throw tooLarge(name);
    }
    return whole;
  }

  private static TextException tooLarge(String name) {
    return new TextException(
        name + ": the file has more than 256 MB. Split it, or keep only the columns you need.");
  }

  /// The text of bytes.
  ///
  /// @param name how messages call it
  /// @throws TextException if they are no text, or nothing but space
  public static TextFile decode(String name, byte[] bytes) {
    return checked(name, decoded(name, bytes));
  }

  /// The text of bytes in a known encoding.
  ///
  /// @throws TextException if they are no text in it, or nothing but space
  public static TextFile decode(String name, byte[] bytes, Charset encoding) {
    try {
      String text = strict(encoding, bytes);
      return checked(
          name,
          new TextFile(text.startsWith("\uFEFF") ? text.substring(1) : text, encoding.name()));
    } catch (CharacterCodingException foreign) {
      throw new TextException(
          "%s: this is not %s text. Correct 'encoding', or leave it out to have it found."
              .formatted(name, encoding.name()));
    }
  }

  private static TextFile checked(String name, TextFile read) {
    if (read.text.chars().anyMatch(c -> c < ' ' && !Character.isWhitespace(c))) {
      throw new TextException(name + ": this is a binary file, not text. Give a text file.");
    }
    if (read.text.isBlank()) {
      throw new TextException(name + ": the file is empty. Give one with content.");
    }
    return read;
  }

  private static TextFile decoded(String name, byte[] bytes) {
    int first = bytes.length > 0 ? bytes[0] & 0xff : 0;
    int second = bytes.length > 1 ? bytes[1] & 0xff : 0;
    try {
      boolean wide = (first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff);
      if (wide) {
        return new TextFile(strict(StandardCharsets.UTF_16, bytes), "UTF-16");
      }
      String text = strict(StandardCharsets.UTF_8, bytes);
      return new TextFile(text.startsWith("\uFEFF") ? text.substring(1) : text, "UTF-8");
    } catch (CharacterCodingException foreign) {
      return western(name, bytes);
    }
  }

  private static TextFile western(String name, byte[] bytes) {
    try {
      return new TextFile(strict(WESTERN, bytes), "Windows-1252");
    } catch (CharacterCodingException unknown) {
      throw new TextException(
          name
              + ": this is neither UTF-8 nor UTF-16 nor Windows-1252 text. Save it as text in UTF-8.");
    }
  }

  private static String strict(Charset charset, byte[] bytes) throws CharacterCodingException {
    return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
