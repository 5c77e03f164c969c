package dar.training.board;

import com.google.common.primitives.Floats;
import dar.graph.input.Modality;
import dar.training.batch.Batches;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.evaluate.Kind;
import dar.training.evaluate.RecentSentences;
import dar.training.evaluate.Robustness;
import dar.training.evaluate.UnitHistogram;
import dar.training.missing.MissingRates;
import dar.training.program.HostBatch;
import dar.training.program.Program;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** A few samples of the validation split, half of each missing, on which gates are looked at. */
record GateSamples(Program program, HostBatch batch) implements AutoCloseable {
  private static final int SAMPLES = 64;

  /** The rate of the histograms of an {@link dar.training.evaluate.Evaluation}. */
  private static final MissingRates RATES = MissingRates.uniform(0.5);

  /**
   * The first samples.
   *
   * @param fineTuned whether training moves the BERT that reads their sentences; otherwise it reads
   *     them here, once
   */
  static GateSamples of(Program program, Dataset data, boolean fineTuned) {
    Batches batches =
        fineTuned
            ? new Batches(data, Split.VALID)
            : RecentSentences.batches(program, data, Split.VALID);
    int[] rows = IntStream.range(0, Math.min(SAMPLES, batches.samples())).toArray();
    return new GateSamples(
        program,
        batches.incomplete(rows, Batches.rows(batches.masks(Robustness.SEED, RATES), rows)));
  }

  /** The values of each gate now, by modality and kind as in {@code visual_common}. */
  Map<String, UnitHistogram> histograms() {
    Map<String, Program.Feature> features = program.represent(batch.inputs());
    Map<String, UnitHistogram> histograms = new LinkedHashMap<>();
    for (Modality m : Modality.values()) {
      for (Kind kind : Kind.values()) {
        UnitHistogram values = new UnitHistogram();
        values.add(Floats.toArray(features.get(kind.of(m, "_gate")).values()));
        histograms.put(kind.of(m, ""), values);
      }
    }
    return histograms;
  }

  @Override
  public void close() {
    batch.close();
  }
}
