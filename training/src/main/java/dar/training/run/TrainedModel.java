package dar.training.run;

import dar.graph.input.BadInputException;
import dar.training.optimizer.Schedule;
import dar.training.program.GraphProgram;
import java.nio.file.Path;
import java.util.Optional;

/** A model of a run, restored from one of its checkpoints. */
public final class TrainedModel implements AutoCloseable {
  private final RunDirectory run;
  private final GraphProgram program;

  private TrainedModel(RunDirectory run) {
    this.run = run;
    this.program =
        new GraphProgram(
            run.spec(),
            run.configuration()
                .step(Schedule.constant(run.configuration().optimizer().learningRate())),
            run.manifest().seed());
  }

  /** The model of the smallest validation loss. */
  public static TrainedModel open(RunDirectory run) {
    return open(run, Checkpoints.BEST);
  }

  /**
   * The model of a checkpoint. Its learning rate is the constant one that exported models go on
   * training with.
   *
   * @param checkpoint its name, as in {@link Checkpoints}
   */
  public static TrainedModel open(RunDirectory run, String checkpoint) {
    expect(run, checkpoint);
    TrainedModel model = new TrainedModel(run);
    try {
      model.restore(checkpoint);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
    return model;
  }

  /**
   * The best model with other weights, of a checkpoint that was written elsewhere.
   *
   * @param prefix of its files; the model of the run where it is empty
   */
  public static TrainedModel open(RunDirectory run, Optional<Path> prefix) {
    TrainedModel model = open(run);
    try {
      prefix.ifPresent(other -> new Weights(other).giveTo(model.program, run.spec()));
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
    return model;
  }

  private static void expect(RunDirectory run, String checkpoint) {
    if (run.checkpoints().progress(checkpoint).isEmpty()) {
      throw new BadInputException(
          "%s: expected at least one finished epoch, found no checkpoint %s"
              .formatted(run.path(), checkpoint));
    }
  }

  /** Takes the variables of another checkpoint of the run; the graph is not built again. */
  public void restore(String checkpoint) {
    expect(run, checkpoint);
    run.checkpoints().restore(checkpoint, program);
  }

  public GraphProgram program() {
    return program;
  }

  @Override
  public void close() {
    program.close();
  }
}
