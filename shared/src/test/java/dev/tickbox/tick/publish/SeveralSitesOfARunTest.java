package dev.tickbox.tick.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Site;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.outbox.Article;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One article on two sites. */
class SeveralSitesOfARunTest {
    private final World world = new World(new MemoryStore(), Faults.NONE, 1);
    private Optional<Publisher.Result> garden = Optional.empty();

    @Test
    void a_publication_sets_fields_before_the_slug_and_the_file_name() {
        world.push(content("{{run.date}}-{{article.slug}}-{{article.of}}.md"));

        play(6);

        Article shown = world.site("kitchen").files().values().iterator().next().article();
        assertThat(shown.title()).isEqualTo("Moss on kitchen");
        assertThat(shown.slug()).isEqualTo("moss-on-kitchen");
        assertThat(shown.fields()).containsEntry("of", "kitchen").containsEntry("draft", true);
        assertThat(shown.fields().get("tags")).isEqualTo(List.of("a", "b"));
        assertThat(items()).extracting(item -> item.text("file")).contains("2026-11-21-moss-on-kitchen-kitchen.md");
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(run().number("published")).isEqualTo(2);
        assertThat(world.vendor.jobs()).hasSize(1);
    }

    @Test
    void a_site_that_fails_leaves_the_other_alone_and_the_run_waits_for_it() {
        world.push(content("{{run.date}}-{{article.slug}}.md"));
        garden = Optional.of(new Publisher.Retry("503"));

        play(6);

        assertThat(world.site("kitchen").effects()).hasSize(1);
        assertThat(world.site("garden").effects()).isEmpty();
        assertThat(run().text("state")).isEqualTo("WAITING");

        garden = Optional.empty();
        play(20);

        assertThat(world.site("garden").effects()).hasSize(1);
        assertThat(world.site("kitchen").effects()).hasSize(1);
        assertThat(run().text("state")).isEqualTo("DONE");
    }

    @Test
    void a_file_that_one_site_cannot_name_does_not_keep_the_article_from_the_other() {
        world.push(content("{{article.absent}}.md"));

        play(6);

        assertThat(world.site("kitchen").effects()).isEmpty();
        assertThat(world.site("garden").effects()).hasSize(1);
        assertThat(run().text("state")).isEqualTo("FAILED");
        assertThat(run().text("failed_step")).isEqualTo("out.kitchen");
    }

    private void play(int rounds) {
        TickContext context = world.context(
                world.store,
                new SimulatedGenerator(world.vendor),
                site -> (delivery, deadline) -> garden.filter(
                                result -> site.id().equals("garden"))
                        .orElseGet(() -> world.site(site.id()).publish(delivery, deadline)));
        Ticks ticks = new Ticks(context, Optional.empty());
        for (int i = 0; i < rounds; i++) {
            world.clock.advance(Duration.ofMinutes(20));
            ticks.submit();
            ticks.reclaim();
        }
    }

    private Fields run() {
        return world.store
                .query(Query.of(RunDocument.ALL, 2))
                .documents()
                .getFirst()
                .fields();
    }

    private List<Fields> items() {
        return world.store.query(Query.of(ItemDocument.ALL, 5)).documents().stream()
                .map(Document::fields)
                .toList();
    }

    /** @param file of the kitchen, which comes first */
    private static Definition content(String file) {
        List<Step> steps = new ArrayList<>(List.of(Contents.generate("draft", "Write.", new Output.Article())));
        for (String site : List.of("kitchen", "garden")) {
            steps.add(new Step.Publish(
                    "out." + site,
                    "draft",
                    site,
                    List.of(),
                    new TreeMap<>(Map.of(
                            "title", "Moss on {{site.id}}",
                            "slug", "",
                            "of", "{{site.id}}",
                            "draft", true,
                            "tags", List.of("a", "b")))));
        }
        Definition plain = Contents.of(Contents.job("daily", "garden", "0 6 * * *", OnUncertain.RESUBMIT, steps));
        Map<String, Site> sites = new TreeMap<>(plain.sites());
        sites.put("kitchen", new Site("kitchen", "folder", Map.of("path", "kitchen", "file", file)));
        return Definition.of(sites, plain.jobs(), plain.ticks(), plain.budget(), plain.limits());
    }
}
