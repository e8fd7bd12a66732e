package dev.tickbox.ledger;

import dev.tickbox.Clock;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@code definitions/{sha}}: content as it was, for as long as a run may need it. */
public final class Definitions {
    private static final Collection ALL = Collection.of("definitions");

    /** What this process read last, by its text: each of its ticks reads the same one. */
    private static final Map<String, Definition> PARSED =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Definition> eldest) {
                    return size() > PARSED_AT_MOST;
                }
            });

    private static final int PARSED_AT_MOST = 4;

    private final Store store;
    private final Clock clock;
    private final Control control;
    private final Map<String, Definition> read = new ConcurrentHashMap<>();

    public Definitions(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.control = new Control(store, clock);
    }

    /** Makes it the current one; safe to repeat. @return whether it was not current before */
    public boolean push(Definition definition) {
        if (control.definition().filter(definition.sha()::equals).isPresent()) {
            return false;
        }
        Outcome outcome = store.commit(new Write.Create(
                ALL.ref(definition.sha()),
                Schema.begin().with("content", definition.toJson()).with("created_at", clock.now())));
        if (outcome == Outcome.UNKNOWN) {
            throw new StoreException("the store did not say whether the content was kept; push again");
        }
        Optional<Definition> before = usable();
        for (Job job : definition.jobs().values()) {
            boolean resumes = job.schedule().isPresent()
                    && before.flatMap(content -> content.job(job.id()))
                            .filter(old -> old.schedule().isEmpty())
                            .isPresent();
            begin(job.id(), resumes);
        }
        return control.define(definition.sha());
    }

    /** One that cannot be loaded is replaced like any other. */
    private Optional<Definition> usable() {
        try {
            return current();
        } catch (IllegalArgumentException | IllegalStateException broken) {
            return Optional.empty();
        }
    }

    /**
     * A job's past begins when it is pushed, so that a slot between the push and the first tick is not missed. It begins anew with the push
     * that gives it a schedule again: what passed while it had none, or was not enabled, was not missed.
     */
    private void begin(String job, boolean anew) {
        Ref ref = JobDocument.ALL.ref(job);
        Optional<Document> found = store.get(ref);
        if (found.isPresent() && !anew) {
            return;
        }
        Write write = found.<Write>map(
                        document -> new Write.Update(document, document.fields().with("last_slot", clock.now())))
                .orElseGet(() -> new Write.Create(ref, Schema.begin().with("last_slot", clock.now())));
        if (store.commit(write) == Outcome.UNKNOWN) {
            throw new StoreException("the store did not say whether the job " + job + " was kept; push again");
        }
    }

    public Optional<Definition> current() {
        return control.definition().map(this::load);
    }

    /** For those who only read. */
    public static Optional<Definition> current(Store store) {
        return Control.read(store).definition().map(sha -> load(store, sha));
    }

    public Definition load(String sha) {
        return read.computeIfAbsent(sha, each -> load(store, each));
    }

    private static Definition load(Store store, String sha) {
        Definition definition = store.get(ALL.ref(sha))
                .map(document -> parsed(Schema.read(document).text("content")))
                .orElseThrow(() -> new IllegalStateException("there is no definition " + sha));
        if (!definition.sha().equals(sha)) {
            throw new IllegalStateException("definitions/" + sha + " contains another content, " + definition.sha()
                    + ": somebody else changed it; push the content again");
        }
        return definition;
    }

    private static Definition parsed(String content) {
        Definition known = PARSED.get(content);
        if (known != null) {
            return known;
        }
        Definition definition = Definition.fromJson(content);
        PARSED.put(content, definition);
        return definition;
    }

    /** {@code jobs/{id}}: how far the schedule of a job has been worked off. */
    public static final class JobDocument {
        public static final Collection ALL = Collection.of("jobs");

        private JobDocument() {}
    }
}
