package dev.tickbox.tick.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.inbox.Notification;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.Ticks;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.world.ChangedAnswers;
import dev.tickbox.world.Contents;
import dev.tickbox.world.MemoryInbox;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Somebody who can send notifications names one job's handle for another job's request. */
class ForeignHandleTest {
    private final World world =
            new World(new MemoryStore(), Faults.NONE.within(Duration.ofMinutes(5), Duration.ofMinutes(5)), 1);

    @Test
    void a_job_with_another_label_is_not_collected_for_this_attempt() {
        world.push(Contents.of(
                Contents.job("one", "garden", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("garden", "One.")),
                Contents.job("two", "kitchen", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("kitchen", "Two."))));
        ticks(new MemoryInbox(world.clock)).submit();
        world.clock.advance(Duration.ofMinutes(61));
        ticks(new MemoryInbox(world.clock)).submit();
        MemoryInbox inbox = new MemoryInbox(world.clock);
        var first = world.vendor.jobs().getFirst();
        world.store.all(Query.of(ReservationDocument.ALL, 5)).stream()
                .map(each -> each.ref().id())
                .filter(key -> !first.text("label").startsWith(key.substring(0, 40)))
                .forEach(key -> inbox.publish(new Notification(key, 1, first.text("handle"))));
        world.clock.advance(Duration.ofMinutes(6));
        TickReport report = ticks(inbox).reclaim();
        assertThat(report.counted("heard")).isEqualTo(1);
        assertThat(report.errors()).singleElement().asString().contains("is a job of", "not used");
        for (int i = 0; i < 10; i++) {
            world.clock.advance(Duration.ofMinutes(2));
            ticks(inbox).reclaim();
        }
        assertThat(world.site("garden").effects()).hasSize(1);
        assertThat(world.site("kitchen").effects()).hasSize(1);
        assertThat(world.store.all(Query.of(ReservationDocument.ALL, 5)))
                .extracting(each -> each.fields().text("body"))
                .doesNotHaveDuplicates();
        assertThat(world.vendor.jobs()).hasSize(2);
    }

    private Ticks ticks(MemoryInbox inbox) {
        TickContext context = world.context(
                world.store, labelled(new SimulatedGenerator(world.vendor)), site -> world.site(site.id()));
        return new Ticks(context, Optional.empty(), inbox, () -> false);
    }

    /** Says in its answers which request they are of, as the Gemini API does. */
    private Generator labelled(Generator generator) {
        return new ChangedAnswers(
                generator,
                (handle, f) ->
                        new Generator.Finished(f.ending(), f.why(), f.text(), f.model(), f.usage(), label(handle)));
    }

    private Optional<String> label(String handle) {
        return world.vendor.jobs().stream()
                .filter(job -> job.text("handle").equals(handle))
                .map(job -> job.text("label"))
                .findFirst();
    }
}
