package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaJobTest {
    @Test
    void a_class_that_is_not_there_fails_its_run_at_once_and_says_so() {
        World world = new World(new MemoryStore(), Faults.NONE, 1);
        world.push(Contents.of(Contents.java("nightly", "garden", "0 6 * * *", "com.example.Gone")));
        world.pass(Duration.ofMinutes(90));

        List<Document> runs = world.store.all(Query.of(RunDocument.ALL, 10));
        assertThat(runs).hasSize(1);
        assertThat(runs.getFirst().fields().text("state")).isEqualTo("FAILED");
        assertThat(runs.getFirst().fields().text("why")).contains("com.example.Gone");
    }
}
