package dar.training.pickle;

import com.google.common.math.LongMath;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A NumPy array whose content stays in the file.
 *
 * @param type its element type
 * @param shape the size of each axis
 * @param fortran whether the first axis varies fastest
 * @param payload where its elements lie; null for an array of objects
 * @param objects its elements, of an array of objects; otherwise empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NumpyArray(
    ElementType type, long[] shape, boolean fortran, Payload payload, List<PickleValue> objects) {

  /** The number of elements of a shape; {@code Long.MAX_VALUE} where a long cannot hold it. */
  static long elements(long[] shape) {
    return Arrays.stream(shape).reduce(1, LongMath::saturatedMultiply);
  }

  long elements() {
    return elements(shape);
  }

  String describe() {
    return "a %s array of shape %s"
        .formatted(
            type.kind().name().toLowerCase(Locale.ROOT),
            Arrays.stream(shape)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(", ", "[", "]")));
  }
}
