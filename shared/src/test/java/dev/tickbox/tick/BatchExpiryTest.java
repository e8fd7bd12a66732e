package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Job;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.start.StartRuns;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

/** The vendor gives a batch job up after 48 hours. That is an end like another, and must be seen before a person is called. */
class BatchExpiryTest {
    private static final Duration EXPIRY = Duration.ofDays(2);

    @Test
    void a_batch_job_that_expires_is_bought_again_before_it_is_overdue() {
        World world =
                new World(new MemoryStore(), Faults.NONE.within(EXPIRY, EXPIRY).failing(1000), 1);
        Job job = Contents.buying("daily", Contents.MODEL, Mode.BATCH);
        world.push(Contents.of(job));
        new StartRuns(world.context(), "person").byHand(Contents.of(job), job);
        world.pass(EXPIRY.plusHours(3));

        Document first = world.store.all(Query.of(ReservationDocument.ALL, 10)).stream()
                .min(Comparator.comparing(each -> each.fields().time("created_at")))
                .orElseThrow();
        assertThat(first.fields().text("state")).isEqualTo("SUBMITTED");
        assertThat(first.fields().number("attempt")).isEqualTo(2);
    }
}
