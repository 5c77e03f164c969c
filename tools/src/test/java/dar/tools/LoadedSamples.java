package dar.tools;

import dar.graph.input.Hyperparameters;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.ModelSpec;
import dar.graph.input.Task;
import dar.savedmodel.LoadedModel;
import dar.savedmodel.ModelDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * Samples of a model of the usual size with first values, and what it predicts of each by itself.
 *
 * @param shapes of its inputs
 * @param samples numbers by input, C order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LoadedSamples(
    Map<Modality, ModalityShape> shapes, List<Map<Modality, float[]>> samples, float[] expected) {
  private static final Map<Modality, ModalityShape> SHAPES =
      Map.of(
          Modality.LANGUAGE, new ModalityShape(16, 24),
          Modality.VISUAL, new ModalityShape(24, 12),
          Modality.ACOUSTIC, new ModalityShape(20, 10));

  /** Exports the model to a folder that does not exist, and predicts. */
  public static LoadedSamples export(Path folder, int count) {
    Task task = new Task.Regression();
    List<Map<Modality, float[]>> samples = gaussian(count);
    Map<String, Tensor> first = tensors(samples.get(0));
    try (PredictingProgram program =
        new PredictingProgram(new ModelSpec(SHAPES, task, Hyperparameters.DEFAULT), 1)) {
      program.export(
          new ModelDescription("load", task, -3, 3, SHAPES, Optional.empty(), OptionalInt.empty()),
          Optional.empty(),
          first,
          folder);
    } finally {
      first.values().forEach(Tensor::close);
    }
    float[] expected = new float[count];
    try (LoadedModel model = LoadedModel.load(folder)) {
      for (int i = 0; i < count; i++) {
        Map<String, Tensor> inputs = tensors(samples.get(i));
        expected[i] = model.predict(inputs)[0];
        inputs.values().forEach(Tensor::close);
      }
    }
    return new LoadedSamples(SHAPES, samples, expected);
  }

  private static List<Map<Modality, float[]>> gaussian(int count) {
    Random random = new Random(1);
    List<Map<Modality, float[]>> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(
          Modality.each(
              m -> {
                float[] values = new float[SHAPES.get(m).length() * SHAPES.get(m).width()];
                for (int j = 0; j < values.length; j++) {
                  values[j] = (float) random.nextGaussian();
                }
                return values;
              }));
    }
    return samples;
  }

  private static Map<String, Tensor> tensors(Map<Modality, float[]> sample) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    sample.forEach(
        (m, values) ->
            tensors.put(
                m.key(),
                TFloat32.tensorOf(
                    Shape.of(1, SHAPES.get(m).length(), SHAPES.get(m).width()),
                    DataBuffers.of(values))));
    return tensors;
  }
}
