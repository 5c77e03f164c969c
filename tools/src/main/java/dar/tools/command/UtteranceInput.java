package dar.tools.command;

import dar.graph.input.BadInputException;
import dar.graph.input.InputNames;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.TokenShape;
import dar.graph.language.Tokenizer;
import dar.training.program.HostBatch;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A batch of one utterance, for a model that takes what is described here.
 *
 * @param shapes of the modalities it takes as vectors
 * @param tokens of its sentences, if it reads any
 * @param tokenizer of those, a {@code tokenizer.json}
 */
record UtteranceInput(
    Map<Modality, ModalityShape> shapes, Optional<TokenShape> tokens, Optional<byte[]> tokenizer) {

  /**
   * The batch; what is not given is missing.
   *
   * @param text what was said; nothing if blank
   * @param features [T, d] of other modalities, cut or filled to the model's T
   */
  HostBatch batch(Optional<String> text, Map<Modality, FeatureFile> features) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    if (text.isPresent() && tokens.isEmpty()) {
      throw new BadInputException(
          "--text: expected a model that reads sentences, found one that takes language as vectors");
    }
    for (Modality m : Modality.values()) {
      if (m == Modality.LANGUAGE && tokens.isPresent()) {
        inputs.putAll(sentence(text, tokens.get().length()));
      } else {
        inputs.put(m.key(), vectors(m, Optional.ofNullable(features.get(m))));
      }
    }
    return new HostBatch(inputs);
  }

  private Map<String, Tensor> sentence(Optional<String> text, int length) {
    int[] ids = new int[length];
    int[] mask = new int[length];
    if (text.isPresent()) {
      try (Tokenizer pieces = Tokenizer.of(tokenizer.orElseThrow())) {
        Tokenizer.Encoding encoding = pieces.said(text.get(), length);
        ids = encoding.ids();
        Arrays.fill(mask, 0, encoding.count(), 1);
      }
    }
    Shape shape = Shape.of(1, length);
    return Map.of(
        InputNames.LANGUAGE_IDS, TInt32.tensorOf(shape, DataBuffers.of(ids)),
        InputNames.LANGUAGE_MASK, TInt32.tensorOf(shape, DataBuffers.of(mask)));
  }

  private TFloat32 vectors(Modality m, Optional<FeatureFile> file) {
    ModalityShape shape = shapes.getOrDefault(m, ModalityShape.ABSENT);
    if (file.isPresent() && !shapes.containsKey(m)) {
      throw new BadInputException(
          "--%s: expected a model that takes %s features, found one whose data had none"
              .formatted(m.key(), m.key()));
    }
    float[] values =
        file.map(f -> f.steps(shape)).orElse(new float[shape.length() * shape.width()]);
    return TFloat32.tensorOf(Shape.of(1, shape.length(), shape.width()), DataBuffers.of(values));
  }
}
