package dev.tickbox.tick.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Site;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.Items;
import dev.tickbox.outbox.Article;
import dev.tickbox.outbox.ItemEvent;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.store.Write;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.world.ChangedAnswers;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A model wrote a script: it is bought once, held back, and published only by the operator's decision for this text. */
class ScreenedTextTest {
    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    @Test
    void it_is_held_back_by_the_commit_that_makes_the_item() {
        buy(Map.of());
        assertThat(item().text("state")).isEqualTo("STUCK");
        assertThat(item().text("reason")).isEqualTo("REFUSED");
        assertThat(item().text("why")).contains("line 3: <script>");
        assertThat(item().list("history").getFirst().text("state")).isEqualTo("STUCK");
        assertThat(world.site("garden").effects()).isEmpty();
        assertThat(world.vendor.jobs()).hasSize(1);
    }

    @Test
    void a_retry_judges_it_again_and_as_it_is_publishes_it_once() {
        buy(Map.of());
        retry(false);
        assertThat(item().text("state")).isEqualTo("STUCK");
        assertThat(world.site("garden").effects()).isEmpty();
        retry(true);
        assertThat(item().text("state")).isEqualTo("PUBLISHED");
        assertThat(item().text("cleared")).isEqualTo("operator");
        assertThat(world.site("garden").effects()).hasSize(1);
        assertThat(world.vendor.jobs()).hasSize(1);
    }

    @Test
    void a_site_that_keeps_raw_text_gets_it() {
        buy(Map.of("raw", "keep"));
        assertThat(item().text("state")).isEqualTo("PUBLISHED");
    }

    @Test
    void once_the_site_keeps_raw_text_a_retry_publishes_it() {
        buy(Map.of());
        world.push(content(Map.of("raw", "keep")));
        retry(false);
        assertThat(item().text("state")).isEqualTo("PUBLISHED");
    }

    @Test
    void what_was_cleared_under_other_rules_is_judged_when_it_is_claimed() {
        for (boolean isOld : new boolean[] {true, false}) {
            World other = new World(new MemoryStore(), Faults.NONE, 1);
            other.push(content(Map.of("raw", "keep")));
            Ticks nobodyPublishes = new Ticks(context(other), Optional.of(due -> {}));
            until(other, nobodyPublishes);
            other.push(content(Map.of()));
            Document item = only(other);
            if (isOld) {
                other.store.commit(new Write.Update(item, item.fields().with("cleared", null)));
            }
            assertThat(item.fields().text("state")).isEqualTo("PENDING");
            other.clock.advance(Duration.ofMinutes(2));
            new Ticks(context(other), Optional.empty()).reclaim();
            assertThat(only(other).fields().text("state")).isEqualTo("STUCK");
            assertThat(other.site("garden").effects()).isEmpty();
        }
    }

    private void buy(Map<String, String> settings) {
        world.push(content(settings));
        until(world, new Ticks(context(world), Optional.empty()));
    }

    private static void until(World world, Ticks ticks) {
        ticks.submit();
        world.clock.advance(Duration.ofMinutes(61));
        for (int i = 0; i < 4; i++) {
            ticks.submit();
            world.clock.advance(Duration.ofMinutes(2));
            ticks.reclaim();
        }
    }

    private void retry(boolean asItIs) {
        new Items(context(world), "operator").apply(only(world).ref().id(), new ItemEvent.Retry(asItIs));
        new Ticks(context(world), Optional.empty()).reclaim();
    }

    private Fields item() {
        return only(world).fields();
    }

    private static Document only(World world) {
        return world.store.query(Query.of(ItemDocument.ALL, 2)).documents().getFirst();
    }

    private static Definition content(Map<String, String> settings) {
        Definition plain = Contents.of(Contents.job(
                "daily", "garden", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("garden", "Write.")));
        Map<String, String> all =
                new TreeMap<>(plain.site("garden").orElseThrow().settings());
        all.putAll(settings);
        return Definition.of(
                Map.of("garden", new Site("garden", "folder", all)),
                plain.jobs(),
                plain.ticks(),
                plain.budget(),
                plain.limits());
    }

    private static TickContext context(World world) {
        return world.context(
                world.store, withScript(new SimulatedGenerator(world.vendor)), site -> world.site(site.id()));
    }

    /** Whatever is asked for, the text has a script. */
    private static Generator withScript(Generator generator) {
        return new ChangedAnswers(
                generator,
                (handle, f) -> new Generator.Finished(
                        f.ending(), f.why(), f.text().map(ScreenedTextTest::worse), f.model(), f.usage()));
    }

    private static String worse(String json) {
        Article article = Article.fromJson(json);
        return new Article(article.title(), article.slug(), article.summary(), "A line.\n\n<script>x</script>\n")
                .toJson();
    }
}
