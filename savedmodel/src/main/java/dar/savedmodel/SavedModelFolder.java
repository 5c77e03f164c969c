package dar.savedmodel;

import com.google.protobuf.InvalidProtocolBufferException;
import dar.graph.TensorFlowFailure;
import dar.graph.file.FileFailure;
import dar.graph.file.TemporaryFolder;
import dar.graph.input.BadInputException;
import dar.graph.record.StableBytes;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Session;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.types.TString;

/**
 * A SavedModel on disk: {@code saved_model.pb}, its {@code fingerprint.pb}, the variables as a
 * TensorFlow checkpoint {@code variables/variables} if it has any, {@code assets} for whoever uses
 * it, and in {@code assets.extra}, which TensorFlow leaves to whoever writes a model, {@code
 * dar.json} with the description and the requests that TensorFlow Serving warms up with.
 *
 * @param warmUp those requests; models of earlier versions have none
 */
record SavedModelFolder(
    MetaGraphDef metaGraph,
    ModelDescription description,
    Optional<byte[]> tokenizer,
    Optional<byte[]> warmUp) {
  /** Every loader asks for the graph with this tag. */
  static final String TAG = "serve";

  static final String GRAPH = "saved_model.pb";
  private static final String VARIABLES = "variables";
  private static final String EXTRA = "assets.extra";
  private static final String DESCRIPTION = "dar.json";
  private static final String WARM_UP = "tf_serving_warmup_requests";
  private static final String FINGERPRINT = "fingerprint.pb";
  private static final int SCHEMA_VERSION = 1;

  /** Writes a folder that is not there yet; the variables' values are the session's. */
  void write(Path target, Session session) {
    try (TemporaryFolder folder = new TemporaryFolder(target)) {
      fill(folder.path(), session);
      folder.commit();
    } catch (IOException e) {
      throw unwritable(target, e);
    } catch (RuntimeException e) {
      TensorFlowFailure.orRethrow(e);
      throw unwritable(target, e);
    }
  }

  private static BadInputException unwritable(Path target, Exception failure) {
    return new BadInputException(
        "%s: expected a place to write a model, found %s"
            .formatted(target, FileFailure.reason(failure)),
        failure);
  }

  private void fill(Path folder, Session session) throws IOException {
    byte[] checkpoint = {};
    if (metaGraph.hasSaverDef()) {
      Path variables = Files.createDirectory(folder.resolve(VARIABLES)).resolve(VARIABLES);
      save(session, metaGraph.getSaverDef(), variables);
      checkpoint = Files.readAllBytes(index(folder));
    }
    Path extra = Files.createDirectory(folder.resolve(EXTRA));
    Files.writeString(extra.resolve(DESCRIPTION), DescriptionJson.write(description));
    if (warmUp.isPresent()) {
      Files.write(extra.resolve(WARM_UP), warmUp.get());
    }
    Assets.write(Files.createDirectory(folder.resolve(Assets.FOLDER)), description, tokenizer);
    SavedModel model =
        SavedModel.newBuilder()
            .setSavedModelSchemaVersion(SCHEMA_VERSION)
            .addMetaGraphs(metaGraph)
            .build();
    Files.write(folder.resolve(GRAPH), StableBytes.of(model));
    Files.write(folder.resolve(FINGERPRINT), Fingerprint.of(model, checkpoint).toByteArray());
  }

  /** The prefix of the checkpoint, if there is one. */
  static Path variables(Path folder) {
    return folder.resolve(VARIABLES).resolve(VARIABLES);
  }

  /** The file that every checkpoint has. */
  static Path index(Path folder) {
    return Path.of(variables(folder) + ".index");
  }

  private static void save(Session session, SaverDef saver, Path prefix) {
    String saved = saver.getSaveTensorName();
    try (TString name = TString.scalarOf(prefix.toString())) {
      session
          .runner()
          .feed(saver.getFilenameTensorName(), name)
          .addTarget(saved.substring(0, saved.lastIndexOf(':')))
          .run()
          .close();
    }
  }

  /** Whether it says what its model is, as only {@link #write} does. */
  static boolean isDescribed(Path folder) {
    return Files.exists(description(folder));
  }

  private static Path description(Path folder) {
    return folder.resolve(EXTRA).resolve(DESCRIPTION);
  }

  /** The requests to warm up with, whoever wrote the model. */
  static Optional<Path> warmUp(Path folder) {
    return Optional.of(folder.resolve(EXTRA).resolve(WARM_UP)).filter(Files::exists);
  }

  /** Reads all but the variables. */
  static SavedModelFolder read(Path folder) {
    MetaGraphDef metaGraph = metaGraph(folder);
    Path index = index(folder);
    if (metaGraph.hasSaverDef()
        && !Files.exists(
            index)) { // TensorFlow would load it and leave the variables without values
      throw new BadInputException(
          "%s: expected a SavedModel that is whole, found one without %s"
              .formatted(folder, folder.relativize(index)));
    }
    Path description = description(folder);
    if (!isDescribed(folder)) {
      throw new BadInputException(
          "%s: expected a SavedModel exported by dar, found one without %s/%s"
              .formatted(folder, EXTRA, DESCRIPTION));
    }
    try {
      ModelDescription read = DescriptionJson.read(Files.readString(description));
      Optional<byte[]> tokenizer = Optional.empty();
      if (read.tokens().isPresent()) {
        tokenizer = Optional.of(Files.readAllBytes(folder.resolve(Assets.TOKENIZER)));
      }
      Optional<Path> warmUp = warmUp(folder);
      return new SavedModelFolder(
          metaGraph,
          read,
          tokenizer,
          warmUp.isPresent() ? Optional.of(Files.readAllBytes(warmUp.get())) : Optional.empty());
    } catch (BadInputException e) {
      throw new BadInputException(description + ": " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new BadInputException(
          "%s: expected a SavedModel that is whole, found one without %s"
              .formatted(folder, Assets.TOKENIZER),
          e);
    } catch (CharacterCodingException e) {
      throw new BadInputException(description + ": expected JSON, found no text", e);
    } catch (IOException e) {
      throw unreadable(description, e);
    }
  }

  /** The graph that is to be served, and what belongs to it, whoever wrote it. */
  static MetaGraphDef metaGraph(Path folder) {
    Path file = folder.resolve(GRAPH);
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          "%s: expected the folder of a SavedModel, found %s"
              .formatted(folder, insteadOfModel(folder)));
    }
    try {
      List<MetaGraphDef> serving =
          SavedModel.parseFrom(Files.readAllBytes(file)).getMetaGraphsList().stream()
              .filter(graph -> graph.getMetaInfoDef().getTagsList().contains(TAG))
              .toList();
      if (serving.isEmpty()) {
        throw new BadInputException(
            "%s: expected a graph with the tag %s, found none".formatted(file, TAG));
      }
      return serving.get(0);
    } catch (InvalidProtocolBufferException e) {
      throw new BadInputException(
          "%s: expected a SavedModel, found a file that is damaged or something else"
              .formatted(file),
          e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static String insteadOfModel(Path folder) {
    if (!Files.exists(folder)) {
      return "nothing there";
    }
    if (!Files.isDirectory(folder)) {
      return "a file";
    }
    // The likely slip is to give NAME of NAME/VERSION.
    return VersionFolders.newest(folder)
        .map(version -> "a folder of versions; give one of them, such as " + version)
        .orElse("no " + GRAPH);
  }

  private static BadInputException unreadable(Path path, IOException e) {
    return new BadInputException(
        "%s: expected to read it, found %s".formatted(path, FileFailure.reason(e)), e);
  }
}
