package dev.tickbox.endtoend;

import dev.tickbox.Ids;
import dev.tickbox.process.FunctionProcess;
import dev.tickbox.vendor.WireFault;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Kills and suspends processes and breaks connections, at random times, several at once. */
final class FaultInjector {
    private static final int ZOMBIES_AT_ONCE = 3;

    final AtomicInteger kills = new AtomicInteger();
    final AtomicInteger freezes = new AtomicInteger();
    final AtomicInteger longFreezes = new AtomicInteger();
    final AtomicInteger faults = new AtomicInteger();
    private final AtomicInteger zombies = new AtomicInteger();
    private final TestDeployment town;
    private final FunctionFleet fleet;
    private final Ids ids;
    private final BackgroundTasks background;

    FaultInjector(TestDeployment town, FunctionFleet fleet, Ids ids, BackgroundTasks background) {
        this.town = town;
        this.fleet = fleet;
        this.ids = ids;
        this.background = background;
    }

    /** Starts one fault in the background. Ticks are chosen more often than publishers. */
    void next() throws IOException {
        String kind = FunctionFleet.KINDS.get((int) Math.min(ids.random(6) % 5, ids.random(4)));
        FunctionProcess victim = fleet.serving(kind);
        switch ((int) ids.random(7)) {
            case 0, 1, 2 -> kill(kind, victim);
            case 3 -> freezeForGood(kind, victim);
            case 4, 5 -> freezeForAMoment(victim);
            default -> breakAConnection();
        }
    }

    private void kill(String kind, FunctionProcess victim) throws IOException {
        if (!victim.serves() || !fleet.replace(kind, victim)) {
            return;
        }
        kills.incrementAndGet();
        victim.process().destroyForcibly();
        background.run(() -> fleet.announce(kind));
    }

    /** Suspends a process and starts another in its place; much later the suspended one is resumed where it stopped. */
    private void freezeForGood(String kind, FunctionProcess victim) throws IOException {
        if (zombies.get() >= ZOMBIES_AT_ONCE || !victim.serves() || !fleet.replace(kind, victim)) {
            return;
        }
        zombies.incrementAndGet();
        longFreezes.incrementAndGet();
        freezes.incrementAndGet();
        FunctionFleet.signal(victim, "STOP");
        long frozenMillis = 2000 + ids.random(8000);
        background.run(() -> {
            background.pause(frozenMillis);
            FunctionFleet.signal(victim, "CONT");
            // Long enough for the resumed process to complete its work.
            boolean dead = victim.process().waitFor(4, TimeUnit.SECONDS);
            victim.process().destroyForcibly();
            zombies.decrementAndGet();
            return dead;
        });
        background.run(() -> fleet.announce(kind));
    }

    private void freezeForAMoment(FunctionProcess victim) throws IOException {
        if (!victim.serves()) {
            return;
        }
        freezes.incrementAndGet();
        FunctionFleet.signal(victim, "STOP");
        long frozenMillis = 200 + ids.random(3000);
        background.run(() -> {
            background.pause(frozenMillis);
            FunctionFleet.signal(victim, "CONT");
            return true;
        });
    }

    private void breakAConnection() {
        faults.incrementAndGet();
        town.gemini.next(
                switch ((int) ids.random(4)) {
                    case 0 -> new WireFault.ResetUnread();
                    case 1 -> new WireFault.ResetAfter(true);
                    case 2 -> new WireFault.ResetAfter(false);
                    default -> new WireFault.Silence(true);
                });
    }
}
