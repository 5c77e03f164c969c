package dar.graph.record;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The bytes of a message with its maps in the order of their keys: the same of the same message.
 * Otherwise a map stands in the order of a hash that differs from run to run.
 */
public final class StableBytes {
  private StableBytes() {}

  public static byte[] of(MessageLite message) {
    byte[] bytes = new byte[message.getSerializedSize()];
    CodedOutputStream coded = CodedOutputStream.newInstance(bytes);
    coded.useDeterministicSerialization();
    try {
      message.writeTo(coded);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array of the right size takes all
    }
    coded.checkNoSpaceLeft();
    return bytes;
  }
}
