package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FirstArticleTest {
    @Test
    void a_slot_becomes_an_article_that_is_bought_once_and_published_once() {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.push(Contents.twoJobs(OnUncertain.RESUBMIT));
        world.pass(Duration.ofHours(2));

        assertThat(world.vendor.jobs()).hasSize(3);
        assertThat(world.site("garden").effects()).hasSize(1);
        assertThat(world.site("kitchen").effects()).hasSize(1);
        assertThat(world.store.all(Query.of(RunDocument.ALL, 10)))
                .allSatisfy(run -> assertThat(run.fields().text("state")).isEqualTo("DONE"));
    }
}
