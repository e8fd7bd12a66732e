package dev.tickbox.tick.context;

import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Page;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What some queries find, page after page, for as long as the tick takes new work. Documents that leave the query meanwhile are no harm. */
public record DuePages(Store store, List<Query> queries, StopSignal until) implements Iterable<Document> {
    @Override
    public Iterator<Document> iterator() {
        Deque<Query> open = new ArrayDeque<>(queries);
        Deque<Document> read = new ArrayDeque<>();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                while (read.isEmpty() && !open.isEmpty() && !until.passed()) {
                    Query query = open.removeFirst();
                    Page page = store.query(query);
                    page.next().map(query::after).ifPresent(open::addFirst);
                    read.addAll(page.documents());
                }
                return !read.isEmpty() && !until.passed();
            }

            @Override
            public Document next() {
                return Optional.ofNullable(read.pollFirst()).orElseThrow(NoSuchElementException::new);
            }
        };
    }

    /** When a tick takes no new work any more: its time is up, or its process is asked to stop. */
    @FunctionalInterface
    public interface StopSignal {
        boolean passed();
    }
}
