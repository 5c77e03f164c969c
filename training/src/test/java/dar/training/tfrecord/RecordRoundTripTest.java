package dar.training.tfrecord;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Ints;
import dar.graph.input.Modality;
import dar.graph.record.TfRecord;
import dar.graph.record.TfRecordReader;
import dar.training.data.Dataset;
import dar.training.data.ImportReport;
import dar.training.data.Split;
import dar.training.synth.Synthetic;
import dar.training.synth.SyntheticOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.SequenceExample;

/** Exported and imported, a set is the same, bit by bit. */
class RecordRoundTripTest {
  private static final Set<Split> ALL = EnumSet.allOf(Split.class);

  @TempDir Path folder;

  private Path records;
  private Path again;

  @ParameterizedTest
  @CsvSource({"EXAMPLE,false", "EXAMPLE,true", "SEQUENCE_EXAMPLE,false", "SEQUENCE_EXAMPLE,true"})
  void nothingIsLost(RecordKind kind, boolean gzip) throws IOException {
    Path vectors = folder.resolve("vectors");
    Synthetic.write(vectors, SyntheticOptions.vectors().withCounts(5, 2, 3), 1);
    Path sentences = folder.resolve("sentences");
    Synthetic.write(sentences, SyntheticOptions.demo().withCounts(5, 2, 3), 1);
    Path odd = folder.resolve("odd");
    OddSet.write(odd).close();
    for (Path set : List.of(vectors, sentences, odd)) {
      try (Dataset data = Dataset.open(set)) {
        export(data, kind, gzip);
        ImportReport report = RecordImport.run(List.of(records), again, Optional.empty());
        assertThat(report.description().name()).isEqualTo(data.description().name());
        assertThat(report.cleaned().values()).allMatch(count -> count == 0);
      }
      sameFiles(set, again);
    }
  }

  private static void sameFiles(Path set, Path again) throws IOException {
    List<Path> files = files(set);
    assertThat(files(again)).isEqualTo(files);
    for (Path file : files) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(set.resolve(file));
    }
  }

  private static List<Path> files(Path set) throws IOException {
    try (Stream<Path> files = Files.walk(set)) {
      return files.filter(Files::isRegularFile).map(set::relativize).sorted().toList();
    }
  }

  private void export(Dataset data, RecordKind kind, boolean gzip) {
    String name = data.description().name();
    records = folder.resolve(name + "-records");
    again = folder.resolve(name + "-again");
    RecordExport.run(data, records, kind, gzip, ALL);
  }

  @Test
  void theSameSetGivesTheSameBytes() throws IOException {
    try (Dataset data = OddSet.write(folder.resolve("odd"))) {
      for (String name : List.of("first", "second")) {
        RecordExport.run(data, folder.resolve(name), RecordKind.EXAMPLE, true, ALL);
      }
    }
    for (Path file : files(folder.resolve("first"))) {
      assertThat(folder.resolve("second").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("first").resolve(file));
    }
  }

  @Test
  void whatARecordHolds() throws IOException {
    try (Dataset data = OddSet.write(folder.resolve("odd"))) {
      export(data, RecordKind.EXAMPLE, false);
      Example example = Example.parseFrom(all(records.resolve("train.tfrecord")).get(1));
      var features = example.getFeatures().getFeatureMap();
      assertThat(features.keySet())
          .containsExactlyInAnyOrder("id", "text", "labels", "visual_length", "visual");
      assertThat(features.get("text").getBytesList().getValue(0).toStringUtf8())
          .isEqualTo("two\nlines");
      assertThat(features.get("labels").getFloatList().getValueList()).containsExactly(1f);
      assertThat(features.get("visual_length").getInt64List().getValueList()).containsExactly(1L);
      assertThat(features.get("visual").getFloatList().getValueList())
          .containsExactly(1f, 2f, 0f, 0f, 0f, 0f);
    }
  }

  /** Padding is left out, unless there is a number in it. */
  @Test
  void stepsOfSequences() throws IOException {
    try (Dataset data = OddSet.write(folder.resolve("odd"))) {
      export(data, RecordKind.SEQUENCE_EXAMPLE, false);
    }
    int[] steps = new int[5];
    List<byte[]> found = all(records.resolve("valid.tfrecord"));
    for (int i = 0; i < steps.length; i++) {
      SequenceExample sample = SequenceExample.parseFrom(found.get(i));
      steps[i] = sample.getFeatureLists().getFeatureListOrThrow("visual").getFeatureCount();
    }
    assertThat(Ints.asList(steps)).containsExactly(3, 1, 3, 3, 2);
  }

  @Test
  void severalShardsInFoldersOfTheirSplits() throws IOException {
    Path odd = folder.resolve("odd");
    try (Dataset data = OddSet.write(odd)) {
      export(data, RecordKind.SEQUENCE_EXAMPLE, false);
    }
    Path sharded = Files.createDirectory(folder.resolve("sharded"));
    Files.copy(records.resolve("feature_spec.json"), sharded.resolve("feature_spec.json"));
    for (Split split : Split.values()) {
      List<byte[]> all = all(records.resolve(split.key() + ".tfrecord"));
      Path below = Files.createDirectory(sharded.resolve(split.key()));
      write(below.resolve("part-0.tfrecord"), all.subList(0, 2), false);
      write(below.resolve("part-1.tfrecord"), all.subList(2, 5), true); // gzip by its content
    }
    RecordImport.run(List.of(sharded), again, Optional.empty());
    sameFiles(odd, again);

    Path files = folder.resolve("of-files");
    RecordImport.run(
        List.of(
            records.resolve("test.tfrecord"),
            records.resolve("valid.tfrecord"),
            sharded.resolve("train/part-0.tfrecord"),
            sharded.resolve("train/part-1.tfrecord")),
        files,
        Optional.empty());
    sameFiles(odd, files);
  }

  /** A folder may be a link, and so may those of the splits. */
  @Test
  void linksAreFollowed() throws IOException {
    Path odd = folder.resolve("odd");
    try (Dataset data = OddSet.write(odd)) {
      export(data, RecordKind.EXAMPLE, false);
    }
    Path valid = Files.createDirectory(folder.resolve("elsewhere"));
    Files.move(records.resolve("valid.tfrecord"), valid.resolve("part.tfrecord"));
    Files.createSymbolicLink(records.resolve("valid"), valid);
    Path link = Files.createSymbolicLink(folder.resolve("link"), records);
    Files.createSymbolicLink(records.resolve("latest"), Path.of(".")); // no file is read twice
    RecordImport.run(List.of(link), again, Optional.empty());
    sameFiles(odd, again);
  }

  @Test
  void whatIsNotFiniteBecomesZero() throws IOException {
    try (Dataset data = OddSet.write(folder.resolve("odd"))) {
      export(data, RecordKind.EXAMPLE, false);
    }
    Path test = records.resolve("test.tfrecord");
    List<byte[]> all = all(test);
    Example.Builder first = Example.parseFrom(all.get(0)).toBuilder();
    first
        .getFeaturesBuilder()
        .putFeature(
            "visual",
            FeatureValues.of(new float[] {1, Float.NaN, 3, 4, 5, Float.NEGATIVE_INFINITY}, 0, 6));
    all.set(0, first.build().toByteArray());
    write(test, all, false);
    ImportReport report = RecordImport.run(List.of(records), again, Optional.empty());
    assertThat(report.cleaned().get(Modality.VISUAL)).isEqualTo(2);
    assertThat(report.absent().get(Split.TEST)).containsEntry(Modality.VISUAL, 1);
    try (Dataset data = Dataset.open(again)) {
      float[] visual = new float[6];
      data.read(Split.TEST, Modality.VISUAL, new int[] {0}, visual);
      assertThat(visual).containsExactly(1, 0, 3, 4, 5, 0);
    }
  }

  static List<byte[]> all(Path file) throws IOException {
    List<byte[]> all = new java.util.ArrayList<>();
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      for (Optional<byte[]> data = reader.next(); data.isPresent(); data = reader.next()) {
        all.add(data.get());
      }
    }
    return all;
  }

  static void write(Path file, List<byte[]> records, boolean gzip) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = gzip ? new GZIPOutputStream(bytes) : bytes) {
      for (byte[] record : records) {
        out.write(TfRecord.frame(record));
      }
    }
    Files.write(file, bytes.toByteArray());
  }
}
