package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Condition;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Job;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.Money;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A gate decides whether a run goes on. */
class GateTest {
    private static final Condition HOLDS = new Condition(Condition.Comparison.NOT, "nothing");
    private static final Condition FAILS = new Condition(Condition.Comparison.IS, "nothing");

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    @Test
    void behind_a_gate_that_holds_the_run_goes_on() {
        play(gated(HOLDS));
        assertThat(run().text("state")).isEqualTo("DONE");
        assertThat(world.site("garden").effects()).hasSize(1);
        assertThat(world.vendor.jobs()).hasSize(2);
    }

    @Test
    void nothing_behind_a_gate_begins_before_it_holds() {
        world.push(Contents.of(gated(HOLDS)));
        world.process().submit();
        world.clock.advance(Duration.ofMinutes(61));
        world.process().submit();
        assertThat(world.vendor.jobs())
                .as("the article needs nothing of the note")
                .hasSize(1);
    }

    @Test
    void a_gate_that_does_not_hold_ends_the_run_and_says_what_it_found() {
        play(gated(FAILS));
        assertThat(run().text("state")).isEqualTo("LEFT_OUT");
        assertThat(run().text("left_out_by")).isEqualTo("worth");
        assertThat(run().text("found")).startsWith("steps.note.text is \"").endsWith("required: is nothing");
        assertThat(run().findTime("due")).isEmpty();
        assertThat(world.vendor.jobs()).hasSize(1);
        assertThat(world.site("garden").effects()).isEmpty();
        var end = Money.RunEnd.read(world.store, only(RunDocument.ALL).ref().id());
        assertThat(end.withoutPublication()).as("what it paid is wasted").isTrue();
    }

    @Test
    void what_was_queued_before_the_gate_is_published() {
        List<Step> steps = new ArrayList<>(Contents.single("garden", "Write."));
        steps.add(gate("more", "steps.article.slug", FAILS));
        steps.add(Contents.generate("sequel", "And then?", new Output.Article()));
        play(job(steps));
        assertThat(run().text("state")).isEqualTo("LEFT_OUT");
        assertThat(world.site("garden").effects()).hasSize(1);
        assertThat(world.vendor.jobs()).hasSize(1);
    }

    @Test
    void what_is_reserved_and_not_sent_when_the_gate_ends_the_run_is_not_bought() {
        int tried = 0;
        for (String read : List.of("note", "other")) {
            World one = new World(new MemoryStore(), Faults.NONE, 1);
            List<Step> steps = List.of(
                    Contents.generate("note", "Note.", new Output.Text()),
                    Contents.generate("other", "Other.", new Output.Text()),
                    gate("worth", "steps." + read + ".text", FAILS));
            one.push(Contents.with(Contents.of(job(steps)), ContentLimits.DEFAULT.withOutstanding(1)));
            one.process().submit();
            one.clock.advance(Duration.ofMinutes(61));
            one.process().submit();
            String sold = one.vendor.jobs().getFirst().text("label");
            boolean isRead = one.store.all(Query.of(ReservationDocument.ALL, 5)).stream()
                    .anyMatch(each -> sold.startsWith(each.ref().id().substring(0, 40))
                            && each.fields().text("step").equals(read));
            if (!isRead) {
                continue; // The other one was sent first, and the gate waits for this one.
            }
            tried++;
            one.clock.advance(Duration.ofMinutes(2));
            one.process().reclaim();
            one.pass(Duration.ofHours(2));
            assertThat(one.vendor.jobs()).hasSize(1);
            assertThat(one.store.all(Query.of(ReservationDocument.ALL, 5)))
                    .extracting(each -> each.fields().text("state"))
                    .containsExactlyInAnyOrder("COLLECTED", "ABANDONED");
        }
        assertThat(tried).isEqualTo(1);
    }

    @Test
    void a_run_that_was_left_out_is_removed_like_one_that_is_done() {
        play(gated(FAILS));
        world.clock.advance(Duration.ofDays(91));
        world.process().reclaim();
        assertThat(world.store.all(Query.of(RunDocument.ALL, 5)))
                .noneMatch(each -> each.fields().text("state").equals("LEFT_OUT"));
    }

    private void play(Job job) {
        world.push(Contents.of(job));
        world.process().submit();
        world.clock.advance(Duration.ofMinutes(61));
        world.pass(Duration.ofMinutes(20));
    }

    private static Job gated(Condition condition) {
        List<Step> steps = new ArrayList<>();
        steps.add(Contents.generate("note", "Note something.", new Output.Text()));
        steps.add(gate("worth", "steps.note.text", condition));
        steps.addAll(Contents.single("garden", "Write."));
        return job(steps);
    }

    private static Job job(List<Step> steps) {
        return Contents.job("daily", "garden", "0 6 * * *", OnUncertain.RESUBMIT, steps);
    }

    private static Step gate(String id, String path, Condition condition) {
        return new Step.Require(id, new TreeMap<>(Map.of(path, List.of(condition))));
    }

    private Fields run() {
        return only(RunDocument.ALL).fields();
    }

    private Document only(Collection collection) {
        return world.store.query(Query.of(collection, 2)).documents().getFirst();
    }
}
