package io.penstock.jobs.report;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The system's Chromium without a window, which notes what its console says and what it asks for. */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final Pattern REQUEST =
            Pattern.compile("\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"([^\"]*)\"", Pattern.DOTALL);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser open() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(NAMES.stream()
                .flatMap(Browser::onPath)
                .findFirst()
                .orElseThrow(() -> missing("none of " + NAMES))
                .toFile());
        options.addArguments("--headless=new", "--disable-gpu", "--disable-dev-shm-usage");
        if (System.getProperty("user.name").equals("root")) {
            options.addArguments("--no-sandbox");
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver")
                        .findFirst()
                        .orElseThrow(() -> missing("no chromedriver"))
                        .toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static AssertionError missing(String what) {
        return new AssertionError(
                what + " on the PATH: install chromium and chromium-driver (bin/verify does where it may)");
    }

    private static Stream<Path> onPath(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }

    /** Takes the size of a screen. */
    void screen(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** Asks for {@code light} or {@code dark}. */
    void scheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void show(Path page) {
        driver.get(page.toUri().toString());
    }

    /** What a function body gives for the page that is shown. */
    Object ask(String script) {
        return driver.executeScript(script);
    }

    /** What the console said since it was last asked. */
    List<String> console() {
        return entries(LogType.BROWSER).toList();
    }

    /** The addresses that were asked for since it was last asked. */
    List<String> requests() {
        return entries(LogType.PERFORMANCE)
                .flatMap(entry -> REQUEST.matcher(entry).results())
                .map((MatchResult request) -> request.group(1))
                .toList();
    }

    private Stream<String> entries(String log) {
        return driver.manage().logs().get(log).getAll().stream().map(LogEntry::getMessage);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
