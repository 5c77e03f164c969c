package dar.training.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.Objective;
import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.training.missing.MissingRates;
import dar.training.missing.RateLaw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {
  @TempDir Path folder;

  @Test
  void everyDefault() {
    assertThat(ConfigurationFile.text(Configuration.DEFAULT))
        .isEqualTo(
            """
            seed: 1
            model:
              steps: 8
              width: 128
              heads: 8
              feed_forward: 256
              encoder_layers: 2
              reconstructor_layers: 1
              lstm_width: 64
              dropout: 0.1
            language:
              weights: minilm
              fine_tune: false
              learning_rate: 2.0E-5
              layer_decay: 1.0
            loss:
              temperature: 0.1
              lambda: 0.7
              alpha: 0.1
              beta: 0.1
              without: []
            missing:
              rate: 0.3
              language: null
              visual: null
              acoustic: null
              block: 1
              redraw: epoch
            optimizer:
              learning_rate: 1.0E-4
              weight_decay: 1.0E-4
              warm_up: 0.1
              clip_norm: 1.0
              q_learning_rate: 0.001
              q_steps: 1
            training:
              epochs: 200
              patience: 20
              batch: 64
              select:
              - Loss
              precision: float32
            """);
  }

  @Test
  void everyPresetIsReadAndOnlyTheDefaultChangesNothing() {
    for (String preset : ConfigurationFile.PRESETS) {
      assertThat(preset(preset).equals(Configuration.DEFAULT))
          .as(preset)
          .isEqualTo(preset.equals("default"));
    }
  }

  @Test
  void aFileOfAllKeysGivesBackTheConfiguration() throws IOException {
    Configuration configuration =
        resolve(
            "seed=-5000000000",
            "model.width=96",
            "loss.without=boot,sim",
            "missing.language=1",
            "optimizer.learning_rate=3e-5",
            "training.epochs=7");
    Path file = file(ConfigurationFile.text(configuration));
    assertThat(ConfigurationFile.read(file)).isEqualTo(configuration);
    assertThat(configuration.seed()).isEqualTo(-5000000000L);
    assertThat(configuration.loss().without())
        .isEqualTo(Set.of(Objective.Term.SIM, Objective.Term.BOOT));
    assertThat(configuration.missing().language()).isEqualTo(1);
    assertThat(configuration.optimizer().learningRate()).isEqualTo(3e-5);
  }

  @Test
  void settingsLieOverTheFileAndTheFileOverThePreset() throws IOException {
    Path file = file("model: {heads: 2, width: 16}\nmissing: {visual: 0.5}");
    Configuration configuration =
        ConfigurationFile.resolve(
            "small",
            Optional.of(file),
            List.of("model.heads=1", "model.heads=8", "missing.visual=null"));
    assertThat(configuration.model().width()).isEqualTo(16);
    assertThat(configuration.model().heads()).isEqualTo(8);
    assertThat(configuration.model().feedForward()).isEqualTo(64);
    assertThat(configuration.missing().visual()).isNull();
  }

  @Test
  void anEmptyFileChangesNothing() throws IOException {
    assertThat(ConfigurationFile.read(file("# nothing\n"))).isEqualTo(Configuration.DEFAULT);
  }

  @Test
  void allThatIsUnknownOrOfAnotherKindIsNamedAtOnce() throws IOException {
    Path file = file("model: {widht: 3, steps: many}\ncolour: red\ntraining: 5\nloss: {beta: x}");
    assertThatThrownBy(
            () -> ConfigurationFile.resolve("default", Optional.of(file), List.of("seed=1.5")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(
            file + ": unknown key model.widht, expected model.steps, model.width, ",
            "model.steps: expected a whole number, found \"many\"",
            "unknown key colour, expected seed, model, language, loss, missing, optimizer, training",
            "training: expected keys and values, found 5",
            "loss.beta: expected a number, found \"x\"",
            "seed=1.5: seed: expected a whole number, found 1.5")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void textsFlagsAndWordsOfTheirOwnKind() {
    Configuration configuration =
        resolve("language.weights=a/b", "language.fine_tune=true", "missing.redraw=once");
    assertThat(configuration.language().weights()).isEqualTo("a/b");
    assertThat(configuration.language().fineTune()).isTrue();
    assertThat(configuration.missing().redraw()).isEqualTo(Configuration.Missing.Redraw.ONCE);
    assertThatThrownBy(() -> resolve("language.fine_tune=perhaps", "language.weights=3"))
        .hasMessageContainingAll(
            "language.fine_tune: expected true or false, found \"perhaps\"",
            "language.weights: expected a text, found 3");
    assertThatThrownBy(() -> resolve("missing.redraw=never", "language.layer_decay=0"))
        .hasMessageContainingAll(
            "missing.redraw: expected one of [\"epoch\",\"once\"], found never",
            "language.layer_decay: expected in (0, 1], found 0.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.4", "fixed", "per-modality", "uniform", "adaptive"})
  void theRateIsANumberOrAWordAndComesBackFromTheFile(String rate) throws IOException {
    Configuration configuration =
        resolve(
            "missing.rate=" + rate,
            "missing.language=0.2",
            "missing.visual=0.4",
            "missing.acoustic=0.5");
    String text = ConfigurationFile.text(configuration);
    assertThat(text).contains("  rate: %s\n".formatted(rate.equals("fixed") ? "0.3" : rate));
    assertThat(ConfigurationFile.read(file(text))).isEqualTo(configuration);
  }

  @Test
  void aWordAndANumberLieOverEachOther() {
    assertThat(resolve("missing.rate=uniform", "missing.rate=0.5").missing().rate())
        .isEqualTo(new RateChoice.Fixed(0.5));
    assertThat(resolve("missing.rate=0.5", "missing.rate=fixed").missing())
        .isEqualTo(Configuration.DEFAULT.missing());
    assertThat(resolve("missing.rate=1", "missing.rate=adaptive").missing().rate())
        .isEqualTo(RateChoice.Word.ADAPTIVE);
    assertThat(resolve("missing.rate=1e-1").missing().rate()).isEqualTo(new RateChoice.Fixed(0.1));
  }

  @Test
  void whatIsNoRateIsRefused() {
    assertThatThrownBy(() -> resolve("missing.rate=often", "training.epochs=0"))
        .hasMessageContainingAll(
            "missing.rate: expected a number, fixed, per-modality, uniform or adaptive, found often",
            "training.epochs");
    assertThatThrownBy(() -> resolve("missing.rate=[0.1]"))
        .hasMessage("missing.rate=[0.1]: missing.rate: expected a number or a word, found [0.1]");
    assertThatThrownBy(() -> resolve("missing.rate=null"))
        .hasMessageContaining("missing.rate: expected a number or a word, found null");
    assertThatThrownBy(() -> resolve("missing.rate=NaN"))
        .hasMessage("missing.rate: expected in [0, 1], found NaN");
    assertThatThrownBy(() -> resolve("missing.rate=uniform", "missing.visual=2"))
        .hasMessage("missing.visual: expected in [0, 1], found 2.0");
    assertThatThrownBy(() -> resolve("missing.rate=per-modality", "missing.visual=0.5"))
        .hasMessage(
            "missing.rate: expected missing.language, .visual and .acoustic beside per-modality,"
                + " found null, 0.5 and null");
  }

  @Test
  void lawsAndValidationFollowTheRate() {
    Configuration.Missing fixed = resolve("missing.visual=1", "missing.block=2").missing();
    assertThat(fixed.laws())
        .isEqualTo(
            Map.of(
                Modality.LANGUAGE, new RateLaw.Fixed(0.3),
                Modality.VISUAL, new RateLaw.Fixed(1),
                Modality.ACOUSTIC, new RateLaw.Fixed(0.3)));
    assertThat(fixed.validation())
        .containsExactly(
            new MissingRates(
                Map.of(Modality.LANGUAGE, 0.3, Modality.VISUAL, 1.0, Modality.ACOUSTIC, 0.3), 2));

    Configuration.Missing uniform = resolve("missing.rate=uniform").missing();
    assertThat(uniform.laws()).isEqualTo(Modality.each(m -> new RateLaw.Uniform(0.9)));
    assertThat(uniform.validation())
        .containsExactly(
            MissingRates.NONE,
            MissingRates.uniform(0.3),
            MissingRates.uniform(0.6),
            MissingRates.uniform(0.9));

    Configuration.Missing adaptive =
        resolve("missing.rate=adaptive", "missing.language=0.2").missing();
    assertThat(adaptive.laws())
        .isEqualTo(
            Map.of(
                Modality.LANGUAGE, new RateLaw.Fixed(0.2),
                Modality.VISUAL, new RateLaw.Fixed(0.45),
                Modality.ACOUSTIC, new RateLaw.Fixed(0.45)));
    assertThat(adaptive.isAdaptive(Modality.LANGUAGE)).isFalse();
    assertThat(adaptive.isAdaptive(Modality.VISUAL)).isTrue();
    assertThat(adaptive.validation()).allMatch(rates -> rates.rate(Modality.LANGUAGE) == 0.2);

    Configuration.Missing own =
        resolve(
                "missing.rate=per-modality",
                "missing.language=0.2",
                "missing.visual=0.4",
                "missing.acoustic=0.5")
            .missing();
    assertThat(own.validation())
        .containsExactly(
            new MissingRates(
                Map.of(Modality.LANGUAGE, 0.2, Modality.VISUAL, 0.4, Modality.ACOUSTIC, 0.5), 1));
  }

  @Test
  void allThatIsOutOfRangeIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                resolve(
                    "model.dropout=1",
                    "missing.rate=1.5",
                    "training.epochs=0",
                    "optimizer.clip_norm=NaN",
                    "loss.without=[sim, task]"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(
            "model.dropout: expected in [0, 1), found 1.0",
            "missing.rate: expected in [0, 1], found 1.5",
            "training.epochs: expected a number of at least 1",
            "optimizer.clip_norm",
            "loss.without: expected sim, diff, recon or boot, found \"task\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed: !!javax.script.ScriptEngineManager [1]",
        "model: &a {width: 8}",
        "a: &a [x, x]\nb: [*a, *a]",
        "seed: 1\nseed: 2",
        "seed: 1\n---\nseed: 2",
        "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]",
        "- 1",
        "seed: [",
        "seed: 99999999999999999999",
        "training: {epochs: 3000000000}",
        "model: {width: null}",
        "\u0000",
      })
  void hostileOrBrokenFilesEndInOneLine(String text) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> ConfigurationFile.read(file))
        .isInstanceOf(BadInputException.class)
        .message()
        .startsWith(file.toString())
        .doesNotContain("\n");
  }

  @Test
  void aHugeFileIsRefused() throws IOException {
    Path file = file("#".repeat(1_000_000));
    assertThatThrownBy(() -> ConfigurationFile.read(file)).isInstanceOf(BadInputException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed", "=1", "seed=", "model.=1", "a..b=1"})
  void brokenSettings(String setting) {
    assertThatThrownBy(() -> resolve(setting))
        .isInstanceOf(BadInputException.class)
        .message()
        .startsWith(setting);
  }

  @Test
  void whatIsNotThereIsNamed() {
    Path none = folder.resolve("none.yaml");
    assertThatThrownBy(() -> ConfigurationFile.read(none))
        .hasMessage(none + ": expected a configuration file, found none");
    assertThatThrownBy(() -> preset("tiny"))
        .hasMessage("preset: expected one of default, small, sentences, demo, found tiny");
  }

  private static Configuration preset(String name) {
    return ConfigurationFile.resolve(name, Optional.empty(), List.of());
  }

  private static Configuration resolve(String... settings) {
    return ConfigurationFile.resolve("default", Optional.empty(), List.of(settings));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("config.yaml"), text);
  }
}
