package dar.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.input.InputNames;
import dar.graph.input.Modality;
import dar.savedmodel.LoadedModel;
import dar.training.program.GraphProgram;
import dar.training.program.HostBatch;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A program with a BERT inside, exported and loaded, predicts from tokens and trains on. */
class SentencesRoundTripTest {
  private static final Offset<Float> SAME = Offset.offset(1e-6f);
  private static final Offset<Float> CLOSE = Offset.offset(1e-5f);

  @TempDir private Path folder;

  private GraphProgram exported(boolean fineTuned, HostBatch batch) {
    GraphProgram program = ExportedSentences.program(fineTuned, 4);
    program.step(batch);
    ExportedSentences.export(program, folder.resolve("small/1"));
    return program;
  }

  private LoadedModel load() {
    return LoadedModel.load(folder.resolve("small/1"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void predictsTheSameFromTokens(boolean fineTuned) {
    try (HostBatch batch = ExportedSentences.batch(16);
        GraphProgram program = exported(fineTuned, batch);
        LoadedModel loaded = load()) {
      assertThat(loaded.description().tokens()).contains(ExportedSentences.TOKENS);
      assertThat(loaded.tokenizer()).contains(ExportedSentences.tokenizer());
      for (int size : new int[] {1, 3, 64}) {
        try (HostBatch other = ExportedSentences.complete(size)) {
          assertThat(loaded.predict(other.inputs()))
              .hasSize(size)
              .containsExactly(program.predict(other.inputs()), SAME);
        }
      }
    }
  }

  /** A sentence without any token, whose vectors are zeros, as those of any missing modality. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void missingLanguageIsZeros(boolean fineTuned) {
    try (HostBatch batch = ExportedSentences.batch(16);
        HostBatch features = ExportedSentences.complete(3);
        TInt32 none =
            TInt32.tensorOf(
                Shape.of(3, ExportedSentences.TOKENS.length()),
                DataBuffers.of(new int[3 * ExportedSentences.TOKENS.length()]));
        GraphProgram program = exported(fineTuned, batch);
        LoadedModel loaded = load()) {
      Map<String, Tensor> others = new LinkedHashMap<>(features.inputs());
      others.remove(InputNames.LANGUAGE_IDS);
      others.remove(InputNames.LANGUAGE_MASK);
      Map<String, Tensor> zeros = new LinkedHashMap<>(others);
      zeros.put(InputNames.LANGUAGE_IDS, none);
      zeros.put(InputNames.LANGUAGE_MASK, none);
      float[] found = loaded.predict(others);
      assertThat(found).containsExactly(program.predict(zeros), SAME);
      assertThat(found).isNotEqualTo(loaded.predict(features.inputs()));

      Map<String, Tensor> sentences = new LinkedHashMap<>(features.inputs());
      sentences.remove(Modality.VISUAL.key());
      sentences.remove(Modality.ACOUSTIC.key());
      assertThat(loaded.predict(sentences)).hasSize(3).doesNotContain(Float.NaN);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void trainsOnAsTheOriginalDoes(boolean fineTuned) {
    try (HostBatch batch = ExportedSentences.batch(16);
        HostBatch features = ExportedSentences.complete(16);
        GraphProgram program = exported(fineTuned, batch);
        LoadedModel loaded = load()) {
      for (int i = 0; i < 3; i++) {
        Map<String, Float> expected = program.step(batch);
        try (Result losses = loaded.call("train", batch.inputs())) {
          expected.forEach(
              (name, loss) ->
                  assertThat(((TFloat32) losses.get(name).orElseThrow()).getFloat())
                      .as(name)
                      .isCloseTo(loss, CLOSE));
        }
      }
      float[] expected = program.predict(features.inputs());
      assertThat(loaded.predict(features.inputs())).containsExactly(expected, CLOSE);
      loaded.export(folder.resolve("small/2"));
      try (LoadedModel again = LoadedModel.load(folder.resolve("small/2"))) {
        assertThat(again.predict(features.inputs())).containsExactly(expected, CLOSE);
        assertThat(again.tokenizer()).contains(ExportedSentences.tokenizer());
      }
    }
  }
}
