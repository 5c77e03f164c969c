package dar.training.pretrained;

import dar.graph.file.OneLine;
import dar.graph.input.BadInputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of Hugging Face's {@code BertModel}, {@code
 * encoder.layer.0.attention.self.query.weight}, with anything before them ({@code bert.}). A {@code
 * weight} of a linear map is [out, in], our kernel is [in, out]. LayerNorm's {@code gamma} and
 * {@code beta} are what it called {@code weight} and {@code bias} before 2019.
 */
final class HuggingFace {
  /** What the names of an encoder begin with, whatever stands before. */
  private static final String FIRST = "embeddings.word_embeddings.weight";

  private static final Pattern EMBEDDING =
      Pattern.compile("(embeddings\\.(?:word|position|token_type)_embeddings)\\.weight");
  private static final Pattern NORM =
      Pattern.compile("(.*LayerNorm)\\.(?:(weight|gamma)|(?:bias|beta))");
  private static final Pattern LINEAR =
      Pattern.compile("(encoder\\.layer\\..*(?:query|key|value|dense))\\.(weight|kernel|bias)");

  private HuggingFace() {}

  /** The tensors by our names; those that are no variable of an encoder are left out. */
  static Map<String, StoredTensor> rename(TensorFile file, Map<String, StoredTensor> found) {
    String prefix = prefix(file, found);
    Map<String, StoredTensor> renamed = new HashMap<>();
    found.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            put(file, renamed, name.substring(prefix.length()), tensor);
          }
        });
    return renamed;
  }

  private static String prefix(TensorFile file, Map<String, StoredTensor> found) {
    List<String> first = found.keySet().stream().filter(n -> n.endsWith(FIRST)).sorted().toList();
    if (first.isEmpty()) {
      throw file.error("the weights of a BERT with " + FIRST, "none");
    }
    if (first.size() > 1) {
      throw file.error(
          "one encoder", OneLine.of(first.get(0)) + " and " + OneLine.of(first.get(1)));
    }
    return first.get(0).substring(0, first.get(0).length() - FIRST.length());
  }

  private static void put(
      TensorFile file, Map<String, StoredTensor> renamed, String name, StoredTensor tensor) {
    Matcher embedding = EMBEDDING.matcher(name);
    Matcher norm = NORM.matcher(name);
    Matcher linear = LINEAR.matcher(name);
    if (embedding.matches()) {
      put(file, renamed, embedding.group(1), "", tensor);
    } else if (norm.matches()) {
      put(file, renamed, norm.group(1), norm.group(2) == null ? "/beta" : "/gamma", tensor);
    } else if (linear.matches()) {
      switch (linear.group(2)) {
        case "weight" ->
            put(file, renamed, linear.group(1), "/kernel", transpose(file, name, tensor));
        case "kernel" -> put(file, renamed, linear.group(1), "/kernel", tensor);
        default -> put(file, renamed, linear.group(1), "/bias", tensor);
      }
    }
  }

  private static StoredTensor transpose(TensorFile file, String name, StoredTensor tensor) {
    if (tensor.shape().numDimensions() != 2) {
      throw file.error(OneLine.of(name), "two axes", tensor.shape());
    }
    return tensor.transpose();
  }

  private static void put(
      TensorFile file,
      Map<String, StoredTensor> renamed,
      String path,
      String last,
      StoredTensor tensor) {
    String variable = path.replace("encoder.layer.", "encoder/layer_").replace('.', '/') + last;
    if (renamed.put(variable, tensor) != null) {
      throw new BadInputException(
          "%s: %s: expected one tensor of it, found two"
              .formatted(file.subject(), OneLine.of(variable)));
    }
  }
}
