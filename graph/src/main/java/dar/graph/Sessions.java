package dar.graph;

import dar.graph.input.Modality;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.OptimizerOptions.Level;
import org.tensorflow.proto.RewriterConfig;

/**
 * How sessions run a graph. TensorFlow keeps one pool of threads for what happens inside of
 * operations: a process has it as its first session wants it.
 */
public final class Sessions {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private Sessions() {}

  /**
   * For DAR, most of which is there once a modality: operations beside one another leave cores less
   * idle than threads that wait for each other inside of each.
   */
  public static ConfigProto sideBySide() {
    return config().toBuilder().setIntraOpParallelismThreads(threads()).build();
  }

  /** For one long chain of operations, as BERT is: all cores at each. */
  public static ConfigProto oneByOne() {
    return config();
  }

  /** Inside of an operation, side by side. */
  private static int threads() {
    return Math.max(1, CORES / Modality.values().length);
  }

  /** How many operations side by side keep all cores at work. */
  public static int width() {
    return (CORES + threads() - 1) / threads();
  }

  /**
   * Grappler costs seconds at the first run, folding of constants would compute the first values of
   * variables twice; neither gains anything measurable here.
   */
  private static ConfigProto config() {
    return ConfigProto.newBuilder()
        .setGraphOptions(
            GraphOptions.newBuilder()
                .setOptimizerOptions(OptimizerOptions.newBuilder().setOptLevel(Level.L0))
                .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
        .build();
  }
}
