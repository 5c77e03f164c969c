package dar.graph.layer;

import dar.graph.input.Hyperparameters;
import dar.graph.variable.Initializer;
import dar.graph.variable.Variables;
import dar.ops.Samples;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A transformer over aligned steps: learned positions, pre-norm blocks, a final layer norm.
 *
 * @param position [1, t, d]
 */
public record Encoder(Operand<TFloat32> position, List<TransformerBlock> blocks, Norm norm) {
  private static final float POSITION_DEVIATION = 0.02f; // as BERT's embeddings begin (Devlin 2018)

  public Encoder {
    blocks = List.copyOf(blocks);
  }

  public static Encoder create(Variables vars, Hyperparameters h, int layers) {
    int d = h.width();
    Variables blocks = vars.scope("blocks");
    return new Encoder(
        vars.get("position", Shape.of(1, h.steps(), d), Initializer.normal(POSITION_DEVIATION)),
        IntStream.range(0, layers)
            .mapToObj(
                i ->
                    TransformerBlock.create(
                        blocks.scope(Integer.toString(i)), d, h.heads(), h.feedForward()))
            .toList(),
        Norm.create(vars.scope("norm"), d));
  }

  /** x: [B, t, d] to [B, t, d]. */
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, DropoutNoise noise) {
    Operand<TFloat32> y = through(tf, blocks, x, noise);
    return Steps.ofRows(tf, norm.call(tf, y), steps());
  }

  /** x: [B, t, d] to the last step of {@link #call}, [B, d]. */
  public Operand<TFloat32> last(Ops tf, Operand<TFloat32> x, DropoutNoise noise) {
    int before = blocks.size() - 1;
    Operand<TFloat32> y = through(tf, blocks.subList(0, before), x, noise);
    return norm.call(tf, blocks.get(before).last(tf, y, steps(), noise));
  }

  /** x: [B, t, d] to [B·t, d]. */
  private Operand<TFloat32> through(
      Ops tf, List<TransformerBlock> these, Operand<TFloat32> x, DropoutNoise noise) {
    Operand<TFloat32> y = Steps.rows(tf, Samples.plus(tf, x, position));
    for (TransformerBlock block : these) {
      y = block.call(tf, y, steps(), noise);
    }
    return y;
  }

  private int steps() {
    return (int) position.shape().get(1);
  }
}
