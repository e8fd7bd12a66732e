package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Generator.Whom;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.tick.submit.Lanes;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Gate;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 401, 402, 403: nothing is sold to this account before a person has seen to it. */
class AccountRefusedTest {
    private static final String OTHER = "gemini-3.5-flash-lite";
    private static final Definition CONTENT = Contents.of(
            Contents.buying("a-flash", Contents.MODEL, Mode.BACKGROUND),
            Contents.buying("b-lite", OTHER, Mode.BACKGROUND));
    private static final int RUNS = 6;

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);
    private final Gate gate = new Gate(world);

    AccountRefusedTest() {
        world.push(CONTENT);
        world.start(CONTENT, RUNS);
    }

    private TickReport submit() {
        return world.process(gate).submit();
    }

    private void refuse(String why) {
        gate.answer(request -> Optional.of(new Refused(why, false, Whom.ACCOUNT, Optional.empty())));
    }

    @Test
    void an_account_that_is_refused_is_said_loudly_and_what_is_out_is_still_collected() {
        submit();
        assertThat(gate.asked()).hasSize(2 * RUNS);
        world.start(CONTENT, 3);
        refuse("402 payment required: enable billing");
        TickReport report = submit();

        assertThat(gate.asked()).as("one a lane").hasSize(2);
        assertThat(report.errors())
                .contains("the vendor rejected the account for model " + OTHER
                        + ": 402 payment required: enable billing");
        assertThat(report.toMap()).containsEntry("vendorRefuses", "402 payment required: enable billing");
        assertThat(new Lanes(world.context()).needPerson()).as("waits for you").containsOnlyKeys(Contents.MODEL, OTHER);

        world.clock.advance(Duration.ofMinutes(2));
        TickReport collecting = world.process(gate).reclaim();
        assertThat(collecting.errors()).isEmpty();
        assertThat(collecting.counted("collected")).isEqualTo(2 * RUNS);
        assertThat(runs("DONE")).isEqualTo(2 * RUNS);
        assertThat(world.store
                        .query(Query.of(ReservationDocument.ALL, 1).where("state", "STUCK"))
                        .documents())
                .isEmpty();

        gate.open();
        world.pass(Duration.ofMinutes(90));
        assertThat(runs("DONE")).as("once it is paid, without anybody's word").isGreaterThanOrEqualTo(2 * RUNS + 6);
    }

    @Test
    void it_is_said_by_every_submit_tick_until_it_is_mended_also_while_nothing_is_due() {
        refuse("401 no such key");
        int quiet = 0;
        for (int minute = 0; minute < 90; minute++) {
            TickReport report = submit();
            quiet += gate.asked().isEmpty() ? 1 : 0;
            assertThat(report.errors()).as("minute " + minute).hasSize(2);
            assertThat(report.toMap())
                    .containsEntry("vendorRefuses", "401 no such key")
                    .containsKey("waits");
            world.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(quiet).as("ticks in which none was due").isPositive();
        gate.open();
        world.pass(Duration.ofMinutes(90));
        assertThat(submit().errors()).isEmpty();
    }

    private long runs(String state) {
        return world.store.all(Query.of(RunDocument.ALL, 100)).stream()
                .filter(run -> run.fields().text("state").equals(state))
                .count();
    }
}
