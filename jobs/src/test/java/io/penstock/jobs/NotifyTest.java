package io.penstock.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.penstock.base.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server on this machine. */
class NotifyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(said, true, StandardCharsets.UTF_8));
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile boolean silent;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook/secret", exchange -> {
            received.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (silent) {
                await();
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void theTextIsPostedAsJsonThatSlackTakes() {
        String text = "drift of \"late\"@2 on 2013-10-10: alarm é\n";

        notifying().tell(text, PATIENCE, console);

        assertThat(received).hasSize(1).first().asString().startsWith("POST application/json {");
        assertThat(Json.map(received.get(0).substring("POST application/json ".length())))
                .containsExactly(java.util.Map.entry("text", text));
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void anAnswerThatIsNoSuccessIsAWarningWithoutTheAddress() {
        status = 500;

        notifying().tell("text", PATIENCE, console);

        assertWarned("it answered with status 500");
    }

    @Test
    void aServerThatDoesNotAnswerIsAWarning() {
        silent = true;

        notifying().tell("text", Duration.ofMillis(300), console);

        assertWarned("it could not be reached (HttpTimeoutException)");
    }

    @Test
    void aServerThatIsNotThereIsAWarning() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        new Notify(Optional.of("http://127.0.0.1:" + port + "/hook/secret")).tell("text", PATIENCE, console);

        assertWarned("it could not be reached (ConnectException)");
    }

    @Test
    void whatIsNoAddressIsAWarningThatDoesNotShowIt() {
        for (String address : List.of("hook/secret", "ftp://hook/secret", "http:// secret", "http://")) {
            said.reset();

            new Notify(Optional.of(address)).tell("text", PATIENCE, console);

            assertWarned("notify.webhook is no http or https address");
        }
    }

    @Test
    void noAddressOrAnEmptyOneTellsNobody() {
        new Notify(Optional.empty()).tell("text", PATIENCE, console);
        new Notify(Optional.of(" ")).tell("text", PATIENCE, console);

        assertThat(received).isEmpty();
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void theAddressIsNotPrinted() {
        assertThat(notifying().toString()).isEqualTo("webhook");
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Notify notifying() {
        return new Notify(Optional.of("http://127.0.0.1:" + server.getAddress().getPort() + "/hook/secret"));
    }

    private void assertWarned(String why) {
        assertThat(said.toString(StandardCharsets.UTF_8))
                .isEqualTo("    warning: the webhook was not told: " + why + System.lineSeparator())
                .doesNotContain("secret");
    }
}
