package dar.training.pickle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Streams the rows of an array of numbers [N, ...] as float32 in C order. In Fortran order the
 * elements of a row lie N apart; a slab of R rows is then gathered column by column, R neighbours
 * at a time.
 */
final class RowReader {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int SLAB_ELEMENTS = 1 << 18;
  private static final int FORTRAN_SLAB_ELEMENTS = 1 << 24;

  private final PickleFile file;
  private final NumpyArray array;
  private final int rowLength;
  private final int slabRows;
  private final ByteBuffer buffer;

  /** A reader of rows of at most 2^24 elements. */
  RowReader(PickleFile file, NumpyArray array) {
    this.file = file;
    this.array = array;
    long[] row = Arrays.copyOfRange(array.shape(), 1, array.shape().length);
    rowLength = Math.toIntExact(NumpyArray.elements(row));
    int slab = array.fortran() ? FORTRAN_SLAB_ELEMENTS : SLAB_ELEMENTS;
    slabRows = (int) Math.min(array.shape()[0], Math.max(1, slab / Math.max(1, rowLength)));
    buffer = ByteBuffer.allocate(BUFFER_BYTES).order(array.type().order());
  }

  /** The elements of a row. */
  int rowLength() {
    return rowLength;
  }

  /** What is done with a slab: {@code rows} rows, flat, from row {@code first} on. */
  @FunctionalInterface
  interface Slab {
    void accept(int first, int rows, float[] values) throws IOException;
  }

  /** Reads all rows, slab by slab, into the same array. */
  void forEachSlab(Slab slab) throws IOException {
    int count = Math.toIntExact(array.shape()[0]);
    float[] values = new float[slabRows * rowLength];
    for (int first = 0; first < count; first += slabRows) {
      int rows = Math.min(slabRows, count - first);
      if (array.fortran()) {
        gather(first, rows, values);
      } else {
        read((long) first * rowLength, rows * rowLength, values, 0, 1);
      }
      slab.accept(first, rows, values);
    }
  }

  /**
   * Element (i, j, k) of a [N, T, d] array in Fortran order is the (i + N (j + T k))-th, and the (k
   * + d (j + T i))-th in C order.
   */
  private void gather(int first, int rows, float[] values) throws IOException {
    long[] shape = array.shape();
    int[] index = new int[shape.length];
    for (int column = 0; column < rowLength; column++) {
      long offset = 0;
      for (int axis = shape.length - 1; axis > 0; axis--) {
        offset = offset * shape[axis] + index[axis];
      }
      read(first + shape[0] * offset, rows, values, column, rowLength);
      for (int axis = shape.length - 1; axis > 0 && ++index[axis] == shape[axis]; axis--) {
        index[axis] = 0;
      }
    }
  }

  /** Reads {@code count} neighbours to {@code to}, {@code to + stride}, ... */
  private void read(long element, int count, float[] values, int to, int stride)
      throws IOException {
    ElementType type = array.type();
    int most = BUFFER_BYTES / type.size();
    boolean copy = type.kind() == ElementType.Kind.FLOAT && type.size() == 4 && stride == 1;
    for (int done = 0; done < count; ) {
      int part = Math.min(most, count - done);
      buffer.clear().limit(part * type.size());
      file.read(array.payload(), (element + done) * type.size(), buffer);
      if (copy) {
        buffer.asFloatBuffer().get(values, to + done, part);
      } else {
        for (int i = 0; i < part; i++) {
          values[to + (done + i) * stride] = (float) type.number(buffer, i * type.size());
        }
      }
      done += part;
    }
  }
}
