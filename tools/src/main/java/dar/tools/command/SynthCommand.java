package dar.tools.command;

import dar.tools.report.DatasetSummary;
import dar.training.data.Dataset;
import dar.training.synth.Synthetic;
import dar.training.synth.SyntheticOptions;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Makes a dataset whose factors are known. */
@Command(name = "synth", description = "Make a dataset with known common and specific factors.")
public final class SynthCommand implements Runnable {
  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where; must be new.")
  private Path out;

  @Option(
      names = "--preset",
      converter = OfPreset.class,
      defaultValue = "demo",
      description =
          "demo (sentences), vectors (small) or mosi (the shapes of CMU-MOSI); "
              + "${DEFAULT-VALUE} if not given.")
  private SyntheticOptions preset;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same bytes; ${DEFAULT-VALUE} if not given.")
  private long seed;

  @Mixin private Output output;

  @Override
  public void run() {
    Synthetic.write(out, preset, seed);
    try (Dataset data = Dataset.open(out)) {
      DatasetSummary summary = new DatasetSummary(data);
      output.result(summary::text, summary::json);
    }
  }

  /** demo, vectors, mosi. */
  static final class OfPreset implements ITypeConverter<SyntheticOptions> {
    @Override
    public SyntheticOptions convert(String value) {
      return switch (value) {
        case "demo" -> SyntheticOptions.demo();
        case "vectors" -> SyntheticOptions.vectors();
        case "mosi" -> SyntheticOptions.mosi();
        default ->
            throw new TypeConversionException("expected demo, vectors or mosi, found " + value);
      };
    }
  }
}
