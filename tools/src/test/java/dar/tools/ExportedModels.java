package dar.tools;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dar.graph.input.ModelSpec;
import dar.savedmodel.LoadedModel;
import dar.savedmodel.ModelDescription;
import dar.training.program.HostBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Small exported models for whoever serves them; each is made once. */
public enum ExportedModels {
  VECTORS,
  /** Predicts something else. */
  OTHER_VECTORS,
  SENTENCES,
  /** {@link #VECTORS} for prediction only. */
  SLIM;

  private static final Map<ExportedModels, Path> MADE = new ConcurrentHashMap<>();

  private void make(Path folder) {
    switch (this) {
      case VECTORS -> vectors(4, folder);
      case OTHER_VECTORS -> vectors(5, folder);
      case SENTENCES ->
          export(
              ExportedSentences.spec(false),
              4,
              ExportedSentences.description(),
              Optional.of(ExportedSentences.tokenizer()),
              folder);
      case SLIM -> {
        try (LoadedModel model = LoadedModel.load(VECTORS.made())) {
          model.exportSlim(folder);
        }
      }
    }
  }

  private void vectors(long seed, Path folder) {
    export(
        new ModelSpec(ExportedProgram.SHAPES, ExportedProgram.TASK, ExportedProgram.SMALL),
        seed,
        ExportedProgram.description(),
        Optional.empty(),
        folder);
  }

  private void export(
      ModelSpec spec,
      long seed,
      ModelDescription description,
      Optional<byte[]> tokenizer,
      Path folder) {
    try (PredictingProgram program = new PredictingProgram(spec, seed);
        HostBatch samples = inputs(3)) {
      program.export(description, tokenizer, samples.inputs(), folder);
    }
  }

  /** Where it lies; not to be changed. */
  public Path made() {
    Path known = MADE.get(this);
    if (known == null) {
      try {
        Path folder = Files.createTempDirectory("exported");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        known = folder.resolve("1");
        make(known);
        MADE.put(this, known);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return known;
  }

  private static void delete(Path folder) {
    try {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies it, files one after the other, as a slow hand would. */
  public void copyTo(Path folder) {
    copy(made(), folder);
  }

  /** Copies a folder with all that is in it. */
  public static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Inputs of a prediction that the size decides, [size, ...] each; to be closed. */
  public HostBatch inputs(int size) {
    return this == SENTENCES ? ExportedSentences.complete(size) : ExportedProgram.complete(size);
  }
}
