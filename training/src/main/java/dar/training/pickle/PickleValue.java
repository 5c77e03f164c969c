package dar.training.pickle;

import java.util.List;
import java.util.Map;

/** What a data pickle can hold. */
sealed interface PickleValue {

  /** What it is called in messages. */
  String describe();

  /** A value without content. */
  enum Constant implements PickleValue {
    NONE,
    FALSE,
    TRUE;

    @Override
    public String describe() {
      return name();
    }
  }

  /** An int of at most 64 bits. */
  record Whole(long value) implements PickleValue {
    @Override
    public String describe() {
      return "the int " + value;
    }
  }

  /** A float. */
  record Real(double value) implements PickleValue {
    @Override
    public String describe() {
      return "the float " + value;
    }
  }

  /** A text, UTF-8 in the file. */
  record Text(Payload payload) implements PickleValue {
    @Override
    public String describe() {
      return "a text";
    }
  }

  /** Bytes, or a byte array. */
  record Bytes(Payload payload) implements PickleValue {
    @Override
    public String describe() {
      return "%d bytes".formatted(payload.length());
    }
  }

  /** A tuple or a list; only a list grows. */
  record Items(List<PickleValue> values, boolean tuple) implements PickleValue {
    @Override
    public String describe() {
      return "a %s of %d".formatted(tuple ? "tuple" : "list", values.size());
    }
  }

  /** A dict whose keys are texts. */
  record Table(Map<String, PickleValue> entries) implements PickleValue {
    @Override
    public String describe() {
      return "a dict of %d".formatted(entries.size());
    }
  }

  /** A NumPy element type; BUILD gives it its byte order. */
  final class ElementTypeValue implements PickleValue {
    private final String code;
    private ElementType type;

    ElementTypeValue(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }

    /** The type, or null before BUILD. */
    ElementType type() {
      return type;
    }

    void build(ElementType built) {
      type = built;
    }

    @Override
    public String describe() {
      return "the element type " + code;
    }
  }

  /** A NumPy array; BUILD gives it its content. */
  final class ArrayValue implements PickleValue {
    private NumpyArray array;

    /** The array, or null before BUILD. */
    NumpyArray array() {
      return array;
    }

    void build(NumpyArray built) {
      array = built;
    }

    @Override
    public String describe() {
      return array == null ? "an array without content" : array.describe();
    }
  }

  /** A NumPy scalar. */
  record Scalar(ElementType type, Payload payload) implements PickleValue {
    @Override
    public String describe() {
      return "a NumPy scalar";
    }
  }

  /** One of the names that a data pickle may refer to. */
  enum Global implements PickleValue {
    ARRAY,
    ELEMENT_TYPE,
    RECONSTRUCT,
    SCALAR,
    FROM_BUFFER,
    ENCODE,
    EMPTY_BYTES;

    private static final Map<String, Global> NAMES =
        Map.ofEntries(
            Map.entry("numpy ndarray", ARRAY),
            Map.entry("numpy dtype", ELEMENT_TYPE),
            Map.entry("numpy.core.multiarray _reconstruct", RECONSTRUCT),
            Map.entry("numpy._core.multiarray _reconstruct", RECONSTRUCT),
            Map.entry("numpy.core.multiarray scalar", SCALAR),
            Map.entry("numpy._core.multiarray scalar", SCALAR),
            Map.entry("numpy.core.numeric _frombuffer", FROM_BUFFER),
            Map.entry("numpy._core.numeric _frombuffer", FROM_BUFFER),
            Map.entry("_codecs encode", ENCODE),
            // Protocol 2 writes b"" as bytes().
            Map.entry("__builtin__ bytes", EMPTY_BYTES),
            Map.entry("builtins bytes", EMPTY_BYTES));

    /** The global of a module and a name, or null where it is none of these. */
    static Global of(String module, String name) {
      return NAMES.get(module + " " + name);
    }

    @Override
    public String describe() {
      return "the global " + name();
    }
  }
}
