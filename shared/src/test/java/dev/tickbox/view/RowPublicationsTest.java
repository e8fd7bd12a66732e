package dev.tickbox.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.Items;
import dev.tickbox.ledger.Money;
import dev.tickbox.money.Prices;
import dev.tickbox.outbox.ItemEvent;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.Contents;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows whose articles the site does not take: in the list, and in the money once they are published after all. */
class RowPublicationsTest {
    private static final String RUN = "digest@2026-11-21T06:00Z";

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    @BeforeEach
    void play() {
        world.push(Contents.of(Contents.rows("garden", List.of("moss", "fern", "lichen"), each -> each)));
        world.site("garden").down(true);
        world.process().submit();
        world.clock.advance(Duration.ofMinutes(61));
        world.pass(Duration.ofHours(3));
    }

    private void stuck() {
        world.pass(Duration.ofHours(11));
        world.clock.advance(Duration.ofHours(80));
        world.process().reclaim();
        world.process().reclaim();
    }

    private String listed() {
        return RunList.of(world.store, Optional.empty(), Optional.empty(), 5, order -> Optional.empty()).rows().stream()
                .filter(row -> row.run().equals(RUN))
                .findFirst()
                .orElseThrow()
                .why();
    }

    private Money explained() {
        Estimate estimate = new Estimate(Prices.standard(), LocalDate.of(2026, 11, 21));
        return Explanation.of(
                        RunRecords.read(world.store, RUN).orElseThrow(),
                        Optional.empty(),
                        new Actions(world.store, estimate),
                        order -> Optional.empty(),
                        Optional.empty(),
                        false,
                        world.clock.now())
                .money();
    }

    @Test
    void the_list_says_that_articles_of_rows_wait_and_why() {
        assertThat(listed())
                .startsWith(
                        "notes: 0 of 3 rows done; 3 in progress; 3 publications wait to be published (out → garden: not"
                                + " published; next try at 2026-11-21T");
    }

    @Test
    void the_list_says_that_articles_of_rows_need_a_decision_and_why() {
        stuck();
        assertThat(listed())
                .contains("; 3 publications need your decision (out → garden: ")
                .doesNotContain(" wait ");
    }

    @Test
    void texts_of_rows_that_were_published_in_the_end_are_protected_as_cost_says() {
        stuck();
        Items items = new Items(world.context(), "ana");
        world.store
                .all(Query.of(ItemDocument.ALL, 10).where("state", "STUCK"))
                .forEach(item -> items.apply(item.ref().id(), new ItemEvent.Retry(false)));
        world.site("garden").down(false);
        world.pass(Duration.ofHours(3));
        assertThat(listed()).doesNotContain("publications");
        Money cost = CostReport.of(world.store, CostReport.By.JOB, LocalDate.of(2026, 11, 1))
                .total();
        assertThat(explained().protectedMicroUsd()).isPositive().isEqualTo(cost.protectedMicroUsd());
    }
}
