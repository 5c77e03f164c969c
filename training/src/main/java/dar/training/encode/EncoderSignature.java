package dar.training.encode;

import dar.graph.input.BadInputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * The names by which a signature takes tokens and gives vectors: those of Hugging Face, or those of
 * TensorFlow's Model Garden and TensorFlow Hub.
 *
 * @param ids word pieces, whole numbers [B, T]
 * @param mask 1 for a token and 0 for padding
 * @param types 0 throughout, where it is asked for
 * @param vectors floats [B, T, d]
 */
record EncoderSignature(String ids, String mask, Optional<String> types, String vectors) {
  private static final List<String> IDS = List.of("input_ids", "input_word_ids");
  private static final List<String> MASK = List.of("attention_mask", "input_mask");
  private static final List<String> TYPES = List.of("token_type_ids", "input_type_ids");
  private static final List<String> VECTORS = List.of("last_hidden_state", "sequence_output");

  /** Finds them; what does not fit is told without naming the file. */
  static EncoderSignature of(SignatureDef signature, int tokens) {
    Map<String, TensorInfo> inputs = new TreeMap<>(signature.getInputsMap());
    EncoderSignature found =
        new EncoderSignature(
            required(inputs, IDS),
            required(inputs, MASK),
            TYPES.stream().filter(inputs::containsKey).findFirst(),
            vectors(signature.getOutputsMap()));
    found.requireNoOthers(inputs);
    inputs.forEach((name, info) -> requireTokens(name, info, tokens));
    return found;
  }

  private static String required(Map<String, TensorInfo> inputs, List<String> names) {
    return names.stream()
        .filter(inputs::containsKey)
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "expected an input %s, found %s"
                        .formatted(String.join(" or ", names), inputs.keySet())));
  }

  private void requireNoOthers(Map<String, TensorInfo> inputs) {
    TreeSet<String> others = new TreeSet<>(inputs.keySet());
    others.removeAll(List.of(ids, mask));
    types.ifPresent(others::remove);
    if (!others.isEmpty()) {
      throw new BadInputException(
          "expected inputs of ids, mask and types alone, found also " + others);
    }
  }

  private static void requireTokens(String name, TensorInfo info, int tokens) {
    boolean whole = info.getDtype() == DataType.DT_INT32 || info.getDtype() == DataType.DT_INT64;
    boolean fits =
        info.getTensorShape().getUnknownRank()
            || (info.getTensorShape().getDimCount() == 2
                && List.of(-1L, (long) tokens).contains(info.getTensorShape().getDim(1).getSize()));
    if (!whole || !fits) {
      throw new BadInputException(
          "%s: expected whole numbers [B, %d], found %s %s"
              .formatted(name, tokens, info.getDtype(), sizes(info)));
    }
  }

  private static List<Long> sizes(TensorInfo info) {
    return info.getTensorShape().getDimList().stream().map(dim -> dim.getSize()).toList();
  }

  /** The output that is called so; otherwise the only one with an axis of steps. */
  private static String vectors(Map<String, TensorInfo> outputs) {
    Map<String, TensorInfo> candidates = new TreeMap<>(outputs);
    candidates
        .values()
        .removeIf(
            info ->
                info.getDtype() != DataType.DT_FLOAT || info.getTensorShape().getDimCount() != 3);
    return VECTORS.stream()
        .filter(candidates::containsKey)
        .findFirst()
        .or(
            () ->
                candidates.size() == 1
                    ? candidates.keySet().stream().findFirst()
                    : Optional.empty())
        .orElseThrow(
            () ->
                new BadInputException(
                    "expected one output of float32 [B, T, d], or one of them %s, found %s"
                        .formatted(
                            String.join(" or ", VECTORS),
                            candidates.isEmpty() ? "none" : candidates.keySet())));
  }
}
