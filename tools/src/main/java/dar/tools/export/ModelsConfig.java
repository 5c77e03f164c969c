package dar.tools.export;

import com.google.protobuf.TextFormat;
import dar.graph.file.FileFailure;
import dar.graph.input.BadInputException;
import dar.savedmodel.serving.ServerConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tensorflow.serving.ModelConfig;
import tensorflow.serving.ModelServerConfig;

/** The file that lists the models of a server, a {@code ModelServerConfig} as text. */
public record ModelsConfig(Path file) {
  /** Of a folder of models. */
  public static final String NAME = "models.config";

  private static final Pattern LIST =
      Pattern.compile("^\\s*model_config_list\\s*:?\\s*[{<][ \\t]*\\n?", Pattern.MULTILINE);

  /**
   * What it lists.
   *
   * @throws BadInputException where it is something else
   */
  public List<ModelConfig> models() {
    return models(text());
  }

  private List<ModelConfig> models(String text) {
    ModelServerConfig.Builder configuration = ModelServerConfig.newBuilder();
    try {
      TextFormat.merge(text, configuration);
    } catch (TextFormat.ParseException e) {
      throw new BadInputException(
          "%s: expected a ModelServerConfig, found %s"
              .formatted(file, e.getMessage().replaceAll("\\s+", " ")),
          e);
    }
    return configuration.getModelConfigList().getConfigList();
  }

  /**
   * Its text with a model more, listed first; all else stays as it is.
   *
   * @return nothing where the model is listed
   * @throws BadInputException where there is no list to add to
   */
  Optional<String> with(String name) {
    String text = text();
    if (lists(text, name)) {
      return Optional.empty();
    }
    Matcher list = LIST.matcher(text);
    String added =
        list.find()
            ? text.substring(0, list.end())
                + ServerConfiguration.model(name)
                + text.substring(list.end())
            : text;
    if (!lists(added, name)) {
      throw new BadInputException(
          "%s: expected \"model_config_list {\" at the beginning of a line, to add %s, found none"
              .formatted(file, name));
    }
    return Optional.of(added);
  }

  private boolean lists(String text, String name) {
    return models(text).stream().anyMatch(model -> model.getName().equals(name));
  }

  private String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new BadInputException(
          "%s: expected to read it, found %s".formatted(file, FileFailure.reason(e)), e);
    }
  }
}
