package dar.graph.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class BertShapeTest {

  /** 5 embeddings and 16 variables a layer; 109.5 million numbers less the pooler's 0.6 million. */
  @Test
  void baseHasTheSizeOfTheOriginal() {
    BertShape base = new BertShape(30522, 768, 12, 12, 3072, 512, 2, 1e-12);
    assertThat(base.variables()).hasSize(5 + 12 * 16);
    assertThat(base.variables().values().stream().mapToLong(Shape::size).sum())
        .isEqualTo(108_891_648);
  }

  @Test
  void listsTheNamesOfTheOriginalCheckpoint() {
    assertThat(new BertShape(20, 8, 1, 2, 12, 6, 2, 1e-12).variables())
        .containsEntry("embeddings/word_embeddings", Shape.of(20, 8))
        .containsEntry("embeddings/position_embeddings", Shape.of(6, 8))
        .containsEntry("embeddings/token_type_embeddings", Shape.of(2, 8))
        .containsEntry("embeddings/LayerNorm/gamma", Shape.of(8))
        .containsEntry("encoder/layer_0/attention/self/key/kernel", Shape.of(8, 8))
        .containsEntry("encoder/layer_0/attention/output/dense/bias", Shape.of(8))
        .containsEntry("encoder/layer_0/attention/output/LayerNorm/beta", Shape.of(8))
        .containsEntry("encoder/layer_0/intermediate/dense/kernel", Shape.of(8, 12))
        .containsEntry("encoder/layer_0/output/dense/kernel", Shape.of(12, 8))
        .containsEntry("encoder/layer_0/output/LayerNorm/gamma", Shape.of(8));
  }

  @Test
  void refusesSizesThatCannotBe() {
    assertThatThrownBy(() -> new BertShape(20, 384, 1, 5, 12, 6, 2, 1e-12))
        .isInstanceOf(BadInputException.class)
        .hasMessage("bert.heads: expected a divisor of bert.width 384, found 5");
    assertThatThrownBy(() -> new BertShape(20, 8, 0, 2, 12, 6, 2, 1e-12))
        .hasMessage("bert.layers: expected at least 1, found 0");
    assertThatThrownBy(() -> new BertShape(20, 8, 1, 2, 12, 6, 2, Double.NaN))
        .hasMessage("bert.epsilon: expected in (0, 1), found NaN");
  }
}
