package dar.tools.serve;

/**
 * Where a server listens.
 *
 * @param host a name or an address of this machine
 * @param port of REST; 0 for any that is free
 * @param grpcPort of gRPC; 0 for any that is free
 */
public record Address(String host, int port, int grpcPort) {}
