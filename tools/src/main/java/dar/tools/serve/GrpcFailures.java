package dar.tools.serve;

import com.google.common.base.Throwables;
import com.google.common.net.UrlEscapers;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.annotation.Nullable;
import com.linecorp.armeria.server.HttpResponseException;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceRequestContext;
import dar.tools.serve.model.ServingException;
import io.grpc.Status;

/** Failures before a request has come to its service, as answers of gRPC. */
final class GrpcFailures implements ServerErrorHandler {

  @Override
  public @Nullable HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
    ServingException failure;
    if (Throwables.getRootCause(cause) instanceof ContentTooLargeException) {
      failure =
          new ServingException(
              Status.Code.RESOURCE_EXHAUSTED,
              "Request: expected at most %d bytes, found more"
                  .formatted(context.maxRequestLength()));
    } else if (cause instanceof HttpStatusException || cause instanceof HttpResponseException) {
      return null; // nothing is there, or it is no gRPC
    } else if (context.isTimedOut()) {
      failure =
          new ServingException(
              Status.Code.DEADLINE_EXCEEDED, "The request did not arrive in time.");
    } else {
      failure = ServingException.of(cause);
    }
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .add("content-type", "application/grpc+proto")
            .addInt("grpc-status", failure.code().value())
            .add("grpc-message", UrlEscapers.urlFragmentEscaper().escape(failure.getMessage()))
            .endOfStream(true)
            .build());
  }
}
