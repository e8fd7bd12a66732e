package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.Items;
import dev.tickbox.ledger.Money;
import dev.tickbox.ledger.Money.RunEnd;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.outbox.ItemEvent;
import dev.tickbox.run.Publications;
import dev.tickbox.run.Run;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.world.Contents;
import dev.tickbox.world.MemorySite;
import dev.tickbox.world.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What was paid and reached no site is wasted, also where nothing failed. */
class WastedMoneyTest {
    private static final Definition CONTENT = Contents.of(
            Contents.job("a", "garden", "0 0 1 1 *", OnUncertain.RESUBMIT, Contents.single("garden", "Write.")));

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    private Document only(Collection collection) {
        return world.store.all(Query.of(collection, 10)).getFirst();
    }

    private Run run() {
        return RunDocument.read(only(RunDocument.ALL));
    }

    private Money money() {
        return Money.of(AttemptDocument.read(only(AttemptDocument.ALL)), RunEnd.read(world.store, run().id()));
    }

    private void bought() {
        world.push(CONTENT);
        world.start(CONTENT, 1);
        world.pass(Duration.ofMinutes(30));
    }

    @Test
    void a_run_whose_publication_was_given_up_says_so_and_its_money_is_wasted() {
        world.sites.put("garden", new MemorySite());
        world.site("garden").down(true);
        bought();
        assertThat(money().wastedMicroUsd())
                .as("while it may still be published")
                .isZero();

        new Items(world.context(), "operator")
                .apply(only(ItemDocument.ALL).ref().id(), new ItemEvent.Abandon());
        world.pass(Duration.ofMinutes(10));

        assertThat(run().state())
                .isInstanceOfSatisfying(
                        Run.Done.class, done -> assertThat(done.publications()).isEqualTo(new Publications(0, 1)));
        assertThat(money().wastedMicroUsd())
                .isEqualTo(world.vendor.chargedMicroUsd())
                .isPositive();
        assertThat(money().protectedMicroUsd()).isZero();
    }

    @Test
    void what_a_site_shows_is_not_wasted() {
        bought();
        assertThat(run().state())
                .isInstanceOfSatisfying(
                        Run.Done.class, done -> assertThat(done.publications()).isEqualTo(new Publications(1, 0)));
        assertThat(money()).isEqualTo(new Money(world.vendor.chargedMicroUsd(), 0, 0, 0, 0));
    }
}
