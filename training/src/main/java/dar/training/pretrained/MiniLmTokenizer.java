package dar.training.pretrained;

import dar.graph.language.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The tokenizer that comes with DAR: that of all-MiniLM-L6-v2 (Apache-2.0), whose ids are those of
 * bert-base-uncased, as in MMSA's {@code text_bert}.
 */
public final class MiniLmTokenizer {
  /** Its ids lie in [0, VOCABULARY). */
  public static final int VOCABULARY = 30522;

  private static final String RESOURCE = "/all-minilm-l6-v2-tokenizer.json";

  private MiniLmTokenizer() {}

  public static Tokenizer open() {
    try (InputStream in = MiniLmTokenizer.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + ": expected on the class path, found none");
      }
      return Tokenizer.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
