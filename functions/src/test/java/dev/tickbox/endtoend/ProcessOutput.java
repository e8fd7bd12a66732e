package dev.tickbox.endtoend;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The output of the processes, with a way to wait for a line. */
final class ProcessOutput {
    private static final int PATIENCE_SECONDS = 60;

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Queue<Map.Entry<Predicate<String>, CompletableFuture<String>>> waiting =
            new ConcurrentLinkedQueue<>();

    void hear(String line) {
        lines.add(line);
        waiting.forEach(each -> {
            if (each.getKey().test(line)) {
                each.getValue().complete(line);
            }
        });
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits until a matching line was printed. */
    String await(Predicate<String> line) throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        waiting.add(Map.entry(line, heard));
        lines.stream().filter(line).findFirst().ifPresent(heard::complete);
        return heard.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
