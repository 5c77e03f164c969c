package dar.graph.shard;

import dar.ops.Dimensions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * A batch in parts of sizes as equal as can be, the larger ones first. A batch of fewer samples
 * than parts is filled up with zeros, which are cut off again where parts are joined. A single part
 * is the batch itself, and nothing is built for it.
 *
 * <p>Where a part begins its operations name the device {@link #part}, and where parts are joined
 * {@link #WHOLE}: no devices that there are, but marks, from which follows where all else belongs.
 */
public final class Shards {
  /** What is made of all parts. */
  public static final DeviceSpec WHOLE = DeviceSpec.newBuilder().job("whole").build();

  private final int count;
  private final Operand<TInt32> whole;
  private final Operand<TInt32> lacking;
  private final Operand<TInt32> sizes;
  private final Operand<TInt32> starts;

  private Shards(
      int count,
      Operand<TInt32> whole,
      Operand<TInt32> lacking,
      Operand<TInt32> sizes,
      Operand<TInt32> starts) {
    this.count = count;
    this.whole = whole;
    this.lacking = lacking;
    this.sizes = sizes;
    this.starts = starts;
  }

  /**
   * Parts of a batch.
   *
   * @param x anything of its size, [B, ...]
   */
  public static Shards of(Ops tf, Operand<?> x, int count) {
    if (count == 1) {
      return new Shards(1, null, null, null, null);
    }
    Operand<TInt32> parts = tf.constant(count);
    Operand<TInt32> whole = Dimensions.atRunTime(tf, x, 0); // B
    Operand<TInt32> filled = tf.math.maximum(whole, parts);
    Operand<TInt32> more = // [N]: N - 1, ..., 0
        tf.range(tf.constant(count - 1), tf.constant(-1), tf.constant(-1));
    Operand<TInt32> sizes = tf.math.div(tf.math.add(filled, more), parts); // [N]
    return new Shards(
        count,
        whole,
        tf.math.sub(filled, whole),
        sizes,
        tf.math.cumsum(sizes, tf.constant(0), Cumsum.exclusive(true)));
  }

  /** What is made of part i alone. */
  public static DeviceSpec part(int i) {
    return DeviceSpec.newBuilder().job("part").task(i).build();
  }

  /** x: [B, ...] to N of [b, ...]. */
  public List<Operand<TFloat32>> split(Ops tf, Operand<TFloat32> x) {
    if (count == 1) {
      return List.of(x);
    }
    List<Operand<TInt32>> rest = new ArrayList<>(List.of(lacking));
    Arrays.stream(x.shape().asArray()).skip(1).forEach(n -> rest.add(tf.constant((int) n)));
    Operand<TFloat32> filled =
        tf.concat(List.of(x, tf.fill(tf.stack(rest), tf.constant(0f))), tf.constant(0));
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (Output<TFloat32> part : tf.splitV(filled, sizes, tf.constant(0), (long) count).output()) {
      parts.add(given(tf, parts.size(), part));
    }
    return parts;
  }

  /** The same value, as one of a part. */
  public <T extends TType> Operand<T> given(Ops tf, int part, Operand<T> x) {
    return count == 1 ? x : tf.withDevice(part(part)).identity(x);
  }

  /** What a part holds, of which there must be several; what was filled up counts as the last. */
  public Rows rows(Ops tf, int part) {
    Operand<TInt32> start = tf.stridedSlice(starts, Indices.at(part));
    return new Rows(
        given(tf, part, tf.math.minimum(start, tf.math.sub(whole, tf.constant(1)))),
        given(tf, part, tf.stridedSlice(sizes, Indices.at(part))),
        given(tf, part, whole));
  }

  /**
   * What was made of the parts, one after the other, [B, ...].
   *
   * @param parts of which one operand each is meant, [b, ...], all other sizes known
   */
  public <P> Operand<TFloat32> join(Ops tf, List<P> parts, Function<P, Operand<TFloat32>> operand) {
    if (count == 1) {
      return operand.apply(parts.get(0));
    }
    Ops together = tf.withDevice(WHOLE);
    // An identity each: the gradient of a concat asks its inputs for their shapes.
    List<Operand<TFloat32>> here = new ArrayList<>();
    parts.forEach(part -> here.add(together.identity(operand.apply(part))));
    long[] shape = here.get(0).shape().asArray();
    List<Operand<TInt32>> size =
        new ArrayList<>(Collections.nCopies(shape.length, tf.constant(-1)));
    size.set(0, whole);
    Operand<TFloat32> cut =
        together.slice(
            together.concat(here, tf.constant(0)),
            tf.constant(new int[shape.length]),
            tf.stack(size));
    return together.reshape(cut, tf.constant(shape));
  }

  /** The same of maps: what was made under each key. */
  public <K, P> Map<K, Operand<TFloat32>> joinEach(
      Ops tf, List<P> parts, Function<P, Map<K, Operand<TFloat32>>> operands) {
    Map<K, Operand<TFloat32>> joined = new LinkedHashMap<>();
    for (K key : operands.apply(parts.get(0)).keySet()) {
      joined.put(key, join(tf, parts, part -> operands.apply(part).get(key)));
    }
    return Collections.unmodifiableMap(joined);
  }
}
