package dar.tools;

import dar.graph.input.BertShape;
import dar.graph.input.InputNames;
import dar.graph.input.LanguageModel;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.ModelSpec;
import dar.graph.input.TokenShape;
import dar.graph.language.Tokenizer;
import dar.savedmodel.Exporter;
import dar.savedmodel.ModelDescription;
import dar.savedmodel.TrainedGraph;
import dar.training.config.Configuration;
import dar.training.optimizer.Schedule;
import dar.training.pretrained.MiniLm;
import dar.training.program.GraphProgram;
import dar.training.program.HostBatch;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TInt32;

/** As {@link ExportedProgram}, but that a small random BERT reads its language. */
final class ExportedSentences {
  static final TokenShape TOKENS = new TokenShape(10, MiniLm.VOCABULARY);

  private static final BertShape BERT =
      new BertShape(MiniLm.VOCABULARY, 8, 2, 2, 12, TOKENS.length(), 2, 1e-12);

  private static final Map<Modality, ModalityShape> OTHERS =
      Map.of(
          Modality.VISUAL, ExportedProgram.SHAPES.get(Modality.VISUAL),
          Modality.ACOUSTIC, ExportedProgram.SHAPES.get(Modality.ACOUSTIC));

  private ExportedSentences() {}

  static GraphProgram program(boolean fineTuned, long seed) {
    return new GraphProgram(
        spec(fineTuned), Configuration.DEFAULT.step(Schedule.constant(ExportedProgram.RATE)), seed);
  }

  static ModelSpec spec(boolean fineTuned) {
    return new ModelSpec(OTHERS, ExportedProgram.TASK, ExportedProgram.SMALL)
        .reading(new LanguageModel(BERT, fineTuned), TOKENS.length());
  }

  static ModelDescription description() {
    return new ModelDescription(
        "small", ExportedProgram.TASK, -3, 3, OTHERS, Optional.of(TOKENS), OptionalInt.empty());
  }

  static void export(GraphProgram program, Path directory) {
    try (HostBatch samples = complete(3)) {
      Exporter.export(
          new TrainedGraph(
              program.graph(), program.session(), program.variables(), program.endpoints()),
          description(),
          Optional.of(tokenizer()),
          samples.inputs(),
          directory);
    }
  }

  static byte[] tokenizer() {
    try (Tokenizer tokenizer = MiniLm.tokenizer()) {
      return tokenizer.json();
    }
  }

  /** Sentences, Gaussian features and labels that the size decides; a third is erased. */
  static HostBatch batch(int size) {
    Random random = new Random(size);
    Map<String, Tensor> inputs = features(random, size);
    inputs.put(
        InputNames.keep(Modality.LANGUAGE), ExportedProgram.keep(random, size, TOKENS.length()));
    for (Modality m : List.of(Modality.VISUAL, Modality.ACOUSTIC)) {
      inputs.put(InputNames.keep(m), ExportedProgram.keep(random, size, OTHERS.get(m).length()));
    }
    inputs.put(InputNames.LABELS, ExportedProgram.gaussian(random, size));
    return new HostBatch(inputs);
  }

  /** The same sentences and features alone. */
  static HostBatch complete(int size) {
    return new HostBatch(features(new Random(size), size));
  }

  /** Sentences of all lengths: the first of each batch has no token. */
  private static Map<String, Tensor> features(Random random, int size) {
    int[] ids = new int[size * TOKENS.length()];
    int[] mask = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      if (i % TOKENS.length() < i / TOKENS.length() % TOKENS.length()) {
        ids[i] = 1 + random.nextInt(TOKENS.vocabulary() - 1);
        mask[i] = 1;
      }
    }
    Shape shape = Shape.of(size, TOKENS.length());
    Map<String, Tensor> features = new LinkedHashMap<>();
    features.put(InputNames.LANGUAGE_IDS, TInt32.tensorOf(shape, DataBuffers.of(ids)));
    features.put(InputNames.LANGUAGE_MASK, TInt32.tensorOf(shape, DataBuffers.of(mask)));
    for (Modality m : List.of(Modality.VISUAL, Modality.ACOUSTIC)) {
      ModalityShape other = OTHERS.get(m);
      features.put(m.key(), ExportedProgram.gaussian(random, size, other.length(), other.width()));
    }
    return features;
  }
}
