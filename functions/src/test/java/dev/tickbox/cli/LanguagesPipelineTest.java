package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pipeline "Three languages" of the docs, as it is printed. */
class LanguagesPipelineTest extends PrintedPipeline {
    private static final String SATURDAY = "2026-11-21T05:00:00Z";

    LanguagesPipelineTest() {
        super("Three languages");
    }

    @Test
    void one_article_is_on_each_site_under_one_name() throws Exception {
        world.slot(SATURDAY);
        assertThat(world.run().text("state")).isEqualTo("DONE");
        assertThat(world.bought()).isEqualTo(3);
        String name = world.files("en").getFirst().getFileName().toString();
        for (String site : List.of("en", "de", "ja")) {
            assertThat(world.files(site)).singleElement().satisfies(file -> {
                assertThat(file).hasFileName(name);
                assertThat(file).content().containsPattern("lang: \"?" + site);
            });
        }
    }

    @Test
    void a_translation_that_fails_holds_only_its_own_site_and_a_retry_buys_it_alone() throws Exception {
        world.blocked.add("Japanese");
        world.slot(SATURDAY);
        assertThat(world.files("en")).hasSize(1);
        assertThat(world.files("de")).hasSize(1);
        assertThat(world.files("ja")).isEmpty();
        int bought = world.bought();
        world.blocked.clear();
        world.type("retry", world.runId()).done();
        world.pass(Duration.ofMinutes(10), Duration.ofMinutes(1));
        assertThat(world.files("ja")).hasSize(1);
        assertThat(world.bought()).isEqualTo(bought + 1);
        assertThat(world.run().text("state")).isEqualTo("DONE");
    }

    @Test
    void a_site_that_is_down_holds_its_own_article_only() throws Exception {
        Path in = Files.createDirectories(folder.resolve("public")).resolve("de");
        Files.writeString(in, "no folder");
        world.slot(SATURDAY);
        assertThat(world.files("en")).hasSize(1);
        assertThat(world.files("ja")).hasSize(1);
        assertThat(world.run().text("state")).isEqualTo("WAITING");
        Files.delete(in);
        world.pass(Duration.ofHours(2), Duration.ofMinutes(10));
        assertThat(world.files("de")).hasSize(1);
        assertThat(world.run().text("state")).isEqualTo("DONE");
        assertThat(world.bought()).isEqualTo(3);
    }
}
