package dev.tickbox.functions.command.demo;

import dev.tickbox.functions.command.demo.Children.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One of the two ways through the week: its crontab goes on where its last process ended or died. */
final class Way {
    private static final Duration LONG_ENOUGH = Duration.ofHours(6);

    final String name;
    private final Children children;
    private final Path home;
    private final String vendor;
    private Instant next = Plot.START;

    Way(String name, Children children, Path home, String vendor) {
        this.name = name;
        this.children = children;
        this.home = home;
        this.vendor = vendor;
    }

    /** One process works up to this moment and ends. */
    void until(Instant moment) throws IOException {
        finish(start(new Shift(name, home, vendor, next, moment, Optional.empty(), next, false)), moment);
    }

    /** One process works until it gets to the point, and is killed right there. */
    void untilKilled(Plot.Kill kill) throws IOException {
        Instant latest = kill.at().plus(LONG_ENOUGH);
        Child child = start(new Shift(name, home, vendor, next, latest, Optional.of(kill.point()), kill.at(), false));
        String line = ticks(child);
        if (!line.equals("STOPPED " + kill.point())) {
            throw new IOException(name + " never got to " + kill.point() + ", but said " + line);
        }
        child.kill();
    }

    /** Two processes begin their ticks at the same moment; one ends after the second tick, the other goes on. */
    void overlapped(Instant from, Instant until) throws IOException {
        until(from);
        Instant secondEnds = from.plus(Shift.EVERY.multipliedBy(2));
        Child first = start(new Shift(name, home, vendor, from, until, Optional.empty(), from, true));
        Child second = start(new Shift(name, home, vendor, from, secondEnds, Optional.empty(), from, true));
        first.expect("READY");
        second.expect("READY");
        first.go();
        second.go();
        finish(second, secondEnds);
        finish(first, until);
    }

    private Child start(Shift shift) throws IOException {
        return children.start(name, name, shift.toFields());
    }

    private void finish(Child child, Instant until) throws IOException {
        String line = ticks(child);
        int code = child.waitFor();
        if (!line.equals("DONE") || code != 0) {
            throw new IOException(name + " did not work until " + until + ": it said " + line + " and ended with "
                    + code + "; see " + Places.log(home, name));
        }
        next = until;
    }

    /** @return its first line that is no tick */
    private String ticks(Child child) throws IOException {
        while (true) {
            String line = child.lines().readLine();
            if (line == null || !line.startsWith("TICK ")) {
                return String.valueOf(line);
            }
            next = Instant.parse(line.substring("TICK ".length())).plus(Shift.EVERY);
        }
    }
}
