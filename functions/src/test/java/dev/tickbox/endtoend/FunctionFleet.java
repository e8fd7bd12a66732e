package dev.tickbox.endtoend;

import dev.tickbox.process.FunctionProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The running process of each function. A killed or suspended one is replaced, as Cloud Run does. */
final class FunctionFleet {
    static final List<String> TICKS = List.of("submit", "reclaim");
    static final List<String> KINDS = List.of("submit", "reclaim", "garden", "kitchen");

    private final TestDeployment town;
    private final Map<String, FunctionProcess> serving = new ConcurrentHashMap<>();

    FunctionFleet(TestDeployment town) throws IOException {
        this.town = town;
        for (String kind : KINDS) {
            serving.put(kind, start(kind));
        }
        for (String kind : KINDS) {
            announce(kind);
        }
    }

    FunctionProcess serving(String kind) {
        return Objects.requireNonNull(serving.get(kind), kind);
    }

    /** @return whether it did: not if somebody has replaced this one already */
    synchronized boolean replace(String kind, FunctionProcess served) throws IOException {
        if (serving(kind) != served) {
            return false;
        }
        serving.put(kind, start(kind));
        return true;
    }

    private FunctionProcess start(String kind) throws IOException {
        return town.start(
                kind,
                ShortLimits.class.getName(),
                TICKS.contains(kind)
                        ? Map.of(ShortLimits.WHICH, kind)
                        : Map.of(ShortLimits.WHICH, "publish", "TICKBOX_SITE", kind));
    }

    /** Waits until it serves requests, and registers its address with Pub/Sub. */
    boolean announce(String kind) {
        FunctionProcess process = serving(kind);
        boolean ready = process.ready();
        if (ready && !TICKS.contains(kind)) {
            town.cloud.topic().push(kind, process.address());
        }
        return ready;
    }

    static void signal(FunctionProcess process, String name) throws IOException {
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
