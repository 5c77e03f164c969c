package dar.training.language;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.language.Tokenizer;
import dar.training.data.Dataset;
import dar.training.data.NpyWriter;
import dar.training.data.Split;
import dar.training.pickle.DatasetSource;
import dar.training.pretrained.PretrainedBert;
import dar.training.pretrained.PretrainedBerts;
import dar.training.program.GraphProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Writes what {@code tools/interop/check_minilm.py} judges: real texts, their tokens, and MiniLM's
 * vectors as training has them. {@code -Ddar.interop.out} names where, {@code
 * -Ddar.interop.snippets} the pickle of the texts.
 */
@EnabledIfSystemProperty(named = "dar.interop.out", matches = ".+")
@EnabledIfSystemProperty(named = "dar.interop.snippets", matches = ".+")
class MiniLmForPythonTest {
  private static final int LENGTH = 50;
  private static final int SENTENCES = 200;
  private static final int EVERY = 8;

  @Test
  void writesWhatPythonJudges() throws IOException {
    Path folder = Path.of(System.getProperty("dar.interop.out"));
    Path snippets = Path.of(System.getProperty("dar.interop.snippets"));
    copy("all-minilm-l6-v2.onnx", folder.resolve("model.onnx"));
    copy("all-minilm-l6-v2-tokenizer.json", folder.resolve("tokenizer.json"));
    List<String> texts;
    try (Dataset data = DatasetSource.open(snippets, folder.resolve("imported"))) {
      List<String> all = data.texts(Split.TEST);
      texts = IntStream.range(0, SENTENCES).mapToObj(i -> all.get(i * EVERY)).toList();
    }
    Path file = folder.resolve("vectors.npy");
    try (PretrainedBert weights = PretrainedBerts.open(PretrainedBerts.MINILM);
        Tokenizer tokenizer = Tokenizer.of(weights.tokenizer());
        Dataset data = TokenSets.of(folder.resolve("sentences"), texts, tokenizer, LENGTH);
        GraphProgram program = ReadingProgram.of(weights, LENGTH);
        NpyWriter out = NpyWriter.floats(file, LENGTH, weights.shape().width())) {
      float[] vectors =
          new SentenceReader(program, data, weights.shape().width())
              .read(Split.TEST, IntStream.range(0, SENTENCES).toArray(), Optional.empty());
      out.append(vectors, vectors.length);
    }
    assertThat(file).isNotEmptyFile();
  }

  private static void copy(String resource, Path target) throws IOException {
    try (InputStream in = MiniLmForPythonTest.class.getResourceAsStream("/" + resource)) {
      Files.copy(in, target);
    }
  }
}
