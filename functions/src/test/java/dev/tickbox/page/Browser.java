package dev.tickbox.page;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The distribution's own Chromium, without a window. Nothing is downloaded. */
public final class Browser implements AutoCloseable {
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final int HEIGHT = 800;

    private final ChromeDriver driver;

    /** Where there is none the test is skipped, or fails where one is required. */
    public static Browser open(Path profile) {
        Optional<File> chromium = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser")
                .map(File::new)
                .filter(File::canExecute)
                .findFirst();
        Optional<File> control = Stream.of("/usr/bin/chromedriver")
                .map(File::new)
                .filter(File::canExecute)
                .findFirst();
        if (chromium.isEmpty() || control.isEmpty()) {
            String mend = "there is no browser for this test; to get one: apt-get install chromium chromium-driver";
            throw missing(mend);
        }
        return new Browser(chromium.get(), control.get(), profile);
    }

    private static Error missing(String mend) {
        return Boolean.getBoolean("tickbox.requireBrowser") ? Assertions.fail(mend) : Assumptions.abort(mend);
    }

    private Browser(File chromium, File control, Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium);
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
                "--user-data-dir=" + profile);
        this.driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(control)
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    public ChromeDriver driver() {
        return driver;
    }

    public Browser width(int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", width < 600));
        return this;
    }

    public Browser scheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    public Browser open(String address) {
        driver.get(address);
        return this;
    }

    /** How much wider than the window the page is. */
    public long overflow() {
        return number("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    public long number(String script) {
        return driver.executeScript(script) instanceof Number number ? number.longValue() : -1;
    }

    /** What axe finds that keeps people out, with where. */
    public List<?> seriousFindings() {
        driver.executeScript(resource(AXE));
        Object found = driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run().then(all => done(all.violations"
                + ".filter(each => each.impact === 'serious' || each.impact === 'critical')"
                + ".map(each => each.id + ': ' + each.help + ' ' + each.nodes.map(node => node.html).join(' '))))");
        return found instanceof List<?> list ? list : List.of(String.valueOf(found));
    }

    /** All of the page, not only what fits into the window. */
    public void photograph(Path file) {
        // Where this machine keeps its stores is nobody's business.
        driver.executeScript("document.querySelectorAll('code').forEach(each => {"
                + " each.textContent = each.textContent.replace(/ --store \\S+/, ''); })");
        long height = number("return document.documentElement.scrollHeight");
        long width = number("return document.documentElement.clientWidth");
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", Math.min(height, 3_200), "deviceScaleFactor", 1, "mobile", false));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream stream = Browser.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("no " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
