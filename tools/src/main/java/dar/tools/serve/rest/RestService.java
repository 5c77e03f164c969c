package dar.tools.serve.rest;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dar.savedmodel.serving.Method;
import dar.tools.serve.json.ExamplesReader;
import dar.tools.serve.json.JsonAnswer;
import dar.tools.serve.json.JsonBody;
import dar.tools.serve.json.ModelAnswer;
import dar.tools.serve.model.Inference;
import dar.tools.serve.model.Models;
import dar.tools.serve.model.Servable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import tensorflow.serving.Input;

/**
 * Answers {@code /v1/...}. JSON is read and written by the threads that may block, so that a large
 * body holds up no other connection. Large ones are read one after the other: many at once would
 * fill the heap with what they are made of, and leave the small ones no thread.
 *
 * @param inTurn runs one task at a time
 */
public record RestService(Models models, Executor inTurn) implements HttpService {
  /** The paths that are answered. */
  public static final String PATHS = "regex:(?i)^/v1(/.*)?$";

  /** In bytes. */
  private static final int LARGE = 1 << 20;

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(
        request
            .aggregate()
            .thenCompose(whole -> read(context, request, whole.content()))
            .thenApply(json -> HttpResponse.of(HttpStatus.OK, MediaType.JSON, HttpData.wrap(json)))
            .exceptionally(failure -> JsonFailures.of(context, failure).toHttpResponse()));
  }

  private CompletableFuture<byte[]> read(
      ServiceRequestContext context, HttpRequest request, HttpData body) {
    Executor executor = context.blockingTaskExecutor();
    return CompletableFuture.completedFuture(body.array())
        .thenComposeAsync(
            bytes ->
                answer(Question.parse(request.method(), path(context.rawPath())), bytes, executor),
            body.length() < LARGE ? executor : inTurn);
  }

  private static String path(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  private CompletableFuture<byte[]> answer(Question question, byte[] body, Executor executor) {
    return switch (question.kind()) {
      case STATUS ->
          CompletableFuture.completedFuture(
              ModelAnswer.status(models.status(question.model(), question.version())));
      case METADATA -> {
        Models.Metadata found = models.metadata(question.model(), question.version());
        yield CompletableFuture.completedFuture(
            ModelAnswer.metadata(question.model(), found.version(), found.signatures()));
      }
      case PREDICT ->
          ask(Method.PREDICT, question, model -> Prediction.of(model, JsonBody.of(body), executor));
      case CLASSIFY ->
          ask(
              Method.CLASSIFY,
              question,
              model ->
                  examples(
                          Method.CLASSIFY,
                          body,
                          (signature, input) -> Inference.classify(model, signature, input))
                      .thenApplyAsync(JsonAnswer::classification, executor));
      case REGRESS ->
          ask(
              Method.REGRESS,
              question,
              model ->
                  examples(
                          Method.REGRESS,
                          body,
                          (signature, input) -> Inference.regress(model, signature, input))
                      .thenApplyAsync(JsonAnswer::regression, executor));
    };
  }

  /** Reads examples, and asks a signature about them. */
  private static <R> CompletableFuture<R> examples(
      Method method, byte[] body, BiFunction<String, Input, CompletableFuture<R>> inference) {
    JsonBody json = JsonBody.of(body);
    return inference.apply(json.signature().orElse(""), ExamplesReader.read(json, method.key()));
  }

  private CompletableFuture<byte[]> ask(
      Method method, Question question, Function<Servable, CompletableFuture<byte[]>> request) {
    return models.answer(method, question.model(), question.version(), request);
  }
}
