package dar.training.run;

import static dar.training.run.SmallTrainings.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.training.config.Configuration;
import dar.training.program.GraphProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
  @TempDir private Path folder;

  /** Stops a run as kill would: between two updates, with nothing said to anyone. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final class Killer extends LastEpoch {
    @Override
    public void batch(int epoch, int batch, int batches, double loss) {
      if (epoch == 3 && batch == 2) {
        throw new Killed();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fixed", "adaptive"})
  void aKilledRunGoesOnToTheSameLines(String rate) throws IOException {
    Configuration configuration = small(4, "missing.rate=" + rate, "training.select=all");
    try (SmallTrainings trainings = new SmallTrainings(folder)) {
      RunDirectory whole = trainings.run("whole", configuration);
      Progress left = Trainer.train(whole, trainings.data(), new LastEpoch(), GraphProgram::new);

      RunDirectory cut = trainings.run("cut", configuration);
      assertThatThrownBy(
              () -> Trainer.train(cut, trainings.data(), new Killer(), GraphProgram::new))
          .isInstanceOf(Killed.class);
      Files.writeString( // an epoch whose line was written, but whose checkpoint was not
          cut.path().resolve("metrics.jsonl"),
          "{\"epoch\":3,\"split\":\"train\"}\n{\"epo",
          StandardOpenOption.APPEND);
      RunDirectory again = RunDirectory.open(cut.path());
      assertThat(Trainer.train(again, trainings.data(), new LastEpoch(), GraphProgram::new))
          .isEqualTo(left);
      assertThat(Files.readString(cut.path().resolve("metrics.jsonl")))
          .isEqualTo(Files.readString(whole.path().resolve("metrics.jsonl")));
    }
  }
}
