package dar.training.bundle;

import com.google.protobuf.InvalidProtocolBufferException;
import dar.graph.TensorFlowFailure;
import dar.graph.file.OneLine;
import dar.graph.input.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.EagerSession;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.Restore;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * A TensorFlow checkpoint (tensor bundle): the files {@code prefix.index} and {@code
 * prefix.data-*}. It is read by TensorFlow's own RestoreV2, which finds a tensor by its name.
 *
 * <p>{@code tf.train.Checkpoint} names tensors by the way that leads to them, as {@code
 * model/variables/7/.ATTRIBUTES/VARIABLE_VALUE}, and says in an object graph what their variables
 * are called ({@code trackable_object_graph.proto}); the latter names are understood here.
 */
public final class Bundle implements AutoCloseable {
  /** How the file is called that lists the tensors, behind the prefix. */
  public static final String INDEX = ".index";

  private static final String OBJECTS = "_CHECKPOINTABLE_OBJECT_GRAPH";
  private static final String VALUE = "VARIABLE_VALUE";

  /** What TensorFlow says of a name that it does not find. */
  private static final String NOT_FOUND = "not found in checkpoint";

  private final Path prefix;
  private final EagerSession session = EagerSession.create();
  private final Map<String, String> keys = new HashMap<>();

  private Bundle(Path prefix) {
    this.prefix = prefix;
  }

  /**
   * Opens a checkpoint. The memory of what is read may be held until it is closed.
   *
   * @throws BadInputException where there is none
   */
  public static Bundle open(Path prefix) {
    Path index = Path.of(prefix + INDEX);
    if (!Files.isRegularFile(index)) {
      throw new BadInputException(
          "%s: expected a checkpoint with the file %s, found none".formatted(prefix, index));
    }
    Bundle bundle = new Bundle(prefix);
    try {
      bundle
          .read(OBJECTS, TString.class, graph -> graph.asBytes().getObject())
          .ifPresent(bundle::addKeys);
      return bundle;
    } catch (RuntimeException e) {
      bundle.close();
      throw e;
    }
  }

  private void addKeys(byte[] graph) {
    try {
      TrackableObjectGraph.parseFrom(graph).getNodesList().stream()
          .flatMap(node -> node.getAttributesList().stream())
          .filter(attribute -> attribute.getName().equals(VALUE))
          .forEach(attribute -> keys.put(attribute.getFullName(), attribute.getCheckpointKey()));
    } catch (InvalidProtocolBufferException e) {
      throw new BadInputException(prefix + ": expected an object graph, found other bytes", e);
    }
  }

  /** What is done with a tensor, which is closed behind it. */
  @FunctionalInterface
  public interface Use<T, R> {
    R of(T tensor);
  }

  /**
   * Reads the tensor of a variable.
   *
   * @return nothing where the checkpoint has none of this name
   * @throws BadInputException where it has one of another type, or is damaged
   */
  public <T extends TType, R> Optional<R> read(String name, Class<T> type, Use<T, R> use) {
    try {
      Ops tf = Ops.create(session);
      Restore restored =
          tf.train.restore(
              tf.constant(prefix.toAbsolutePath().toString()),
              tf.array(keys.getOrDefault(name, name)),
              tf.array(""),
              List.of(type));
      try (T tensor = type.cast(restored.tensors().get(0).asTensor())) {
        return Optional.of(use.of(tensor));
      }
    } catch (RuntimeException e) {
      TensorFlowFailure.orRethrow(e);
      String told = String.valueOf(e.getMessage());
      if (told.contains(NOT_FOUND)) {
        return Optional.empty();
      }
      throw new BadInputException(
          "%s: %s: expected %s values, found %s"
              .formatted(
                  prefix, name, type == TFloat32.class ? "float32" : "other", OneLine.of(told)),
          e);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
