package dar.training.distributed;

import com.google.common.collect.ImmutableList;
import dar.graph.Sessions;
import dar.graph.shard.Shards;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Server;
import org.tensorflow.Session;
import org.tensorflow.proto.ClusterDef;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.JobDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.ServerDef;

/**
 * Processes on this machine that train one model: each computes one part of every batch, and the
 * first, the chief, all that parts are not enough for.
 *
 * @param ports where each listens, on loopback alone; the chief's first
 */
public record Cluster(ImmutableList<Integer> ports) {
  private static final String JOB = "worker";
  private static final String HOST = "127.0.0.1";

  /** Kept for the life of the process. */
  private static final Queue<Server> SERVERS = new ConcurrentLinkedQueue<>();

  public Cluster(List<Integer> ports) {
    this(ImmutableList.copyOf(ports));
  }

  /** N. */
  public int size() {
    return ports.size();
  }

  /** Where the chief computes, and keeps the variables. */
  public static DeviceSpec chief() {
    return device(0);
  }

  private static DeviceSpec device(int worker) {
    return DeviceSpec.newBuilder().job(JOB).replica(0).task(worker).build();
  }

  /**
   * Makes this process one of them, to its end: TensorFlow's servers cannot be closed.
   *
   * @param worker its number
   */
  public void serve(int worker) {
    JobDef.Builder job = JobDef.newBuilder().setName(JOB);
    for (int i = 0; i < size(); i++) {
      job.putTasks(i, HOST + ":" + ports.get(i));
    }
    Server server =
        new Server(
            ServerDef.newBuilder()
                .setCluster(ClusterDef.newBuilder().addJob(job))
                .setJobName(JOB)
                .setTaskIndex(worker)
                .setProtocol("grpc")
                .setDefaultSessionConfig(Sessions.sideBySide())
                .build());
    server.start();
    SERVERS.add(server);
  }

  /** A session over all of them, with variables of its own. */
  public Session session(Graph graph, ConfigProto config) {
    return GrpcSession.open(
        graph,
        "grpc://%s:%d".formatted(HOST, ports.get(0)),
        config.toBuilder().setIsolateSessionState(true).build());
  }

  /** Gives each operation its process, but for those that the chief has already. */
  public void place(Graph graph) {
    String chief = chief().toString();
    Map<String, String> parts =
        IntStream.range(0, size())
            .boxed()
            .collect(Collectors.toMap(i -> Shards.part(i).toString(), i -> device(i).toString()));
    GraphDef definition = graph.toGraphDef();
    Map<String, String> devices = Placement.of(definition, parts, chief);
    for (NodeDef node : definition.getNodeList()) {
      if (node.getDevice().equals(chief)) {
        devices.remove(node.getName());
      }
    }
    GrpcSession.place(graph, devices);
  }
}
