package dev.tickbox.tick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Definition.TickSchedule;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.tick.LastTicks.LastTick;
import dev.tickbox.tick.context.TickReport;
import dev.tickbox.world.ManualClock;
import dev.tickbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastTicksTest {
    private final MemoryStore store = new MemoryStore();
    private final ManualClock clock = new ManualClock(World.START);

    private void tick(String kind, boolean isBrokenOff) {
        TickReport report = new TickReport(kind, clock.now());
        if (isBrokenOff) {
            report.count(TickReport.BROKEN_OFF);
        }
        LastTicks.add(store, clock, report);
    }

    private List<LastTick> read() {
        return LastTicks.read(store, TickSchedule.DEFAULT, clock.now());
    }

    @Test
    void each_kind_is_overdue_once_the_second_tick_after_it_is_missing() {
        tick("submit", false);
        tick("reclaim", false);
        clock.advance(Duration.ofMinutes(15));
        assertThat(read())
                .containsExactly(
                        new LastTick("submit", Optional.of(World.START), false),
                        new LastTick("reclaim", Optional.of(World.START), true));
        clock.advance(Duration.ofMinutes(6));
        assertThat(read()).allMatch(LastTick::isOverdue);
        tick("submit", false);
        assertThat(read().getFirst()).isEqualTo(new LastTick("submit", Optional.of(clock.now()), false));
    }

    @Test
    void a_tick_that_was_broken_off_is_not_recorded() {
        tick("submit", true);
        assertThat(read()).allMatch(each -> each.endedAt().isEmpty() && !each.isOverdue());
    }
}
