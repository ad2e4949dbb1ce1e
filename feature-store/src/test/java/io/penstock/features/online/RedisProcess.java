package io.penstock.features.online;

import io.penstock.features.OnlineSetting;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real Redis server of the tests: on a free port, with a password, ended with the JVM or by {@link #close}. */
public final class RedisProcess implements AutoCloseable {
    public static final String PASSWORD = "s3cret-of-the-test";

    private final Process process;
    private final int port;

    private RedisProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it with an empty folder of its own; fails where {@code redis-server} is not installed. */
    public static RedisProcess start() throws IOException, InterruptedException {
        return start(freePort());
    }

    public static RedisProcess start(int port) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("redis");
        Process process;
        try {
            process = new ProcessBuilder(
                            "redis-server",
                            "--port",
                            Integer.toString(port),
                            "--bind",
                            "127.0.0.1",
                            "--requirepass",
                            PASSWORD,
                            "--save",
                            "",
                            "--dir",
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException("these tests need redis-server, which bin/verify installs where it may", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        for (int i = 0; i < 200; i++) {
            try (Socket answered = new Socket("127.0.0.1", port)) {
                return new RedisProcess(process, port);
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IOException("redis-server does not answer: " + Files.readString(folder.resolve("log")));
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    /** Seconds of a core that the server has used. */
    public double cpuSeconds() {
        return process.info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
    }

    /** One of its 16 databases. */
    public OnlineSetting database(int number) {
        return new OnlineSetting.Redis("redis://:" + PASSWORD + "@127.0.0.1:" + port + "/" + number);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("redis-server does not end");
        }
    }
}
