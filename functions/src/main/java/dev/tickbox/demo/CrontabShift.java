package dev.tickbox.demo;

import dev.tickbox.Fields;
import dev.tickbox.process.Tether;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The work of one child process: the ticks of a part of the week, one after the other, until it ends or is killed.
 *
 * @param until exclusive
 * @param stop where to stop, the first time it is reached at or after {@code armed}
 * @param gate the tick before which it waits for its parent, so that two processes begin it at the same moment
 */
record CrontabShift(
        String way,
        Path home,
        String vendor,
        Instant from,
        Instant until,
        Optional<KillPoint> stop,
        Instant armed,
        Optional<Instant> gate) {
    static final Duration EVERY = Duration.ofHours(1);

    /** One tick of the crontab. */
    @FunctionalInterface
    interface Work {
        void tick();
    }

    Fields toFields() {
        return Fields.NONE
                .with("way", way)
                .with("home", home.toString())
                .with("vendor", vendor)
                .with("from", from.toString())
                .with("until", until.toString())
                .with("stop", stop.map(KillPoint::name))
                .with("armed", armed.toString())
                .with("gate", gate.map(Instant::toString));
    }

    static CrontabShift read(Fields f) {
        return new CrontabShift(
                f.text("way"),
                Path.of(f.text("home")),
                f.text("vendor"),
                Instant.parse(f.text("from")),
                Instant.parse(f.text("until")),
                f.findText("stop").map(KillPoint::valueOf),
                Instant.parse(f.text("armed")),
                f.findText("gate").map(Instant::parse));
    }

    KillPoints stops(RunningClock clock, Tether leash) {
        return new KillPoints(stop, armed, WeekOfFaults.SITE, clock, leash);
    }

    RemoteVendor vendor(RunningClock clock) {
        return new RemoteVendor(vendor + "/" + way, clock);
    }

    void work(RunningClock clock, Tether leash, Work work) {
        for (Instant tick = from; tick.isBefore(until); tick = tick.plus(EVERY)) {
            if (gate.filter(tick::equals).isPresent()) {
                leash.say("READY");
                leash.waitForGo();
            }
            clock.forwardTo(tick);
            leash.say("TICK " + tick);
            work.tick();
        }
        leash.say("DONE");
    }
}
