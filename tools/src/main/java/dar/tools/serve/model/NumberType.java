package dar.tools.serve.model;

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
  FLOAT(DataType.DT_FLOAT, TFloat32.class, Float.BYTES) {
    @Override
    int count(TensorProto message) {
      return message.getFloatValCount();
    }

    @Override
    void copy(TensorProto message, int i, ByteBuffer to) {
      to.putFloat(message.getFloatVal(i));
    }

    @Override
    void add(ByteBuffer from, TensorProto.Builder message) {
      message.addFloatVal(from.getFloat());
    }
  },
  DOUBLE(DataType.DT_DOUBLE, TFloat64.class, Double.BYTES) {
    @Override
    int count(TensorProto message) {
      return message.getDoubleValCount();
    }

    @Override
    void copy(TensorProto message, int i, ByteBuffer to) {
      to.putDouble(message.getDoubleVal(i));
    }

    @Override
    void add(ByteBuffer from, TensorProto.Builder message) {
      message.addDoubleVal(from.getDouble());
    }
  },
  INT32(DataType.DT_INT32, TInt32.class, Integer.BYTES) {
    @Override
    int count(TensorProto message) {
      return message.getIntValCount();
    }

    @Override
    void copy(TensorProto message, int i, ByteBuffer to) {
      to.putInt(message.getIntVal(i));
    }

    @Override
    void add(ByteBuffer from, TensorProto.Builder message) {
      message.addIntVal(from.getInt());
    }
  },
  INT64(DataType.DT_INT64, TInt64.class, Long.BYTES) {
    @Override
    int count(TensorProto message) {
      return message.getInt64ValCount();
    }

    @Override
    void copy(TensorProto message, int i, ByteBuffer to) {
      to.putLong(message.getInt64Val(i));
    }

    @Override
    void add(ByteBuffer from, TensorProto.Builder message) {
      message.addInt64Val(from.getLong());
    }
  },
  UINT8(DataType.DT_UINT8, TUint8.class, Byte.BYTES) {
    @Override
    int count(TensorProto message) {
      return message.getIntValCount();
    }

    @Override
    void copy(TensorProto message, int i, ByteBuffer to) {
      to.put((byte) message.getIntVal(i));
    }

    @Override
    void add(ByteBuffer from, TensorProto.Builder message) {
      message.addIntVal(Byte.toUnsignedInt(from.get()));
    }
  },
  UINT16(DataType.DT_UINT16, TUint16.class, Short.BYTES) {
    @Override
    int count(TensorProto message) {
      return message.getIntValCount();
    }

    @Override
    void copy(TensorProto message, int i, ByteBuffer to) {
      to.putShort((short) message.getIntVal(i));
    }

    @Override
    void add(ByteBuffer from, TensorProto.Builder message) {
      message.addIntVal(Short.toUnsignedInt(from.getShort()));
    }
  },
  HALF(DataType.DT_HALF, TFloat16.class, Short.BYTES) {
    @Override
    int count(TensorProto message) {
      return message.getHalfValCount();
    }

    @Override
    void copy(TensorProto message, int i, ByteBuffer to) {
      to.putShort((short) message.getHalfVal(i));
    }

    @Override
    void add(ByteBuffer from, TensorProto.Builder message) {
      message.addHalfVal(Short.toUnsignedInt(from.getShort()));
    }
  },
  BFLOAT16(DataType.DT_BFLOAT16, TBfloat16.class, Short.BYTES) {
    @Override
    int count(TensorProto message) {
      return message.getHalfValCount();
    }

    @Override
    void copy(TensorProto message, int i, ByteBuffer to) {
      to.putShort((short) message.getHalfVal(i));
    }

    @Override
    void add(ByteBuffer from, TensorProto.Builder message) {
      message.addHalfVal(Short.toUnsignedInt(from.getShort()));
    }
  },
  BOOL(DataType.DT_BOOL, TBool.class, Byte.BYTES) {
    @Override
    int count(TensorProto message) {
      return message.getBoolValCount();
    }

    @Override
    void copy(TensorProto message, int i, ByteBuffer to) {
      to.put((byte) (message.getBoolVal(i) ? 1 : 0));
    }

    @Override
    void add(ByteBuffer from, TensorProto.Builder message) {
      message.addBoolVal(from.get() != 0);
    }
  };

  private final DataType type;
  private final Class<? extends TType> tensor;
  private final int bytes;

  NumberType(DataType type, Class<? extends TType> tensor, int bytes) {
    this.type = type;
    this.tensor = tensor;
    this.bytes = bytes;
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
  abstract int count(TensorProto message);

  /** The number at i of that field, to memory. */
  abstract void copy(TensorProto message, int i, ByteBuffer to);

  /** A number from memory, behind those that the field has. */
  abstract void add(ByteBuffer from, TensorProto.Builder message);
}
