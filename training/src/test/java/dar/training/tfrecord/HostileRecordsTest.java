package dar.training.tfrecord;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dar.graph.input.BadInputException;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.synth.Synthetic;
import dar.training.synth.SyntheticOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.BytesList;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.FeatureList;
import org.tensorflow.proto.Int64List;
import org.tensorflow.proto.SequenceExample;

/** What is not as it must be is told in one line with its place, and leaves nothing behind. */
class HostileRecordsTest {
  @TempDir Path folder;

  private Path records;
  private Path out;

  @BeforeEach
  void export() throws IOException {
    out = folder.resolve("out");
    export(RecordKind.EXAMPLE);
  }

  private void export(RecordKind kind) throws IOException {
    records = folder.resolve(kind.key());
    try (Dataset data = OddSet.write(folder.resolve("set of " + kind.key()))) {
      RecordExport.run(data, records, kind, false, EnumSet.allOf(Split.class));
    }
  }

  @Test
  void featuresThatAreNotAsTheyMustBe() throws IOException {
    example("visual", Feature.getDefaultInstance(), "visual: expected 6 floats, found none");
    example("visual", floats(5), "visual: expected 6 floats, found 5 floats");
    example("visual", wholes(1, 2, 3, 4, 5, 6), "visual: expected 6 floats, found 6 whole numbers");
    example("id", wholes(7), "id: expected 1 text, found 1 whole numbers");
    example("id", bytes("a", "b"), "id: expected 1 text, found 2 texts");
    Feature noText =
        Feature.newBuilder()
            .setBytesList(
                BytesList.newBuilder().addValue(ByteString.copyFrom(new byte[] {(byte) 0xff})))
            .build();
    example("text", noText, "text: expected UTF-8, found other bytes");
    example("labels", number(1.5f), "labels: expected a class in [0.0, 2.0], found 1.5");
    example("labels", number(3), "labels: expected a class in [0.0, 2.0], found 3.0");
    example("labels", number(Float.NaN), "labels: expected a class in [0.0, 2.0], found NaN");
    example("visual_length", wholes(4), "visual_length: expected in [0, 3], found 4");
    example("visual_length", wholes(-1), "visual_length: expected in [0, 3], found -1");
    example(
        "visual_length",
        wholes(1L << 40),
        "visual_length: expected whole numbers of 32 bits, found 1099511627776");
  }

  private void example(String name, Feature feature, String message) throws IOException {
    Path file = records.resolve("valid.tfrecord");
    byte[] before = Files.readAllBytes(file);
    List<byte[]> all = RecordRoundTripTest.all(file);
    Example.Builder sample = Example.parseFrom(all.get(3)).toBuilder();
    sample.getFeaturesBuilder().putFeature(name, feature);
    all.set(3, sample.build().toByteArray());
    RecordRoundTripTest.write(file, all, false);
    refused("%s, record 4: %s".formatted(file, message));
    Files.write(file, before);
  }

  @Test
  void sequencesThatAreNotAsTheyMustBe() throws IOException {
    export(RecordKind.SEQUENCE_EXAMPLE);
    Path file = records.resolve("test.tfrecord");
    SequenceExample sample = SequenceExample.parseFrom(RecordRoundTripTest.all(file).get(0));
    sequence(
        file,
        sample,
        List.of(floats(2), floats(3)),
        "visual: step 1: expected 2 floats, found 3 floats");
    sequence(
        file,
        sample,
        List.of(wholes(2, 3)),
        "visual: step 0: expected 2 floats, found 2 whole numbers");
    sequence(
        file,
        sample,
        List.of(floats(2), floats(2), floats(2), floats(2)),
        "visual: expected at most 3 steps, found 4");
    SequenceExample.Builder without = sample.toBuilder();
    without.getFeatureListsBuilder().removeFeatureList("visual");
    RecordRoundTripTest.write(file, List.of(without.build().toByteArray()), false);
    refused(file + ", record 1: visual: expected a list of features, found none");
  }

  private void sequence(Path file, SequenceExample sample, List<Feature> steps, String message)
      throws IOException {
    SequenceExample.Builder other = sample.toBuilder();
    other
        .getFeatureListsBuilder()
        .putFeatureList("visual", FeatureList.newBuilder().addAllFeature(steps).build());
    RecordRoundTripTest.write(file, List.of(other.build().toByteArray()), false);
    refused(file + ", record 1: " + message);
  }

  @Test
  void tokensThatAreNotAsTheyMustBe() throws IOException {
    Path set = folder.resolve("sentences");
    Synthetic.write(set, SyntheticOptions.demo().withCounts(1, 1, 1), 1);
    records = folder.resolve("tokens");
    try (Dataset data = Dataset.open(set)) {
      RecordExport.run(data, records, RecordKind.EXAMPLE, false, EnumSet.allOf(Split.class));
    }
    Path file = records.resolve("train.tfrecord");
    Example sample = Example.parseFrom(RecordRoundTripTest.all(file).get(0));
    long[] ids = new long[32];
    ids[5] = 30522;
    tokens(
        file, sample, "language_ids", ids, "language_ids: expected ids in [0, 30522), found 30522");
    tokens(file, sample, "language_mask", ids, "language_mask: expected ");
  }

  private void tokens(Path file, Example sample, String name, long[] values, String message)
      throws IOException {
    Example.Builder other = sample.toBuilder();
    other.getFeaturesBuilder().putFeature(name, wholes(values));
    RecordRoundTripTest.write(file, List.of(other.build().toByteArray()), false);
    refused(file + ", record 1: " + message);
  }

  @Test
  void bytesThatAreNoRecords() throws IOException {
    Path file = records.resolve("train.tfrecord");
    byte[] good = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(good, good.length - 1));
    refused(file + ", record 5: expected ");
    byte[] damaged = good.clone();
    damaged[20] ^= 1;
    Files.write(file, damaged);
    refused(file + ", record 1: expected data with their checksum, found another checksum");
    Files.writeString(file, "id,text,label,split\n");
    refused(file + ", record 1: expected a length with its checksum, found another checksum");
    RecordRoundTripTest.write(file, List.of("no message".getBytes(UTF_8)), false);
    refused(file + ", record 1: expected a tf.Example, found other bytes");
    Files.write(file, new byte[0]);
    refused(
        records.toRealPath().resolve("feature_spec.json")
            + ": split train: expected 5 records, found 0");
  }

  /** Whatever bits flip, the answer is one line or a set. */
  @Test
  void bytesAtRandom() throws IOException {
    Path file = records.resolve("train.tfrecord");
    List<byte[]> good = RecordRoundTripTest.all(file);
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      List<byte[]> odd = new java.util.ArrayList<>(good);
      byte[] record = good.get(0).clone();
      record[random.nextInt(record.length)] ^= (byte) (1 << random.nextInt(8));
      odd.set(0, record);
      RecordRoundTripTest.write(file, odd, false);
      Path target = folder.resolve("odd-" + i);
      try {
        RecordImport.run(List.of(records), target, Optional.empty());
        Dataset.open(target).close();
      } catch (BadInputException e) {
        assertThat(e.getMessage()).startsWith(file + ", record 1: ").hasLineCount(1);
        refused++;
      }
    }
    assertThat(refused).isBetween(50, 299);
  }

  @Test
  void specsThatAreNotAsTheyMustBe() throws IOException {
    Path spec = records.toRealPath().resolve("feature_spec.json");
    String good = Files.readString(spec);
    spec(
        good.replace("\"kind\" : \"example\"", "\"kind\" : \"examples\""),
        "kind: expected example or sequence-example, found \"examples\"");
    spec(good.replace("\"dataset\"", "\"data\""), "expected an object dataset, found none");
    spec(
        good.replace("\"train\" : 5", "\"train\" : 6"), "split train: expected 6 records, found 5");
    spec(good.replace("\"width\" : 2", "\"width\" : -2"), "modality shape: expected");
    spec(
        good.replace("\"width\" : 2", "\"width\" : 2000000000"),
        "modalities.visual: expected at most");
    spec(good.replace("\"counts\"", "\"count\""), "keys: expected");
    spec("{", "expected JSON, found the end of the text on line 1, column 2");
    Files.delete(spec);
    refused(
        records.resolve("train.tfrecord") + ": expected feature_spec.json beside it, found none");
  }

  private void spec(String text, String message) throws IOException {
    Path spec = records.toRealPath().resolve("feature_spec.json");
    Files.writeString(spec, text);
    refused(spec + ": " + message);
  }

  /** What a user writes by hand: no hashes, no features. */
  @Test
  void aSpecOfAUser() throws IOException {
    Files.writeString(
        records.resolve("feature_spec.json"),
        """
        {"kind": "example", "dataset": {"name": "mine", "task": {"kind": "classification", "classes": 3},
         "labels": {"min": 0, "max": 2}, "counts": {"train": 5, "valid": 5, "test": 5},
         "modalities": {"visual": {"kind": "vectors", "length": 3, "width": 2}}}}
        """);
    RecordImport.run(List.of(records), out, Optional.of("renamed"));
    try (Dataset data = Dataset.open(out)) {
      assertThat(data.description().name()).isEqualTo("renamed");
      assertThat(data.description().sourceHash()).matches("[0-9a-f]{64}");
      assertThat(data.size(Split.TRAIN)).isEqualTo(5);
    }
  }

  @Test
  void filesOfNoSplit() throws IOException {
    Files.move(records.resolve("valid.tfrecord"), records.resolve("dev.tfrecord"));
    refused(
        records.resolve("dev.tfrecord")
            + ": expected a name that begins with train, valid or test");
    Files.delete(records.resolve("dev.tfrecord"));
    refused(records + ": split valid: expected a file valid*.tfrecord, found none");
    assertThatThrownBy(
            () ->
                RecordImport.run(List.of(folder.resolve("train.tfrecord")), out, Optional.empty()))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  void targetsThatExist() throws IOException {
    Files.createDirectory(out);
    assertThatThrownBy(() -> RecordImport.run(List.of(records), out, Optional.empty()))
        .hasMessage(out + ": expected a folder to be made, found one that exists");
    try (Dataset data = Dataset.open(folder.resolve("set of example"))) {
      assertThatThrownBy(
              () ->
                  RecordExport.run(
                      data, out, RecordKind.EXAMPLE, false, EnumSet.allOf(Split.class)))
          .hasMessage(out + ": expected a folder to be made, found one that exists");
    }
    assertThat(out).isEmptyDirectory();
  }

  private void refused(String message) throws IOException {
    assertThatThrownBy(() -> RecordImport.run(List.of(records), out, Optional.empty()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(message)
        .message()
        .hasLineCount(1);
    assertThat(out).doesNotExist();
    try (Stream<Path> entries = Files.list(folder)) {
      assertThat(entries).noneMatch(entry -> entry.getFileName().toString().startsWith("."));
    }
  }

  private static Feature floats(int count) {
    return FeatureValues.of(new float[count], 0, count);
  }

  private static Feature number(float value) {
    return FeatureValues.of(new float[] {value}, 0, 1);
  }

  private static Feature wholes(long... values) {
    Int64List.Builder list = Int64List.newBuilder();
    for (long value : values) {
      list.addValue(value);
    }
    return Feature.newBuilder().setInt64List(list).build();
  }

  private static Feature bytes(String... texts) {
    BytesList.Builder list = BytesList.newBuilder();
    for (String text : texts) {
      list.addValue(ByteString.copyFromUtf8(text));
    }
    return Feature.newBuilder().setBytesList(list).build();
  }
}
