package org.skerry.energy.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import org.skerry.energy.scenario.Item.Entry;
import org.skerry.energy.scenario.Item.Mapping;
import org.skerry.energy.scenario.Item.Scalar;
import org.skerry.energy.scenario.Item.Sequence;
import org.skerry.energy.scenario.Problems.Position;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads the text of a YAML document into [Item]s. Nothing is constructed from tags, and a document
/// that unfolds to too much through its aliases is refused.
final class Yaml {
  /// The largest document in characters.
  private static final int LONGEST = 4_000_000;

  /// The most parts of a document after its aliases are unfolded.
  private static final int MOST = 500_000;

  private static final int DEEPEST = 40;

  private final String file;
  private final Problems problems;
  private int parts;

  private Yaml(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /// Reads a document whose top level is a group of keys.
  ///
  /// @param file how messages name it
  /// @throws ScenarioException if the text is not YAML at all; lesser problems are added
  static Mapping read(String file, String text, Problems problems) {
    return new Yaml(file, problems).document(text);
  }

  private Mapping document(String text) {
    if (file.toLowerCase(Locale.ROOT).endsWith(".csv")) {
      throw new ScenarioException(
          file
              + ": this is a CSV file, but a scenario or the descriptor of a data set is needed (YAML). A descriptor names the file and its columns; a schedule goes to --controller.");
    }
    if (text.length() > LONGEST) {
      throw refused(
          1,
          "the file has "
              + text.length()
              + " characters, but at most "
              + LONGEST
              + " are read. Put series into CSV files.");
    }
    var options = new LoaderOptions();
    options.setCodePointLimit(LONGEST);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(MOST);
    Node root;
    try {
      root = new org.yaml.snakeyaml.Yaml(options).compose(new java.io.StringReader(text));
    } catch (MarkedYAMLException broken) {
      Mark mark = broken.getProblemMark();
      throw refused(
          mark == null ? 1 : mark.getLine() + 1,
          "this is not YAML: "
              + broken.getProblem()
              + ". Check indentation, colons and quotes there.");
    } catch (YAMLException broken) {
      throw refused(
          1,
          "this is not YAML: "
              + String.valueOf(broken.getMessage()).lines().findFirst().orElse("")
              + ". Give a text file in YAML.");
    }
    if (root == null) {
      throw refused(1, "the file is empty. Describe something in it.");
    }
    if (item(root, 0) instanceof Mapping mapping) {
      return mapping;
    }
    throw refused(
        1, "the file is not a group of keys such as 'title: …'. Start with keys and a colon.");
  }

  private ScenarioException refused(int line, String sentence) {
    return new ScenarioException(file + ":" + line + ": " + sentence);
  }

  private Item item(Node node, int depth) {
    Position position = position(node);
    if (++parts > MOST || depth > DEEPEST) {
      throw refused(
          position.line(),
          "the file unfolds to more than %d parts or is nested deeper than %d. Use fewer aliases."
              .formatted(MOST, DEEPEST));
    }
    return switch (node) {
      case ScalarNode scalar -> new Scalar(position, scalar.getValue(), !scalar.isPlain());
      case SequenceNode sequence -> {
        var items = new ArrayList<Item>();
        for (Node child : sequence.getValue()) {
          items.add(item(child, depth + 1));
        }
        yield new Sequence(position, items);
      }
      case MappingNode mapping -> mapping(position, mapping, depth);
      default -> throw refused(position.line(), "this is not a value. Write a word or a number.");
    };
  }

  private Mapping mapping(Position position, MappingNode node, int depth) {
    var entries = new LinkedHashMap<String, Entry>();
    for (NodeTuple tuple : node.getValue()) {
      Position at = position(tuple.getKeyNode());
      Optional<String> key =
          tuple.getKeyNode() instanceof ScalarNode name
              ? Optional.of(name.getValue())
              : Optional.empty();
      if (key.isEmpty()) {
        problems.add(at, "a key is not a word. Write 'key: value'.");
        continue;
      }
      Item value = item(tuple.getValueNode(), depth + 1);
      Entry first = entries.putIfAbsent(key.get(), new Entry(at, value));
      if (first != null) {
        problems.add(
            at,
            "key '%s' stands twice, first in line %d. Remove one."
                .formatted(key.get(), first.position().line()));
      }
    }
    return new Mapping(position, entries);
  }

  private Position position(Node node) {
    Mark mark = node.getStartMark();
    return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
