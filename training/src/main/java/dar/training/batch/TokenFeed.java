package dar.training.batch;

import dar.graph.input.InputNames;
import dar.graph.input.Modality;
import dar.graph.input.TokenShape;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.missing.KeepMask;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;

/** Sentences as tokens: the model itself reads them. */
public record TokenFeed(Dataset data) implements LanguageFeed {

  @Override
  public Map<String, Tensor> complete(Split split, int[] rows, KeepMask keep) {
    Map<String, Tensor> inputs = tokens(split, rows, ids(split, rows));
    Shape shape = Shape.of(rows.length, keep.steps());
    inputs.put(
        InputNames.keep(Modality.LANGUAGE), TBool.tensorOf(shape, DataBuffers.of(keep.toArray())));
    return inputs;
  }

  @Override
  public boolean isReadByModel() {
    return true;
  }

  @Override
  public Map<String, Tensor> incomplete(Split split, int[] rows, KeepMask keep) {
    int[] ids = ids(split, rows);
    boolean[] kept = keep.toArray();
    for (int i = 0; i < ids.length; i++) {
      if (!kept[i]) {
        ids[i] = TokenShape.UNKNOWN;
      }
    }
    return tokens(split, rows, ids);
  }

  private int[] ids(Split split, int[] rows) {
    int[] ids = new int[rows.length * length()];
    data.readTokens(split, rows, ids);
    return ids;
  }

  private int length() {
    return data.tokens().orElseThrow().length();
  }

  private Map<String, Tensor> tokens(Split split, int[] rows, int[] ids) {
    int length = length();
    int[] mask = new int[ids.length];
    for (int i = 0; i < rows.length; i++) {
      int from = i * length;
      Arrays.fill(mask, from, from + data.length(split, Modality.LANGUAGE, rows[i]), 1);
    }
    Shape shape = Shape.of(rows.length, length);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    inputs.put(InputNames.LANGUAGE_IDS, TInt32.tensorOf(shape, DataBuffers.of(ids)));
    inputs.put(InputNames.LANGUAGE_MASK, TInt32.tensorOf(shape, DataBuffers.of(mask)));
    return inputs;
  }
}
