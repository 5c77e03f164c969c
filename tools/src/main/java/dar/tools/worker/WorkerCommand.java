package dar.tools.worker;

import com.google.common.util.concurrent.Uninterruptibles;
import dar.training.distributed.Cluster;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a worker is: it serves until its chief ends. Users have no need of it. */
@Command(name = "worker", hidden = true, description = "A process of dar train --workers.")
public final class WorkerCommand implements Runnable {
  @Option(
      names = "--ports",
      paramLabel = "P",
      split = ",",
      required = true,
      description = "Where the processes listen, the chief's first.")
  private List<Integer> ports;

  @Option(
      names = "--number",
      paramLabel = "I",
      required = true,
      description = "Which of them this is.")
  private int number;

  @Spec private CommandSpec spec;

  static List<String> words(Cluster cluster, int number) {
    String ports = cluster.ports().stream().map(String::valueOf).collect(Collectors.joining(","));
    return List.of("worker", "--ports", ports, "--number", Integer.toString(number));
  }

  @Override
  public void run() {
    new Cluster(ports).serve(number);
    PrintWriter out = spec.commandLine().getOut();
    out.println(Workers.SERVES);
    out.flush();
    Uninterruptibles.awaitUninterruptibly(new CountDownLatch(1));
  }
}
