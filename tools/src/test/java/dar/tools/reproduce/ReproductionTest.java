package dar.tools.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import dar.tools.progress.ProgressDisplay;
import dar.training.data.Dataset;
import dar.training.synth.Synthetic;
import dar.training.synth.SyntheticOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is trained, when, and what is refused; {@link StandIn} stands for the training. */
class ReproductionTest {
  private static final List<Target> TABLE1 = List.of(Target.TABLE1);

  @TempDir Path temporary;

  private Path data;
  private Path folder;
  private final StringWriter said = new StringWriter();

  @BeforeEach
  void makeData() {
    data = temporary.resolve("data");
    folder = temporary.resolve("folder with spaces");
    Synthetic.write(data, SyntheticOptions.vectors().withCounts(8, 4, 4), 1);
  }

  @Test
  void whatIsFinishedIsNeverTrainedAgain() throws IOException {
    Index first = reproduce(TABLE1, 1, 2);
    assertThat(calls())
        .containsExactlyInAnyOrder(
            "begin full-seed1 with 1 threads", "begin full-seed2 with 1 threads");
    assertThat(first.cells()).extracting(Index.Entry::status).containsOnly(Status.DONE);
    assertThat(folder.resolve("cells/full-seed2/config.yaml")).content().contains("seed: 2");
    assertThat(folder.resolve("logs/full-seed1.log")).isEmptyFile();
    byte[] index = Files.readAllBytes(folder.resolve("index.json"));

    assertThat(reproduce(TABLE1, 1, 2)).isEqualTo(first);
    assertThat(calls()).hasSize(2);
    assertThat(folder.resolve("index.json")).hasBinaryContent(index);

    reproduce(List.of(Target.FIGURE4), 1);
    assertThat(calls()).hasSize(7).contains("begin k0.8-seed1 with 1 threads");
    assertThat(said.toString()).contains("1 of 6 cells are there already", "k0.8-seed1 done");
  }

  @Test
  void whatWasBegunGoesOn() throws IOException {
    reproduce(TABLE1, 1, 2);
    Files.delete(folder.resolve("cells/full-seed2/report.html"));
    Path early = folder.resolve("cells/full-seed3");
    Files.createDirectories(early);
    Files.writeString(early.resolve("config.yaml"), "seed: 3"); // killed before its manifest
    reproduce(TABLE1, 1, 2, 3);
    assertThat(calls().subList(2, 4))
        .containsExactlyInAnyOrder(
            "resume full-seed2 with 1 threads", "begin full-seed3 with 1 threads");
  }

  @Test
  void aFailureKeepsNoOther() throws IOException {
    Path fail = Files.writeString(temporary.resolve("fail.txt"), "full-seed1");
    Index index = reproduce(TABLE1, 1, 2, 3);
    assertThat(index.cells())
        .extracting(Index.Entry::status)
        .containsExactly(Status.FAILED, Status.DONE, Status.DONE);
    assertThat(index.find("full-seed1").orElseThrow().error()).startsWith("exit code 1: ");
    assertThat(folder.resolve("logs/full-seed1.log")).content().contains("as it was told to");

    Files.delete(fail);
    assertThat(reproduce(TABLE1, 1, 2, 3).cells())
        .extracting(Index.Entry::status)
        .containsOnly(Status.DONE);
    assertThat(calls()).hasSize(4).endsWith("resume full-seed1 with 1 threads");
  }

  @Test
  void theCommandRepeatsACellAlone() {
    Training training = new Training(List.of(), new Folder(folder), data, 3);
    assertThat(training.command(grid().cell(Variant.without("sim,diff"), 1)))
        .isEqualTo(
            "TF_NUM_INTRAOP_THREADS=3 TF_NUM_INTEROP_THREADS=3 tools/dar train --data %s --config"
                    .formatted(data)
                + " '%s/base.yaml' --set 'loss.without=[sim,diff]' --seed 1".formatted(folder)
                + " --out '%s/cells/without-sim-diff-seed1'".formatted(folder));
  }

  @Test
  void otherSettingsAreRefused() throws IOException {
    reproduce(TABLE1, 1);
    assertThatThrownBy(() -> reproduce(grid("training.epochs=7"), TABLE1, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessage(folder + ": training.epochs: expected 7, found 20");

    Path other = folder.resolve("cells/full-seed1/config.yaml");
    Files.writeString(other, Files.readString(other).replace("batch: 32", "batch: 16"));
    assertThatThrownBy(() -> reproduce(TABLE1, 1, 2))
        .isInstanceOf(BadInputException.class)
        .hasMessage(other.getParent() + ": training.batch: expected 32, found 16");
    assertThat(calls()).hasSize(1);
    assertThat(other).content().contains("batch: 16");
  }

  @Test
  void otherDataAndOtherCodeAreRefused() throws IOException {
    reproduce(TABLE1, 1);
    Path manifest = folder.resolve("cells/full-seed1/manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"commit\": \"", "\"commit\": \"0123"));
    assertThatThrownBy(() -> reproduce(TABLE1, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(manifest.getParent() + ": code commit: expected ");

    Files.move(data, temporary.resolve("earlier"));
    Synthetic.write(data, SyntheticOptions.vectors().withCounts(8, 4, 4), 2);
    assertThatThrownBy(() -> reproduce(TABLE1, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(folder + ": data hash: expected ");
  }

  /** Sums may depend on threads, so all cells of a folder have as many as the first. */
  @Test
  void threadsAreThoseOfTheFirstCall() throws IOException {
    reproduce(TABLE1, 1);
    Path file = folder.resolve("index.json");
    Files.writeString(file, Files.readString(file).replace("\"threads\" : 1", "\"threads\" : 3"));
    reproduce(TABLE1, 2);
    assertThat(calls()).endsWith("begin full-seed2 with 3 threads");
  }

  private static Grid grid(String... settings) {
    return new Grid(new Base("demo", Optional.empty(), List.of(settings)));
  }

  private Index reproduce(List<Target> targets, long... seeds) {
    return reproduce(grid(), targets, seeds);
  }

  private Index reproduce(Grid grid, List<Target> targets, long... seeds) {
    int jobs = Runtime.getRuntime().availableProcessors(); // one thread each
    try (Dataset dataset = Dataset.open(data);
        Reproduction reproduction =
            Reproduction.open(folder, grid, dataset, data, jobs, StandIn.program())) {
      reproduction.train(
          grid.cells(targets, Arrays.stream(seeds).boxed().toList()),
          new ProgressDisplay(new PrintWriter(said), false));
      return reproduction.index();
    }
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(temporary.resolve("calls.txt"));
  }
}
