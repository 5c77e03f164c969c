package dar.training.pickle;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.training.data.DatasetDescription;
import dar.training.data.DatasetWriter;
import dar.training.data.Sha256;
import dar.training.data.Split;
import dar.training.pickle.PickleValue.Constant;
import dar.training.pickle.PickleValue.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Imports a pickle of MMSA's layout, {@link SplitReader}, into a dataset directory. */
public final class MmsaImport {
  private static final String REGRESSION = "regression_labels";
  private static final String CLASSIFICATION = "classification_labels";

  private final PickleFile file;
  private final Map<Split, MmsaSplit> splits = new EnumMap<>(Split.class);
  private boolean classes;
  private boolean tokens;

  private MmsaImport(PickleFile file) {
    this.file = file;
  }

  /**
   * Imports a file of any size in bounded memory.
   *
   * @param pickle the file; protocols 2 to 5, NumPy 1 and 2
   * @param targetDirectory the directory to make; it must not exist
   * @param name how reports call the set
   * @throws BadInputException where the file is cut short, refers to anything but arrays, or is not
   *     of MMSA's layout; where the target exists or its disk is full. Nothing is left behind.
   */
  public static ImportReport run(Path pickle, Path targetDirectory, String name) {
    try {
      expectNone(targetDirectory);
      return run(pickle, targetDirectory, name, "");
    } catch (IOException e) {
      throw DatasetWriter.failure(targetDirectory, e);
    }
  }

  /** As above; {@code sourceHash} is the file's, or empty where it is not known yet. */
  static ImportReport run(Path pickle, Path targetDirectory, String name, String sourceHash)
      throws IOException {
    try (PickleFile file = new PickleFile(pickle, existing(targetDirectory))) {
      MmsaImport pass = new MmsaImport(file);
      pass.read();
      Labels labels = Labels.of(file, pass.splits, pass.classes);
      Map<Modality, ModalityShape> shapes = pass.shapes();
      String hash = sourceHash.isEmpty() ? Sha256.of(pickle) : sourceHash;
      return pass.write(targetDirectory, name, labels, shapes, hash);
    }
  }

  private static void expectNone(Path target) {
    if (Files.exists(target)) {
      throw new BadInputException(target + ": expected a folder to be made, found one that exists");
    }
  }

  /** The folder nearest to the target that exists: on the same disk, and nothing is made early. */
  private static Path existing(Path target) {
    Path folder = target.toAbsolutePath().normalize().getParent();
    while (!Files.isDirectory(folder)) {
      folder = folder.getParent();
    }
    return folder;
  }

  private void read() throws IOException {
    PickleValue root = PickleMachine.load(file);
    Map<Split, Table> tables = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      tables.put(split, table(root, split));
    }
    PickleValue labels = tables.get(Split.TRAIN).entries().get(REGRESSION);
    classes =
        (labels == null || labels == Constant.NONE)
            && tables.get(Split.TRAIN).entries().containsKey(CLASSIFICATION);
    tokens = tables.get(Split.TRAIN).entries().containsKey("text_bert");
    FieldReader fields = new FieldReader(file);
    for (Split split : Split.values()) {
      String key = classes ? CLASSIFICATION : REGRESSION;
      splits.put(split, new SplitReader(file, fields, split, tables.get(split), key).read());
    }
  }

  private Table table(PickleValue root, Split split) {
    if (!(root instanceof Table splitTables)) {
      throw file.error("pickle", "a dict of train, valid and test", root.describe());
    }
    PickleValue value = splitTables.entries().get(split.key());
    if (value == null) {
      throw file.error("split " + split.key(), "at least 1 sample", "none");
    }
    if (!(value instanceof Table table)) {
      throw file.error("split " + split.key(), "a dict of fields", value.describe());
    }
    return table;
  }

  /** The shape of each modality that any sample has. */
  private Map<Modality, ModalityShape> shapes() {
    Map<Modality, ModalityShape> shapes = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      if (splits.values().stream().anyMatch(split -> split.has(modality))) {
        shapes.put(modality, shape(modality));
      }
    }
    if (shapes.isEmpty()) {
      throw file.error(
          "text, vision, audio",
          "feature vectors of at least 1 modality",
          tokens ? "only tokens, in text_bert" : "none of any sample");
    }
    return shapes;
  }

  private ModalityShape shape(Modality modality) {
    ModalityShape shape = null;
    for (Split split : Split.values()) {
      NumpyArray array = splits.get(split).features().get(modality);
      if (array == null || !splits.get(split).has(modality)) {
        continue;
      }
      ModalityShape found = new ModalityShape((int) array.shape()[1], (int) array.shape()[2]);
      if (shape != null && !shape.equals(found)) {
        throw file.error(
            "split %s: %s".formatted(split.key(), modality.key()),
            "%d steps of %d, as in the splits before".formatted(shape.length(), shape.width()),
            "%d of %d".formatted(found.length(), found.width()));
      }
      shape = found;
    }
    return shape;
  }

  private ImportReport write(
      Path target, String name, Labels labels, Map<Modality, ModalityShape> shapes, String hash)
      throws IOException {
    Map<Modality, Long> cleaned = new EnumMap<>(Modality.class);
    Map<Modality, Integer> clamped = new EnumMap<>(Modality.class);
    Map<Split, Map<Modality, Integer>> absent = new EnumMap<>(Split.class);
    try (DatasetWriter writer = DatasetWriter.create(target, shapes)) {
      for (Split split : Split.values()) {
        MmsaSplit content = splits.get(split);
        for (Map.Entry<Modality, ModalityShape> entry : shapes.entrySet()) {
          Modality modality = entry.getKey();
          if (content.has(modality)) {
            NumpyArray array = content.features().get(modality);
            cleaned.merge(
                modality, FeatureCopy.copy(file, array, writer, split, modality), Long::sum);
          } else {
            FeatureCopy.zeros(writer, split, modality, entry.getValue(), content.samples().size());
          }
          clamped.merge(modality, content.clamped().getOrDefault(modality, 0), Integer::sum);
        }
        writer.samples(split, content.samples());
        Map<Modality, Integer> absentHere = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
          absentHere.put(modality, content.absent(modality));
        }
        absent.put(split, absentHere);
      }
      DatasetDescription description =
          writer.finish(name, labels.task(), labels.min(), labels.max(), hash);
      return new ImportReport(description, cleaned, absent, clamped);
    }
  }
}
