package dar.training.pretrained;

import dar.graph.input.TokenShape;
import dar.graph.language.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What makes tokens of texts.
 *
 * @param file a {@code tokenizer.json}; {@link MiniLm} where there is none
 * @param length T, with [CLS], [SEP] and padding
 */
public record TokenizerChoice(Optional<Path> file, int length) {
  /** As many tokens as the {@code text_bert} of MMSA's {@code unaligned_50.pkl} has. */
  public static final TokenizerChoice DEFAULT = new TokenizerChoice(Optional.empty(), 50);

  public TokenizerChoice {
    new TokenShape(length, MiniLm.VOCABULARY); // checks the length
  }

  /** Opens the tokenizer. */
  public Tokenizer open() throws IOException {
    return file.isPresent() ? Tokenizer.read(file.get()) : MiniLm.tokenizer();
  }
}
