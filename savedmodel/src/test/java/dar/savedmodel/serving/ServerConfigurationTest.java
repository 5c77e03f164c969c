package dar.savedmodel.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServerConfigurationTest {

  @Test
  void everyModelIsListed() {
    assertThat(ServerConfiguration.models(List.of("demo", "mosi")))
        .endsWith(
            """
            model_config_list {
              config {
                name: "demo"
                base_path: "/models/demo"
                model_platform: "tensorflow"
              }
              config {
                name: "mosi"
                base_path: "/models/mosi"
                model_platform: "tensorflow"
              }
            }
            """);
  }

  @Test
  void batchesAreAsLargeAsOursAre() {
    assertThat(ServerConfiguration.batching())
        .contains("max_batch_size { value: 64 }", "batch_timeout_micros { value: 5000 }");
  }
}
