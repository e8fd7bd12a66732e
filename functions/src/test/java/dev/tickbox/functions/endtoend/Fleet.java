package dev.tickbox.functions.endtoend;

import dev.tickbox.functions.process.Invoked;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The process of each kind that takes the calls now; one that is killed or frozen is replaced, as Cloud Run does. */
final class Fleet {
    static final List<String> TICKS = List.of("submit", "reclaim");
    static final List<String> KINDS = List.of("submit", "reclaim", "garden", "kitchen");

    private final Town town;
    private final Map<String, Invoked> serving = new ConcurrentHashMap<>();

    Fleet(Town town) throws IOException {
        this.town = town;
        for (String kind : KINDS) {
            serving.put(kind, start(kind));
        }
        for (String kind : KINDS) {
            announce(kind);
        }
    }

    Invoked serving(String kind) {
        return Objects.requireNonNull(serving.get(kind), kind);
    }

    /** @return whether it did: not if somebody has replaced this one already */
    synchronized boolean replace(String kind, Invoked served) throws IOException {
        if (serving(kind) != served) {
            return false;
        }
        serving.put(kind, start(kind));
        return true;
    }

    private Invoked start(String kind) throws IOException {
        return town.start(
                kind,
                Quick.class.getName(),
                TICKS.contains(kind)
                        ? Map.of(Quick.WHICH, kind)
                        : Map.of(Quick.WHICH, "publish", "TICKBOX_SITE", kind));
    }

    /** Waits until it serves, and lets Pub/Sub know where. */
    boolean announce(String kind) {
        Invoked process = serving(kind);
        boolean ready = process.ready();
        if (ready && !TICKS.contains(kind)) {
            town.cloud.topic().push(kind, process.address());
        }
        return ready;
    }

    static void signal(Invoked process, String name) throws IOException {
        try {
            new ProcessBuilder(
                            "kill", "-" + name, String.valueOf(process.process().pid()))
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
