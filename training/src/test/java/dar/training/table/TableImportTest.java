package dar.training.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.Task;
import dar.graph.input.TokenShape;
import dar.training.data.Dataset;
import dar.training.data.ImportReport;
import dar.training.data.Split;
import dar.training.pretrained.TokenizerChoice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableImportTest {
  private static final String HEADER = "id,text,label,split,visual,acoustic\n";
  private static final TableOptions DEFAULT =
      new TableOptions(TokenizerChoice.DEFAULT, Optional.empty(), false, Map.of());
  private static final String REST = "v,good,0,valid,,\nt,bad,1,test,,\n";

  @TempDir Path folder;

  /** An array as NumPy writes it. */
  private Path npy(String name, String descr, int version, int rows, int width, double... values)
      throws IOException {
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d), }\n"
            .formatted(descr, rows, width);
    ByteBuffer bytes = ByteBuffer.allocate(1024);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    if (version == 1) {
      bytes.putShort((short) header.length());
    } else {
      bytes.putInt(header.length());
    }
    bytes.put(header.getBytes(ISO_8859_1));
    bytes.order(descr.startsWith("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    for (double value : values) {
      switch (descr.substring(1)) {
        case "f2" -> bytes.putShort((short) (value == 1 ? 0x3c00 : 0));
        case "f4" -> bytes.putFloat((float) value);
        default -> bytes.putDouble(value);
      }
    }
    byte[] content = new byte[bytes.position()];
    bytes.flip().get(content);
    return Files.write(folder.resolve(name), content);
  }

  private ImportReport run(String name, String table, TableOptions options) throws IOException {
    Path file = Files.writeString(folder.resolve(name), table);
    return TableImport.run(file, folder.resolve("set"), "set", options);
  }

  private void assertRefused(String name, String table, TableOptions options, String message)
      throws IOException {
    assertThatThrownBy(() -> run(name, table, options))
        .isInstanceOf(BadInputException.class)
        .hasMessage(folder.resolve(name) + ": " + message);
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .allMatch(path -> !path.contains("set"));
    }
  }

  private void assertRefused(String table, String message) throws IOException {
    assertRefused("own.csv", table, DEFAULT, message);
  }

  /**
   * Quotes, line feeds and commas in a text, a byte order mark, Windows' line ends, blank lines.
   */
  @Test
  void commaSeparatedValues() throws IOException {
    npy("a.npy", "<f4", 1, 2, 2, 1, 2, 3, 4);
    Path absolute = npy("b.npy", "<f8", 2, 1, 2, 5, Double.NaN);
    npy("c.npy", ">f2", 3, 3, 1, 1, 1, 1);
    ImportReport report =
        run(
            "own.csv",
            "\ufeffsplit,id, label ,text,visual,acoustic\r\n"
                + "train,one,-1.5,\"A \"\"good\"\" film,\nreally.\",a.npy,\r\n"
                + "\r\n"
                + "train,two,+2e0,  ,"
                + absolute
                + ",./c.npy\r\n"
                + "valid,vier,.5,größer,,c.npy\r\n"
                + "test,\"5\",0,,,",
            new TableOptions(
                new TokenizerChoice(Optional.empty(), 12),
                Optional.empty(),
                false,
                Map.of(Modality.ACOUSTIC, 2)));
    assertThat(report.description().counts())
        .isEqualTo(Map.of(Split.TRAIN, 2, Split.VALID, 1, Split.TEST, 1));
    assertThat(report.description().labelMin()).isEqualTo(-1.5);
    assertThat(report.description().labelMax()).isEqualTo(2);
    assertThat(report.cleaned()).isEqualTo(Map.of(Modality.VISUAL, 1L, Modality.ACOUSTIC, 0L));
    assertThat(report.clamped()).isEqualTo(Map.of(Modality.VISUAL, 0, Modality.ACOUSTIC, 2));
    assertThat(report.absent().get(Split.TRAIN))
        .isEqualTo(Map.of(Modality.LANGUAGE, 1, Modality.VISUAL, 0, Modality.ACOUSTIC, 1));
    try (Dataset set = Dataset.open(folder.resolve("set"))) {
      assertThat(set.tokens()).contains(new TokenShape(12, 30522));
      assertThat(set.texts(Split.TRAIN)).containsExactly("A \"good\" film,\nreally.", "  ");
      assertThat(set.ids(Split.TEST)).containsExactly("5");
      int[] ids = new int[12];
      set.readTokens(Split.TRAIN, new int[] {0}, ids);
      assertThat(ids)
          .containsExactly(101, 1037, 1000, 2204, 1000, 2143, 1010, 2428, 1012, 102, 0, 0);
      assertThat(set.length(Split.TRAIN, Modality.LANGUAGE, 0)).isEqualTo(10);
      assertThat(set.length(Split.TRAIN, Modality.LANGUAGE, 1)).isZero();
      assertThat(set.shape(Modality.VISUAL)).isEqualTo(new ModalityShape(2, 2));
      float[] out = new float[4];
      set.read(Split.TRAIN, Modality.VISUAL, new int[] {0}, out);
      assertThat(out).containsExactly(1, 2, 3, 4);
      set.read(Split.TRAIN, Modality.VISUAL, new int[] {1}, out);
      assertThat(out).containsExactly(5, 0, 0, 0);
      assertThat(set.length(Split.TRAIN, Modality.VISUAL, 1)).isEqualTo(1);
      assertThat(set.shape(Modality.ACOUSTIC)).isEqualTo(new ModalityShape(2, 1));
      set.read(Split.VALID, Modality.ACOUSTIC, new int[] {0}, out);
      assertThat(out).startsWith(1, 1);
    }
  }

  @Test
  void allArePaddedToAGivenLength() throws IOException {
    npy("a.npy", "<f4", 1, 1, 2, 1, 2);
    run("own.csv", HEADER + "a,good,1,train,a.npy,\n" + REST, visualOf(3));
    try (Dataset set = Dataset.open(folder.resolve("set"))) {
      assertThat(set.shape(Modality.VISUAL)).isEqualTo(new ModalityShape(3, 2));
      assertThat(set.length(Split.TRAIN, Modality.VISUAL, 0)).isEqualTo(1);
      float[] out = new float[6];
      set.read(Split.TRAIN, Modality.VISUAL, new int[] {0}, out);
      assertThat(out).containsExactly(1, 2, 0, 0, 0, 0);
    }
  }

  @Test
  void aLengthThatNoSampleCanHave() throws IOException {
    npy("a.npy", "<f4", 1, 1, 2, 1, 2);
    assertRefused(
        "own.csv",
        HEADER + "a,good,1,train,a.npy,\n" + REST,
        visualOf(Integer.MAX_VALUE),
        "visual length: expected at most 16777216 values, found 2147483647 x 2");
  }

  private static TableOptions visualOf(int length) {
    return new TableOptions(
        TokenizerChoice.DEFAULT, Optional.empty(), false, Map.of(Modality.VISUAL, length));
  }

  @Test
  void jsonLines() throws IOException {
    npy("a.npy", "<f4", 1, 1, 1, 7);
    run(
        "own.jsonl",
        """
        {"id": 1, "text": "a \\"film\\"\\nof \\ud83d\\ude00", "label": 2, "split": "train"}

        {"split": "valid", "label": -1e-1, "text": null, "id": "two", "visual": "a.npy"}
        {"id": "three", "text": "", "label": 1.5, "split": "test", "visual": null}
        """,
        DEFAULT);
    try (Dataset set = Dataset.open(folder.resolve("set"))) {
      assertThat(set.ids(Split.TRAIN)).containsExactly("1");
      assertThat(set.texts(Split.TRAIN)).containsExactly("a \"film\"\nof \ud83d\ude00");
      assertThat(set.labels(Split.VALID)).containsExactly(-0.1f);
      assertThat(set.description().labelMin()).isEqualTo(-0.1f);
      assertThat(set.length(Split.VALID, Modality.VISUAL, 0)).isEqualTo(1);
      assertThat(set.has(Modality.ACOUSTIC)).isFalse();
    }
  }

  @Test
  void classesAndRanges() throws IOException {
    TableOptions classes =
        new TableOptions(TokenizerChoice.DEFAULT, Optional.empty(), true, Map.of());
    assertRefused(
        "own.csv",
        "id,text,label,split\na,x,0.5,train\nv,x,0,valid\nt,x,1,test\n",
        classes,
        "line 2: label: expected a class in [0, 1000), found 0.5");
    TableOptions ranged =
        new TableOptions(
            TokenizerChoice.DEFAULT, Optional.of(new TableOptions.Range(-1, 1)), false, Map.of());
    assertRefused(
        "own.csv",
        "id,text,label,split\na,x,0.5,train\nv,x,1.5,valid\nt,x,1,test\n",
        ranged,
        "line 3: label: expected in [-1.0, 1.0], found 1.5");
    ImportReport report =
        run("own.csv", "id,text,label,split\na,x,2,train\nv,x,0,valid\nt,x,1,test\n", classes);
    assertThat(report.description().task()).isEqualTo(new Task.Classification(3));
    assertThat(report.description().modalities()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a,good,x,train,, | line 2: label: expected a number, found x",
        "a,good,NaN,train,, | line 2: label: expected a number, found NaN",
        "a,good,1e99,train,, | line 2: label: expected a number, found 1e99",
        "a,good,0x1p3,train,, | line 2: label: expected a number, found 0x1p3",
        "a,good,,train,, | line 2: label: expected a number, found nothing",
        "a,good,1,dev,, | line 2: split: expected train, valid or test, found dev",
        "a,good,1,,, | line 2: split: expected train, valid or test, found nothing",
        "` ,good,1,train,,` | line 2: id: expected a name, found nothing",
        "v,good,1,train,, | line 3: id: expected another than in line 2, found v",
        "a,good,1,train, | line 2: expected 6 values, one a column, found 5",
        "a,good,1,train,,,, | line 2: expected 6 values, one a column, found 8",
        "a,good,1,valid,, | split train: expected at least 1 sample, found none",
      })
  void aBadLineIsNamed(String line, String message) throws IOException {
    assertRefused(HEADER + line + "\n" + REST, message);
  }

  /** The line is that where the sample begins, also behind a text of several lines. */
  @Test
  void linesAreCountedAsInAnEditor() throws IOException {
    assertRefused(
        HEADER + "\na,\"1\n2\n3\",1,train,,\n\"b\",\"1\n2\",x,train,,\n" + REST,
        "line 6: label: expected a number, found x");
    assertRefused(
        HEADER + "\"a\nb\",\"1\n2\n3\",x,train,,\n" + REST,
        "line 2: label: expected a number, found x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "id,text,label\n",
        "id;text;label;split\n",
        "id,text,label,split,visuals\n",
        "id,text,label,split,id\n",
        "a,good,1,train\n"
      })
  void otherColumnsAreNamed(String header) {
    assertThatThrownBy(() -> run("own.csv", header + REST.replace(",,", ""), DEFAULT))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            folder.resolve("own.csv")
                + ": line 1: expected columns id, text, label, split and perhaps visual, acoustic,"
                + " found [")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aQuoteThatIsNotClosed() {
    assertThatThrownBy(() -> run("own.csv", HEADER + "a,\"good,1,train,,\n" + REST, DEFAULT))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("expected comma-separated values, found ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void textThatIsNotUtf8() throws IOException {
    Path file = folder.resolve("own.csv");
    Files.write(file, (HEADER + "a,café,1,train,,\n" + REST).getBytes(ISO_8859_1));
    assertThatThrownBy(() -> TableImport.run(file, folder.resolve("set"), "set", DEFAULT))
        .isInstanceOf(BadInputException.class)
        .hasMessage(file + ": line 2: expected UTF-8, found byte 233");
  }

  @Test
  void labelsThatDoNotDiffer() throws IOException {
    assertRefused(
        "id,text,label,split\na,x,1,train\nv,x,1,valid\nt,x,1,test\n",
        "labels: expected at least two that differ, or a range, found only 1.0");
  }

  @Test
  void nothingAtAll() throws IOException {
    assertRefused(
        "id,text,label,split\na,,1,train\nv,,2,valid\nt,,1,test\n",
        "expected text, visual or acoustic of at least 1 sample, found none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1] | expected a JSON object, found [1]",
        "{\"id\": \"a\" | expected a JSON object, found the end of the text in column 11",
        "{\"label\": NaN} | expected a JSON object, found 'NaN' in column 14",
        "{} {} | expected a JSON object, found more behind it in column 4",
        "{} | expected columns id, text, label, split and perhaps visual, acoustic, found []",
        "{\"id\":\"a\",\"text\":\"\",\"label\":\"1\",\"split\":\"train\"} | label: expected a"
            + " number, found \"1\"",
        "{\"id\":1.5,\"text\":\"\",\"label\":1,\"split\":\"train\"} | id: expected a text, found"
            + " 1.5",
        "{\"id\":\"a\",\"text\":[],\"label\":1,\"split\":\"train\"} | text: expected a text, found"
            + " []",
        "{\"id\":\"a\",\"id\":\"b\"} | expected a JSON object, found 'id' twice in column",
        "{\"id\":\"a\",\"text\":\"\\ud800\",\"label\":1,\"split\":\"train\"} | text: expected whole"
            + " characters, found half of a surrogate pair",
      })
  void aBadObjectIsNamed(String line, String message) {
    assertThatThrownBy(() -> run("own.jsonl", "\n" + line + "\n", DEFAULT))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(folder.resolve("own.jsonl") + ": line 2: " + message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void featuresThatAreNone() throws IOException {
    npy("a.npy", "<f4", 1, 1, 2, 1, 2);
    npy("wide.npy", "<f4", 1, 1, 3, 1, 2, 3);
    npy("ints.npy", "<i8", 1, 1, 2, 1, 2);
    npy("short.npy", "<f4", 1, 3, 2, 1, 2);
    Files.writeString(folder.resolve("text.npy"), "no array");
    assertVisualRefused("none.npy", "expected a file, found none");
    assertVisualRefused("", "expected a file, found none"); // the folder itself
    assertVisualRefused("text.npy", "expected a NumPy array, found none");
    assertVisualRefused(
        "ints.npy",
        "expected float16, float32 or float64 [T, d], at most 16777216 values, found <i8 [1, 2]");
    long size = Files.size(folder.resolve("short.npy"));
    assertVisualRefused("short.npy", "expected %d bytes, found %d".formatted(size + 16, size));
    assertRefused(
        HEADER + "a,x,1,train,a.npy,\nb,x,1,train,wide.npy,\n" + REST,
        "line 3: visual: expected 2 features a step, as in line 2, found 3");
  }

  private void assertVisualRefused(String name, String message) throws IOException {
    String written = name.isEmpty() ? "." : name;
    assertRefused(
        HEADER + "a,x,1,train," + written + ",\n" + REST,
        "line 2: visual: %s: %s".formatted(folder.resolve(written), message));
  }

  @Test
  void aTargetThatExistsIsLeftAlone() throws IOException {
    Path target = Files.createDirectory(folder.resolve("set"));
    assertThatThrownBy(() -> run("own.csv", HEADER, DEFAULT))
        .hasMessage(target + ": expected a folder to be made, found one that exists");
  }

  @Test
  void rangesAndLengthsAreChecked() {
    assertThatThrownBy(() -> new TableOptions.Range(1, 1))
        .hasMessage("labels: expected a range MIN,MAX, found 1.0,1.0");
    assertThatThrownBy(() -> visualOf(0)).hasMessage("visual length: expected at least 1, found 0");
    assertThatThrownBy(() -> new TokenizerChoice(Optional.empty(), 1))
        .hasMessage("tokens.length: expected at least 2, for [CLS] and [SEP], found 1");
  }
}
