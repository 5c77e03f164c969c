package dar.training.language;

import dar.graph.input.FeatureScale;
import dar.graph.input.InputNames;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.training.batch.FeatureScales;
import dar.training.batch.LanguageFeed;
import dar.training.data.Dataset;
import dar.training.data.NpyMap;
import dar.training.data.Split;
import dar.training.missing.KeepMask;
import dar.training.program.Program;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * Sentences read beforehand by a BERT that does not change: complete ones once, kept on disk;
 * incomplete ones when they are asked for, unless it is known which will be.
 */
public final class FrozenFeed implements LanguageFeed {
  private final SentenceReader reader;
  private final SentenceStore store;
  private final Map<Split, NpyMap> complete = new EnumMap<>(Split.class);
  private final List<Held> held = new ArrayList<>();
  private final int trainSamples;

  /**
   * Incomplete sentences of a split that are read already.
   *
   * @param keep what is erased, [N, T]
   */
  private record Held(Split split, KeepMask keep, NpyMap vectors) {
    boolean answers(Split other, int[] rows, KeepMask asked) {
      return split == other && keep.rows(rows).equals(asked);
    }
  }

  /**
   * A feed of sentences that {@code program} reads.
   *
   * @param width h, of its BERT
   * @param weights the hash of its BERT's variables
   */
  public FrozenFeed(
      Program program, Dataset data, int width, String weights, ReadingListener listener) {
    reader = new SentenceReader(program, data, width);
    store = new SentenceStore(data, weights, reader, listener);
    trainSamples = data.size(Split.TRAIN);
  }

  /**
   * Reads sentences of a split with these masks now, once, because they will be asked for. Several
   * masks of one split may be held.
   *
   * @param keep of the whole split, [N, T]
   */
  public void hold(Split split, KeepMask keep) {
    boolean isHeld = held.stream().anyMatch(h -> h.split() == split && h.keep().equals(keep));
    if (!isHeld && keep.erased() > 0) {
      held.add(new Held(split, keep, store.vectors(split, Optional.of(keep))));
    }
  }

  /** What standardises the vectors: over the train split's real tokens. */
  public FeatureScale scale() {
    NpyMap vectors = completeOf(Split.TRAIN);
    return FeatureScales.of(
        trainSamples,
        new ModalityShape(reader.length(), reader.width()),
        (rows, out) -> vectors.read(rows, out));
  }

  private NpyMap completeOf(Split split) {
    return complete.computeIfAbsent(split, s -> store.vectors(s, Optional.empty()));
  }

  @Override
  public Map<String, Tensor> complete(Split split, int[] rows, KeepMask keep) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    inputs.put(Modality.LANGUAGE.key(), tensor(rows.length, gather(completeOf(split), rows)));
    inputs.put(
        InputNames.incomplete(Modality.LANGUAGE),
        tensor(rows.length, incompleteVectors(split, rows, keep)));
    return inputs;
  }

  @Override
  public boolean isReadByModel() {
    return false;
  }

  @Override
  public Map<String, Tensor> incomplete(Split split, int[] rows, KeepMask keep) {
    return Map.of(
        Modality.LANGUAGE.key(), tensor(rows.length, incompleteVectors(split, rows, keep)));
  }

  private float[] incompleteVectors(Split split, int[] rows, KeepMask keep) {
    if (keep.erased() == 0) {
      return gather(completeOf(split), rows);
    }
    return held.stream()
        .filter(sentences -> sentences.answers(split, rows, keep))
        .findFirst()
        .map(sentences -> gather(sentences.vectors(), rows))
        .orElseGet(() -> reader.read(split, rows, Optional.of(keep)));
  }

  private static float[] gather(NpyMap vectors, int[] rows) {
    float[] out = new float[Math.multiplyExact(rows.length, vectors.rowLength())];
    vectors.read(rows, out);
    return out;
  }

  private TFloat32 tensor(int samples, float[] vectors) {
    return TFloat32.tensorOf(
        Shape.of(samples, reader.length(), reader.width()), DataBuffers.of(vectors));
  }
}
