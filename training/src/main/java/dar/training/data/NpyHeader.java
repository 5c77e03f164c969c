package dar.training.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dar.graph.file.OneLine;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header of a {@code .npy} file. Ours is of version 1.0, in C order, and always fills 128
 * bytes, so that it can be written again once the number of rows is known and the data stays
 * aligned for a map.
 *
 * @param descr NumPy's name of the element type; ours are {@code <f4} and {@code <i4}
 * @param fortran whether the first axis runs fastest; ours is never so
 * @param shape the size of each axis; rows are the first
 * @param bytes the length of the header, where the data begins
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NpyHeader(String descr, boolean fortran, long[] shape, int bytes) {
  static final String FLOAT32 = "<f4";
  static final String INT32 = "<i4";

  /** Both of our element types take 4 bytes. */
  static final int ELEMENT_BYTES = 4;

  private static final int OUR_BYTES = 128;
  private static final int PREFIX_BYTES = 10;
  private static final int LATEST_PREFIX_BYTES = 12;
  private static final int MOST_BYTES = 4096;
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final byte[] OUR_VERSION = {1, 0};
  private static final int LATEST_VERSION = 3;
  private static final Pattern DICTIONARY =
      Pattern.compile(
          "\\{'descr': '([<>|]?[a-zA-Z][0-9]{1,6})', 'fortran_order': (True|False), 'shape':"
              + " \\(([0-9, ]*)\\),? *\\}\\s*");

  NpyHeader(String descr, long... shape) {
    this(descr, false, shape, OUR_BYTES);
  }

  long rows() {
    return shape[0];
  }

  /** The number of elements in a row: the product of all axes but the first. */
  long rowLength() {
    return Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact);
  }

  /** The bytes of an element; those of a text, as NumPy's {@code U}, are not right. */
  int elementBytes() {
    return Integer.parseInt(descr.replaceAll("[^0-9]", ""));
  }

  String describe() {
    return descr + " " + Arrays.toString(shape) + (fortran ? " in Fortran order" : "");
  }

  ByteBuffer encode() {
    String axes = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s%s), }"
            .formatted(descr, axes, shape.length == 1 ? "," : "");
    ByteBuffer header = ByteBuffer.allocate(OUR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.fill(header.array(), (byte) ' ');
    header.put(MAGIC).put(OUR_VERSION).putShort((short) (OUR_BYTES - PREFIX_BYTES));
    header.put(dictionary.getBytes(ISO_8859_1));
    return header.put(OUR_BYTES - 1, (byte) '\n').clear();
  }

  /**
   * Reads the header of a file and checks that the file is as long as the header says.
   *
   * @throws BadInputException where the file is no such array
   */
  static NpyHeader read(Path file, FileChannel channel) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(MOST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (start.hasRemaining() && channel.read(start, start.position()) > 0) {}
    start.flip();
    int version = start.remaining() < LATEST_PREFIX_BYTES ? 0 : start.get(MAGIC.length);
    if (version < 1
        || version > LATEST_VERSION
        || Arrays.mismatch(start.array(), 0, MAGIC.length, MAGIC, 0, MAGIC.length) >= 0) {
      throw new BadInputException(file + ": expected a NumPy array, found none");
    }
    int prefix = version == 1 ? PREFIX_BYTES : LATEST_PREFIX_BYTES;
    int lengthAt = MAGIC.length + OUR_VERSION.length;
    long length =
        version == 1
            ? Short.toUnsignedLong(start.getShort(lengthAt))
            : Integer.toUnsignedLong(start.getInt(lengthAt));
    if (length > start.limit() - prefix) {
      throw new BadInputException(
          "%s: expected a whole header of at most %d bytes, found %d of %d"
              .formatted(
                  file, MOST_BYTES - prefix, Math.min(length, channel.size() - prefix), length));
    }
    int bytes = prefix + (int) length;
    String text = new String(start.array(), prefix, (int) length, ISO_8859_1);
    Matcher matcher = DICTIONARY.matcher(text);
    if (!matcher.matches()) {
      throw new BadInputException(
          "%s: expected the header of an array of numbers, found %s"
              .formatted(file, OneLine.of(text.strip())));
    }
    try {
      return of(file, channel.size(), bytes, matcher);
    } catch (ArithmeticException | NumberFormatException e) {
      throw new BadInputException(
          "%s: expected a shape, found (%s)".formatted(file, matcher.group(3)), e);
    }
  }

  private static NpyHeader of(Path file, long size, int bytes, Matcher matcher) {
    long[] shape =
        Arrays.stream(matcher.group(3).split(","))
            .map(String::strip)
            .filter(axis -> !axis.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    NpyHeader header =
        new NpyHeader(matcher.group(1), matcher.group(2).equals("True"), shape, bytes);
    long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    long expected = bytes + Math.multiplyExact(elements, header.elementBytes());
    if (size != expected) {
      throw new BadInputException(
          "%s: expected %d bytes, found %d".formatted(file, expected, size));
    }
    return header;
  }
}
