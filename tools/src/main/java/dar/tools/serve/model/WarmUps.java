package dar.tools.serve.model;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import tensorflow.serving.ClassificationRequest;
import tensorflow.serving.PredictRequest;
import tensorflow.serving.PredictionLog;
import tensorflow.serving.RegressionRequest;

/** Asks a model what it wants to be asked before it serves. */
final class WarmUps {
  private WarmUps() {}

  /** Plays all requests, one after the other. */
  static void play(List<PredictionLog> requests, Servable model) {
    try {
      requests.forEach(request -> ask(request, model).join());
    } catch (RuntimeException e) {
      ServingException why = ServingException.of(e);
      throw new ServingException(why.code(), "warm-up: " + why.getMessage(), e);
    }
  }

  private static CompletableFuture<?> ask(PredictionLog request, Servable model) {
    return switch (request.getLogTypeCase()) {
      case PREDICT_LOG -> {
        PredictRequest predict = request.getPredictLog().getRequest();
        String signature = predict.getModelSpec().getSignatureName();
        yield model.run(
            signature.isEmpty() ? Servable.DEFAULT_SIGNATURE : signature, predict.getInputsMap());
      }
      case CLASSIFY_LOG -> {
        ClassificationRequest classify = request.getClassifyLog().getRequest();
        yield Inference.classify(
            model, classify.getModelSpec().getSignatureName(), classify.getInput());
      }
      case REGRESS_LOG -> {
        RegressionRequest regress = request.getRegressLog().getRequest();
        yield Inference.regress(
            model, regress.getModelSpec().getSignatureName(), regress.getInput());
      }
      case LOGTYPE_NOT_SET -> CompletableFuture.completedFuture(null);
    };
  }
}
