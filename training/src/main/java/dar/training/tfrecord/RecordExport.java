package dar.training.tfrecord;

import com.google.protobuf.MessageLite;
import dar.graph.file.FileFailure;
import dar.graph.file.TemporaryFolder;
import dar.graph.record.StableBytes;
import dar.graph.record.TfRecord;
import dar.training.data.Dataset;
import dar.training.data.Split;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a dataset as TFRecord files, one a split:
 *
 * <pre>
 * train.tfrecord, valid.tfrecord, test.tfrecord    or train.tfrecord.gz and so on
 * feature_spec.json                                see {@link FeatureSpecJson}
 * </pre>
 */
public final class RecordExport {
  private static final int BUFFER = 1 << 16;

  private final Dataset data;
  private final FeatureSpec spec;
  private final boolean gzip;

  private RecordExport(Dataset data, RecordKind kind, boolean gzip) {
    this.data = data;
    this.spec = FeatureSpec.of(kind, data);
    this.gzip = gzip;
  }

  /**
   * Writes a folder, whole or not at all; the same data give the same bytes.
   *
   * @param target the folder to make; it must not exist
   * @param gzip whether the files are compressed
   * @throws dar.graph.input.BadInputException where the target exists or its disk is full
   */
  public static void run(
      Dataset data, Path target, RecordKind kind, boolean gzip, Set<Split> splits) {
    RecordExport export = new RecordExport(data, kind, gzip);
    try (TemporaryFolder folder = new TemporaryFolder(target)) {
      for (Split split : splits) {
        export.write(folder.path(), split);
      }
      Files.writeString(
          folder.path().resolve(FeatureSpecJson.FILE),
          FeatureSpecJson.write(export.spec, data.hash(), gzip));
      folder.commit();
    } catch (IOException e) {
      throw FileFailure.of(target, e);
    }
  }

  /** How the file of a split is called. */
  public static String fileName(Split split, boolean gzip) {
    return split.key() + RecordFiles.EXTENSION + (gzip ? ".gz" : "");
  }

  private void write(Path folder, Split split) throws IOException {
    Path file = folder.resolve(fileName(split, gzip));
    SampleSource samples = new SampleSource(data, spec, split);
    try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        OutputStream out = gzip ? new GZIPOutputStream(raw, BUFFER) : raw) {
      for (int row = 0; row < data.size(split); row++) {
        SampleEncoder encoder = spec.kind().encoder();
        samples.put(row, encoder);
        MessageLite sample = encoder.build();
        out.write(TfRecord.frame(StableBytes.of(sample)));
      }
    }
  }
}
