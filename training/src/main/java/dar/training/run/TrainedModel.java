package dar.training.run;

import dar.graph.input.BadInputException;
import dar.training.optimizer.Schedule;
import dar.training.program.GraphProgram;

/** The best model of a run, restored. */
public final class TrainedModel implements AutoCloseable {
  private final GraphProgram program;

  private TrainedModel(GraphProgram program) {
    this.program = program;
  }

  /** Its learning rate is the constant one that exported models go on training with. */
  public static TrainedModel open(RunDirectory run) {
    if (run.checkpoints().progress(Checkpoints.BEST).isEmpty()) {
      throw new BadInputException(
          run.path() + ": expected at least one finished epoch, found no checkpoint");
    }
    GraphProgram program =
        new GraphProgram(
            run.spec(),
            run.configuration()
                .step(Schedule.constant(run.configuration().optimizer().learningRate())),
            run.manifest().seed());
    try {
      run.checkpoints().restore(Checkpoints.BEST, program);
    } catch (RuntimeException e) {
      program.close();
      throw e;
    }
    return new TrainedModel(program);
  }

  public GraphProgram program() {
    return program;
  }

  @Override
  public void close() {
    program.close();
  }
}
