package dev.tickbox.interleaving;

import dev.tickbox.Clock.Deadline;
import dev.tickbox.content.Site;
import dev.tickbox.generator.Generator;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.generator.simulated.SimulatedGenerator;
import dev.tickbox.generator.simulated.SimulatedVendor;
import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.store.Document;
import dev.tickbox.store.MemoryStore;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Store.Page;
import dev.tickbox.store.Write;
import dev.tickbox.world.MemorySite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What is outside, seen from beneath: every effect on it is shown to every rule in the order in which it happened. */
final class Chronicle {
    private final MemoryStore store;
    private final List<Rule> rules;

    Chronicle(MemoryStore store, List<Rule> rules) {
        this.store = store;
        this.rules = rules;
    }

    private void show(Happening happening) {
        rules.forEach(rule -> rule.see(happening));
    }

    Store seenBy(String actor) {
        return new Store() {
            @Override
            public Optional<Document> get(Ref ref) {
                show(new Happening.Read(actor, ref));
                return store.get(ref);
            }

            @Override
            public Outcome commit(List<Write> writes) {
                return Chronicle.this.commit(actor, writes);
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
            public void close() {}
        };
    }

    private Outcome commit(String actor, List<Write> writes) {
        List<Optional<Document>> before =
                writes.stream().map(write -> store.get(write.ref())).toList();
        Outcome outcome = store.commit(writes);
        List<Happening.Change> changes = new ArrayList<>();
        for (int i = 0; outcome == Outcome.APPLIED && i < writes.size(); i++) {
            Ref ref = writes.get(i).ref();
            changes.add(new Happening.Change(ref, before.get(i), store.get(ref)));
        }
        show(new Happening.Committed(actor, outcome, changes));
        return outcome;
    }

    Generator seenBy(String actor, SimulatedVendor vendor) {
        Generator generator = new SimulatedGenerator(vendor);
        return new Generator() {
            @Override
            public String kind() {
                return generator.kind();
            }

            @Override
            public Submission submit(Request request, Label label, Deadline sendBy) {
                long before = vendor.chargedMicroUsd();
                Submission answer = generator.submit(request, label, sendBy);
                if (vendor.chargedMicroUsd() > before) {
                    show(new Happening.Bought(actor, label.text(), vendor.chargedMicroUsd() - before));
                }
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

    Function<Site, Publisher> seenBy(String actor, Map<String, MemorySite> sites) {
        return site -> (Delivery delivery, Deadline deadline) -> {
            MemorySite shelf = Objects.requireNonNull(sites.get(site.id()), site.id());
            int before = shelf.effects().size();
            Publisher.Result result = shelf.publish(delivery, deadline);
            if (shelf.effects().size() > before) {
                show(new Happening.Published(actor, delivery.fingerprint(), delivery.run()));
            }
            return result;
        };
    }
}
