package dar.tools.serve.model;

import dar.savedmodel.ServedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.proto.TensorProto;

/**
 * Answers batches with a model. Where a batch fails, each of its requests is run by itself, so that
 * one that the model refuses fails no other.
 *
 * @param sizes is told how many samples each run has
 */
record BatchRunner(ServedModel model, IntConsumer sizes) {

  /** Answers each piece, with a failure if need be. */
  void run(List<Piece> batch) {
    List<Piece> awaited = batch.stream().filter(piece -> !piece.isLate()).toList();
    if (awaited.isEmpty()) {
      return;
    }
    List<Map<String, TensorProto>> answers;
    try {
      answers = answers(awaited);
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      if (awaited.size() == 1) {
        awaited.get(0).answer().completeExceptionally(ServingException.of(e));
      } else {
        awaited.forEach(piece -> run(List.of(piece)));
      }
      return;
    }
    for (int i = 0; i < answers.size(); i++) {
      awaited.get(i).answer().complete(answers.get(i));
    }
  }

  private List<Map<String, TensorProto>> answers(List<Piece> batch) {
    ServedSignature signature = batch.get(0).call().signature();
    sizes.accept(batch.stream().mapToInt(Piece::rows).sum());
    try (Feeds feeds = Feeds.of(batch);
        Result result = model.run(signature.definition(), feeds.tensors(), signature.outputs())) {
      List<Tensor> outputs = new ArrayList<>();
      for (String output : signature.outputs()) {
        String tensor = signature.definition().getOutputsOrThrow(output).getName();
        outputs.add(result.get(tensor).orElseThrow());
      }
      return Fetched.of(batch, outputs);
    }
  }
}
