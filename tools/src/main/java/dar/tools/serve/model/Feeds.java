package dar.tools.serve.model;

import com.google.common.primitives.Longs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TString;

/**
 * The inputs of a batch as tensors.
 *
 * @param tensors by name, [rows, ...] each where requests may be joined
 */
record Feeds(Map<String, Tensor> tensors) implements AutoCloseable {

  /** Joins the pieces of a batch, which are of the same kind. */
  static Feeds of(List<Piece> batch) {
    Feeds feeds = new Feeds(new LinkedHashMap<>());
    try {
      for (String name : batch.get(0).call().inputs().keySet()) {
        feeds.tensors.put(name, join(name, batch));
      }
      return feeds;
    } catch (RuntimeException | OutOfMemoryError e) {
      feeds.close();
      throw e;
    }
  }

  private static Tensor join(String name, List<Piece> batch) {
    Piece first = batch.get(0);
    GivenTensor given = first.call().inputs().get(name);
    if (!first.call().signature().batched()) {
      return join(name, batch, given, given.shape(), Math.toIntExact(given.size()));
    }
    List<Long> shape = new ArrayList<>(given.shape());
    shape.set(0, (long) batch.stream().mapToInt(Piece::rows).sum());
    return join(name, batch, given, shape, given.sampleSize());
  }

  /**
   * One tensor of all pieces.
   *
   * @param size how many values a row has
   */
  private static Tensor join(
      String name, List<Piece> batch, GivenTensor like, List<Long> shape, int size) {
    Shape sizes = Shape.of(Longs.toArray(shape));
    if (like.numbers().isEmpty()) {
      byte[][] all =
          batch.stream()
              .map(p -> p.call().inputs().get(name).strings(p.from() * size, p.rows() * size))
              .flatMap(Arrays::stream)
              .toArray(byte[][]::new);
      return TString.tensorOfBytes(sizes, DataBuffers.ofObjects(all));
    }
    NumberType type = like.numbers().get();
    ByteBuffer all =
        ByteBuffer.allocate(Math.toIntExact(sizes.size() * type.bytes()))
            .order(ByteOrder.nativeOrder());
    for (Piece piece : batch) {
      piece.call().inputs().get(name).copy(piece.from() * size, piece.rows() * size, all);
    }
    return Tensor.of(type.tensor(), sizes, DataBuffers.of(all.array(), true, false));
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::close);
  }
}
