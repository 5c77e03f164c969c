package dar.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.TensorFlow;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;

/** The devices that TensorFlow finds on this machine. */
public final class Devices {
  private static final String GPU = "GPU";

  private Devices() {}

  /**
   * A device.
   *
   * @param type CPU or GPU
   * @param bytes of memory that TensorFlow may use of it
   */
  public record Device(String type, String name, long bytes) {
    public boolean isGpu() {
      return type.equals(GPU);
    }
  }

  /** All of them; after the first session, as TensorFlow's threads are as that wants them. */
  public static List<Device> found() {
    TensorFlow.version(); // loads the library
    try (TF_Status status = TF_Status.newStatus();
        TF_Graph graph = TF_Graph.newGraph();
        TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
        TF_Session session = TF_Session.newSession(graph, options, status)) {
      status.throwExceptionIfNotOK();
      TF_DeviceList list = tensorflow.TF_SessionListDevices(session, status);
      status.throwExceptionIfNotOK();
      try {
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < tensorflow.TF_DeviceListCount(list); i++) {
          devices.add(
              new Device(
                  tensorflow.TF_DeviceListType(list, i, status).getString(),
                  tensorflow.TF_DeviceListName(list, i, status).getString(),
                  tensorflow.TF_DeviceListMemoryBytes(list, i, status)));
          status.throwExceptionIfNotOK();
        }
        return devices;
      } finally {
        tensorflow.TF_DeleteDeviceList(list);
      }
    }
  }
}
