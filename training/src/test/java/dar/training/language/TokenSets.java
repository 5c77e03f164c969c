package dar.training.language;

import dar.graph.input.Modality;
import dar.graph.input.Task;
import dar.graph.input.TokenShape;
import dar.graph.language.Tokenizer;
import dar.training.data.Dataset;
import dar.training.data.DatasetWriter;
import dar.training.data.Samples;
import dar.training.data.Split;
import dar.training.data.TextTokens;
import dar.training.data.TokenWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Data sets of nothing but sentences, the same in each split. */
public final class TokenSets {
  private TokenSets() {}

  /** The tokens of some texts. */
  static Dataset of(Path target, List<String> texts, Tokenizer tokenizer, int length)
      throws IOException {
    return write(
        target,
        new TokenShape(length, tokenizer.vocabulary()),
        texts,
        (writer, split) -> TextTokens.write(texts, tokenizer, length, writer, split));
  }

  /**
   * Random tokens, a sentence for each of the lengths.
   *
   * @param lengths [N], with [CLS] and [SEP]
   */
  public static Dataset random(Path target, TokenShape tokens, int... lengths) throws IOException {
    return write(
        target,
        tokens,
        Collections.nCopies(lengths.length, ""),
        (writer, split) -> {
          Random random = new Random(split.key().hashCode());
          try (TokenWriter out = writer.tokens(split)) {
            for (int length : lengths) {
              int[] ids = new int[tokens.length()];
              for (int i = 0; i < length; i++) {
                ids[i] = 1 + random.nextInt(tokens.vocabulary() - 1);
              }
              out.append(ids, length);
            }
          }
          return lengths;
        });
  }

  /** Writes the tokens of a split and tells the length of each sentence. */
  @FunctionalInterface
  private interface Sentences {
    int[] write(DatasetWriter writer, Split split) throws IOException;
  }

  private static Dataset write(
      Path target, TokenShape tokens, List<String> texts, Sentences sentences) throws IOException {
    try (DatasetWriter writer = DatasetWriter.create(target, Map.of(), Optional.of(tokens))) {
      for (Split split : Split.values()) {
        int[] lengths = sentences.write(writer, split);
        List<String> ids = Collections.nCopies(texts.size(), "sentence");
        writer.samples(
            split,
            new Samples(Map.of(Modality.LANGUAGE, lengths), new float[texts.size()], ids, texts));
      }
      writer.finish("sentences", new Task.Regression(), -3, 3, "");
    }
    return Dataset.open(target);
  }
}
