package dev.tickbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.world.MemorySource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The pipeline "A value over a mark" of the docs, as it is printed. */
class MarkPipelineTest extends PrintedPipeline {
    private static final String FRIDAY = "2026-11-20T09:00:00Z";
    private static final String RATE = "https://rates.example/latest";

    MarkPipelineTest() {
        super("A value over a mark");
    }

    private void answers(String json) {
        world.troubles.put(RATE, reply -> MemorySource.text(RATE, json));
    }

    @Test
    void a_rate_at_the_mark_is_written_about() throws Exception {
        answers("{\"data\": [{\"rate\": 150}]}");
        world.slot(FRIDAY);
        assertThat(world.files("money")).singleElement().satisfies(file -> {
            assertThat(file).hasFileName("2026-11-20.md");
            assertThat(file).content().contains("yen: 150");
        });
        assertThat(world.bought()).isEqualTo(1);
    }

    @Test
    void a_rate_under_the_mark_buys_nothing_and_is_named() throws Exception {
        answers("{\"data\": [{\"rate\": 149.99}]}");
        world.slot(FRIDAY);
        assertThat(world.run().text("state")).isEqualTo("LEFT_OUT");
        assertThat(world.type("list").done()).contains("high", "149.99");
        assertThat(world.bought()).isZero();
        assertThat(world.files("money")).isEmpty();
    }

    @Test
    void a_source_that_is_dead_or_has_no_rate_is_never_a_low_rate() {
        answers("{\"message\": \"maintenance\"}");
        world.slot(FRIDAY);
        assertThat(world.run().text("state")).isEqualTo("WAITING");
        assertThat(world.type("list").done()).contains("/data/0/rate");
        world.dies(RATE);
        world.pass(Duration.ofHours(7), Duration.ofMinutes(10));
        assertThat(world.run().text("state")).isEqualTo("FAILED");
        assertThat(world.bought()).isZero();
        answers("{\"data\": [{\"rate\": 151}]}");
        world.type("retry", world.runId()).done();
        world.pass(Duration.ofMinutes(10), Duration.ofMinutes(1));
        assertThat(world.run().text("state")).isEqualTo("DONE");
    }

    @Test
    void the_made_up_rate_of_a_week_is_over_the_mark_on_the_days_that_are_published() throws Exception {
        int published = 0;
        for (String day : new String[] {"20", "23", "24", "25", "26"}) {
            world.slot("2026-11-" + day + "T09:00:00Z");
            published += world.run().text("state").equals("DONE") ? 1 : 0;
        }
        assertThat(published).isPositive();
        assertThat(world.files("money")).hasSize(published);
        assertThat(world.bought()).isEqualTo(published);
    }
}
