package dar.tools.serve.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends bytes that no client of HTTP would. */
record RawClient(int port) {
  private static final int PATIENCE = 20_000;
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");
  private static final String END = "\r\n\r\n";

  /** The answer to bytes that come at once. */
  Answer ask(String bytes) {
    return answer(exchange(bytes, "", 0));
  }

  /**
   * The answer to bytes that come in two parts.
   *
   * @param pause milliseconds before each byte of the second part; 0 sends it at once
   */
  Answer ask(String first, String second, int pause) {
    return answer(exchange(first, second, pause));
  }

  /**
   * The answer to bytes behind which the client closes its side; the server then closes the other.
   */
  Answer askAndEnd(String bytes) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE);
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return answer(new String(socket.getInputStream().readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer answer(String text) {
    int body = text.indexOf(END);
    if (body < 0) {
      throw new AssertionError("no HTTP: " + text);
    }
    return new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(body + END.length()));
  }

  /** What comes until the connection is closed or the answer is whole. */
  String exchange(String first, String second, int pause) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE);
      Thread writer = new Thread(() -> write(socket, first, second, pause));
      writer.start();
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      try {
        while (!isWhole(read.toString(ISO_8859_1))) {
          int next = socket.getInputStream().read();
          if (next < 0) {
            break;
          }
          read.write(next);
        }
      } catch (SocketException e) {
        // reset, after what was read
      }
      return read.toString(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isWhole(String text) {
    int head = text.indexOf(END);
    Matcher length = LENGTH.matcher(text);
    return head >= 0
        && length.find()
        && text.length() >= head + END.length() + Integer.parseInt(length.group(1));
  }

  private static void write(Socket socket, String first, String second, int pause) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(first.getBytes(ISO_8859_1));
      if (pause == 0) {
        out.write(second.getBytes(ISO_8859_1));
      } else {
        for (byte one : second.getBytes(ISO_8859_1)) {
          Thread.sleep(pause);
          out.write(one);
        }
      }
    } catch (IOException e) {
      // the server does not listen to the rest
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
