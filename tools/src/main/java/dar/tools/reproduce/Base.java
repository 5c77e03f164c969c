package dar.tools.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dar.graph.input.BadInputException;
import dar.training.config.Configuration;
import dar.training.config.ConfigurationFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings that all variants share, as a user gives them.
 *
 * @param preset one of {@link ConfigurationFile#PRESETS}
 * @param settings {@code a.b=c} over preset and file
 */
public record Base(String preset, Optional<Path> file, List<String> settings) {
  public Base {
    settings = List.copyOf(settings);
    Configuration configuration = ConfigurationFile.resolve(preset, file, settings);
    if (!configuration.loss().without().isEmpty()) {
      throw new BadInputException(
          "loss.without: expected none in what the experiments vary, found "
              + configuration.loss().without());
    }
  }

  /** Whether the base says so already. */
  boolean holds(String setting) {
    int equals = setting.indexOf('=');
    JsonNode found = Difference.tree(text(List.of()));
    for (String key : Splitter.on('.').split(setting.substring(0, equals))) {
      found = found.path(key);
    }
    return found.isValueNode() && found.asText().equals(setting.substring(equals + 1));
  }

  /** The complete {@code config.yaml} of a run with these settings over the base. */
  String text(List<String> more) {
    List<String> all = ImmutableList.<String>builder().addAll(settings).addAll(more).build();
    return ConfigurationFile.text(ConfigurationFile.resolve(preset, file, all));
  }
}
