package dar.ops.gradient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.EagerSession;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.OpScope;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.types.family.TType;

/**
 * A record of what runs in an eager session, to be differentiated.
 *
 * <p>{@link #gradient} cuts out the operations between the sources and the target, replays them
 * into a graph of its own, has the derivatives compiled there, and runs the derivatives alone,
 * feeding the values that the forward pass left behind: nothing runs twice, random numbers
 * included. The compiled graph is kept and serves every later cut of the same structure. Constants
 * are fed like any other value from outside the cut, so two steps that differ in them only share a
 * graph and never a number.
 *
 * <p>The record keeps every intermediate value alive: call {@link #clear} after each step. Control
 * inputs are not recorded; eager operations run in the order they are built. Not safe for several
 * threads.
 *
 * <p>Gradients come back as constants. TensorFlow's eager session caches the kernel of every
 * constant with its value until it is closed, so memory grows by the size of the gradients at each
 * step: train long in a graph.
 */
public final class EagerTape extends AroundEnvironment implements GradientTape, AutoCloseable {
  private final EagerSession session;
  private final Scope baseScope;
  private final List<RecordedOperation> records = new ArrayList<>();
  private final Map<String, BackwardGraph> compiled = new HashMap<>();

  /** Records on top of {@code session}, which stays the caller's to close. */
  public EagerTape(EagerSession session) {
    super(session);
    this.session = session;
    this.baseScope = new OpScope(this);
  }

  @Override
  public Ops ops() {
    return Ops.create(this);
  }

  @Override
  public Ops unrecorded() {
    return Ops.create(session);
  }

  @Override
  public <T extends TType> List<Operand<T>> gradient(
      Operand<T> target, List<? extends Operand<T>> sources) {
    TapeSlice slice = TapeSlice.between(records, target, sources);
    BackwardGraph backward =
        compiled.computeIfAbsent(slice.structure(), key -> BackwardGraph.compile(slice));
    return backward.run(Ops.create(session), slice, sources);
  }

  /** Forgets what was recorded, so that its values can be freed. Compiled graphs stay. */
  public void clear() {
    records.clear();
  }

  /** How many different structures have been compiled so far. */
  public int compiledCount() {
    return compiled.size();
  }

  /** Forgets everything and closes the compiled graphs. The eager session stays open. */
  @Override
  public void close() {
    clear();
    compiled.values().forEach(BackwardGraph::close);
    compiled.clear();
  }

  @Override
  public OperationBuilder opBuilder(String type, String name, Scope scope) {
    return new RecordingBuilder(
        type, WrittenDerivative.baseName(name), session.opBuilder(type, name, scope), records::add);
  }

  @Override
  public Scope baseScope() {
    return baseScope;
  }
}
