package dar.tools.doctor;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.tensorflow.TensorFlow;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.KernelDef;
import org.tensorflow.proto.KernelList;

/**
 * The kernels that this build of TensorFlow has, each with its device and the types it takes. The
 * GPU build has those for GPUs also on a machine without one.
 */
public final class KernelRegistry {
  private KernelRegistry() {}

  /** Every kernel. */
  public static List<KernelDef> all() {
    TensorFlow.version(); // loads the library
    try (TF_Status status = TF_Status.newStatus()) {
      TF_Buffer found = tensorflow.TF_GetAllRegisteredKernels(status);
      try {
        status.throwExceptionIfNotOK();
        return KernelList.parseFrom(found.copyData()).getKernelList();
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException(e);
      } finally {
        tensorflow.TF_DeleteBuffer(found);
      }
    }
  }
}
