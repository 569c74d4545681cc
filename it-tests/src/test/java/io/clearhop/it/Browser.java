package io.clearhop.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A fresh Chromium that is set to use a proxy. */
final class Browser implements AutoCloseable {
    /** What is before the address of an auto-config file. */
    static final String PAC_URL = "--proxy-pac-url=";

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    // A field, because the logging library would forget a level that nobody holds.
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        // It warns of every Chromium that is newer than itself.
        SELENIUM.setLevel(Level.SEVERE);
    }

    private final ChromeDriver driver;
    private final Path profile;

    private Browser(ChromeDriver driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    /** Starts it, with a profile of its own. */
    static Browser start(Clearhop proxy) throws IOException {
        return start("--proxy-server=" + proxy.authority(), "900,700");
    }

    /** The same without a proxy, with a window of this size. */
    static Browser direct(String size) throws IOException {
        return start("--no-proxy-server", size);
    }

    /** The same with a proxy for one host alone: what a browser asks its vendor stays out of the proxy. */
    static Browser forHost(String host, String proxy) throws IOException {
        String script = "function FindProxyForURL(url, host) { return host === '%s' ? 'PROXY %s' : 'DIRECT' }"
                .formatted(host, proxy);
        return start(pac(script), "900,700");
    }

    /** The option for this auto-config file. Chromium takes none from the file system. */
    static String pac(String file) {
        String encoded = Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.US_ASCII));
        return PAC_URL + "data:application/x-ns-proxy-autoconfig;base64," + encoded;
    }

    /** The same with options of its own. */
    static Browser with(String... options) throws IOException {
        return start(List.of(options), "900,700");
    }

    private static Browser start(String proxying, String size) throws IOException {
        return start(List.of(proxying), size);
    }

    private static Browser start(List<String> proxying, String size) throws IOException {
        Path profile = Files.createTempDirectory("clearhop-browser-");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(Tools.find("chromium"));
        // A page that hangs must not hang the test.
        options.setPageLoadStrategy(PageLoadStrategy.NONE);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=" + size,
                "--user-data-dir=" + profile);
        options.addArguments(proxying);
        ChromeDriverService driver = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of(Tools.find("chromedriver")).toFile())
                .withSilent(true)
                .build();
        return new Browser(new ChromeDriver(driver, options), profile);
    }

    /** What a script says in the page, as text; empty for nothing. */
    String script(String expression) {
        Object value = driver.executeScript("return " + expression);
        return value == null ? "" : value.toString();
    }

    /** Waits until a script says {@code true} in the page. */
    void await(String what, String condition) {
        Await.that(
                Duration.ofSeconds(20),
                () -> what + "; the page says: " + script("document.body?.innerText"),
                () -> script("Boolean(" + condition + ")").equals("true"));
    }

    /** What the page has complained of in its console. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Begins to load a page. */
    void open(String url) {
        driver.get(url);
    }

    /** How many images of the page can be seen. */
    int images() {
        Object images = driver.executeScript(
                "return [...document.images].filter(image => image.complete && image.naturalWidth > 0).length");
        return ((Long) images).intValue();
    }

    /** Whether the page still waits for something. */
    boolean isLoading() {
        return !"complete".equals(driver.executeScript("return document.readyState"));
    }

    /** The page's title, which a script of it may change. */
    String title() {
        return driver.getTitle();
    }

    /** Waits until the page has these images and waits for nothing more. */
    void awaitImages(int count, Duration time) {
        Await.that(
                time,
                () -> count + " images; the page has " + images() + (isLoading() ? " and is loading" : ""),
                () -> images() == count && !isLoading());
    }

    /** Saves what is to be seen. */
    void screenshot(String name) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException stillWriting) {
            // A process of the browser outlives it for a moment; what is left is in the system's temporary directory.
        }
    }
}
