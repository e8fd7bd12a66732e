package dev.tickbox.world;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.source.Source;
import dev.tickbox.source.SourceQuery;
import java.util.concurrent.atomic.AtomicInteger;

/** A feed that has other entries each time; its second address fails at first. Whoever asks twice gets something else. */
public final class ChangingSource implements Source {
    public static final String FIRST = "https://first.test/feed";
    public static final String SECOND = "https://second.test/feed";

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    @Override
    public Reply fetch(SourceQuery query, Deadline deadline) {
        if (query.address().equals(SECOND) && failures.getAndIncrement() == 0) {
            return new Again("503");
        }
        return MemorySource.text(
                query.address(),
                "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"title\": \"entry "
                        + asked.incrementAndGet() + "\"}]}");
    }
}
