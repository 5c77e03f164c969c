package dar.training.pretrained;

import dar.graph.input.BadInputException;
import dar.graph.input.BertShape;
import java.io.IOException;
import java.io.InputStream;

/** all-MiniLM-L6-v2 (Apache-2.0), an ONNX file and its tokenizer among the resources. */
final class MiniLm {
  /** An ONNX file does not say how many heads there are; these are from the model's config.json. */
  private static final BertShape SHAPE = new BertShape(30522, 384, 6, 12, 1536, 512, 2, 1e-12);

  private static final String WEIGHTS = "all-minilm-l6-v2.onnx";
  private static final String TOKENIZER = "all-minilm-l6-v2-tokenizer.json";

  private MiniLm() {}

  static PretrainedBert open() throws IOException {
    byte[] tokenizer;
    try (InputStream in = resource(TOKENIZER)) {
      tokenizer = in.readAllBytes();
    }
    TokenizerJson.check(TOKENIZER, tokenizer, SHAPE.vocabulary());
    try (InputStream in = resource(WEIGHTS)) {
      return CheckedBert.of(SHAPE, tokenizer, Onnx.open(TensorFile.unpack(WEIGHTS, in)));
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
