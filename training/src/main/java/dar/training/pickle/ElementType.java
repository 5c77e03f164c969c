package dar.training.pickle;

import dar.training.data.Float16;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A NumPy element type.
 *
 * @param kind NumPy's letter, spelt out
 * @param size the bytes of an element
 * @param order its byte order
 */
record ElementType(Kind kind, int size, ByteOrder order) {
  enum Kind {
    FLOAT,
    SIGNED,
    UNSIGNED,
    BOOLEAN,
    TEXT,
    BYTES,
    OBJECT
  }

  private static final int CODE_POINT_BYTES = 4;

  /**
   * The type of a code such as {@code f4}, {@code U20}, {@code O8} and a byte order, one of {@code
   * < > |}; null where it is none of those that data has.
   */
  static ElementType of(String code, String order) {
    ByteOrder byteOrder = order.equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    if (!code.matches("[fiubUSO][0-9]{1,6}") || !order.matches("[<>|]")) {
      return null;
    }
    int size = Integer.parseInt(code.substring(1));
    return switch (code.charAt(0)) {
      case 'f' ->
          size == 2 || size == 4 || size == 8 ? new ElementType(Kind.FLOAT, size, byteOrder) : null;
      case 'i' -> isWhole(size) ? new ElementType(Kind.SIGNED, size, byteOrder) : null;
      case 'u' -> isWhole(size) ? new ElementType(Kind.UNSIGNED, size, byteOrder) : null;
      case 'b' -> size == 1 ? new ElementType(Kind.BOOLEAN, size, byteOrder) : null;
      case 'U' -> new ElementType(Kind.TEXT, size * CODE_POINT_BYTES, byteOrder);
      case 'S' -> new ElementType(Kind.BYTES, size, byteOrder);
      default -> new ElementType(Kind.OBJECT, 0, byteOrder);
    };
  }

  private static boolean isWhole(int size) {
    return size == 1 || size == 2 || size == 4 || size == 8;
  }

  boolean isNumber() {
    return switch (kind) {
      case FLOAT, SIGNED, UNSIGNED, BOOLEAN -> true;
      case TEXT, BYTES, OBJECT -> false;
    };
  }

  /** The number at a place of a buffer that has this type's byte order. */
  double number(ByteBuffer bytes, int at) {
    if (kind == Kind.FLOAT) {
      return switch (size) {
        case 2 -> Float16.toFloat(bytes.getShort(at));
        case 4 -> bytes.getFloat(at);
        default -> bytes.getDouble(at);
      };
    }
    return whole(bytes, at);
  }

  private double whole(ByteBuffer bytes, int at) {
    boolean unsigned = kind != Kind.SIGNED;
    return switch (size) {
      case 1 -> unsigned ? Byte.toUnsignedInt(bytes.get(at)) : bytes.get(at);
      case 2 -> unsigned ? Short.toUnsignedInt(bytes.getShort(at)) : bytes.getShort(at);
      case 4 -> unsigned ? Integer.toUnsignedLong(bytes.getInt(at)) : bytes.getInt(at);
      default -> {
        long value = bytes.getLong(at);
        yield unsigned && value < 0 ? (double) (value >>> 1) * 2 : (double) value;
      }
    };
  }
}
