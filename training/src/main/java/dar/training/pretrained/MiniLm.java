package dar.training.pretrained;

import dar.graph.input.BadInputException;
import dar.graph.input.BertShape;
import dar.graph.language.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * all-MiniLM-L6-v2 (Apache-2.0), an ONNX file and its tokenizer among the resources. The ids of the
 * tokenizer are those of bert-base-uncased, as in MMSA's {@code text_bert}.
 */
public final class MiniLm {
  /** Ids lie in [0, VOCABULARY). */
  public static final int VOCABULARY = 30522;

  /** An ONNX file does not say how many heads there are; these are from the model's config.json. */
  private static final BertShape SHAPE = new BertShape(VOCABULARY, 384, 6, 12, 1536, 512, 2, 1e-12);

  private static final String WEIGHTS = "all-minilm-l6-v2.onnx";
  private static final String TOKENIZER = "all-minilm-l6-v2-tokenizer.json";

  private MiniLm() {}

  /** The tokenizer that is used where no other is named. */
  public static Tokenizer tokenizer() {
    try {
      return Tokenizer.of(json());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PretrainedBert open() throws IOException {
    byte[] tokenizer = json();
    TokenizerJson.check(TOKENIZER, tokenizer, VOCABULARY);
    try (InputStream in = resource(WEIGHTS)) {
      return CheckedBert.of(SHAPE, tokenizer, Onnx.open(TensorFile.unpack(WEIGHTS, in)));
    }
  }

  private static byte[] json() throws IOException {
    try (InputStream in = resource(TOKENIZER)) {
      return in.readAllBytes();
    }
  }

  private static InputStream resource(String name) {
    InputStream in = MiniLm.class.getResourceAsStream("/" + name);
    if (in == null) {
      throw new BadInputException(
          "%s: expected %s on the class path, found none".formatted(PretrainedBerts.MINILM, name));
    }
    return in;
  }
}
