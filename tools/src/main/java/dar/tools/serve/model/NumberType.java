package dar.tools.serve.model;

import com.google.errorprone.annotations.Immutable;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint16;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** The types of numbers that can be asked and answered, and their fields in a message. */
enum NumberType {
  FLOAT(
      DataType.DT_FLOAT,
      TFloat32.class,
      Float.BYTES,
      TensorProto::getFloatValCount,
      (message, i, to) -> to.putFloat(message.getFloatVal(i)),
      (from, message) -> message.addFloatVal(from.getFloat())),
  DOUBLE(
      DataType.DT_DOUBLE,
      TFloat64.class,
      Double.BYTES,
      TensorProto::getDoubleValCount,
      (message, i, to) -> to.putDouble(message.getDoubleVal(i)),
      (from, message) -> message.addDoubleVal(from.getDouble())),
  INT32(
      DataType.DT_INT32,
      TInt32.class,
      Integer.BYTES,
      TensorProto::getIntValCount,
      (message, i, to) -> to.putInt(message.getIntVal(i)),
      (from, message) -> message.addIntVal(from.getInt())),
  INT64(
      DataType.DT_INT64,
      TInt64.class,
      Long.BYTES,
      TensorProto::getInt64ValCount,
      (message, i, to) -> to.putLong(message.getInt64Val(i)),
      (from, message) -> message.addInt64Val(from.getLong())),
  UINT8(
      DataType.DT_UINT8,
      TUint8.class,
      Byte.BYTES,
      TensorProto::getIntValCount,
      (message, i, to) -> to.put((byte) message.getIntVal(i)),
      (from, message) -> message.addIntVal(Byte.toUnsignedInt(from.get()))),
  UINT16(
      DataType.DT_UINT16,
      TUint16.class,
      Short.BYTES,
      TensorProto::getIntValCount,
      (message, i, to) -> to.putShort((short) message.getIntVal(i)),
      (from, message) -> message.addIntVal(Short.toUnsignedInt(from.getShort()))),
  HALF(
      DataType.DT_HALF,
      TFloat16.class,
      Short.BYTES,
      TensorProto::getHalfValCount,
      (message, i, to) -> to.putShort((short) message.getHalfVal(i)),
      (from, message) -> message.addHalfVal(Short.toUnsignedInt(from.getShort()))),
  BFLOAT16(
      DataType.DT_BFLOAT16,
      TBfloat16.class,
      Short.BYTES,
      TensorProto::getHalfValCount,
      (message, i, to) -> to.putShort((short) message.getHalfVal(i)),
      (from, message) -> message.addHalfVal(Short.toUnsignedInt(from.getShort()))),
  BOOL(
      DataType.DT_BOOL,
      TBool.class,
      Byte.BYTES,
      TensorProto::getBoolValCount,
      (message, i, to) -> to.put((byte) (message.getBoolVal(i) ? 1 : 0)),
      (from, message) -> message.addBoolVal(from.get() != 0));

  /** How many numbers stand in the field. */
  @Immutable
  @FunctionalInterface
  private interface Count {
    int of(TensorProto message);
  }

  /** The number at i of the field, to memory. */
  @Immutable
  @FunctionalInterface
  private interface Copy {
    void copy(TensorProto message, int i, ByteBuffer to);
  }

  /** A number from memory, behind those that the field has. */
  @Immutable
  @FunctionalInterface
  private interface Add {
    void add(ByteBuffer from, TensorProto.Builder message);
  }

  private final DataType type;
  private final Class<? extends TType> tensor;
  private final int bytes;
  private final Count count;
  private final Copy copy;
  private final Add add;

  NumberType(
      DataType type, Class<? extends TType> tensor, int bytes, Count count, Copy copy, Add add) {
    this.type = type;
    this.tensor = tensor;
    this.bytes = bytes;
    this.count = count;
    this.copy = copy;
    this.add = add;
  }

  static Optional<NumberType> of(DataType type) {
    return Stream.of(values()).filter(known -> known.type == type).findFirst();
  }

  /** TensorFlow Java's tensor of it. */
  Class<? extends TType> tensor() {
    return tensor;
  }

  /** How many a number takes in memory and in {@code tensor_content}. */
  int bytes() {
    return bytes;
  }

  /** How many numbers stand in the field of this type. */
  int count(TensorProto message) {
    return count.of(message);
  }

  /** The number at i of that field, to memory. */
  void copy(TensorProto message, int i, ByteBuffer to) {
    copy.copy(message, i, to);
  }

  /** A number from memory, behind those that the field has. */
  void add(ByteBuffer from, TensorProto.Builder message) {
    add.add(from, message);
  }
}
