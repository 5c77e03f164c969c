package dar.graph.input;

/**
 * The sizes of the model. The paper gives none of them (Section 4.2); the defaults are design
 * choices.
 *
 * @param steps t, aligned steps
 * @param width d, features a step
 * @param heads attention heads; divides {@code width}
 * @param feedForward width of the transformer's hidden layer
 * @param encoderLayers layers of the common, specific and self-attention encoders
 * @param reconstructorLayers layers of the two reconstructors
 * @param lstmWidth hidden units of q_theta's BiLSTM, a direction
 * @param dropout share of elements dropped while training, in [0, 1)
 */
public record Hyperparameters(
    int steps,
    int width,
    int heads,
    int feedForward,
    int encoderLayers,
    int reconstructorLayers,
    int lstmWidth,
    double dropout) {

  public static final Hyperparameters DEFAULT = new Hyperparameters(8, 128, 8, 256, 2, 1, 64, 0.1);

  public Hyperparameters {
    atLeastOne("model.steps", steps);
    atLeastOne("model.width", width);
    atLeastOne("model.heads", heads);
    atLeastOne("model.feed_forward", feedForward);
    atLeastOne("model.encoder_layers", encoderLayers);
    atLeastOne("model.reconstructor_layers", reconstructorLayers);
    atLeastOne("model.lstm_width", lstmWidth);
    if (width % heads != 0) {
      throw new BadInputException(
          "model.heads: expected a divisor of model.width %d, found %d".formatted(width, heads));
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new BadInputException("model.dropout: expected in [0, 1), found " + dropout);
    }
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new BadInputException(name + ": expected at least 1, found " + value);
    }
  }
}
