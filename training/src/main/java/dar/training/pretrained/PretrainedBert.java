package dar.training.pretrained;

import dar.graph.input.BertShape;

/**
 * The weights of a BERT encoder and the tokenizer they were trained with. Every variable is there
 * and has its shape; the values stay on disk until they are read. Reading is safe from one thread
 * at a time.
 */
public interface PretrainedBert extends AutoCloseable {
  /** The sizes, from the configuration file. */
  BertShape shape();

  /**
   * The values of one variable in C order; a kernel is [in, out].
   *
   * @param variable a name of {@link BertShape#variables()}
   * @throws dar.graph.input.BadInputException where a value is not finite
   */
  float[] read(String variable);

  /** The {@code tokenizer.json} of Hugging Face: a BERT word piece tokenizer, [UNK] is 100. */
  byte[] tokenizer();

  /** The SHA-256 of sizes, tokenizer and weights. Each call reads the weights from end to end. */
  String hash();

  @Override
  void close();
}
