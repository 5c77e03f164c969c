package dar.tools.command;

import dar.tools.progress.ProgressDisplay;
import dar.tools.report.DatasetSummary;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.encode.EncodedSet;
import dar.training.encode.SentenceEncoder;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has another model read the sentences of a dataset. */
@Command(
    name = "encode",
    description = {
      "Make a dataset whose language is the vectors of another model, a SavedModel.",
      "It takes input_ids or input_word_ids, attention_mask or input_mask, and if it wants them"
          + " token_type_ids or input_type_ids, and gives float32 [B, T, d]. The tokens of the"
          + " dataset must be of its vocabulary; dar data import --tokenizer takes another."
    })
public final class EncodeCommand implements Runnable {
  @Parameters(paramLabel = "DATASET", description = "A dataset directory or an MMSA pickle.")
  private Path data;

  @Option(
      names = "--encoder",
      paramLabel = "SAVEDMODEL",
      required = true,
      description = "The folder of a SavedModel.")
  private Path encoder;

  @Option(
      names = "--signature",
      paramLabel = "NAME",
      defaultValue = "serving_default",
      description = "Which of its signatures; ${DEFAULT-VALUE} if not given.")
  private String signature;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where; must be new.")
  private Path out;

  @Mixin private Output output;

  @Override
  public void run() {
    ProgressDisplay display = output.progress();
    try (Dataset dataset = Home.ofUser().open(data);
        SentenceEncoder reader =
            SentenceEncoder.open(encoder, signature, EncodedSet.tokens(dataset))) {
      int total = Arrays.stream(Split.values()).mapToInt(dataset::size).sum();
      EncodedSet.write(dataset, reader, out, done -> display.update("encoding", done, total));
    }
    display.clear();
    try (Dataset encoded = Dataset.open(out)) {
      DatasetSummary summary = new DatasetSummary(encoded);
      output.result(summary::text, summary::json);
    }
  }
}
