package dar.tools.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpRequestWriter;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import dar.tools.serve.rest.JsonFailures;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WholeBodiesTest {
  private static final int ROOM = 1000;

  private final AtomicLong left = new AtomicLong(ROOM);
  private Server server;
  private WebClient client;

  @BeforeEach
  void start() {
    HttpService echo =
        (context, request) ->
            HttpResponse.of(
                request
                    .aggregate()
                    .thenApply(
                        whole ->
                            HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT, whole.content())));
    server =
        Server.builder()
            .service("/", echo.decorate(WholeBodies.of(left)))
            .errorHandler(new JsonFailures())
            .build();
    server.start().join();
    client = WebClient.of("h1c://127.0.0.1:" + server.activeLocalPort());
  }

  @AfterEach
  void stop() {
    server.stop().join();
  }

  private static RequestHeaders post() {
    return RequestHeaders.of(HttpMethod.POST, "/");
  }

  @Test
  void aBodyIsWholeWhateverItsPieces() throws Exception {
    HttpRequestWriter pieces = HttpRequest.streaming(post());
    var answer = client.execute(pieces).aggregate();
    for (int i = 0; i < ROOM / 2; i++) {
      pieces.write(HttpData.ofUtf8("x"));
    }
    pieces.close();
    assertThat(answer.get().contentUtf8()).isEqualTo("x".repeat(ROOM / 2));
    allIsGivenBack();
  }

  @Test
  void allTogetherAreBounded() throws Exception {
    HttpRequestWriter slow = HttpRequest.streaming(post());
    var first = client.execute(slow).aggregate();
    slow.write(HttpData.wrap(new byte[ROOM / 2]));
    while (left.get() == ROOM) {
      Thread.sleep(5);
    }
    var second = client.execute(post(), new byte[ROOM * 2 / 3]).aggregate().get();
    assertThat(second.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(second.contentUtf8()).contains("expected fewer bytes at once");
    slow.close();
    assertThat(first.get().status()).isEqualTo(HttpStatus.OK);
    allIsGivenBack();
    assertThat(client.execute(post(), new byte[ROOM * 2 / 3]).aggregate().get().status())
        .isEqualTo(HttpStatus.OK);
  }

  @Test
  void aBodyThatBreaksOffTakesNoRoom() throws Exception {
    HttpRequestWriter broken = HttpRequest.streaming(post());
    var answer = client.execute(broken).aggregate();
    broken.write(HttpData.wrap(new byte[ROOM / 2]));
    while (left.get() == ROOM) {
      Thread.sleep(5);
    }
    broken.abort();
    assertThat(answer.handle((whole, failure) -> failure).get()).isNotNull();
    allIsGivenBack();
  }

  private void allIsGivenBack() throws InterruptedException {
    while (left.get() != ROOM) {
      Thread.sleep(5);
    }
  }
}
