package dar.tools.serve.rest;

import com.google.common.base.Throwables;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.annotation.Nullable;
import com.linecorp.armeria.common.logging.RequestLogProperty;
import com.linecorp.armeria.common.util.CompositeException;
import com.linecorp.armeria.server.HttpResponseException;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import dar.tools.serve.json.JsonAnswer;
import dar.tools.serve.model.ServingException;
import io.grpc.Status;
import io.netty.handler.codec.compression.DecompressionException;

/**
 * Failures as answers: a status, and {@code {"error": "..."}} of one line, wherever a request
 * fails.
 */
public final class JsonFailures implements ServerErrorHandler {

  /** A failure of a service; what is none of it, another handler answers. */
  @Override
  public @Nullable HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
    boolean rendered =
        cause instanceof HttpStatusException || cause instanceof HttpResponseException;
    if (rendered && !isTooLarge(cause)) {
      return null; // the status is rendered below
    }
    return of(context, cause).toHttpResponse();
  }

  /** A request that is no HTTP. */
  @Override
  public AggregatedHttpResponse onProtocolViolation(
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    return error(status, description == null ? status.reasonPhrase() : description);
  }

  /** A status by itself, such as that of a path where nothing is. */
  @Override
  public AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext context,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    return error(status, description == null ? status.reasonPhrase() : description);
  }

  static AggregatedHttpResponse of(ServiceRequestContext context, Throwable failure) {
    if (isTooLarge(failure)) {
      return error(
          HttpStatus.REQUEST_ENTITY_TOO_LARGE,
          "Request body: expected at most %d bytes, found more"
              .formatted(context.maxRequestLength()));
    }
    if (context.isTimedOut()) {
      boolean whole = context.log().isAvailable(RequestLogProperty.REQUEST_END_TIME);
      return whole
          ? error(HttpStatus.GATEWAY_TIMEOUT, "No answer in time.")
          : error(HttpStatus.REQUEST_TIMEOUT, "The request did not arrive in time.");
    }
    if (has(failure, DecompressionException.class)) {
      return error(HttpStatus.BAD_REQUEST, "Request body: expected gzip, found something else");
    }
    ServingException refusal = ServingException.of(failure);
    return error(status(refusal.code()), refusal.getMessage());
  }

  private static boolean isTooLarge(Throwable failure) {
    return has(failure, ContentTooLargeException.class);
  }

  /** What decodes a body may fail twice, at a piece and at the end. */
  private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    return Throwables.getCausalChain(failure).stream()
        .anyMatch(
            cause ->
                kind.isInstance(cause)
                    || (cause instanceof CompositeException all
                        && all.getExceptions().stream().anyMatch(one -> has(one, kind))));
  }

  private static AggregatedHttpResponse error(HttpStatus status, String message) {
    return AggregatedHttpResponse.of(
        status, MediaType.JSON, HttpData.wrap(JsonAnswer.error(message)));
  }

  /** As {@code ToHTTPStatusCode} of {@code http_server.cc}. */
  private static HttpStatus status(Status.Code code) {
    return switch (code) {
      case OK -> HttpStatus.OK;
      case CANCELLED -> HttpStatus.CLIENT_CLOSED_REQUEST;
      case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> HttpStatus.BAD_REQUEST;
      case DEADLINE_EXCEEDED -> HttpStatus.GATEWAY_TIMEOUT;
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case ALREADY_EXISTS, ABORTED -> HttpStatus.CONFLICT;
      case PERMISSION_DENIED -> HttpStatus.FORBIDDEN;
      case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
      case RESOURCE_EXHAUSTED -> HttpStatus.TOO_MANY_REQUESTS;
      case UNIMPLEMENTED -> HttpStatus.NOT_IMPLEMENTED;
      case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
      case UNKNOWN, INTERNAL, DATA_LOSS -> HttpStatus.INTERNAL_SERVER_ERROR;
    };
  }
}
