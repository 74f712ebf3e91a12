package org.skerry.studies.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads JSON text into [JsonObject]s.
final class JsonReader {
  static final JsonFactory FACTORY = new JsonFactory();

  private JsonReader() {}

  static JsonObject read(Path file) throws IOException {
    try (var parser = FACTORY.createParser(Files.readString(file))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException(file + ":1: this is not a JSON object, which begins with {.");
      }
      var object = object(parser);
      if (parser.nextToken() != null) {
        throw new IOException(
            file
                + ":"
                + parser.currentTokenLocation().getLineNr()
                + ": something follows the end of the JSON object. Remove it.");
      }
      return object;
    } catch (JacksonException fault) {
      var line = fault.getLocation() == null ? 1 : fault.getLocation().getLineNr();
      throw new IOException(
          file + ":" + line + ": this is not JSON: " + fault.getOriginalMessage() + ".", fault);
    } catch (CharacterCodingException fault) {
      throw new IOException(file + ":1: this is not text in UTF-8, so it is not JSON.", fault);
    }
  }

  private static JsonObject object(JsonParser parser) throws IOException {
    var object = new JsonObject();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var key = parser.currentName();
      parser.nextToken();
      object.putValue(key, value(parser));
    }
    return object;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? (Object) parser.getDoubleValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static List<@Nullable Object> list(JsonParser parser) throws IOException {
    var list = new ArrayList<@Nullable Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }
}
