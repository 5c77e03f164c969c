package dar.tools.bench;

import com.google.common.base.Splitter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.GraphOperation;
import org.tensorflow.ndarray.Shape;

/**
 * A product of two tensors by the letters of their axes.
 *
 * @param left a letter an axis
 * @param right a letter an axis
 */
record Einsum(String left, String right) {

  /** As in "btd,df->btf". */
  static Einsum parse(String equation) {
    List<String> terms =
        Splitter.on(',').splitToList(equation.substring(0, equation.indexOf("->")));
    if (terms.size() != 2 || equation.contains("...")) {
      throw new IllegalArgumentException(
          "Einsum: expected two tensors with a letter for each axis, found " + equation);
    }
    return new Einsum(terms.get(0), terms.get(1));
  }

  static Einsum of(GraphOperation op) {
    return parse(op.attributes().getAttrString("equation"));
  }

  /** A multiplication and an addition for each combination of all axes. */
  long operations(Shape leftShape, Shape rightShape) {
    Map<Character, Long> sizes = new HashMap<>();
    put(sizes, left, leftShape);
    put(sizes, right, rightShape);
    return 2 * sizes.values().stream().reduce(1L, Math::multiplyExact);
  }

  private static void put(Map<Character, Long> sizes, String letters, Shape shape) {
    for (int i = 0; i < letters.length(); i++) {
      sizes.put(letters.charAt(i), shape.get(i));
    }
  }
}
