package dar.training.pickle;

import dar.training.pretrained.TokenizerChoice;
import java.util.Locale;
import java.util.Optional;

/**
 * What of a pickle becomes the language of the set.
 *
 * @param form tokens or vectors; where it is not chosen, tokens if the pickle has {@code
 *     text_bert}, otherwise vectors if it has {@code text}, otherwise the tokens of {@code
 *     raw_text}
 * @param tokenizer what makes tokens of {@code raw_text}, where there is no {@code text_bert}; its
 *     vocabulary is that of {@code text_bert} too
 */
public record LanguageSource(Optional<Form> form, TokenizerChoice tokenizer) {
  /** Language as the model takes it. */
  public enum Form {
    /** {@code text_bert}, or what the tokenizer makes of {@code raw_text}. */
    TOKENS,
    /** {@code text}. */
    VECTORS;

    /** The name used in options: {@code tokens}, {@code vectors}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is done where the user does not say. */
  public static final LanguageSource DEFAULT =
      new LanguageSource(Optional.empty(), TokenizerChoice.DEFAULT);
}
