package io.github.ftmo4j.examples.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium at the page of a server. */
final class Browser implements AutoCloseable {

    /** Whether pictures are taken, with {@code -Dscreenshots=true}. */
    static final boolean TAKES_PICTURES = Boolean.getBoolean("screenshots");

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final ChromeDriver driver;
    private final String root;

    private Browser(ChromeDriver driver, int port) {
        this.driver = driver;
        root = "http://127.0.0.1:" + port;
    }

    /** Whether there are a browser and its driver. */
    static boolean isInstalled() {
        return chromium().isPresent() && find("chromedriver").isPresent();
    }

    static Browser open(int port, Path profile) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions()
                .setBinary(chromium().orElseThrow().toFile())
                .addArguments(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(find("chromedriver").orElseThrow().toFile())
                .build();
        return new Browser(new ChromeDriver(service, options), port);
    }

    private static Optional<Path> chromium() {
        return find("chromium").or(() -> find("google-chrome"));
    }

    private static Optional<Path> find(String program) {
        return List.of("/usr/bin", "/usr/local/bin", "/snap/bin").stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens a page anew, also if only the part after # differs. */
    void go(String path) {
        driver.get("about:blank");
        driver.get(root + path);
        if (!path.startsWith("/docs")) {
            waitFor(any -> "true".equals(one("html").getDomAttribute("data-ready")));
        }
    }

    WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    String text(String selector) {
        return one(selector).getText();
    }

    void click(String selector) {
        WebElement element = one(selector);
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    void type(String selector, String text) {
        WebElement field = one(selector);
        driver.executeScript(
                "arguments[0].closest('details')?.setAttribute('open', ''); arguments[0].value = ''", field);
        field.sendKeys(text);
    }

    Object script(String code, Object... arguments) {
        return driver.executeScript(code, arguments);
    }

    String address() {
        return driver.getCurrentUrl();
    }

    void waitForText(String selector, Predicate<String> condition) {
        waitFor(any -> condition.test(text(selector)));
    }

    void waitFor(Predicate<Browser> condition) {
        new WebDriverWait(driver, Duration.ofSeconds(60))
                .withMessage(() -> one("main").getText())
                .until(any -> condition.test(this));
    }

    /** What the console has of errors. */
    List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** Pictures of the page as it is, at desk and phone width, light and dark. */
    void photograph(String name) {
        if (!TAKES_PICTURES) {
            return;
        }
        for (int width : new int[] {1280, 390}) {
            for (String scheme : new String[] {"light", "dark"}) {
                driver.executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
                driver.executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", height(width), "deviceScaleFactor", 1, "mobile", width < 500));
                write(name + "-" + width + "-" + scheme + ".png");
            }
        }
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    private long height(int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", width < 500));
        return ((Number) script("return document.documentElement.scrollHeight")).longValue();
    }

    /** How many pixels the page is wider than the window. */
    long overflow(int width) {
        height(width);
        return ((Number) script("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .longValue();
    }

    private void write(String file) {
        try {
            Thread.sleep(150); // a chart is drawn anew
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(file), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
