package dar.tools.serve.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request that can be run.
 *
 * @param inputs by name, sorted
 * @param rows how many samples; 1 where the signature is not batched
 */
record Call(ServedSignature signature, Map<String, GivenTensor> inputs, int rows) {

  /** Parts of a request that run together only if these are equal. */
  private record Kind(String signature, List<List<Long>> sampleShapes) {}

  private Kind kind() {
    return new Kind(
        signature.name(), inputs.values().stream().map(GivenTensor::sampleShape).toList());
  }

  /**
   * The call in parts of at most so many samples.
   *
   * @param deadline when nobody waits for the answer any more ({@link System#nanoTime()})
   */
  List<Piece> pieces(int most, long deadline) {
    if (!signature.batched()) {
      return List.of(new Piece(this, new Object(), 0, 1, deadline)); // with no other
    }
    Kind kind = kind();
    List<Piece> pieces = new ArrayList<>();
    for (int from = 0; from < rows; from += most) {
      pieces.add(new Piece(this, kind, from, Math.min(most, rows - from), deadline));
    }
    return pieces;
  }
}
