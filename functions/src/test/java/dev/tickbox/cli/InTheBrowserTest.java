package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.page.Browser;
import dev.tickbox.store.Query;
import dev.tickbox.tick.LastTicks;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** What a real browser makes of the pages. */
@Tag("long")
class InTheBrowserTest {
    private static final Path PICTURES = Path.of(System.getProperty("tickbox.root", ".."), "shared/docs/page");
    private static final String HOSTILE = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>";
    private static final String ASKING = "letter@2026-11-21T06:00Z";
    private static final int MOST_KEYS = 60;

    @TempDir
    private Path folder = Path.of("");

    private Optional<Browser> opened = Optional.empty();
    private Optional<PageDesk> desk = Optional.empty();
    private String base = "";

    @BeforeEach
    void open() {
        Browser browser = Browser.open(folder.resolve("profile"));
        opened = Optional.of(browser);
        PageDesk page = new PageDesk(folder, Faults.NONE.blocking(250), InTheBrowserTest::morning);
        desk = Optional.of(page);
        browser.open(page.server.address());
        base = browser.driver().getCurrentUrl();
    }

    private static void morning(World world) {
        world.push(Contents.of(
                Contents.job(
                        "letter",
                        "garden",
                        "0 6 * * *",
                        OnUncertain.RESUBMIT,
                        List.of(
                                Contents.generate("draft", "Write.", new Output.Article()),
                                new Step.Approve("ok", "draft", Optional.empty()),
                                new Step.Publish("publish", "ok", "garden"))),
                Contents.job(
                        "hourly", "kitchen", "0 * * * *", OnUncertain.RESUBMIT, Contents.single("kitchen", "Write.")),
                Contents.rows(
                        "digest",
                        "lab",
                        List.of(HOSTILE, "frost", "apples", "lettuce", "rain", "bees"),
                        each -> each)));
        for (int i = 0; i < 8; i++) {
            world.clock.advance(Duration.ofMinutes(50));
            world.pass(Duration.ofMinutes(12));
        }
        for (String kind : List.of("submit", "reclaim")) {
            LastTicks.add(world.store, world.clock, new TickReport(kind, world.clock.now()));
        }
    }

    @AfterEach
    void close() {
        opened.ifPresent(Browser::close);
        desk.ifPresent(PageDesk::close);
    }

    private Map<String, String> pages() {
        PageDesk page = desk.orElseThrow();
        String row = page.session.store.query(Query.of(RunDocument.ROWS, 10)).documents().stream()
                .filter(each -> each.fields().text("key").equals(HOSTILE))
                .findFirst()
                .orElseThrow()
                .ref()
                .id();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("today", "");
        pages.put("run", "run?id=" + encoded(ASKING));
        pages.put("rows", "run?id=" + encoded("digest@2026-11-21T06:00Z"));
        pages.put("row", "run?id=" + encoded(row));
        pages.put("job", "job?id=hourly");
        pages.put("site", "site?id=kitchen");
        pages.put(
                "edit",
                "edit?id="
                        + page.story(ASKING).approvals().getFirst().question().id());
        pages.put("abandon", "abandon?id=" + encoded(ASKING));
        pages.put("not-found", "find?id=" + encoded(HOSTILE));
        return pages;
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    @Test
    void every_page_fits_has_no_serious_finding_and_keeps_hostile_text_as_text() {
        Browser browser = opened.orElseThrow();
        pages().forEach((name, path) -> {
            for (int width : List.of(360, 1280)) {
                browser.width(width).scheme(width == 360 ? "dark" : "light").open(base + path);
                assertThat(browser.overflow()).as(name + " at " + width).isZero();
                assertThat(browser.seriousFindings()).as(name + " at " + width).isEmpty();
                assertThat(browser.driver().executeScript("return window.hacked || document.images.length"))
                        .as(name)
                        .isEqualTo(0L);
            }
            if (System.getProperty("tickbox.golden", "").equals("write")
                    && List.of("today", "run", "rows", "edit").contains(name)) {
                browser.photograph(PICTURES.resolve(name + ".png"));
            }
        });
    }

    @Test
    void an_approval_needs_no_more_than_the_keyboard() {
        Browser browser = opened.orElseThrow();
        browser.width(1280).open(base);
        int keys = 0;
        while (keys++ < MOST_KEYS && !"Approve".equals(focused(browser))) {
            new Actions(browser.driver()).sendKeys(Keys.TAB).perform();
        }
        assertThat(focused(browser)).as("after " + keys + " tabs").isEqualTo("Approve");
        new Actions(browser.driver()).sendKeys(Keys.ENTER).perform();
        assertThat(browser.driver().getPageSource()).contains("approved: ok of " + ASKING);
        assertThat(desk.orElseThrow().explained(ASKING)).contains("was approved by ");
    }

    private static String focused(Browser browser) {
        return String.valueOf(browser.driver().executeScript("return document.activeElement.innerText"));
    }
}
