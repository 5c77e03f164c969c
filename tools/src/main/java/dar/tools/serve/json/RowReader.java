package dar.tools.serve.json;

import static com.google.common.collect.Iterables.getOnlyElement;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.base.Joiner;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;

/**
 * Reads {@code instances}: samples, each an object of its inputs by name, or the input itself where
 * there is one only. All have the same inputs, of the same shapes, which are stacked.
 */
final class RowReader {
  private final JsonBody body;
  private final Map<String, DataType> types;
  private final Set<String> required;
  private final Map<String, Stack> stacks = new LinkedHashMap<>();

  /** The names that the first has. */
  private Set<String> first = Set.of();

  private int count;

  RowReader(JsonBody body, Map<String, DataType> types, Set<String> required) {
    this.body = body;
    this.types = types;
    this.required = required;
  }

  Map<String, TensorProto> read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw body.refusal("Expecting 'instances' to be an list/array");
    }
    boolean objects = false;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      long from = parser.currentTokenLocation().getByteOffset();
      boolean object = entersObject(parser);
      if (count == 0) {
        objects = object;
        expectObjects(objects);
      } else if (object != objects) {
        throw new BadInputException(
            "Expecting %s at item %d of input list"
                .formatted(objects ? "object but got list" : "value/list but got object", count));
      }
      if (object) {
        named(parser, from);
      } else {
        String only = getOnlyElement(types.keySet());
        add(parser, only, "");
      }
      count++;
    }
    if (count == 0) {
      throw body.refusal("No values in 'instances' array");
    }
    Map<String, TensorProto> inputs = new LinkedHashMap<>();
    stacks.forEach((name, stack) -> inputs.put(name, stack.tensor(count)));
    return inputs;
  }

  /** Whether the element has named inputs; its first key is looked at, as bytes are an object. */
  private static boolean entersObject(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    parser.nextToken();
    return !Strings.BASE64.equals(parser.currentName());
  }

  private void expectObjects(boolean objects) {
    if (!objects && types.size() > 1) {
      throw new BadInputException(
          "instances is a plain list, but expecting list of objects as multiple input tensors"
              + " required as per tensorinfo_map");
    }
  }

  private void named(JsonParser parser, long from) throws IOException {
    Set<String> keys = new HashSet<>();
    for (; parser.currentToken() != JsonToken.END_OBJECT; parser.nextToken()) {
      String name = parser.currentName();
      keys.add(name);
      parser.nextToken();
      add(parser, name, " key: " + name);
    }
    if (count == 0 ? !keys.containsAll(required) : !keys.equals(first)) {
      throw new BadInputException(
          "Failed to process element: %d of 'instances' list. JSON object: %s keys must be equal to: %s"
              .formatted(
                  count,
                  body.objectExcerpt(from),
                  Joiner.on(',').join(new TreeSet<>(count == 0 ? required : first))));
    }
    first = keys;
  }

  private void add(JsonParser parser, String name, String key) throws IOException {
    try {
      if (!types.containsKey(name)) {
        throw new BadInputException("JSON object: does not have named input: " + name);
      }
      stacks
          .computeIfAbsent(name, n -> new Stack(body, new Elements(body, types.get(n))))
          .add(parser);
    } catch (BadInputException e) {
      throw new BadInputException(
          "Failed to process element: %d%s of 'instances' list. Error: INVALID_ARGUMENT: %s"
              .formatted(count, key, e.getMessage()),
          e);
    }
  }
}
