package dar.training.pickle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes pickles by hand, also such as Python would not write. */
final class PickleBuilder {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  PickleBuilder() {
    op(Opcode.PROTO, 4);
  }

  PickleBuilder op(int... bytes) {
    for (int value : bytes) {
      out.write(value);
    }
    return this;
  }

  PickleBuilder raw(String text) {
    out.writeBytes(text.getBytes(UTF_8));
    return this;
  }

  PickleBuilder number32(long value) {
    out.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value).array());
    return this;
  }

  PickleBuilder number64(long value) {
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    return this;
  }

  PickleBuilder text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    op(Opcode.BINUNICODE).number32(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  PickleBuilder whole(int value) {
    return op(Opcode.BININT).number32(value);
  }

  PickleBuilder global(String module, String name) {
    return text(module).text(name).op(Opcode.STACK_GLOBAL);
  }

  PickleBuilder type(String code) {
    global("numpy", "dtype").text(code).op(Opcode.NEWFALSE, Opcode.NEWTRUE, Opcode.TUPLE3);
    op(Opcode.REDUCE, Opcode.MARK).whole(3).text("<");
    op(Opcode.NONE, Opcode.NONE, Opcode.NONE).whole(-1).whole(-1).whole(0);
    return op(Opcode.TUPLE, Opcode.BUILD);
  }

  /** A float32 array of a shape. */
  PickleBuilder array(float[] values, int... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    global("numpy._core.multiarray", "_reconstruct").global("numpy", "ndarray");
    whole(0).op(Opcode.TUPLE1).op(Opcode.SHORT_BINBYTES, 1, 'b', Opcode.TUPLE3, Opcode.REDUCE);
    op(Opcode.MARK).whole(1).op(Opcode.MARK);
    for (int axis : shape) {
      whole(axis);
    }
    op(Opcode.TUPLE).type("f4").op(Opcode.NEWFALSE);
    op(Opcode.BINBYTES).number32(bytes.capacity());
    out.writeBytes(bytes.array());
    return op(Opcode.TUPLE, Opcode.BUILD);
  }

  PickleBuilder list(int... values) {
    op(Opcode.EMPTY_LIST, Opcode.MARK);
    for (int value : values) {
      whole(value);
    }
    return op(Opcode.APPENDS);
  }

  byte[] stop() {
    return op(Opcode.STOP).out.toByteArray();
  }

  Path stop(Path file) throws IOException {
    return Files.write(file, stop());
  }
}
