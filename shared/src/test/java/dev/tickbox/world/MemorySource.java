package dev.tickbox.world;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.source.Source;
import dev.tickbox.source.SourceQuery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Addresses that answer what a test says. It remembers what was asked for. */
public final class MemorySource implements Source {
    private final Map<String, Supplier<Reply>> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public MemorySource on(String address, Supplier<Reply> answer) {
        answers.put(address, answer);
        return this;
    }

    public MemorySource on(String address, String text) {
        return on(address, () -> text(address, text));
    }

    public MemorySource failing(String address) {
        return on(address, () -> new Again("503"));
    }

    public static Reply text(String address, String text) {
        return new Fetched(text.getBytes(StandardCharsets.UTF_8), Optional.empty(), address);
    }

    /** In order, repeated where it was asked for again. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Reply fetch(SourceQuery query, Deadline deadline) {
        asked.add(query.address());
        Supplier<Reply> answer = answers.get(query.address());
        return answer == null ? new Again("the name cannot be resolved") : answer.get();
    }
}
