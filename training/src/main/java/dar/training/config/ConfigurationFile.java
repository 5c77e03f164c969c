package dar.training.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Configurations as YAML, keys in snake_case. Every reading begins with {@link
 * Configuration#DEFAULT}; over it go a preset, a file and single settings, in this order.
 */
public final class ConfigurationFile {
  /** The presets that can be named. */
  public static final List<String> PRESETS = List.of("default", "small", "sentences", "demo");

  private static final int MOST_BYTES = 100_000;

  private ConfigurationFile() {}

  /** What a file says over the defaults. */
  public static Configuration read(Path file) {
    return resolve("default", Optional.of(file), List.of());
  }

  /**
   * Lays everything that a user may give over the defaults.
   *
   * @param preset one of {@link #PRESETS}
   * @param settings {@code a.b=c}, later ones over earlier ones
   * @throws BadInputException where anything is unknown, of another kind or out of range: all of it
   *     in one line
   */
  public static Configuration resolve(String preset, Optional<Path> file, List<String> settings) {
    ConfigurationTree tree = new ConfigurationTree(Configuration.DEFAULT);
    tree.put("preset " + preset, Yaml.read("preset " + preset, presetText(preset)));
    file.ifPresent(path -> tree.put(path.toString(), Yaml.read(path.toString(), content(path))));
    settings.forEach(setting -> tree.put(setting, layer(setting)));
    return tree.finish();
  }

  /** The complete configuration, the same bytes for equal configurations. */
  public static String text(Configuration configuration) {
    return Yaml.write(ConfigurationCodec.tree(configuration));
  }

  /** A setting as the tree that a file of it alone would be. */
  private static JsonNode layer(String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new BadInputException(setting + ": expected key=value, as in training.epochs=30");
    }
    JsonNode layer = Yaml.read(setting, setting.substring(equals + 1));
    if (layer.isMissingNode()) {
      throw new BadInputException(setting + ": expected a value after the =, found none");
    }
    List<String> path = List.of(setting.substring(0, equals).split("\\.", -1));
    for (int i = path.size() - 1; i >= 0; i--) {
      ObjectNode parent = JsonNodeFactory.instance.objectNode();
      parent.set(path.get(i), layer);
      layer = parent;
    }
    return layer;
  }

  private static String presetText(String name) {
    if (!PRESETS.contains(name)) {
      throw new BadInputException(
          "preset: expected one of %s, found %s".formatted(String.join(", ", PRESETS), name));
    }
    try (InputStream in = ConfigurationFile.class.getResourceAsStream(name + ".yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String content(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": expected a configuration file, found none");
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadInputException(
            "%s: expected a configuration file of at most %d bytes, found %d"
                .formatted(file, MOST_BYTES, Files.size(file)));
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new BadInputException(file + ": expected text in UTF-8, found other bytes", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
