package dev.tickbox.demo;

import dev.tickbox.demo.DemoProcesses.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One of the two contenders of the week. Its crontab continues after the last process ended or was killed. */
final class Contender {
    private static final Duration LONG_ENOUGH = Duration.ofHours(6);

    final String name;
    private final DemoProcesses children;
    private final Path home;
    private final String vendor;
    private Instant next = WeekOfFaults.START;

    Contender(String name, DemoProcesses children, Path home, String vendor) {
        this.name = name;
        this.children = children;
        this.home = home;
        this.vendor = vendor;
    }

    /** Runs one process up to this moment. */
    void until(Instant moment) throws IOException {
        finish(start(moment, Optional.empty(), next, Optional.empty()), moment);
    }

    /** Runs one process until it reaches the point, and kills it there. */
    void untilKilled(WeekOfFaults.Kill kill) throws IOException {
        Instant latest = kill.at().plus(LONG_ENOUGH);
        Child child = start(latest, Optional.of(kill.point()), kill.at(), Optional.empty());
        String line = ticks(child);
        if (!line.equals("STOPPED " + kill.point())) {
            throw new IOException(name + " did not reach " + kill.point() + ", but printed " + line);
        }
        child.kill();
    }

    /** Runs a second process in parallel, so that two ticks begin at the same moment. */
    void overlapped(Instant from, Instant until) throws IOException {
        Child first = start(until, Optional.empty(), from, Optional.of(from));
        gate(first);
        next = from;
        Instant secondEnds = from.plus(CrontabShift.EVERY.multipliedBy(2));
        Child second = start(secondEnds, Optional.empty(), from, Optional.of(from));
        gate(second);
        first.go();
        second.go();
        finish(second, secondEnds);
        finish(first, until);
    }

    private void gate(Child child) throws IOException {
        String line = ticks(child);
        if (!line.equals("READY")) {
            throw new IOException(name + " printed " + line + " in place of READY");
        }
    }

    private Child start(Instant until, Optional<KillPoint> stop, Instant armed, Optional<Instant> gate)
            throws IOException {
        CrontabShift shift = new CrontabShift(name, home, vendor, next, until, stop, armed, gate);
        return children.start(name, name, shift.toFields());
    }

    private void finish(Child child, Instant until) throws IOException {
        String line = ticks(child);
        int code = child.waitFor();
        if (!line.equals("DONE") || code != 0) {
            throw new IOException(name + " did not work until " + until + ": it printed " + line + " and ended with "
                    + code + "; its log: " + DemoFolder.log(home, name));
        }
        next = until;
    }

    /** @return the first line that is not about a tick */
    private String ticks(Child child) throws IOException {
        while (true) {
            String line = child.lines().readLine();
            if (line == null || !line.startsWith("TICK ")) {
                return String.valueOf(line);
            }
            next = Instant.parse(line.substring("TICK ".length())).plus(CrontabShift.EVERY);
        }
    }
}
