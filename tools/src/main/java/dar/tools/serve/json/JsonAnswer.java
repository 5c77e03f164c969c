package dar.tools.serve.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.base.CharMatcher;
import dar.graph.input.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.proto.TensorProto;
import tensorflow.serving.ClassificationResult;
import tensorflow.serving.RegressionResult;

/** The bodies of answers, in UTF-8. Names stand in their alphabetical order. */
public final class JsonAnswer {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String RESULTS = "results";

  private JsonAnswer() {}

  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /** An object of one member. */
  private static byte[] object(String key, Content value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeFieldName(key);
      value.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it goes to memory
    }
    return bytes.toByteArray();
  }

  /** What went wrong, in one line. */
  public static byte[] error(String message) {
    return object(
        "error", json -> json.writeString(CharMatcher.javaIsoControl().replaceFrom(message, ' ')));
  }

  /** An answer to {@code :predict}: the only tensor itself, or each by name. */
  public static byte[] prediction(PredictRequest.Form form, Map<String, TensorProto> outputs) {
    Map<String, TensorWriter> writers = new LinkedHashMap<>();
    new TreeMap<>(outputs)
        .forEach((name, tensor) -> writers.put(name, new TensorWriter(name, tensor)));
    return switch (form) {
      case ROW -> {
        long batch = batch(writers);
        yield object("predictions", json -> rows(json, batch, writers));
      }
      case COLUMN -> object("outputs", json -> tensors(json, 0, writers));
    };
  }

  /** The size of the first axis of all. */
  private static long batch(Map<String, TensorWriter> writers) {
    long batch = -1;
    for (Map.Entry<String, TensorWriter> output : writers.entrySet()) {
      if (output.getValue().sizes().isEmpty()) {
        throw new BadInputException(
            "Tensor name: %s has no shape information".formatted(output.getKey()));
      }
      long size = output.getValue().sizes().get(0);
      if (batch >= 0 && size != batch) {
        throw new BadInputException(
            "Tensor name: %s has inconsistent batch size: %d expecting: %d"
                .formatted(output.getKey(), size, batch));
      }
      batch = size;
    }
    return batch;
  }

  private static void rows(JsonGenerator json, long batch, Map<String, TensorWriter> writers)
      throws IOException {
    json.writeStartArray();
    for (long i = 0; i < batch; i++) {
      tensors(json, 1, writers);
    }
    json.writeEndArray();
  }

  private static void tensors(JsonGenerator json, int axis, Map<String, TensorWriter> writers)
      throws IOException {
    if (writers.size() == 1) {
      writers.values().iterator().next().write(json, axis);
      return;
    }
    json.writeStartObject();
    for (Map.Entry<String, TensorWriter> output : writers.entrySet()) {
      json.writeFieldName(output.getKey());
      output.getValue().write(json, axis);
    }
    json.writeEndObject();
  }

  /** An answer to {@code :classify}: of each example, pairs of label and score. */
  public static byte[] classification(ClassificationResult result) {
    return object(
        RESULTS,
        json -> {
          json.writeStartArray();
          for (var example : result.getClassificationsList()) {
            json.writeStartArray();
            for (var pair : example.getClassesList()) {
              json.writeStartArray();
              json.writeString(pair.getLabel());
              json.writeNumber(DecimalText.of(pair.getScore()));
              json.writeEndArray();
            }
            json.writeEndArray();
          }
          json.writeEndArray();
        });
  }

  /** An answer to {@code :regress}: a number for each example. */
  public static byte[] regression(RegressionResult result) {
    return object(
        RESULTS,
        json -> {
          json.writeStartArray();
          for (var example : result.getRegressionsList()) {
            json.writeNumber(DecimalText.of(example.getValue()));
          }
          json.writeEndArray();
        });
  }
}
