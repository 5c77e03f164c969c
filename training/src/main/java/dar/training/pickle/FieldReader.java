package dar.training.pickle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dar.training.pickle.PickleValue.ArrayValue;
import dar.training.pickle.PickleValue.Bytes;
import dar.training.pickle.PickleValue.Constant;
import dar.training.pickle.PickleValue.Items;
import dar.training.pickle.PickleValue.Real;
import dar.training.pickle.PickleValue.Scalar;
import dar.training.pickle.PickleValue.Text;
import dar.training.pickle.PickleValue.Whole;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the small fields of a split, a number or a text a sample, whether they are lists or arrays.
 * Features are not small: see {@link RowReader}.
 */
final class FieldReader {
  private static final int MOST_ROWS = 4_000_000;
  private static final int LONGEST_TEXT_BYTES = 1 << 20;
  private static final long MOST_CHARACTERS = 1L << 26;

  private final PickleFile file;
  private long characters;

  FieldReader(PickleFile file) {
    this.file = file;
  }

  /** One number a sample: a list, or an array [N] or [N, 1]. */
  float[] numbers(String subject, PickleValue value, String what) throws IOException {
    if (value instanceof ArrayValue array
        && array.array() != null
        && array.array().type().isNumber()) {
      return numbers(rows(subject, array.array()));
    }
    List<PickleValue> items = items(subject, value, what);
    float[] numbers = new float[items.size()];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = number(subject, row, items.get(row));
    }
    return numbers;
  }

  /** One text a sample: a list of texts, or an array [N]. */
  List<String> texts(String subject, PickleValue value) throws IOException {
    List<String> texts = new ArrayList<>();
    if (value instanceof ArrayValue array
        && array.array() != null
        && array.array().type().kind() != ElementType.Kind.OBJECT) {
      NumpyArray content = rows(subject, array.array());
      for (int row = 0; row < content.shape()[0]; row++) {
        texts.add(spend(subject, element(content, row)));
      }
      return texts;
    }
    List<PickleValue> items = items(subject, value, "texts");
    for (int row = 0; row < items.size(); row++) {
      texts.add(spend(subject, text(subject, row, items.get(row))));
    }
    return texts;
  }

  private float[] numbers(NumpyArray array) throws IOException {
    float[] numbers = new float[(int) array.shape()[0]];
    if (numbers.length == 0) {
      return numbers; // its other axes may be of any size
    }
    new RowReader(file, array)
        .forEachSlab((first, rows, values) -> System.arraycopy(values, 0, numbers, first, rows));
    return numbers;
  }

  /** Checks that an array has one element a row. */
  private NumpyArray rows(String subject, NumpyArray array) {
    long[] shape = array.shape();
    if (shape.length == 0 || array.elements() != shape[0] || shape[0] > MOST_ROWS) {
      throw file.error(subject, "one value a sample, of at most " + MOST_ROWS, array.describe());
    }
    return array;
  }

  private List<PickleValue> items(String subject, PickleValue value, String what) {
    if (value instanceof Items items) {
      return items.values();
    }
    if (value instanceof ArrayValue array && array.array() != null) {
      NumpyArray content = rows(subject, array.array());
      if (content.type().kind() == ElementType.Kind.OBJECT) {
        return content.objects();
      }
    }
    throw file.error(subject, what, value.describe());
  }

  private float number(String subject, int row, PickleValue value) throws IOException {
    if (value instanceof Whole whole) {
      return whole.value();
    }
    if (value instanceof Real real) {
      return (float) real.value();
    }
    if (value instanceof Scalar scalar && scalar.type().isNumber()) {
      return (float) scalar.type().number(content(scalar.type(), scalar.payload(), 0), 0);
    }
    if (value instanceof ArrayValue array
        && array.array() != null
        && array.array().type().isNumber()
        && array.array().elements() == 1) {
      ElementType type = array.array().type();
      return (float) type.number(content(type, array.array().payload(), 0), 0);
    }
    throw file.error(subject + ": row " + row, "a number", value.describe());
  }

  private String text(String subject, int row, PickleValue value) throws IOException {
    if (value instanceof Text text) {
      return file.text(text.payload(), LONGEST_TEXT_BYTES);
    }
    if (value instanceof Bytes bytes) {
      return file.text(bytes.payload(), LONGEST_TEXT_BYTES);
    }
    if (value instanceof Whole whole) {
      return Long.toString(whole.value());
    }
    if (value instanceof Scalar scalar) {
      return element(
          new NumpyArray(scalar.type(), new long[] {1}, false, scalar.payload(), List.of()), 0);
    }
    if (value == Constant.NONE) {
      return "";
    }
    throw file.error(subject + ": row " + row, "a text", value.describe());
  }

  private String element(NumpyArray array, int row) throws IOException {
    ElementType type = array.type();
    if (type.size() > LONGEST_TEXT_BYTES) {
      throw file.error(
          array.payload().offset(),
          "texts of at most %d bytes".formatted(LONGEST_TEXT_BYTES),
          array.describe());
    }
    ByteBuffer bytes = content(type, array.payload(), row);
    return switch (type.kind()) {
      case TEXT -> {
        StringBuilder text = new StringBuilder();
        while (bytes.hasRemaining()) {
          int codePoint = bytes.getInt();
          boolean whole =
              Character.isValidCodePoint(codePoint)
                  && Character.getType(codePoint) != Character.SURROGATE;
          text.appendCodePoint(whole ? codePoint : 0xfffd);
        }
        yield withoutPadding(text.toString());
      }
      case BYTES -> withoutPadding(UTF_8.decode(bytes).toString());
      case SIGNED, UNSIGNED, BOOLEAN -> Long.toString((long) type.number(bytes, 0));
      case FLOAT -> Double.toString(type.number(bytes, 0));
      case OBJECT -> throw new IllegalStateException("objects have no bytes");
    };
  }

  /** NumPy fills the end of a text with zeros. */
  private static String withoutPadding(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == 0) {
      end--;
    }
    return text.substring(0, end);
  }

  private ByteBuffer content(ElementType type, Payload payload, int row) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(type.size()).order(type.order());
    file.read(payload, (long) row * type.size(), bytes);
    return bytes;
  }

  private String spend(String subject, String text) {
    characters += text.length();
    if (characters > MOST_CHARACTERS) {
      throw file.error(subject, "at most %d characters in all".formatted(MOST_CHARACTERS), "more");
    }
    return text;
  }
}
