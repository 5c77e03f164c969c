package dar.training.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, in hexadecimal: what datasets and their sources are known by. */
public final class Sha256 {
  private Sha256() {}

  /** The hash of a file's content. */
  public static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in);
    }
  }

  /** The hash of what is left of a stream, which stays open. */
  public static String of(InputStream in) throws IOException {
    MessageDigest digest = create();
    byte[] buffer = new byte[1 << 18];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      digest.update(buffer, 0, count);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The hash of a text, as UTF-8. */
  public static String of(String text) {
    return HexFormat.of().formatHex(create().digest(text.getBytes(UTF_8)));
  }

  static MessageDigest create() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
