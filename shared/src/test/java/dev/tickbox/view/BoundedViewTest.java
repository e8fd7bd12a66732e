package dev.tickbox.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.approval.Approval;
import dev.tickbox.approval.Lapse;
import dev.tickbox.content.Output;
import dev.tickbox.content.Step;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.RowEnds;
import dev.tickbox.money.Prices;
import dev.tickbox.operator.AnswerApproval;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.BilledStore;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is said of a run does not read its rows, however many there are. */
class BoundedViewTest {
    private static final String RUN = "digest@2026-11-21T06:00Z";

    /** @return how many documents are read for a run of which so many rows have failed */
    private static long reads(int rows, Consumer<BilledStore> view) {
        BilledStore store = new BilledStore(new MemoryStore());
        World world = new World(store, Faults.NONE.blocking(1000), 1);
        world.push(Contents.of(Contents.rows("garden", topics(rows), each -> each)));
        world.pass(Duration.ofHours(8));
        assertThat(TableView.of(store, RUN).getFirst().counts().failed()).isEqualTo(rows);
        long before = store.reads();
        view.accept(store);
        return store.reads() - before;
    }

    private static List<String> topics(int rows) {
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            topics.add("topic " + i);
        }
        return topics;
    }

    /** @return how many documents an explanation reads of a run of which one row is published, and so many are dropped */
    private static long readsOfDropped(int rows) {
        BilledStore store = new BilledStore(new MemoryStore());
        World world = new World(store, Faults.NONE, 1);
        world.push(Contents.of(Contents.rows(
                "garden",
                topics(rows + 1),
                each -> each.with(List.of(
                        Contents.generate("note", "A note on {{row.topic}}.", new Output.Article()),
                        new Step.Approve("ok", "note", Optional.of(new Lapse(Duration.ofHours(1), Lapse.End.DROP))),
                        new Step.Publish("out", "ok", "garden"))))));
        world.pass(Duration.ofMinutes(80));
        Approval first = ApprovalDocument.read(
                store.query(Query.of(ApprovalDocument.ALL, 1)).documents().getFirst());
        new AnswerApproval(world.context(), "ana").approve(first.question());
        world.pass(Duration.ofMinutes(100));
        assertThat(RowEnds.read(store, RUN).turnedDown()).hasSize(rows);
        assertThat(RowsMoney.of(store, RunRecords.read(store, RUN).orElseThrow())
                        .wastedMicroUsd())
                .isPositive();
        long before = store.reads();
        explain(store);
        return store.reads() - before;
    }

    @Test
    void an_explanation_reads_the_question_and_the_attempt_of_a_dropped_row_and_nothing_else_of_it() {
        assertThat(readsOfDropped(15) - readsOfDropped(5)).isEqualTo(20);
        assertThat(readsOfDropped(60) - readsOfDropped(30)).isEqualTo(60);
    }

    private static void list(BilledStore store) {
        RunList.of(store, Optional.empty(), Optional.empty(), 20, order -> Optional.empty());
    }

    private static void explain(BilledStore store) {
        Estimate estimate = new Estimate(Prices.standard(), LocalDate.of(2026, 11, 21));
        Explanation.of(
                RunRecords.read(store, RUN).orElseThrow(),
                Optional.empty(),
                new Actions(store, estimate),
                order -> Optional.empty(),
                Optional.empty(),
                false,
                World.START);
    }

    @Test
    void a_list_reads_the_same_for_ten_rows_and_for_sixty() {
        assertThat(reads(60, BoundedViewTest::list)).isEqualTo(reads(10, BoundedViewTest::list));
    }

    @Test
    void an_explanation_reads_the_same_for_ten_rows_and_for_sixty() {
        assertThat(reads(60, BoundedViewTest::explain)).isEqualTo(reads(10, BoundedViewTest::explain));
    }

    @Test
    void a_report_of_the_cost_reads_the_attempts_of_rows_and_little_else() {
        Consumer<BilledStore> cost = store -> CostReport.of(store, CostReport.By.DAY, LocalDate.of(2026, 11, 1));
        assertThat(reads(60, cost) - reads(10, cost)).isEqualTo(50);
    }
}
