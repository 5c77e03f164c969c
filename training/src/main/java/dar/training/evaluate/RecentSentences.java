package dar.training.evaluate;

import com.google.common.primitives.Ints;
import dar.graph.input.Modality;
import dar.training.batch.Batches;
import dar.training.batch.LanguageFeed;
import dar.training.batch.TokenFeed;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.missing.KeepMask;
import dar.training.program.HostBatch;
import dar.training.program.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * Sentences that a program's BERT reads before the rest of the model. The latest few readings are
 * remembered, so that the same sentences with the same tokens erased are read once. The program
 * must not be trained meanwhile.
 */
public final class RecentSentences implements LanguageFeed {

  /** Complete sentences and those of which all is erased: what combinations of modalities need. */
  private static final int REMEMBERED = 2;

  private final Program program;
  private final TokenFeed tokens;
  private final Map<Key, float[]> recent =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, float[]> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** What a reading depends on. */
  private record Key(Split split, List<Integer> rows, KeepMask keep) {}

  private RecentSentences(Program program, Dataset data) {
    this.program = program;
    tokens = new TokenFeed(data);
  }

  /** The batches of a split; sentences in them, if there are any, are read by the program. */
  public static Batches batches(Program program, Dataset data, Split split) {
    return new Batches(data, split, data.tokens().map(t -> new RecentSentences(program, data)));
  }

  @Override
  public Map<String, Tensor> complete(Split split, int[] rows, KeepMask keep) {
    return tokens.complete(split, rows, keep);
  }

  @Override
  public boolean isReadByModel() {
    return true;
  }

  @Override
  public Map<String, Tensor> incomplete(Split split, int[] rows, KeepMask keep) {
    float[] vectors =
        recent.computeIfAbsent(
            new Key(split, Ints.asList(rows), keep), key -> read(split, rows, keep));
    int width = vectors.length / (rows.length * keep.steps());
    return Map.of(
        Modality.LANGUAGE.key(),
        TFloat32.tensorOf(Shape.of(rows.length, keep.steps(), width), DataBuffers.of(vectors)));
  }

  private float[] read(Split split, int[] rows, KeepMask keep) {
    try (HostBatch batch = new HostBatch(tokens.incomplete(split, rows, keep))) {
      return program.read(batch.inputs());
    }
  }
}
