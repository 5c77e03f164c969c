package dar.tools.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.tfrecord.RecordExport;
import dar.training.tfrecord.RecordKind;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a dataset as TFRecord files. */
@Command(
    name = "export",
    description = {
      "Write a dataset as TFRecord files, one a split, for tf.data.",
      "feature_spec.json beside them says how tf.io parses them. Features that a model takes have"
          + " the names of its inputs."
    })
public final class RecordsCommand implements Runnable {
  @Parameters(paramLabel = "DATASET", description = "A dataset directory or an MMSA pickle.")
  private Path data;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where; must be new.")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "F",
      converter = Converters.OfRecordKind.class,
      defaultValue = "example",
      description = {
        "example: tf.Example, arrays padded to the same shape;",
        "sequence-example: tf.SequenceExample, without the padding;",
        "${DEFAULT-VALUE} if not given."
      })
  private RecordKind kind;

  @Option(names = "--gzip", description = "Compress the files.")
  private boolean gzip;

  @Option(
      names = "--split",
      paramLabel = "S",
      split = ",",
      converter = Converters.OfSplit.class,
      description = "train, valid, test; all if not given.")
  private List<Split> splits = List.of(Split.values());

  @Mixin private Output output;

  @Override
  public void run() {
    Set<Split> chosen = EnumSet.copyOf(splits);
    try (Dataset dataset = Home.ofUser().open(data)) {
      RecordExport.run(dataset, out, kind, gzip, chosen);
      output.result(() -> text(dataset, chosen), () -> json(dataset, chosen));
    }
  }

  private String text(Dataset dataset, Set<Split> chosen) {
    StringBuilder text = new StringBuilder("%s holds feature_spec.json and\n".formatted(out));
    for (Split split : chosen) {
      text.append(
          "  %s, %d records\n".formatted(RecordExport.fileName(split, gzip), dataset.size(split)));
    }
    return text.toString();
  }

  private ObjectNode json(Dataset dataset, Set<Split> chosen) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("out", out.toString()).put("format", kind.key()).put("gzip", gzip);
    ObjectNode records = root.putObject("records");
    chosen.forEach(split -> records.put(split.key(), dataset.size(split)));
    return root;
  }
}
