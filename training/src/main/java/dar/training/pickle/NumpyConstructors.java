package dar.training.pickle;

import dar.graph.file.OneLine;
import dar.training.pickle.PickleValue.ArrayValue;
import dar.training.pickle.PickleValue.Bytes;
import dar.training.pickle.PickleValue.Constant;
import dar.training.pickle.PickleValue.ElementTypeValue;
import dar.training.pickle.PickleValue.Global;
import dar.training.pickle.PickleValue.Items;
import dar.training.pickle.PickleValue.Scalar;
import dar.training.pickle.PickleValue.Text;
import dar.training.pickle.PickleValue.Whole;
import java.io.IOException;
import java.util.List;

/**
 * What REDUCE and BUILD may do, as NumPy writes it:
 *
 * <pre>
 * _reconstruct(ndarray, (0,), b'b')              an array; BUILD (1, shape, dtype, fortran, data)
 * _frombuffer(data, dtype, shape, 'C' or 'F')    an array
 * dtype('f4', False, True)                       a type; BUILD (3, '<', None, None, None, ..)
 * scalar(dtype, data)                            a number
 * _codecs.encode(text, 'latin1')                 bytes, in protocol 2
 * bytes()                                        b'', in protocol 2
 * </pre>
 */
final class NumpyConstructors {
  private static final int MOST_AXES = 8;
  private static final int NAME_BYTES = 64;

  private final PickleFile file;

  NumpyConstructors(PickleFile file) {
    this.file = file;
  }

  /** The value of calling {@code callable}, a REDUCE at byte {@code at}. */
  PickleValue reduce(long at, PickleValue callable, PickleValue arguments) throws IOException {
    List<PickleValue> list = tuple(at, arguments, "the arguments of a call");
    if (!(callable instanceof Global global)) {
      throw file.error(at, "a constructor of NumPy", callable.describe());
    }
    return switch (global) {
      case RECONSTRUCT -> {
        count(at, list, 3, "the arguments of _reconstruct");
        if (list.get(0) != Global.ARRAY) {
          throw file.error(at, "numpy.ndarray", list.get(0).describe());
        }
        yield new ArrayValue();
      }
      case ELEMENT_TYPE -> {
        count(at, list, 3, "the arguments of dtype");
        yield new ElementTypeValue(text(at, list.get(0), "the code of an element type"));
      }
      case FROM_BUFFER -> {
        count(at, list, 4, "the arguments of _frombuffer");
        ArrayValue value = new ArrayValue();
        boolean fortran = text(at, list.get(3), "C or F").equals("F");
        value.build(array(at, list.get(2), list.get(1), fortran, list.get(0)));
        yield value;
      }
      case SCALAR -> {
        count(at, list, 2, "the arguments of scalar");
        ElementType type = type(at, list.get(0));
        Payload payload = bytes(at, list.get(1));
        if (type.kind() == ElementType.Kind.OBJECT || payload.length() != type.size()) {
          throw file.error(at, type.size() + " bytes of a scalar", list.get(1).describe());
        }
        yield new Scalar(type, payload);
      }
      case ENCODE -> {
        count(at, list, 2, "the arguments of _codecs.encode");
        String codec = text(at, list.get(1), "latin1");
        if (!codec.equals("latin1") || !(list.get(0) instanceof Text text)) {
          throw file.error(at, "a text to encode as latin1", list.get(0).describe());
        }
        yield new Bytes(file.latin1(text.payload()));
      }
      case EMPTY_BYTES -> {
        count(at, list, 0, "no arguments of bytes");
        yield new Bytes(new Payload(false, at, 0));
      }
      case ARRAY -> throw file.error(at, "a constructor of NumPy", global.describe());
    };
  }

  /** Gives {@code target} its state, a BUILD at byte {@code at}. */
  void build(long at, PickleValue target, PickleValue state) throws IOException {
    if (target instanceof ElementTypeValue type && type.type() == null) {
      type.build(built(at, type, tuple(at, state, "the state of an element type")));
    } else if (target instanceof ArrayValue array && array.array() == null) {
      List<PickleValue> list = tuple(at, state, "the state of an array");
      count(at, list, 5, "the state of an array");
      boolean fortran = list.get(3) == Constant.TRUE;
      array.build(array(at, list.get(1), list.get(2), fortran, list.get(4)));
    } else {
      throw file.error(at, "an array or an element type to build", target.describe());
    }
  }

  private ElementType built(long at, ElementTypeValue value, List<PickleValue> state)
      throws IOException {
    boolean plain =
        state.size() == 8 && state.subList(2, 5).stream().allMatch(Constant.NONE::equals);
    if (!plain) {
      throw file.error(at, "an element type without fields", "one with fields");
    }
    ElementType type = ElementType.of(value.code(), text(at, state.get(1), "a byte order"));
    if (type == null) {
      throw file.error(
          at,
          "an element type of floats, ints, bools, texts, bytes or objects",
          OneLine.of(value.code()));
    }
    return type;
  }

  private NumpyArray array(
      long at, PickleValue shape, PickleValue type, boolean fortran, PickleValue data)
      throws IOException {
    ElementType elementType = type(at, type);
    long[] axes = shape(at, shape);
    long elements = NumpyArray.elements(axes);
    if (elementType.kind() == ElementType.Kind.OBJECT) {
      if (!(data instanceof Items items) || items.values().size() != elements || fortran) {
        throw file.error(at, "a list of %d objects".formatted(elements), data.describe());
      }
      return new NumpyArray(elementType, axes, false, null, items.values());
    }
    Payload payload = bytes(at, data);
    // Divided, not multiplied: the product may not fit into a long.
    boolean fits =
        (elements == 0 || elementType.size() == 0)
            ? payload.length() == 0
            : payload.length() % elementType.size() == 0
                && payload.length() / elementType.size() == elements;
    if (!fits) {
      NumpyArray array = new NumpyArray(elementType, axes, fortran, payload, List.of());
      throw file.error(at, "the bytes of " + array.describe(), data.describe());
    }
    return new NumpyArray(elementType, axes, fortran, payload, List.of());
  }

  private long[] shape(long at, PickleValue shape) {
    List<PickleValue> axes = tuple(at, shape, "a shape");
    if (axes.size() > MOST_AXES) {
      throw file.error(at, "at most %d axes".formatted(MOST_AXES), shape.describe());
    }
    long[] sizes = new long[axes.size()];
    for (int i = 0; i < sizes.length; i++) {
      if (!(axes.get(i) instanceof Whole size) || size.value() < 0) {
        throw file.error(at, "the size of an axis", axes.get(i).describe());
      }
      sizes[i] = size.value();
    }
    return sizes;
  }

  private ElementType type(long at, PickleValue value) {
    if (value instanceof ElementTypeValue type && type.type() != null) {
      return type.type();
    }
    throw file.error(at, "a complete element type", value.describe());
  }

  private Payload bytes(long at, PickleValue value) {
    if (value instanceof Bytes bytes) {
      return bytes.payload();
    }
    throw file.error(at, "bytes", value.describe());
  }

  private List<PickleValue> tuple(long at, PickleValue value, String what) {
    if (value instanceof Items items && items.tuple()) {
      return items.values();
    }
    throw file.error(at, what + " as a tuple", value.describe());
  }

  private void count(long at, List<PickleValue> list, int expected, String what) {
    if (list.size() != expected) {
      throw file.error(at, "%s, %d".formatted(what, expected), Integer.toString(list.size()));
    }
  }

  private String text(long at, PickleValue value, String what) throws IOException {
    if (value instanceof Text text) {
      return file.text(text.payload(), NAME_BYTES);
    }
    throw file.error(at, what, value.describe());
  }
}
