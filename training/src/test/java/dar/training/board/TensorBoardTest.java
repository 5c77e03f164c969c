package dar.training.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.Modality;
import dar.training.config.Configuration;
import dar.training.config.ConfigurationFile;
import dar.training.data.Dataset;
import dar.training.evaluate.EmbeddedSamples;
import dar.training.evaluate.Kind;
import dar.training.program.GraphProgram;
import dar.training.program.Program;
import dar.training.run.EpochReport;
import dar.training.run.RunDirectory;
import dar.training.run.Trainer;
import dar.training.run.TrainingListener;
import dar.training.synth.Synthetic;
import dar.training.synth.SyntheticOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.HistogramProto;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;

class TensorBoardTest {
  @TempDir private Path folder;
  private Dataset data;

  /** Stops a run as kill would. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Is killed in the third epoch. */
  private record InThirdEpoch(TensorBoard board) implements TrainingListener {
    @Override
    public void begins(Program program, int epoch) {
      board.begins(program, epoch);
    }

    @Override
    public void epoch(EpochReport report) {
      board.epoch(report);
    }

    @Override
    public void batch(int epoch, int batch, int batches, double loss) {
      if (epoch == 3) {
        throw new Killed();
      }
    }
  }

  @BeforeEach
  void synthesise() {
    Path path = folder.resolve("data");
    Synthetic.write(path, SyntheticOptions.vectors().withCounts(20, 12, 8), 3);
    data = Dataset.open(path);
  }

  @AfterEach
  void close() {
    data.close();
  }

  private RunDirectory run(String name) {
    Configuration configuration =
        ConfigurationFile.resolve(
            "default",
            Optional.empty(),
            List.of(
                "model.steps=2",
                "model.width=8",
                "model.heads=2",
                "model.feed_forward=8",
                "model.lstm_width=4",
                "training.epochs=3",
                "training.batch=8"));
    return RunDirectory.create(folder.resolve(name), configuration, data, folder.resolve("data"));
  }

  @Test
  void aResumedRunBeginsAFileThatTakesTheEarlierOnesPlace() throws IOException {
    RunDirectory alone = run("alone");
    try (TensorBoard board = new TensorBoard(alone, data)) {
      Trainer.train(alone, data, board, GraphProgram::new);
    }
    RunDirectory cut = run("cut");
    try (TensorBoard board = new TensorBoard(cut, data)) {
      assertThatThrownBy(() -> Trainer.train(cut, data, new InThirdEpoch(board), GraphProgram::new))
          .isInstanceOf(Killed.class);
    }
    try (TensorBoard board = new TensorBoard(cut, data)) {
      Trainer.train(cut, data, board, GraphProgram::new);
    }
    for (String split : List.of("train", "valid")) {
      List<Event> whole = events(alone, split, 1);
      List<Event> before = events(cut, split, 1);
      List<Event> after = events(cut, split, 2);
      assertThat(after.get(1).getSessionLog().getStatus())
          .isEqualTo(SessionLog.SessionStatus.START);
      assertThat(after.get(1).getStep()).isEqualTo(3);
      List<Event> both = new ArrayList<>(before.subList(2, before.size()));
      both.addAll(after.subList(2, after.size()));
      assertThat(both.stream().map(TensorBoardTest::withoutTime))
          .containsExactlyElementsOf(
              whole.stream().skip(2).map(TensorBoardTest::withoutTime).toList());
    }
    assertThat(Files.readString(cut.path().resolve("metrics.jsonl")))
        .isEqualTo(Files.readString(alone.path().resolve("metrics.jsonl")));
  }

  private static Event withoutTime(Event event) {
    return event.toBuilder().clearWallTime().build();
  }

  @Test
  void whatIsWrittenOfAnEpoch() throws IOException {
    RunDirectory run = run("run");
    try (TensorBoard board = new TensorBoard(run, data)) {
      Trainer.train(run, data, board, GraphProgram::new);
    }
    List<String> tags =
        events(run, "train", 1).stream()
            .filter(event -> event.getStep() == 1 && event.hasSummary())
            .map(event -> event.getSummary().getValue(0).getTag())
            .toList();
    assertThat(tags)
        .contains("loss/total", "loss/prediction", "loss/sim", "loss/q", "learning_rate");
    List<Summary.Value> valid =
        events(run, "valid", 1).stream()
            .filter(event -> event.getStep() == 3 && event.hasSummary())
            .map(event -> event.getSummary().getValue(0))
            .toList();
    assertThat(valid.stream().map(Summary.Value::getTag))
        .contains("loss/total", "metric/MAE", "metric/Non0_acc_2", "gate/acoustic_specific");
    HistogramProto gate =
        valid.stream()
            .filter(value -> value.getTag().equals("gate/visual_common"))
            .findFirst()
            .orElseThrow()
            .getHisto();
    assertThat(gate.getNum()).isEqualTo(12 * 2 * 8);
    assertThat(gate.getBucketList().stream().mapToDouble(n -> n).sum()).isEqualTo(gate.getNum());
  }

  private static List<Event> events(RunDirectory run, String split, int number) throws IOException {
    Path file =
        run.path()
            .resolve("tensorboard")
            .resolve(split)
            .resolve("events.out.tfevents.%010d".formatted(number));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] data = new byte[(int) bytes.getLong()];
      bytes.getInt();
      bytes.get(data);
      bytes.getInt();
      events.add(Event.parseFrom(data));
    }
    return events;
  }

  @Test
  void theProjectorsTablesHaveARowAPoint() throws IOException {
    EmbeddedSamples samples =
        new EmbeddedSamples(
            Modality.each(m -> Kind.each(kind -> new double[][] {{m.key().length(), 0.5}, {1, 2}})),
            List.of("a\tb\nc", "d"),
            List.of(-1.5f, 3f));
    TensorBoard.write(folder, samples);
    TensorBoard.write(folder, samples); // as a resumed run does
    Path embedding = folder.resolve("tensorboard/embedding");
    List<String> features = Files.readAllLines(embedding.resolve("features.tsv"));
    List<String> metadata = Files.readAllLines(embedding.resolve("metadata.tsv"));
    assertThat(features).hasSize(12);
    assertThat(features.get(8)).isEqualTo("8.0\t0.5");
    assertThat(metadata).hasSize(13);
    assertThat(metadata.get(0)).isEqualTo("modality\tkind\tlabel\tid");
    assertThat(metadata.get(9)).isEqualTo("acoustic\tcommon\t-1.5\ta b c");
    assertThat(embedding.toFile().list())
        .containsExactlyInAnyOrder(
            "events.out.tfevents.0000000001",
            "features.tsv",
            "metadata.tsv",
            "projector_config.pbtxt");
  }
}
