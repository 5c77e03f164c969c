package dar.training.pickle;

import dar.graph.file.FileFailure;
import dar.graph.file.TemporaryFolder;
import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.TokenShape;
import dar.graph.language.Tokenizer;
import dar.training.data.DatasetDescription;
import dar.training.data.DatasetWriter;
import dar.training.data.ImportReport;
import dar.training.data.Sha256;
import dar.training.data.Split;
import dar.training.pickle.PickleValue.ArrayValue;
import dar.training.pickle.PickleValue.Constant;
import dar.training.pickle.PickleValue.Table;
import dar.training.pretrained.MiniLm;
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
  private final LanguageSource source;
  private final Map<Split, MmsaSplit> splits = new EnumMap<>(Split.class);
  private boolean classes;

  private MmsaImport(PickleFile file, LanguageSource source) {
    this.file = file;
    this.source = source;
  }

  /**
   * Imports a file of any size in bounded memory.
   *
   * @param pickle the file; protocols 2 to 5, NumPy 1 and 2
   * @param targetDirectory the directory to make; it must not exist
   * @param name how reports call the set
   * @param language what becomes its language
   * @throws BadInputException where the file is cut short, refers to anything but arrays, or is not
   *     of MMSA's layout; where the target exists or its disk is full. Nothing is left behind.
   */
  public static ImportReport run(
      Path pickle, Path targetDirectory, String name, LanguageSource language) {
    try {
      TemporaryFolder.expectNone(targetDirectory);
      return run(pickle, targetDirectory, name, language, "");
    } catch (IOException e) {
      throw FileFailure.of(targetDirectory, e);
    }
  }

  /** As above; {@code sourceHash} is the file's, or empty where it is not known yet. */
  static ImportReport run(
      Path pickle, Path targetDirectory, String name, LanguageSource source, String sourceHash)
      throws IOException {
    try (PickleFile file = new PickleFile(pickle, existing(targetDirectory))) {
      MmsaImport pass = new MmsaImport(file, source);
      pass.read();
      Labels labels = Labels.of(file, pass.splits, pass.classes);
      try (Language language = pass.language()) {
        Map<Modality, ModalityShape> shapes = pass.shapes(language);
        String hash = sourceHash.isEmpty() ? Sha256.of(pickle) : sourceHash;
        return pass.write(targetDirectory, name, labels, shapes, language, hash);
      }
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
    boolean vectors =
        source
            .form()
            .map(form -> form == LanguageSource.Form.VECTORS)
            .orElse(tables.values().stream().noneMatch(MmsaImport::hasTokens));
    FieldReader fields = new FieldReader(file);
    for (Split split : Split.values()) {
      String key = classes ? CLASSIFICATION : REGRESSION;
      splits.put(
          split, new SplitReader(file, fields, split, tables.get(split), key, vectors).read());
    }
  }

  private static boolean hasTokens(Table table) {
    PickleValue value = table.entries().get(TokenCopy.FIELD);
    boolean empty =
        value instanceof ArrayValue holder
            && holder.array() != null
            && holder.array().elements() == 0;
    return value != null && value != Constant.NONE && !empty;
  }

  /** What the language of the set becomes, of what the splits hold. */
  private Language language() throws IOException {
    if (splits.values().stream().anyMatch(split -> split.tokens().isPresent())) {
      return new Language.Bert(tokenShape());
    }
    if (splits.values().stream().anyMatch(split -> split.has(Modality.LANGUAGE))) {
      return new Language.Vectors();
    }
    boolean asked = source.form().isPresent();
    if (asked && source.form().get() == LanguageSource.Form.VECTORS) {
      throw file.error("text", "vectors of at least 1 sample", "none");
    }
    boolean texts =
        splits.values().stream()
            .flatMap(split -> split.samples().texts().stream())
            .anyMatch(text -> !text.isBlank());
    if (texts) {
      return new Language.Texts(source.tokenizer().open(), source.tokenizer().length());
    }
    if (asked) {
      throw file.error("text_bert, raw_text", "tokens or text of at least 1 sample", "none");
    }
    return new Language.Vectors();
  }

  private TokenShape tokenShape() throws IOException {
    long steps = 0;
    for (Split split : Split.values()) {
      String subject = "split %s: %s".formatted(split.key(), TokenCopy.FIELD);
      NumpyArray array =
          splits
              .get(split)
              .tokens()
              .orElseThrow(() -> file.error(subject, "tokens, as in other splits", "none"));
      if (steps != 0 && array.shape()[2] != steps) {
        throw file.error(
            subject, steps + " tokens, as in the splits before", array.shape()[2] + "");
      }
      steps = array.shape()[2];
    }
    return new TokenShape((int) steps, vocabulary());
  }

  private int vocabulary() throws IOException {
    if (source.tokenizer().file().isEmpty()) {
      return MiniLm.VOCABULARY;
    }
    try (Tokenizer tokenizer = source.tokenizer().open()) {
      return tokenizer.vocabulary();
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

  /** The shape of each modality that any sample has as vectors. */
  private Map<Modality, ModalityShape> shapes(Language language) {
    Map<Modality, ModalityShape> shapes = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      if (splits.values().stream().anyMatch(split -> split.has(modality))) {
        shapes.put(modality, shape(modality));
      }
    }
    if (shapes.isEmpty() && language.tokens().isEmpty()) {
      throw file.error(
          "text, vision, audio", "feature vectors of at least 1 modality", "none of any sample");
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
      Path target,
      String name,
      Labels labels,
      Map<Modality, ModalityShape> shapes,
      Language language,
      String hash)
      throws IOException {
    Map<Modality, Long> cleaned = new EnumMap<>(Modality.class);
    Map<Modality, Integer> clamped = new EnumMap<>(Modality.class);
    Map<Split, Map<Modality, Integer>> absent = new EnumMap<>(Split.class);
    try (DatasetWriter writer = DatasetWriter.create(target, shapes, language.tokens())) {
      for (Split split : Split.values()) {
        MmsaSplit read = splits.get(split);
        MmsaSplit content = read.with(language.write(file, read, writer, split));
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
        absent.put(split, content.samples().absent());
      }
      DatasetDescription description =
          writer.finish(name, labels.task(), labels.min(), labels.max(), hash);
      return new ImportReport(description, cleaned, absent, clamped);
    }
  }
}
