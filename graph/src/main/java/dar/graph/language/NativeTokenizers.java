package dar.graph.language;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import ai.djl.util.Utils;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * DJL's native library, from the class path and nothing else.
 *
 * <p>DJL would look for a build that fits the GPU on the network, and its HuggingFaceTokenizer
 * tells its makers of each start. Neither happens here: DJL is set offline, and only the thin layer
 * below that class is used. The library is unpacked to a folder that only the user may enter, for
 * what lies there is run.
 */
final class NativeTokenizers {
  private static final TokenizersLibrary LIBRARY = load();

  private NativeTokenizers() {}

  static TokenizersLibrary library() {
    return LIBRARY;
  }

  private static TokenizersLibrary load() {
    System.setProperty("ai.djl.offline", "true");
    if (!Utils.isOfflineMode()) {
      throw new BadInputException(
          "DJL_OFFLINE: expected true or nothing, found " + System.getenv("DJL_OFFLINE"));
    }
    try {
      System.setProperty("ENGINE_CACHE_DIR", folder().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LibUtils.checkStatus();
    return TokenizersLibrary.LIB;
  }

  /** {@code native} in {@code DAR_HOME}, or in {@code ~/.cache/dar}. */
  private static Path folder() throws IOException {
    String chosen = System.getProperty("dar.home", System.getenv("DAR_HOME"));
    Path home =
        chosen == null || chosen.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache", "dar")
            : Path.of(chosen);
    Path folder = home.toAbsolutePath().resolve("native");
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(home);
      Files.createDirectories(folder, ownerOnly());
    }
    return folder;
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }
}
