package dar.tools.serve;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Where a server listens.
 *
 * @param host a name or an address of this machine
 * @param port of REST; 0 for any that is free
 * @param grpcPort of gRPC; 0 for any that is free
 */
public record Address(String host, int port, int grpcPort) {

  /**
   * Tells what is wrong with it before time is spent on what is to be served.
   *
   * @throws BadInputException where one cannot listen there
   */
  void requireFree() {
    try (ServerSocket rest = new ServerSocket();
        ServerSocket grpc = new ServerSocket()) {
      bind(rest, port);
      bind(grpc, grpcPort);
    } catch (IOException e) {
      throw new IllegalStateException(e); // closing what was bound
    }
  }

  private void bind(ServerSocket socket, int wanted) {
    try {
      socket.bind(socket(wanted));
    } catch (IOException e) {
      throw taken(wanted, e);
    }
  }

  /** Where to listen for one of the ports. */
  InetSocketAddress socket(int wanted) {
    InetSocketAddress socket = new InetSocketAddress(host, wanted);
    if (socket.isUnresolved()) {
      throw new BadInputException(
          "--host: expected an address of this machine, found %s".formatted(host));
    }
    return socket;
  }

  static BadInputException taken(int wanted, Throwable cause) {
    return new BadInputException(
        "port %d: expected one that is free, found %s".formatted(wanted, cause.getMessage()),
        cause);
  }
}
