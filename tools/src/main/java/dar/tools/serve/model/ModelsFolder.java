package dar.tools.serve.model;

import dar.graph.input.BadInputException;
import dar.savedmodel.VersionFolders;
import dar.tools.export.ModelsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import tensorflow.serving.ModelConfig;

/**
 * What {@code dar serve} is given: a folder of models as {@code dar export --name} writes it, or
 * that of one model.
 */
record ModelsFolder(Path path) {
  private static final String MODEL = "saved_model.pb";

  /**
   * The models as they are now: those of {@code models.config} if there is one, whose paths are
   * those of a container and of which only the last name counts here; or else each folder that has
   * versions.
   *
   * @throws BadInputException where there are none
   */
  List<ModelSource> models() {
    List<ModelSource> models = found();
    if (models.isEmpty()) {
      throw new BadInputException(
          "%s: expected a folder of models, NAME/VERSION/%s, or of one model, VERSION/%s, found %s"
              .formatted(path, MODEL, MODEL, instead()));
    }
    return models;
  }

  /** Whether a file says which models there are. */
  boolean isConfigured() {
    return Files.isRegularFile(path.resolve(ModelsConfig.NAME));
  }

  private List<ModelSource> found() {
    if (isConfigured()) {
      return configured(path.resolve(ModelsConfig.NAME));
    }
    Path whole = path.toAbsolutePath().normalize();
    if (hasModel(whole)) {
      return List.of(ModelSource.ofFolder(whole));
    }
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(whole)) {
      return folders.filter(ModelsFolder::hasModel).sorted().map(ModelSource::ofFolder).toList();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static boolean hasModel(Path folder) {
    return !VersionFolders.withModel(folder).isEmpty();
  }

  private String instead() {
    if (!Files.exists(path)) {
      return "nothing there";
    }
    if (VersionFolders.isModel(path)) {
      return "one version; give the folder that it is in";
    }
    return Files.isDirectory(path) ? "no model" : "a file";
  }

  private List<ModelSource> configured(Path file) {
    TreeMap<String, ModelSource> models = new TreeMap<>();
    for (ModelConfig model : new ModelsConfig(file).models()) {
      Path base = Path.of(model.getBasePath()).getFileName();
      if (model.getName().isEmpty() || model.getBasePath().isEmpty() || base == null) {
        throw new BadInputException(
            "%s: expected a name and a base_path of each model, found one without".formatted(file));
      }
      ModelSource source =
          new ModelSource(
              model.getName(),
              path.toAbsolutePath().normalize().resolve(base.toString()),
              model.getModelVersionPolicy(),
              model.getVersionLabelsMap());
      if (models.put(model.getName(), source) != null) {
        throw new BadInputException(
            "%s: expected each model once, found %s again".formatted(file, model.getName()));
      }
    }
    return List.copyOf(models.values());
  }

  private static BadInputException unreadable(Path path, IOException e) {
    return new BadInputException(
        "%s: expected to read it, found %s".formatted(path, e.getMessage()), e);
  }
}
