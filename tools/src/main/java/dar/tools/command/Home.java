package dar.tools.command;

import dar.graph.file.UserFolder;
import dar.graph.input.BadInputException;
import dar.training.data.Dataset;
import dar.training.data.Sha256;
import dar.training.pickle.DatasetSource;
import dar.training.synth.Synthetic;
import dar.training.synth.SyntheticOptions;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is kept between calls: imported pickles and the embedded demo data. */
record Home(Path directory) {
  private static final SyntheticOptions DEMO = SyntheticOptions.demo();
  private static final long DEMO_SEED = 1;
  private static final int HASH_CHARACTERS = 16;

  static Home ofUser() {
    return new Home(UserFolder.path());
  }

  /** A dataset directory, or a pickle, which is imported the first time. */
  Dataset open(Path data) {
    return DatasetSource.open(data, directory.resolve("imported"));
  }

  /** The embedded data, made once; their folder names what they were made from. */
  Path demo() {
    String hash = Sha256.of(DEMO + " " + DEMO_SEED).substring(0, HASH_CHARACTERS);
    Path demo = directory.resolve("synthetic").resolve(DEMO.name() + "-" + hash);
    if (!Files.isDirectory(demo)) {
      try {
        Synthetic.write(demo, DEMO, DEMO_SEED);
      } catch (BadInputException e) {
        // Another process may have made them meanwhile.
        if (!Files.isDirectory(demo)) {
          throw e;
        }
      }
    }
    return demo;
  }
}
