package dar.tools.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.input.Modality;
import dar.graph.input.Task;
import dar.training.data.Dataset;
import dar.training.data.DatasetDescription;
import dar.training.data.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What {@code dar data inspect} tells of a set: sizes, shapes, what is absent, the labels. */
public record DatasetSummary(Dataset data) {
  private static final int BINS = 7; // as many as the classes of Acc-7

  /** For people. */
  public String text() {
    DatasetDescription set = data.description();
    TextTable sizes = new TextTable().row("split", "samples", "language", "visual", "acoustic");
    TextTable labels = new TextTable();
    List<String> heading = new ArrayList<>(List.of("labels"));
    heading.addAll(bins());
    labels.row(heading);
    for (Split split : Split.values()) {
      List<String> row = new ArrayList<>(List.of(split.key(), "" + data.size(split)));
      for (Modality m : Modality.values()) {
        int absent = data.absent(split, m);
        row.add(absent == 0 ? "all" : "%d absent".formatted(absent));
      }
      sizes.row(row);
      List<String> counts = new ArrayList<>(List.of(split.key()));
      Arrays.stream(histogram(split)).forEach(count -> counts.add("" + count));
      labels.row(counts);
    }
    List<String> shapes = new ArrayList<>(List.of("[T, d]", ""));
    shapes.addAll(Shapes.texts(set));
    sizes.row(shapes);
    return String.format(
        Locale.ROOT,
        "%s: %s, labels in [%s, %s], content %s\n\n%s\n%s",
        set.name(),
        task(set.task()),
        set.labelMin(),
        set.labelMax(),
        data.hash().substring(0, 16),
        sizes,
        labels);
  }

  /** For programs. */
  public ObjectNode json() {
    DatasetDescription set = data.description();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("name", set.name()).put("task", task(set.task()));
    root.put("label_min", set.labelMin()).put("label_max", set.labelMax());
    root.put("hash", data.hash()).put("source_hash", set.sourceHash());
    root.set("modalities", Shapes.json(set));
    ObjectNode splits = root.putObject("splits");
    for (Split split : Split.values()) {
      ObjectNode node = splits.putObject(split.key()).put("samples", data.size(split));
      ObjectNode absent = node.putObject("absent");
      for (Modality m : Modality.values()) {
        absent.put(m.key(), data.absent(split, m));
      }
      ObjectNode histogram = node.putObject("labels");
      int[] counts = histogram(split);
      List<String> bins = bins();
      for (int i = 0; i < counts.length; i++) {
        histogram.put(bins.get(i), counts[i]);
      }
    }
    return root;
  }

  private int binCount() {
    return data.description().task() instanceof Task.Classification classes
        ? classes.classes()
        : BINS;
  }

  /** Classes by number; intensities in bins of equal width, named by their middle. */
  private List<String> bins() {
    DatasetDescription set = data.description();
    int bins = binCount();
    if (set.task() instanceof Task.Classification) {
      return IntStream.range(0, bins).mapToObj(Integer::toString).toList();
    }
    double width = (set.labelMax() - set.labelMin()) / bins;
    return IntStream.range(0, bins)
        .mapToObj(i -> String.format(Locale.ROOT, "%+.2f", set.labelMin() + (i + 0.5) * width))
        .toList();
  }

  private int[] histogram(Split split) {
    DatasetDescription set = data.description();
    int[] counts = new int[binCount()];
    for (float label : data.labels(split)) {
      double share = (label - set.labelMin()) / (set.labelMax() - set.labelMin());
      boolean classes = set.task() instanceof Task.Classification;
      int bin = classes ? (int) label : (int) (share * counts.length);
      counts[Math.min(bin, counts.length - 1)]++;
    }
    return counts;
  }

  private static String task(Task task) {
    return task instanceof Task.Classification classes
        ? classes.classes() + " classes"
        : "regression";
  }
}
