package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.program.Program;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An {@code Error} of one run's program is a failure of that run; the tick goes on with the others. */
class ErrorsOfOneRunTest {
    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    @Test
    void a_class_that_cannot_be_linked_fails_its_run_and_others_are_published() {
        Fields run = runOf(steps -> {
            throw new NoClassDefFoundError("com/example/Missing");
        });

        assertThat(run.text("state")).isEqualTo("FAILED");
        assertThat(run.text("why")).contains("NoClassDefFoundError").contains("com/example/Missing");
    }

    @Test
    void a_step_that_overflows_the_stack_fails_under_its_own_name() {
        Fields run = runOf(steps -> steps.step("deep", "", () -> deeper(0)));

        assertThat(run.text("state")).isEqualTo("FAILED");
        assertThat(run.text("failed_step")).isEqualTo("deep");
        assertThat(run.text("why")).contains("StackOverflowError");
    }

    @SuppressWarnings("InfiniteRecursion") // that is what it is for
    private static long deeper(long depth) {
        return deeper(depth + 1) + 1;
    }

    /** @return the run of a job with this program, beside which an article of another job came to its site */
    private Fields runOf(Program program) {
        Job broken = Contents.java("a-broken", "garden", "0 6 * * *", "Broken");
        Job daily = Contents.job(
                "daily", "kitchen", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("kitchen", "Write."));
        Definition definition = Contents.of(broken, daily);
        world.push(definition);
        TickContext context = world.context().withPrograms(name -> new TickContext.Code(program, "1"));
        for (int i = 0; i < 40; i++) {
            world.clock.advance(Duration.ofMinutes(3));
            new Ticks(context, Optional.empty()).submit();
            new Ticks(context, Optional.empty()).reclaim();
        }
        assertThat(world.site("kitchen").effects()).hasSize(1);
        return world.store.all(Query.of(RunDocument.ALL, 10)).stream()
                .map(Document::fields)
                .filter(run -> run.text("job").equals("a-broken"))
                .findFirst()
                .orElseThrow();
    }
}
