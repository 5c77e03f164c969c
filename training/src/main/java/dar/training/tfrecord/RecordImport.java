package dar.training.tfrecord;

import com.google.protobuf.InvalidProtocolBufferException;
import dar.graph.file.FileFailure;
import dar.graph.file.TemporaryFolder;
import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.record.TfRecordReader;
import dar.training.data.DatasetDescription;
import dar.training.data.DatasetWriter;
import dar.training.data.ImportReport;
import dar.training.data.Samples;
import dar.training.data.Sha256;
import dar.training.data.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Imports TFRecord files into a dataset directory: those that {@link RecordExport} wrote, or others
 * with the same features beside a {@code feature_spec.json}. Exporting and importing gives back the
 * same set, bit by bit.
 */
public final class RecordImport {
  private final RecordFiles files;
  private final FeatureSpec spec;
  private final Map<Modality, Long> cleaned = new EnumMap<>(Modality.class);
  private final Map<Split, Map<Modality, Integer>> absent = new EnumMap<>(Split.class);

  private RecordImport(RecordFiles files) throws IOException {
    this.files = files;
    this.spec = FeatureSpecJson.read(files.spec());
  }

  /** Whether a path is a record file by its name, or a folder. */
  public static boolean isRecords(Path path) {
    return RecordFiles.isOne(path);
  }

  /**
   * Imports files, compressed or not.
   *
   * @param given files and folders of them, see {@link RecordFiles}
   * @param targetDirectory the directory to make; it must not exist
   * @param name how reports call the set; as it was called if empty
   * @throws BadInputException where a record is not as it must be, or the target exists or its disk
   *     is full. Nothing is left behind.
   */
  public static ImportReport run(List<Path> given, Path targetDirectory, Optional<String> name) {
    TemporaryFolder.expectNone(targetDirectory);
    try {
      RecordImport records = new RecordImport(RecordFiles.of(given));
      return records.write(targetDirectory, name.orElse(records.spec.data().name()));
    } catch (IOException e) {
      throw FileFailure.of(targetDirectory, e);
    }
  }

  private ImportReport write(Path target, String name) throws IOException {
    DatasetDescription data = spec.data();
    try (DatasetWriter writer = DatasetWriter.create(target, data.modalities(), data.tokens())) {
      for (Split split : Split.values()) {
        writer.samples(split, copy(writer, split));
      }
      return new ImportReport(
          writer.finish(name, data.task(), data.labelMin(), data.labelMax(), sourceHash()),
          cleaned,
          absent,
          Map.of());
    }
  }

  /** What the set was made from before it became records; the records, if that is not told. */
  private String sourceHash() throws IOException {
    if (!spec.data().sourceHash().isEmpty()) {
      return spec.data().sourceHash();
    }
    StringBuilder hashes = new StringBuilder();
    for (List<Path> ofSplit : files.bySplit().values()) {
      for (Path file : ofSplit) {
        hashes.append(Sha256.of(file)).append('\n');
      }
    }
    return Sha256.of(hashes.toString());
  }

  private Samples copy(DatasetWriter writer, Split split) throws IOException {
    try (SampleSink sink = new SampleSink(spec, writer, split)) {
      for (Path file : files.bySplit().get(split)) {
        copy(file, sink);
      }
      Samples samples = sink.samples();
      int expected = spec.data().counts().get(split);
      if (samples.size() != expected) {
        throw new BadInputException(
            "%s: split %s: expected %d records, found %d"
                .formatted(files.spec(), split.key(), expected, samples.size()));
      }
      for (Modality modality : spec.data().modalities().keySet()) {
        cleaned.merge(modality, sink.cleaned(modality), Long::sum);
      }
      absent.put(split, samples.absent());
      return samples;
    }
  }

  private void copy(Path file, SampleSink sink) throws IOException {
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      for (Optional<byte[]> data = reader.next(); data.isPresent(); data = reader.next()) {
        try {
          sink.add(spec.kind().decoder(data.get()));
        } catch (InvalidProtocolBufferException e) {
          throw reader.error("a tf.%s".formatted(spec.kind().message()), "other bytes");
        } catch (BadInputException e) {
          throw new BadInputException("%s: %s".formatted(reader.place(), e.getMessage()), e);
        }
      }
    }
  }
}
