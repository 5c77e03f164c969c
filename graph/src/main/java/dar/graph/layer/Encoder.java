package dar.graph.layer;

import dar.graph.variable.Initializer;
import dar.graph.variable.Variables;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Transformers over aligned steps, one a group: learned positions, pre-norm blocks, a final layer
 * norm.
 *
 * @param position [G, 1, t, d]
 */
public record Encoder(Operand<TFloat32> position, List<TransformerBlock> blocks, Norm norm) {
  private static final float POSITION_DEVIATION = 0.02f; // as BERT's embeddings begin (Devlin 2018)

  public Encoder {
    blocks = List.copyOf(blocks);
  }

  /** The values of one encoder for each scope of {@code vars}, of which there are several. */
  public static Encoder create(
      Variables vars, int t, int d, int heads, int feedForward, int layers) {
    return new Encoder(
        vars.get("position", Shape.of(1, t, d), Initializer.normal(POSITION_DEVIATION)),
        IntStream.range(0, layers)
            .mapToObj(
                i ->
                    TransformerBlock.create(
                        vars.scope("blocks").scope(Integer.toString(i)), d, heads, feedForward))
            .toList(),
        Norm.create(vars.scope("norm"), d));
  }

  /** x: [G, B, t, d] to [G, B, t, d]. */
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, DropoutNoise noise) {
    Operand<TFloat32> y = tf.math.add(x, position);
    for (TransformerBlock block : blocks) {
      y = block.call(tf, y, noise);
    }
    return norm.call(tf, y);
  }

  /** x: [G, B, t, d] to the last step of {@link #call}, [G, B, d]. */
  public Operand<TFloat32> last(Ops tf, Operand<TFloat32> x, DropoutNoise noise) {
    Operand<TFloat32> y = tf.math.add(x, position);
    for (TransformerBlock block : blocks.subList(0, blocks.size() - 1)) {
      y = block.call(tf, y, noise);
    }
    Operand<TFloat32> last = blocks.get(blocks.size() - 1).last(tf, y, noise); // [G, B, 1, d]
    return Steps.single(tf, norm.call(tf, last)); // [G, B, d]
  }
}
