package dar.training.config;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads and writes {@code config.yaml}. */
public final class ConfigurationFile {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private ConfigurationFile() {}

  /** The complete configuration as text. */
  public static String text(Configuration configuration) throws IOException {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(configuration) + "\n";
  }

  /** Reads a complete configuration. */
  public static Configuration read(Path file) throws IOException {
    return MAPPER.readValue(Files.readString(file), Configuration.class);
  }
}
