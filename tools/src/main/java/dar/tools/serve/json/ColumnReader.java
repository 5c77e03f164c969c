package dar.tools.serve.json;

import static com.google.common.collect.Iterables.getOnlyElement;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;

/**
 * Reads {@code inputs}: an object of tensors by name, or the tensor itself where there is one input
 * only. A name that is unknown is refused, as in the row form: it would be taken for an input that
 * is missing.
 */
record ColumnReader(JsonBody body, Map<String, DataType> types, Set<String> required) {

  Map<String, TensorProto> read(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      parser.nextToken();
      if (!Strings.BASE64.equals(parser.currentName())) {
        return named(parser);
      }
    }
    if (types.size() > 1) {
      throw new BadInputException(
          "inputs is a plain value/list, but expecting an object as multiple input tensors"
              + " required as per tensorinfo_map");
    }
    String only = getOnlyElement(types.keySet());
    return Map.of(only, tensor(parser, types.get(only)));
  }

  private Map<String, TensorProto> named(JsonParser parser) throws IOException {
    Map<String, TensorProto> inputs = new LinkedHashMap<>();
    for (; parser.currentToken() != JsonToken.END_OBJECT; parser.nextToken()) {
      String name = parser.currentName();
      if (!types.containsKey(name)) {
        throw new BadInputException("JSON object: does not have named input: " + name);
      }
      parser.nextToken();
      inputs.put(name, tensor(parser, types.get(name)));
    }
    for (String name : required) {
      if (!inputs.containsKey(name)) {
        throw new BadInputException("Missing named input: %s in 'inputs' object.".formatted(name));
      }
    }
    return inputs;
  }

  private TensorProto tensor(JsonParser parser, DataType type) throws IOException {
    Elements elements = new Elements(body, type);
    List<Integer> shape = TensorReader.read(parser, body, elements);
    return elements.tensor(shape);
  }
}
