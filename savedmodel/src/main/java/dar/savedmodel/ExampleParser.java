package dar.savedmodel;

import dar.graph.input.InputNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * Makes the inputs of a prediction of {@code tf.Example}, in the graph. A feature has the name of
 * an input and its numbers in C order, floats or whole numbers of 64 bits.
 *
 * <p>One that an example lacks is zeros, which is to say that the modality is missing. Only without
 * {@code language_mask}, the tokens that are not padding count as real, so that ids alone are
 * heard.
 */
final class ExampleParser {
  private static final long NOT_GIVEN = -1;

  private ExampleParser() {}

  /**
   * Parses a batch.
   *
   * @param examples serialized, [B]
   * @param inputs what the prediction takes, by name
   * @return [B, ...] each, by name
   */
  static Map<String, Operand<?>> parse(
      Ops tf, Operand<TString> examples, Map<String, TensorInfo> inputs) {
    List<String> names = inputs.keySet().stream().sorted().toList();
    List<Operand<?>> absent = new ArrayList<>();
    List<Shape> shapes = new ArrayList<>();
    for (String name : names) {
      TensorInfo input = inputs.get(name);
      Shape shape = Signatures.shape(input).takeLast(input.getTensorShape().getDimCount() - 1);
      shapes.add(shape);
      absent.add(absent(tf, name, input, tf.constant(shape)));
    }
    Operand<TString> none = texts(tf, List.of());
    var values =
        tf.io
            .parseExample(
                examples,
                none, // the examples have no names
                none, // nothing sparse
                texts(tf, names),
                none, // nothing ragged
                absent,
                0L,
                List.of(),
                List.of(),
                List.of(),
                shapes)
            .denseValues();
    Map<String, Operand<?>> parsed = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      parsed.put(names.get(i), values.get(i));
    }
    if (parsed.containsKey(InputNames.LANGUAGE_MASK)) {
      parsed.computeIfPresent(
          InputNames.LANGUAGE_MASK,
          (name, mask) -> mask(tf, mask, parsed.get(InputNames.LANGUAGE_IDS)));
    }
    parsed.replaceAll((name, value) -> isWhole(inputs.get(name)) ? narrow(tf, value) : value);
    return parsed;
  }

  private static boolean isWhole(TensorInfo input) {
    return input.getDtype() == DataType.DT_INT32;
  }

  private static Operand<TString> texts(Ops tf, List<String> texts) {
    return tf.constant(Shape.of(texts.size()), DataBuffers.ofObjects(texts.toArray(String[]::new)));
  }

  private static Operand<?> absent(Ops tf, String name, TensorInfo input, Operand<TInt64> shape) {
    if (isWhole(input)) {
      return tf.fill(shape, tf.constant(name.equals(InputNames.LANGUAGE_MASK) ? NOT_GIVEN : 0L));
    }
    return tf.fill(shape, tf.constant(0f));
  }

  private static Operand<?> mask(Ops tf, Operand<?> mask, Operand<?> ids) {
    Operand<TInt64> given = mask.asOutput().expect(TInt64.class);
    Operand<TInt64> tokens = ids.asOutput().expect(TInt64.class);
    return tf.select(
        tf.math.equal(given, tf.constant(NOT_GIVEN)),
        tf.dtypes.cast(tf.math.notEqual(tokens, tf.constant(0L)), TInt64.class),
        given);
  }

  private static Operand<TInt32> narrow(Ops tf, Operand<?> whole) {
    return tf.dtypes.cast(whole.asOutput().expect(TInt64.class), TInt32.class);
  }
}
