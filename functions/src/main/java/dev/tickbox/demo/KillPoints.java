package dev.tickbox.demo;

import dev.tickbox.Clock;
import dev.tickbox.Clock.Deadline;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.ledger.ReservationDocument.ReservationState;
import dev.tickbox.process.Tether;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Store.Page;
import dev.tickbox.store.Write;
import dev.tickbox.tick.context.TickContext.SitePublishers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stops this process at one point of the work for one site, so that the parent can kill it there. Done by wrapping the ports of Tickbox,
 * which is not changed for it.
 */
record KillPoints(Optional<KillPoint> point, Instant from, String site, Clock clock, Tether leash) {
    void here(KillPoint at, String site) {
        if (point.filter(at::equals).isPresent()
                && site.equals(this.site)
                && !clock.now().isBefore(from)) {
            leash.stopDead("STOPPED " + at);
        }
    }

    Generator around(Generator generator) {
        KillPoints stops = this;
        return new Generator() {
            @Override
            public String kind() {
                return generator.kind();
            }

            @Override
            public Submission submit(Request request, Label label, Deadline sendBy) {
                String site = DemoContent.site(request);
                stops.here(KillPoint.BEFORE_SUBMIT, site);
                Submission answer = generator.submit(request, label, sendBy);
                stops.here(KillPoint.AFTER_SUBMIT, site);
                return answer;
            }

            @Override
            public Look look(String handle) {
                return generator.look(handle);
            }

            @Override
            public Listing list(Mode mode) {
                return generator.list(mode);
            }

            @Override
            public void cancel(String handle) {
                generator.cancel(handle);
            }
        };
    }

    SitePublishers around(SitePublishers publishers) {
        return (site, texts) -> {
            Publisher publisher = publishers.of(site, texts);
            return (delivery, deadline) -> {
                here(KillPoint.BEFORE_PUBLISH, site.id());
                Publisher.Result result = publisher.publish(delivery, deadline);
                here(KillPoint.AFTER_PUBLISH, site.id());
                return result;
            };
        };
    }

    Store around(Store store) {
        KillPoints stops = this;
        return new Store() {
            @Override
            public Optional<Document> get(Ref ref) {
                return store.get(ref);
            }

            @Override
            public Outcome commit(List<Write> writes) {
                writes.forEach(stops::beforeSettling);
                return store.commit(writes);
            }

            @Override
            public Page query(Query query) {
                return store.query(query);
            }

            @Override
            public long sum(Query query, String field) {
                return store.sum(query, field);
            }

            @Override
            public long count(Query query) {
                return store.count(query);
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }

    /** The text is stored, and the commit that makes it COLLECTED is next. */
    private void beforeSettling(Write write) {
        if (write instanceof Write.Update update
                && update.fields()
                        .findText("state")
                        .filter(ReservationState.COLLECTED.name()::equals)
                        .isPresent()) {
            here(KillPoint.BEFORE_SETTLING, update.fields().text("site"));
        }
    }
}
