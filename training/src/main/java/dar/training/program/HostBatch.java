package dar.training.program;

import dar.graph.input.InputNames;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Tensor;

/**
 * The numbers of a batch, outside the graph, by the names of {@link InputNames}; to be closed.
 *
 * @param inputs [B, ...] each
 */
public record HostBatch(Map<String, Tensor> inputs) implements AutoCloseable {
  public HostBatch {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  @Override
  public void close() {
    inputs.values().forEach(Tensor::close);
  }
}
