package dar.tools.serve.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.tensorflow.proto.Example;
import tensorflow.serving.ExampleList;
import tensorflow.serving.ExampleListWithContext;
import tensorflow.serving.Input;

/** Reads what {@code :classify} and {@code :regress} are asked: examples, and what all share. */
public final class ExamplesReader {
  private static final String CONTEXT = "context";
  private static final String EXAMPLES = "examples";

  private ExamplesReader() {}

  /**
   * The examples of a body.
   *
   * @param method its name, for messages
   * @throws BadInputException if it holds none, or others than examples
   */
  public static Input read(JsonBody body, String method) {
    try {
      if (!body.has(CONTEXT)) {
        ExampleList.Builder list = ExampleList.newBuilder();
        examples(body, method, list::addExamples);
        return Input.newBuilder().setExampleList(list).build();
      }
      ExampleListWithContext.Builder list =
          ExampleListWithContext.newBuilder().setContext(example(body.at(CONTEXT)));
      examples(body, method, list::addExamples);
      return Input.newBuilder().setExampleListWithContext(list).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the bytes are in memory, and well formed
    }
  }

  private interface Taker {
    void take(Example example);
  }

  private static void examples(JsonBody body, String method, Taker taker) throws IOException {
    if (!body.has(EXAMPLES)) {
      throw body.refusal(
          "When method is %s, key 'examples' is expected and was not found".formatted(method));
    }
    JsonParser parser = body.at(EXAMPLES);
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw body.refusal("Expecting 'examples' value to be an list/array");
    }
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      throw body.refusal("'examples' value is an empty array");
    }
    for (; parser.currentToken() != JsonToken.END_ARRAY; parser.nextToken()) {
      taker.take(example(parser));
    }
  }

  private static Example example(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new BadInputException(
          "Example must be JSON object but got JSON " + TypeNames.of(parser.currentToken()));
    }
    Example.Builder example = Example.newBuilder();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      example.getFeaturesBuilder().putFeature(name, FeatureReader.read(parser, name));
    }
    return example.build();
  }
}
