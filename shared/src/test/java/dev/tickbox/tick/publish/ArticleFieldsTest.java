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
import dev.tickbox.publisher.folder.FolderPublisher;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.world.ChangedAnswers;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fields beside title and text, from the vendor to the file at the site. */
class ArticleFieldsTest {
    private static final String SCHEMA = """
            {"type":"object","required":["title","markdown","kind"],"properties":{"title":{"type":"string"},\
            "markdown":{"type":"string"},"kind":{"type":"string"},"on":{"type":"boolean"},\
            "tags":{"type":"array","items":{"type":"string"}},"image":{"type":"string"}}}""";

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void they_reach_the_front_matter_and_the_file_name_and_the_sites_own_win() throws IOException {
        publish(
                "{\"title\":\"Moss\",\"markdown\":\"Text.\",\"kind\":\"How to: moss\",\"on\":true,"
                        + "\"tags\":[\"a\",\"no\"],\"image\":\"https://x.example/a.png\",\"draft\":false,\"date\":\"x\"}",
                List.of("kind", "on", "tags", "image"));

        assertThat(item().text("state")).isEqualTo("PUBLISHED");
        assertThat(item().text("file")).isEqualTo("2026/11/how-to-moss-moss-garden-daily@2026-11-21T0600Z.md");
        assertThat(Files.readString(folder.resolve(item().text("file")))).startsWith("""
                ---
                title: "Moss"
                date: 2026-11-21
                summary: ""
                slug: "moss"
                draft: true
                image: "https://x.example/a.png"
                kind: "How to: moss"
                layout: "post"
                "on": true
                tags: ["a", "no"]
                tickbox:
                """);
        assertThat(world.vendor.jobs()).hasSize(1);
    }

    @Test
    void a_definition_from_before_them_publishes_the_same_bytes_as_then() throws IOException {
        publish("{\"title\":\"Moss\",\"markdown\":\"Text.\",\"kind\":\"a\"}", List.of());

        assertThat(Files.readString(folder.resolve(item().text("file")))).doesNotContain("kind:");
    }

    @Test
    void a_field_that_a_site_could_execute_is_held_back() {
        for (String image : List.of("<img src=x onerror=y>", "{{ site.secret }}", " java\\nscript:alert(1)")) {
            World other = new World(new MemoryStore(), Faults.NONE, 1);
            publish(
                    other,
                    "{\"title\":\"Moss\",\"markdown\":\"Text.\",\"kind\":\"a\",\"image\":\"" + image + "\"}",
                    List.of("kind", "image"));

            Fields item = item(other);
            assertThat(item.text("state")).as(image).isEqualTo("STUCK");
            assertThat(item.text("why")).contains("image: ");
        }
        assertThat(folder).isEmptyDirectory();
    }

    private void publish(String text, List<String> fields) {
        publish(world, text, fields);
    }

    private void publish(World in, String text, List<String> fields) {
        in.push(content(fields));
        TickContext context = in.context(
                in.store,
                ChangedAnswers.withText(new SimulatedGenerator(in.vendor), text),
                site -> new FolderPublisher(folder));
        Ticks ticks = new Ticks(context, Optional.empty());
        in.clock.advance(Duration.ofMinutes(61));
        for (int i = 0; i < 4; i++) {
            ticks.submit();
            in.clock.advance(Duration.ofMinutes(20));
            ticks.reclaim();
        }
    }

    private Fields item() {
        return item(world);
    }

    private static Fields item(World in) {
        return in.store
                .query(Query.of(ItemDocument.ALL, 2))
                .documents()
                .getFirst()
                .fields();
    }

    private static Definition content(List<String> fields) {
        Definition plain = Contents.of(Contents.job(
                "garden-daily",
                "garden",
                "0 6 * * *",
                OnUncertain.RESUBMIT,
                List.of(
                        Contents.generate("draft", "Write.", new Output.Schema(SCHEMA)),
                        new Step.Publish("publish", "draft", "garden", fields))));
        Site site = new Site(
                "garden",
                "folder",
                Map.of(
                        "path",
                        "p",
                        "file",
                        fields.isEmpty()
                                ? "{{article.slug}}.md"
                                : "{{run.year}}/{{run.month}}/{{article.kind}}-{{article.slug}}-{{run.id}}.md",
                        Site.PLAIN_NAMES,
                        "yes"),
                fields.isEmpty() ? Map.of() : Map.of("draft", true, "layout", "post"));
        return Definition.of(Map.of("garden", site), plain.jobs(), plain.ticks(), plain.budget(), plain.limits());
    }
}
