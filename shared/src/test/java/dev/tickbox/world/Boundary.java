package dev.tickbox.world;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.inbox.Inbox;
import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.source.Source;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Store.Page;
import dev.tickbox.store.Write;
import dev.tickbox.tick.context.TickContext.SitePublishers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a process meets the outside. Every call of the store, the vendor and the sites goes through here. */
public interface Boundary {
    /** @param name such as {@code store.commit}, {@code generator.submit} or {@code publisher.publish} */
    <T> T call(String name, Supplier<T> effect);

    default Store around(Store store) {
        Boundary boundary = this;
        return new Store() {
            @Override
            public Optional<Document> get(Ref ref) {
                return boundary.call("store.get", () -> store.get(ref));
            }

            @Override
            public Outcome commit(List<Write> writes) {
                return boundary.call("store.commit", () -> store.commit(writes));
            }

            @Override
            public Page query(Query query) {
                return boundary.call("store.query", () -> store.query(query));
            }

            @Override
            public long sum(Query query, String field) {
                return boundary.call("store.sum", () -> store.sum(query, field));
            }

            @Override
            public long count(Query query) {
                return boundary.call("store.count", () -> store.count(query));
            }

            @Override
            public void close() {}
        };
    }

    default Generator around(Generator generator) {
        Boundary boundary = this;
        return new Generator() {
            @Override
            public String kind() {
                return generator.kind();
            }

            @Override
            public Submission submit(Request request, Label label, Deadline sendBy) {
                return boundary.call("generator.submit", () -> generator.submit(request, label, sendBy));
            }

            @Override
            public Look look(String handle) {
                return boundary.call("generator.look", () -> generator.look(handle));
            }

            @Override
            public Listing list(Mode mode) {
                return boundary.call("generator.list", () -> generator.list(mode));
            }

            @Override
            public void cancel(String handle) {
                boundary.call("generator.cancel", () -> {
                    generator.cancel(handle);
                    return handle;
                });
            }
        };
    }

    default Inbox around(Inbox inbox) {
        Boundary boundary = this;
        return new Inbox() {
            @Override
            public Pulled pull(int atMost, Duration patience) {
                return boundary.call("inbox.pull", () -> inbox.pull(atMost, patience));
            }

            @Override
            public void acknowledge(List<String> receipts) {
                boundary.call("inbox.acknowledge", () -> {
                    inbox.acknowledge(receipts);
                    return receipts;
                });
            }
        };
    }

    default Source aroundSource(Source source) {
        return (query, deadline) -> call("source.fetch", () -> source.fetch(query, deadline));
    }

    default SitePublishers around(SitePublishers publishers) {
        return (site, texts) -> {
            Publisher publisher = publishers.of(site, texts);
            return (Delivery delivery, Deadline deadline) ->
                    call("publisher.publish", () -> publisher.publish(delivery, deadline));
        };
    }
}
