package dev.tickbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.operator.AnswerApproval;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.Contents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a feed or a model wrote is text on a page, whatever it is. */
class StaysTextTest {
    private static final String HOSTILE =
            "<script>alert(1)</script><img src=x onerror=alert(2)>\" onmouseover='alert(3)' {{title}} \u202Egnp.exe";
    private static final Path TEMPLATES =
            Path.of(System.getProperty("tickbox.root", ".."), "functions/src/main/resources/dev/tickbox/page");

    private static void assertText(String html) {
        assertThat(html)
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script", "<img", "\" onmouseover", "\u202E", "\u0000");
    }

    @Test
    void a_hostile_title_and_an_edited_text_stay_text() {
        List<Step> steps = List.of(
                Contents.generate("draft", "Write.", new Output.Article()),
                new Step.Approve("ok", "draft", Optional.empty()),
                new Step.Publish("publish", "ok", "garden"));
        try (PageWorld page = new PageWorld(
                new MemoryStore(),
                Faults.NONE,
                Contents.job("daily", "garden", "0 6 * * *", OnUncertain.RESUBMIT, steps))) {
            page.pass(Duration.ofMinutes(80));
            var question = ApprovalDocument.read(page.world
                            .store
                            .query(Query.of(ApprovalDocument.ALL, 1))
                            .documents()
                            .getFirst())
                    .question();
            String edited = dev.tickbox.Json.write(java.util.Map.of(
                    "title", HOSTILE, "slug", "a", "summary", HOSTILE, "markdown", "# " + HOSTILE + "\u0000"));
            new AnswerApproval(page.world.context(), HOSTILE).approve(question, edited);
            page.pass(Duration.ofMinutes(6));
            String html = page.look(PageWorld.run(question.run())).body();
            assertText(html);
            assertThat(html).contains("class=\"pair\"", "retry --as-it-is", "draft, bought", "edited (by &lt;script");
        }
    }

    @Test
    void a_hostile_key_of_a_row_stays_text_on_every_page() {
        try (PageWorld page = new PageWorld(
                new MemoryStore(),
                Faults.NONE.blocking(1000),
                Contents.rows("garden", List.of(HOSTILE, "fine"), each -> each))) {
            page.pass(Duration.ofHours(8));
            String today = page.look("").body();
            assertText(today);
            String run = page.look(PageWorld.run("digest@2026-11-21T06:00Z")).body();
            assertText(run);
            var row = page.world.store.query(Query.of(dev.tickbox.ledger.RunDocument.ROWS, 2)).documents().stream()
                    .filter(each -> each.fields().text("key").contains("script"))
                    .findFirst()
                    .orElseThrow();
            assertText(page.look(PageWorld.run(row.ref().id())).body());
            assertText(page.look("find?id=%3Cscript%3Ealert(1)%3C/script%3E").body());
            assertThat(page.troubles).isEmpty();
        }
    }

    @Test
    void no_template_leaves_a_value_unescaped() throws IOException {
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".mustache"))
                            .toList())
                    .hasSizeGreaterThan(5)
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("{{{", "{{&", "<script"));
        }
    }
}
