package dar.training.language;

import dar.graph.language.Tokenizer;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.pickle.DatasetSource;
import dar.training.pretrained.PretrainedBert;
import dar.training.pretrained.PretrainedBerts;
import dar.training.program.GraphProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The Java side of {@code tools/interop/bench_minilm.py}, which starts it and asks, a line each
 * time, for one reading of all sentences: {@code full 16} is answered with the seconds that those
 * of 50 tokens took, 16 at once, {@code real 16} with those of the snippets as they are.
 */
final class ReadingBenchmark {
  private static final int LENGTH = 50;

  /** As many as {@link SentenceStore} has read at once. */
  private static final int CHUNK = 256;

  private ReadingBenchmark() {}

  /** SNIPPETS.pkl, a folder for what is made of it, and the number of sentences. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    int sentences = Integer.parseInt(arguments[2]);
    List<String> texts;
    try (Dataset data = DatasetSource.open(Path.of(arguments[0]), folder.resolve("imported"))) {
      texts = data.texts(Split.TRAIN).subList(0, sentences);
    }
    try (PretrainedBert weights = PretrainedBerts.open(PretrainedBerts.MINILM);
        Tokenizer tokenizer = Tokenizer.of(weights.tokenizer());
        Dataset full = TokenSets.of(folder.resolve("full"), longer(texts), tokenizer, LENGTH);
        Dataset real = TokenSets.of(folder.resolve("real"), texts, tokenizer, LENGTH);
        GraphProgram program = ReadingProgram.of(weights, LENGTH);
        BufferedReader asked =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println("ready");
      for (String line = asked.readLine(); line != null; line = asked.readLine()) {
        String[] words = line.split(" ", -1);
        Dataset data = words[0].equals("full") ? full : real;
        SentenceReader reader =
            new SentenceReader(program, data, weights.shape().width(), Integer.parseInt(words[1]));
        long start = System.nanoTime();
        for (int from = 0; from < sentences; from += CHUNK) {
          int[] rows = IntStream.range(from, Math.min(sentences, from + CHUNK)).toArray();
          reader.read(Split.TRAIN, rows, Optional.empty());
        }
        System.out.println((System.nanoTime() - start) / 1e9);
      }
    }
  }

  /** Each text with those behind it until it surely has 50 tokens. */
  private static List<String> longer(List<String> texts) {
    List<String> longer = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      StringBuilder text = new StringBuilder();
      for (int j = i; text.chars().filter(Character::isWhitespace).count() < LENGTH; j++) {
        text.append(texts.get(j % texts.size())).append(' ');
      }
      longer.add(text.toString());
    }
    return longer;
  }
}
