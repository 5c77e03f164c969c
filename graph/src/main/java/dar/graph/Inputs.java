package dar.graph;

import dar.graph.input.Batch;
import dar.graph.input.Incomplete;
import dar.graph.input.InputNames;
import dar.graph.input.LanguageModel;
import dar.graph.input.Modality;
import dar.graph.input.ModelSpec;
import dar.graph.language.Bert;
import dar.graph.language.Tokens;
import dar.graph.layer.DropoutNoise;
import dar.graph.variable.Variables;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a model is fed, by the names of {@link InputNames}: features of each modality, or tokens in
 * place of those of language; for training also what is kept, and labels.
 */
public record Inputs(ModelSpec spec, Map<String, Operand<?>> named) {

  /** The scope of BERT's variables. */
  public static final String BERT = "bert";

  /**
   * The same with sentences read: BERT's vectors stand beside the tokens, and beside them those of
   * the sentences with tokens erased, if it is told which. Nothing changes where that is done or
   * language came as vectors.
   */
  public Inputs read(Ops tf, Variables vars, DropoutNoise noise) {
    if (spec.language().isEmpty() || named.containsKey(Modality.LANGUAGE.key())) {
      return this;
    }
    LanguageModel model = spec.language().get();
    Bert bert = Bert.create(vars.scope(BERT), model.bert(), model.fineTuned());
    Tokens heard = new Tokens(ints(InputNames.LANGUAGE_IDS), ints(InputNames.LANGUAGE_MASK));
    Map<String, Operand<?>> read = new LinkedHashMap<>(named);
    read.put(Modality.LANGUAGE.key(), heard.read(tf, bert, noise));
    String keep = InputNames.keep(Modality.LANGUAGE);
    if (named.containsKey(keep)) {
      Tokens left = heard.erased(tf, named.get(keep).asOutput().expect(TBool.class));
      read.put(InputNames.incomplete(Modality.LANGUAGE), left.read(tf, bert, noise));
    }
    return new Inputs(spec, read);
  }

  /** The features as they were given, [B, T_m, d_m]. */
  public Map<Modality, Operand<TFloat32>> features() {
    return Modality.each(m -> floats(m.key()));
  }

  /** Complete and incomplete features, and the labels. */
  public Batch batch(Ops tf) {
    return new Batch(features(), Modality.each(m -> incomplete(tf, m)), floats(InputNames.LABELS));
  }

  /** Erased steps become zeros (Section 4.2), unless language was read with erased tokens. */
  private Incomplete incomplete(Ops tf, Modality m) {
    if (named.containsKey(InputNames.incomplete(m))) {
      return new Incomplete.Read(floats(InputNames.incomplete(m)));
    }
    Operand<TBool> keep = named.get(InputNames.keep(m)).asOutput().expect(TBool.class);
    return new Incomplete.Erased(
        tf.expandDims(tf.dtypes.cast(keep, TFloat32.class), tf.constant(2)));
  }

  private Operand<TFloat32> floats(String name) {
    return named.get(name).asOutput().expect(TFloat32.class);
  }

  private Operand<TInt32> ints(String name) {
    return named.get(name).asOutput().expect(TInt32.class);
  }
}
