package io.penstock.orchestration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that says what it was told to, and notes what it was asked. The last answer of a path is given again and again. */
final class StubAirflow implements AutoCloseable {
    static final String SECRET = "pass-word-1";

    /** What is done with a question. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /** How a command ended and what it wrote. */
    record Ended(int code, String out, String err) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private Duration request = Duration.ofSeconds(20);

    StubAirflow() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        on("POST /auth/token", json(201, "{'access_token': 'token-1'}"));
    }

    /** Answers to a method and path, one after the other; they take the place of earlier ones. */
    StubAirflow on(String question, Answer... those) {
        synchronized (answers) {
            answers.put(question, new ArrayDeque<>(List.of(those)));
        }
        return this;
    }

    /** An answer; quotes are written as apostrophes. */
    static Answer json(int status, String body) {
        return text(status, body.replace('\'', '"'));
    }

    static Answer text(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    /** Ends the connection without a word. */
    static Answer cut() {
        return HttpExchange::close;
    }

    /** Promises more than it sends. */
    static Answer brokenOff() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            throw new IOException("broken off");
        };
    }

    /** Says nothing until the server is closed. */
    Answer silent() {
        return exchange -> {
            await();
            exchange.close();
        };
    }

    /** Begins an answer and says no more until the server is closed. */
    Answer begun() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            OutputStream body = exchange.getResponseBody();
            body.write("{".getBytes(StandardCharsets.US_ASCII));
            body.flush();
            await();
            exchange.close();
        };
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All that was asked: method, path with query, then the body. */
    List<String> asked() {
        synchronized (answers) {
            return List.copyOf(asked);
        }
    }

    long asked(String beginning) {
        return asked().stream()
                .filter(question -> question.startsWith(beginning))
                .count();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    StubAirflow impatient(Duration limit) {
        request = limit;
        return this;
    }

    Airflow client() {
        return new Airflow(new Login(URI.create(url()), "ada", SECRET), limits());
    }

    private Limits limits() {
        return new Limits(Duration.ofSeconds(5), request, Duration.ofMillis(1), Duration.ofMillis(1));
    }

    /** Runs a command against this server; no command ever writes the password or a token. */
    Ended run(String... words) {
        return run(Map.of(Login.URL, url(), Login.USER, "ada", Login.PASSWORD, SECRET), words);
    }

    Ended run(Map<String, String> environment, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new AirflowCommands(environment, limits(), stream(out), stream(err)).execute(words);
        Ended ended = new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        if ((ended.out() + ended.err()).contains(SECRET) || (ended.out() + ended.err()).contains("token-1")) {
            throw new AssertionError("a secret was written: " + ended);
        }
        return ended;
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String question =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getRawQuery();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer;
        synchronized (answers) {
            asked.add(question + (query == null ? "" : "?" + query) + " " + body);
            Deque<Answer> those = answers.getOrDefault(question, new ArrayDeque<>());
            answer = those.size() > 1 ? those.poll() : those.peek();
        }
        (answer == null ? json(404, "{'detail': 'Not Found'}") : answer).to(exchange);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
