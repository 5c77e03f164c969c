package dar.graph.language;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import dar.graph.file.UserFolder;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * DJL's native library, from its jar and nothing else.
 *
 * <p>DJL's own loader looks for a GPU, and for a build that fits it on the network; its
 * HuggingFaceTokenizer tells its makers of each start. So only the native methods are used, and the
 * library is loaded here. It is unpacked once, to a folder that only the user may enter, for what
 * lies there is run.
 */
final class NativeTokenizers {
  private static final String RESOURCES = "/native/lib/";

  private static boolean loaded;

  private NativeTokenizers() {}

  /**
   * The native methods, loaded.
   *
   * @throws BadInputException where the library cannot be unpacked
   */
  static synchronized TokenizersLibrary library() {
    if (!loaded) {
      try {
        load();
      } catch (IOException e) {
        throw new BadInputException(
            "DAR_HOME: expected a folder to unpack the tokenizer to, found %s (%s)"
                .formatted(UserFolder.path().toAbsolutePath(), e),
            e);
      }
      loaded = true;
    }
    return TokenizersLibrary.LIB;
  }

  private static void load() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = resource("tokenizers.properties")) {
      properties.load(in);
    }
    String system = system();
    Path folder = UserFolder.path().toAbsolutePath().resolve("native");
    makePrivate(folder);
    folder = folder.resolve("tokenizers-%s-%s".formatted(properties.get("version"), system));
    makePrivate(folder);
    for (String name : files(system)) {
      System.load(unpacked(folder, system, name).toString());
    }
  }

  /** The name of the system in DJL's jar. */
  private static String system() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    String name = os.startsWith("win") ? "win" : os.startsWith("mac") ? "osx" : "linux";
    return name + "-" + (arch.equals("amd64") ? "x86_64" : arch);
  }

  /** In the order in which they need each other. */
  private static List<String> files(String system) {
    if (system.startsWith("win")) {
      return List.of(
          "libwinpthread-1.dll", "libgcc_s_seh-1.dll", "libstdc++-6.dll", "tokenizers.dll");
    }
    return List.of(system.startsWith("osx") ? "libtokenizers.dylib" : "libtokenizers.so");
  }

  private static void makePrivate(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder.getParent());
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly = {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
    };
    Files.createDirectories(folder, posix ? ownerOnly : new FileAttribute<?>[0]);
  }

  private static Path unpacked(Path folder, String system, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      Path part = Files.createTempFile(folder, name, ".part");
      try (InputStream in = resource(system + "/cpu/" + name)) {
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    }
    return file;
  }

  private static InputStream resource(String name) {
    InputStream in = NativeTokenizers.class.getResourceAsStream(RESOURCES + name);
    if (in == null) {
      throw new IllegalStateException(
          "tokenizer: expected a build for this system, found no " + RESOURCES + name);
    }
    return in;
  }
}
