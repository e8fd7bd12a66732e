package dev.tickbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Job.OnUncertain;
import dev.tickbox.generator.simulated.Faults;
import dev.tickbox.operator.Backfill.Plan;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.tick.housekeeping.RemoveRuns;
import dev.tickbox.world.Contents;
import dev.tickbox.world.Dying;
import dev.tickbox.world.Gate;
import dev.tickbox.world.World;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The slot of a run that is being removed, as a backfill sees it. */
class RemovedSlotTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Definition DAILY = Contents.of(
            Contents.job("daily", "garden", "0 6 * * *", OnUncertain.RESUBMIT, Contents.single("garden", "Write.")));

    private final World world = new World(new MemoryStore(), Faults.NONE, 1);

    private Plan plan() {
        return new Backfill(world.context(), "operator")
                .plan(DAILY, DAILY.job("daily").orElseThrow(), DAY, DAY);
    }

    /** Wherever a removal dies, what looks for the run first and for the mark then finds one of the two. */
    @ParameterizedTest
    @CsvSource({
        "1,true",
        "1,false",
        "2,true",
        "2,false",
        "3,true",
        "3,false",
        "4,true",
        "4,false",
        "5,true",
        "5,false",
        "6,true",
        "6,false",
        "7,true",
        "7,false",
        "8,true",
        "8,false",
        "9,true",
        "9,false",
        "10,true",
        "10,false"
    })
    void a_removal_that_dies_anywhere_never_makes_a_slot_look_missing(int at, boolean before) {
        world.push(DAILY);
        Plan one = plan();
        one.missing()
                .forEach(slot -> new Backfill(world.context(), "operator")
                        .make(DAILY, DAILY.job("daily").orElseThrow(), slot));
        world.pass(Duration.ofMinutes(30));
        Dying dying = new Dying(at, before);
        dying.command(
                world,
                new Gate(world),
                context -> new RemoveRuns(context, "operator")
                        .forget(one.slots().getFirst().run()));
        assertThat(plan().missing()).as(dying.toString()).isEmpty();
        world.clock.advance(Duration.ofMinutes(15));
        world.process().reclaim();
        assertThat(plan().missing()).as(dying.toString()).isEmpty();
    }
}
