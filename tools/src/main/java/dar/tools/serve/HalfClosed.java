package dar.tools.serve;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.AttributeKey;
import java.util.concurrent.CompletableFuture;

/**
 * Answers clients that close their side of a connection behind their last request: it stays open
 * until all that came is answered. Netty would close it at once.
 */
final class HalfClosed extends ChannelInboundHandlerAdapter {
  private static final AttributeKey<HalfClosed> OF_CHANNEL =
      AttributeKey.valueOf(HalfClosed.class, "");

  private final Channel channel;

  // Of the channel's own thread alone.
  private HttpRequest latest;
  private int unanswered;
  private boolean ended;

  private HalfClosed(Channel channel) {
    this.channel = channel;
  }

  /** Has a new connection watched. */
  static void watch(ChannelPipeline connection) {
    Channel channel = connection.channel();
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    HalfClosed watched = new HalfClosed(channel);
    channel.attr(OF_CHANNEL).set(watched);
    connection.addFirst(watched);
  }

  /** Decorates what answers requests. */
  static HttpResponse serve(HttpService service, ServiceRequestContext context, HttpRequest request)
      throws Exception {
    HalfClosed connection = context.log().partial().channel().attr(OF_CHANNEL).get();
    connection.latest = request;
    connection.unanswered++;
    CompletableFuture<Void> unused =
        context.log().whenComplete().thenRunAsync(connection::answered, context.eventLoop());
    return service.serve(context, request);
  }

  private void answered() {
    unanswered--;
    closeIfDone();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      ended = true;
      closeIfDone();
    }
    context.fireUserEventTriggered(event);
  }

  /** Of a request that is not whole, which can only be the latest, the rest will not come. */
  private void closeIfDone() {
    if (ended && (unanswered == 0 || (unanswered == 1 && latest.isOpen()))) {
      ChannelFuture unused = channel.close();
    }
  }
}
