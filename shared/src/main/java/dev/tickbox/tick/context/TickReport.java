package dev.tickbox.tick.context;

import dev.tickbox.Json;
import dev.tickbox.store.IndexNotReady;
import dev.tickbox.store.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What one tick did, and what it found: one JSON object. */
public final class TickReport {
    /** Counted in the report of a tick that did not get to its end: the store could not be reached, or is not ours. */
    public static final String BROKEN_OFF = "brokenOff";

    private static final int ERRORS_SHOWN = 20;

    private final String tick;
    private final Instant startedAt;
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final Map<String, Object> facts = new ConcurrentSkipListMap<>();
    private final Map<String, Object> waits = new ConcurrentSkipListMap<>();
    private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> indexesNotReady = new ConcurrentLinkedQueue<>();

    public TickReport(String tick, Instant startedAt) {
        this.tick = tick;
        this.startedAt = startedAt;
    }

    /** Of a tick that could not even begin. */
    public static TickReport brokenOff(String tick, Instant now, RuntimeException why) {
        TickReport report = new TickReport(tick, now);
        report.guard(tick + " tick", () -> {
            throw why;
        });
        report.count(BROKEN_OFF);
        report.ended(now);
        return report;
    }

    /** {@code submit} or {@code reclaim}. */
    public String tick() {
        return tick;
    }

    public void count(String what) {
        add(what, 1);
    }

    public void add(String what, long number) {
        counts.computeIfAbsent(what, each -> new LongAdder()).add(number);
    }

    public void fact(String name, Object value) {
        facts.put(name, value);
    }

    /** What is due and not sent, and why: not an error. */
    public void waits(String what, String why) {
        waits.put(what, why);
    }

    /**
     * One thing that fails does not stop the others, also where it fails with an {@code Error}: a text that overflows the stack, or a
     * class that cannot be linked, says nothing about the next document.
     *
     * @return whether it came to its end, or only waits for an index: that is judged once, at the end of the tick
     */
    public boolean guard(String what, Runnable work) {
        try {
            work.run();
            return true;
        } catch (Schema.Newer e) {
            count("leftAlone");
            error(String.valueOf(e.getMessage()));
        } catch (IndexNotReady e) {
            indexesNotReady.add(what + ": " + e.getMessage());
            return true;
        } catch (RuntimeException e) {
            error(what + ": " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        } catch (Error e) {
            error(what + ": " + e);
        }
        return false;
    }

    public void error(String message) {
        count("errors");
        if (errors.size() < ERRORS_SHOWN) {
            errors.add(message);
        }
    }

    public long counted(String what) {
        LongAdder adder = counts.get(what);
        return adder == null ? 0 : adder.sum();
    }

    /** For a person who reads many: what was counted. */
    public String summary() {
        String counted = counts.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
        return tick + " tick: " + (counted.isEmpty() ? "nothing to do" : counted);
    }

    public List<String> errors() {
        return List.copyOf(errors);
    }

    /** The first query that had to wait for an index. */
    public Optional<String> indexNotReady() {
        return Optional.ofNullable(indexesNotReady.peek());
    }

    public void ended(Instant now) {
        fact("tookMillis", Math.max(0, Duration.between(startedAt, now).toMillis()));
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new TreeMap<>();
        map.put("tick", tick);
        map.put("startedAt", startedAt.toString());
        counts.forEach((name, adder) -> map.put(name, adder.sum()));
        map.putAll(facts);
        if (!waits.isEmpty()) {
            map.put("waits", new TreeMap<>(waits));
        }
        if (!errors.isEmpty()) {
            map.put("errorMessages", List.copyOf(errors));
        }
        return map;
    }

    public String toJson() {
        return Json.write(toMap());
    }
}
