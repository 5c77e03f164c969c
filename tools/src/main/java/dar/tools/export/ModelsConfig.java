package dar.tools.export;

import com.google.protobuf.TextFormat;
import dar.graph.file.FileFailure;
import dar.graph.input.BadInputException;
import dar.savedmodel.serving.ServerConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tensorflow.serving.ModelConfig;
import tensorflow.serving.ModelServerConfig;

/** The file that lists the models of a server, a {@code ModelServerConfig} as text. */
public record ModelsConfig(Path file) {
  /** Of a folder of models. */
  public static final String NAME = "models.config";

  private static final Pattern LIST =
      Pattern.compile("^\\s*model_config_list\\s*:?\\s*\\{[ \\t]*\\n?", Pattern.MULTILINE);

  /**
   * What it lists.
   *
   * @throws BadInputException where it is something else
   */
  public List<ModelConfig> models() {
    ModelServerConfig.Builder configuration = ModelServerConfig.newBuilder();
    try {
      TextFormat.merge(text(), configuration);
    } catch (TextFormat.ParseException e) {
      throw new BadInputException(
          "%s: expected a ModelServerConfig, found %s"
              .formatted(file, e.getMessage().replaceAll("\\s+", " ")),
          e);
    }
    return configuration.getModelConfigList().getConfigList();
  }

  boolean lists(String name) {
    return models().stream().anyMatch(model -> model.getName().equals(name));
  }

  /** Its text with a model more, listed first; all else stays as it is. */
  String with(String name) {
    String text = text();
    Matcher list = LIST.matcher(text);
    if (!list.find()) {
      throw new BadInputException(
          "%s: expected a model_config_list to add %s to, found none".formatted(file, name));
    }
    return text.substring(0, list.end())
        + ServerConfiguration.model(name)
        + text.substring(list.end());
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
