package dar.tools.serve;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import dar.tools.serve.model.ServingException;
import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Lets a service begin when all of a request is there, and bounds what all requests together keep
 * in memory until they are answered: neither bodies in many small pieces nor many at once are more
 * than it. A body is kept as its bytes, whatever pieces it came in.
 */
final class WholeBodies extends SimpleDecoratingHttpService {
  /** What reads a body makes some times as much of it. */
  private static final int PART_OF_HEAP = 8;

  private final AtomicLong left;

  private WholeBodies(HttpService service, AtomicLong left) {
    super(service);
    this.left = left;
  }

  /** What all bodies together may take of this process. */
  static AtomicLong room() {
    return new AtomicLong(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
  }

  /**
   * Decorates a service that is asked and answers, once each.
   *
   * @param left how many bytes there is room for; shared by what is bounded together
   */
  static Function<HttpService, WholeBodies> of(AtomicLong left) {
    return service -> new WholeBodies(service, left);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Body body = new Body();
    CompletableFuture<Void> unused = context.log().whenComplete().thenRun(body::forget);
    request.subscribe(body, context.eventLoop());
    return HttpResponse.of(
        body.whole
            .thenApply(bytes -> HttpRequest.of(request.headers(), HttpData.wrap(bytes)))
            .thenApply(whole -> answer(context, whole)));
  }

  private HttpResponse answer(ServiceRequestContext context, HttpRequest whole) {
    try {
      return unwrap().serve(context, whole);
    } catch (Exception e) {
      return HttpResponse.ofFailure(e);
    }
  }

  private final class Body implements Subscriber<HttpObject> {
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong taken = new AtomicLong();
    private Subscription subscription;

    @Override
    public void onSubscribe(Subscription made) {
      subscription = made;
      made.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(HttpObject piece) {
      if (!(piece instanceof HttpData data) || whole.isDone()) {
        return;
      }
      taken.addAndGet(data.length());
      if (left.addAndGet(-data.length()) < 0) {
        whole.completeExceptionally(
            new ServingException(
                Status.Code.UNAVAILABLE, "Requests: expected fewer bytes at once, found more"));
        subscription.cancel();
      } else {
        bytes.writeBytes(data.array());
      }
    }

    @Override
    public void onError(Throwable failure) {
      whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      whole.complete(bytes.toByteArray());
    }

    private void forget() {
      left.addAndGet(taken.getAndSet(0));
    }
  }
}
