package dar.training.pickle;

import dar.graph.input.Modality;
import dar.graph.input.TokenShape;
import dar.graph.language.Tokenizer;
import dar.training.data.DatasetWriter;
import dar.training.data.Samples;
import dar.training.data.Split;
import dar.training.data.TextTokens;
import java.io.IOException;
import java.util.Optional;

/** What language becomes, once the first pass has seen what there is. */
sealed interface Language extends AutoCloseable {

  /** The shape, where language becomes tokens. */
  Optional<TokenShape> tokens();

  /** Writes the tokens of a split, if there are any, and gives back its samples with lengths. */
  Samples write(PickleFile file, MmsaSplit content, DatasetWriter writer, Split split)
      throws IOException;

  @Override
  default void close() {}

  /** A modality like the others, or none. */
  record Vectors() implements Language {
    @Override
    public Optional<TokenShape> tokens() {
      return Optional.empty();
    }

    @Override
    public Samples write(PickleFile file, MmsaSplit content, DatasetWriter writer, Split split) {
      return content.samples();
    }
  }

  /** The arrays of {@code text_bert}. */
  record Bert(TokenShape shape) implements Language {
    @Override
    public Optional<TokenShape> tokens() {
      return Optional.of(shape);
    }

    @Override
    public Samples write(PickleFile file, MmsaSplit content, DatasetWriter writer, Split split)
        throws IOException {
      NumpyArray array = content.tokens().orElseThrow();
      int[] lengths = TokenCopy.copy(file, array, shape.vocabulary(), writer, split);
      return content.samples().with(Modality.LANGUAGE, lengths);
    }
  }

  /** The tokens of {@code raw_text}. */
  record Texts(Tokenizer tokenizer, int length) implements Language {
    @Override
    public Optional<TokenShape> tokens() {
      return Optional.of(new TokenShape(length, tokenizer.vocabulary()));
    }

    @Override
    public Samples write(PickleFile file, MmsaSplit content, DatasetWriter writer, Split split)
        throws IOException {
      Samples samples = content.samples();
      return samples.with(
          Modality.LANGUAGE, TextTokens.write(samples.texts(), tokenizer, length, writer, split));
    }

    @Override
    public void close() {
      tokenizer.close();
    }
  }
}
