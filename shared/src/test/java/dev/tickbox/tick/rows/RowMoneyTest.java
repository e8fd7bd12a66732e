package dev.tickbox.tick.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Fields;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.Money.RunEnd;
import dev.tickbox.ledger.RowEnds;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.Runs;
import dev.tickbox.operator.AnswerApproval;
import dev.tickbox.run.RunEvent;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Write;
import dev.tickbox.world.BilledStore;
import dev.tickbox.world.Contents;
import dev.tickbox.world.RowSteps;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of the money of all rows together is what is said of each of them. */
class RowMoneyTest {
    private static final String RUN = "digest@2026-11-21T06:00Z";

    private final World world = new World(new MemoryStore(), Faults.NONE.blocking(300), 1);
    private final List<RunEnd> seen = new ArrayList<>();

    private static Step.Each asking(Step.Each each) {
        return RowSteps.skipping(each.with(List.of(
                Contents.generate("note", "A note on {{row.topic}}.", new Output.Article()),
                new Step.Approve("ok", "note", Optional.empty()),
                new Step.Publish("out", "ok", "garden"))));
    }

    private void compare() {
        RowEnds together = RowEnds.read(world.store, RUN);
        world.store.all(Query.of(RunDocument.ROWS, 100)).forEach(row -> {
            RunEnd alone = RunEnd.read(world.store, row.ref().id());
            assertThat(together.of(row.ref().id())).isEqualTo(alone);
            seen.add(alone);
        });
    }

    @Test
    void publications_that_another_run_retried_are_not_read() {
        BilledStore store = new BilledStore(new MemoryStore());
        for (int i = 0; i < 30; i++) {
            Fields item = Schema.begin()
                    .with("root", "daily@1")
                    .with("run", "daily@1+notes+" + i)
                    .with("retried_at", World.START);
            store.commit(new Write.Create(ItemDocument.ref("item" + i), item));
        }
        RowEnds.read(store, RUN);
        assertThat(store.reads()).isLessThan(10);
        assertThat(RowEnds.read(store, "daily@1").failed()).hasSize(30);
    }

    @Test
    void the_ends_of_rows_that_were_rejected_retried_and_published_are_the_same_together_and_alone() {
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            topics.add("topic " + i);
        }
        world.push(Contents.of(Contents.rows("garden", topics, RowMoneyTest::asking)));
        world.process().submit();
        world.pass(Duration.ofHours(3));
        compare();
        var runs = new Runs(world.context(), "ana");
        world.store
                .all(Query.of(RunDocument.ROWS, 100)
                        .where("group", RUN + "+notes")
                        .where("state", "FAILED"))
                .forEach(row -> runs.apply(row.ref().id(), new RunEvent.Resume()));
        var asked = world.store.all(Query.of(ApprovalDocument.ALL, 100)).stream()
                .map(ApprovalDocument::read)
                .toList();
        assertThat(asked).hasSizeGreaterThan(3);
        AnswerApproval ana = new AnswerApproval(world.context(), "ana");
        for (int i = 0; i < asked.size(); i++) {
            assertThat((i % 2 == 0
                                    ? ana.reject(asked.get(i).question(), "no")
                                    : ana.approve(asked.get(i).question()))
                            .made())
                    .isTrue();
        }
        compare();
        world.site("garden").down(true);
        world.pass(Duration.ofMinutes(30));
        world.site("garden").down(false);
        for (int i = 0; i < 4; i++) {
            world.pass(Duration.ofHours(1));
            compare();
        }
        assertThat(world.store.all(
                        Query.of(ItemDocument.ALL, 100).where("root", RUN).orderedBy("retried_at")))
                .as("published anew")
                .isNotEmpty();
        assertThat(seen).as("rejected").anyMatch(end -> !end.turnedDown().isEmpty());
        assertThat(seen).as("retried").anyMatch(end -> end.failed().isPresent());
    }
}
