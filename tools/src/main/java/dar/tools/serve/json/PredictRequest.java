package dar.tools.serve.json;

import com.google.common.collect.ImmutableMap;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;

/**
 * What {@code :predict} is asked.
 *
 * @param form the way the answer is to be told, too
 * @param inputs by name, in the order of the request
 */
public record PredictRequest(Form form, Map<String, TensorProto> inputs) {
  private static final String INSTANCES = "instances";
  private static final String INPUTS = "inputs";

  /** How tensors of several names are told. */
  public enum Form {
    /** A list of samples: {@code instances}, {@code predictions}. */
    ROW,
    /** A tensor for each name: {@code inputs}, {@code outputs}. */
    COLUMN
  }

  public PredictRequest {
    inputs = ImmutableMap.copyOf(inputs);
  }

  /**
   * Reads the inputs of a signature.
   *
   * @param types of all that can be given
   * @param required those that have to be
   * @throws BadInputException if the body does not hold such inputs
   */
  public static PredictRequest read(
      JsonBody body, Map<String, DataType> types, Set<String> required) {
    boolean row = body.has(INSTANCES);
    if (row && body.has(INPUTS)) {
      throw body.refusal(
          "Not formatted correctly expecting only one of 'inputs' or 'instances' keys to exist");
    }
    try {
      if (row) {
        return new PredictRequest(
            Form.ROW, new RowReader(body, types, required).read(body.at(INSTANCES)));
      }
      if (body.has(INPUTS)) {
        return new PredictRequest(
            Form.COLUMN, new ColumnReader(body, types, required).read(body.at(INPUTS)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the bytes are in memory, and well formed
    }
    throw new BadInputException("Missing 'inputs' or 'instances' key");
  }
}
