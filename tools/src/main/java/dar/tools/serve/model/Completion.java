package dar.tools.serve.model;

import com.google.protobuf.ByteString;
import dar.graph.input.InputNames;
import dar.graph.language.Tokenizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Fills what a request leaves out of the inputs of a prediction: sentences become tokens, and what
 * is not given is missing, as {@link dar.savedmodel.LoadedModel#predict} has it.
 *
 * @param tokenizer of the model's sentences, if it reads any
 */
record Completion(Optional<Tokenizer> tokenizer) implements AutoCloseable {
  /** Strings [B], in place of {@code language_ids} and {@code language_mask}. */
  static final String TEXT = "text";

  /** More than any sentence of a model is read of; longer ones would keep the tokenizer busy. */
  private static final int LONGEST = 1 << 16;

  /**
   * All inputs of a request.
   *
   * @param given at least one, or it is left as it is
   */
  Map<String, TensorProto> of(ServedSignature signature, Map<String, TensorProto> given) {
    if (!signature.batched() || given.isEmpty()) {
      return given;
    }
    Map<String, TensorProto> inputs = new HashMap<>(given);
    Map<String, TensorInfo> wanted = signature.definition().getInputsMap();
    if (given.containsKey(TEXT) && !wanted.containsKey(TEXT)) {
      replace(inputs, wanted);
    }
    if (inputs.containsKey(InputNames.LANGUAGE_IDS)
        != inputs.containsKey(InputNames.LANGUAGE_MASK)) {
      throw ServingException.invalid(
          "language_ids and language_mask: expected both or none, found one");
    }
    TensorShapeProto.Dim batch = batch(inputs);
    wanted.forEach((name, input) -> inputs.computeIfAbsent(name, absent -> zeros(input, batch)));
    return inputs;
  }

  private static TensorShapeProto.Dim batch(Map<String, TensorProto> inputs) {
    TensorShapeProto any = inputs.values().iterator().next().getTensorShape();
    return any.getDimCount() == 0 ? TensorShapeProto.Dim.getDefaultInstance() : any.getDim(0);
  }

  /** No values are zeros. */
  private static TensorProto zeros(TensorInfo input, TensorShapeProto.Dim batch) {
    return TensorProto.newBuilder()
        .setDtype(input.getDtype())
        .setTensorShape(input.getTensorShape().toBuilder().setDim(0, batch))
        .build();
  }

  private void replace(Map<String, TensorProto> inputs, Map<String, TensorInfo> wanted) {
    TensorProto text = inputs.remove(TEXT);
    if (tokenizer.isEmpty() || !wanted.containsKey(InputNames.LANGUAGE_IDS)) {
      throw ServingException.invalid(
          "text: expected a model that reads sentences, found one that does not");
    }
    if (inputs.containsKey(InputNames.LANGUAGE_IDS)
        || inputs.containsKey(InputNames.LANGUAGE_MASK)) {
      throw ServingException.invalid(
          "text: expected in place of language_ids and language_mask, found beside");
    }
    TensorShapeProto batch = text.getTensorShape();
    if (text.getDtype() != DataType.DT_STRING
        || batch.getDimCount() != 1
        || batch.getDim(0).getSize() != text.getStringValCount()) {
      throw ServingException.invalid("text: expected strings of shape [B], found something else");
    }
    TensorShapeProto.Dim length =
        wanted.get(InputNames.LANGUAGE_IDS).getTensorShape().getDim(1); // [B, T]
    TensorProto.Builder ids = empty(batch, length);
    TensorProto.Builder mask = empty(batch, length);
    text.getStringValList().forEach(sentence -> add(sentence, (int) length.getSize(), ids, mask));
    inputs.put(InputNames.LANGUAGE_IDS, ids.build());
    inputs.put(InputNames.LANGUAGE_MASK, mask.build());
  }

  private static TensorProto.Builder empty(TensorShapeProto batch, TensorShapeProto.Dim length) {
    return TensorProto.newBuilder()
        .setDtype(DataType.DT_INT32)
        .setTensorShape(batch.toBuilder().addDim(length));
  }

  private void add(
      ByteString sentence, int length, TensorProto.Builder ids, TensorProto.Builder mask) {
    if (sentence.size() > LONGEST || !sentence.isValidUtf8()) {
      throw ServingException.invalid(
          "text: expected at most %d bytes of UTF-8, found %s"
              .formatted(LONGEST, sentence.isValidUtf8() ? sentence.size() + "" : "other bytes"));
    }
    Tokenizer.Encoding encoding = tokenizer.orElseThrow().said(sentence.toStringUtf8(), length);
    for (int i = 0; i < length; i++) {
      ids.addIntVal(encoding.ids()[i]);
      mask.addIntVal(i < encoding.count() ? 1 : 0);
    }
  }

  @Override
  public void close() {
    tokenizer.ifPresent(Tokenizer::close);
  }
}
