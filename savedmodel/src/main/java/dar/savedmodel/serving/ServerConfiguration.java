package dar.savedmodel.serving;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The text files that a TensorFlow Serving of several models is started with, in the folder that
 * has the models' folders in it.
 */
public final class ServerConfiguration {
  /** Where TensorFlow Serving's container looks for models. */
  private static final String FOLDER = "/models/";

  private static final int MAX_BATCH = 64;
  private static final int TIMEOUT_MICROS = 5000;
  private static final int MAX_WAITING_BATCHES = 100;

  private ServerConfiguration() {}

  /** A {@code ModelServerConfig}, for {@code --model_config_file}. */
  public static String models(List<String> names) {
    return """
        # Mount this folder at /models and start with --model_config_file=/models/models.config.
        model_config_list {
        %s}
        """
        .formatted(names.stream().map(ServerConfiguration::model).collect(Collectors.joining()));
  }

  /** The entry of a model in it. */
  public static String model(String name) {
    return """
          config {
            name: "%1$s"
            base_path: "%2$s%1$s"
            model_platform: "tensorflow"
          }
        """
        .formatted(name, FOLDER);
  }

  /** {@code BatchingParameters}, for {@code --batching_parameters_file}. */
  public static String batching() {
    return String.format(
        Locale.ROOT,
        """
        # For --enable_batching --batching_parameters_file=/models/batching.config. What has no batch in
        # its results, as train and evaluate, cannot be asked of a server that batches.
        max_batch_size { value: %d }
        batch_timeout_micros { value: %d }
        max_enqueued_batches { value: %d }
        """,
        MAX_BATCH,
        TIMEOUT_MICROS,
        MAX_WAITING_BATCHES);
  }
}
