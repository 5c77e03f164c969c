package dar.training.distributed;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.ConfigProto;

/**
 * What TensorFlow's C library can do with graphs and sessions over several processes, and
 * TensorFlow Java does not offer: the members of its classes that are private.
 */
final class GrpcSession {
  private GrpcSession() {}

  /**
   * A session that a server runs.
   *
   * @param target the server, as {@code grpc://host:port}
   */
  @SuppressWarnings("try") // what is allocated inside a scope belongs to it
  static Session open(Graph graph, String target, ConfigProto config) {
    try (PointerScope scope = new PointerScope()) {
      TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
      TF_Status status = TF_Status.newStatus();
      tensorflow.TF_SetTarget(options, target);
      BytePointer bytes = new BytePointer(config.toByteArray());
      tensorflow.TF_SetConfig(options, bytes, bytes.capacity(), status);
      status.throwExceptionIfNotOK();
      TF_Session session = TF_Session.newSession(handle(graph), options, status);
      status.throwExceptionIfNotOK();
      session.retainReference();
      Constructor<Session> constructor =
          Session.class.getDeclaredConstructor(Graph.class, TF_Session.class);
      constructor.setAccessible(true);
      return constructor.newInstance(graph, session);
    } catch (ReflectiveOperationException e) {
      throw unknown("Session", e);
    }
  }

  /**
   * Moves operations.
   *
   * @param devices by the operation's name; no session may have run it yet
   */
  @SuppressWarnings("try") // as above
  static void place(Graph graph, Map<String, String> devices) {
    try (PointerScope scope = new PointerScope()) {
      TF_Graph handle = handle(graph);
      devices.forEach(
          (name, device) -> {
            TF_Operation operation = tensorflow.TF_GraphOperationByName(handle, name);
            if (operation != null) {
              tensorflow.TF_SetRequestedDevice(handle, operation, device);
            }
          });
    } catch (ReflectiveOperationException e) {
      throw unknown("Graph", e);
    }
  }

  private static TF_Graph handle(Graph graph) throws ReflectiveOperationException {
    Field handle = Graph.class.getDeclaredField("nativeHandle");
    handle.setAccessible(true);
    return (TF_Graph) handle.get(graph);
  }

  private static IllegalStateException unknown(String type, ReflectiveOperationException cause) {
    return new IllegalStateException(
        "org.tensorflow.%s: expected the members of TensorFlow Java 1.1.0, found others (%s)"
            .formatted(type, cause),
        cause);
  }
}
