package dev.tickbox.ledger;

import dev.tickbox.Clock;
import dev.tickbox.Fields;
import dev.tickbox.generator.Generator;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** {@code control/state}: whether the store is paused, what made its texts, which content is current. */
public record Control(Store store, Clock clock) {
    private static final Ref REF = Collection.of("control").ref("state");
    private static final int TRIES = 10;
    private static final String INDEX_NOT_READY = "index_not_ready_since";

    /** The whole document, as it was when it was read. */
    public record State(Fields fields) {
        public boolean paused() {
            return fields.flag("paused");
        }

        /** Why it is paused, where that was not the command {@code pause}. */
        public Optional<String> pausedBecause() {
            return fields.findText("paused_because");
        }

        /** Since when it has not been paused; empty if it is. */
        public Optional<Instant> runningSince() {
            return paused()
                    ? Optional.empty()
                    : Optional.of(fields.findTime("paused_changed_at").orElse(Instant.EPOCH));
        }

        /** When this store last came out of a backup. */
        public Optional<Instant> restoredAt() {
            return fields.findTime("restored_at");
        }

        public Optional<String> definition() {
            return fields.findText("definition");
        }

        /** Since when each run of this tick has met an index that was still being built. */
        public Optional<Instant> indexNotReadySince(String tick) {
            return indexesNotReady(fields).findTime(tick);
        }

        public Optional<String> generator() {
            return fields.findText("generator");
        }

        /** What its texts are; empty before the first tick, when there are none. */
        public Optional<TextOrigin> texts() {
            return generator().map(TextOrigin::madeBy);
        }
    }

    public State read() {
        return read(store);
    }

    static State read(Store store) {
        return new State(store.get(REF).map(Schema::read).orElse(Schema.begin()));
    }

    public boolean paused() {
        return read().paused();
    }

    public Optional<String> definition() {
        return read().definition();
    }

    public Optional<String> generator() {
        return read().generator();
    }

    /** @return whether it changed */
    public boolean pause(boolean paused) {
        return change(fields -> fields.flag("paused") == paused
                ? fields
                : fields.with("paused", paused)
                        .with("paused_changed_at", clock.now())
                        .with("paused_because", null));
    }

    /** Its past is unknown from the backup on until now: so it begins paused, and what its runs would buy is asked for first. */
    public void restored() {
        change(fields -> restored(fields, "the store was restored from a backup"));
    }

    private Fields restored(Fields fields, String why) {
        return fields.with("paused", true)
                .with("paused_changed_at", clock.now())
                .with("paused_because", why)
                .with("restored_at", clock.now());
    }

    /** A backup is restored under another name, so a store that finds another name in itself is one. */
    private Fields named(Fields fields) {
        Optional<String> before = fields.findText("name");
        return store.name()
                .filter(name -> !before.equals(Optional.of(name)))
                .map(name -> before.isEmpty()
                        ? fields.with("name", name)
                        : restored(fields.with("name", name), "this is a copy of " + before.get()))
                .orElse(fields);
    }

    public void indexNotReady(String tick, Instant since) {
        change(fields -> fields.with(
                INDEX_NOT_READY, indexesNotReady(fields).with(tick, since).values()));
    }

    public void indexReady(String tick) {
        change(fields -> {
            Fields others = indexesNotReady(fields).with(tick, null);
            return fields.with(INDEX_NOT_READY, others.equals(Fields.NONE) ? null : others.values());
        });
    }

    private static Fields indexesNotReady(Fields fields) {
        return fields.find(INDEX_NOT_READY).isEmpty() ? Fields.NONE : fields.map(INDEX_NOT_READY);
    }

    public boolean define(String sha) {
        return change(fields -> fields.with("definition", sha));
    }

    /** The first generator that a store meets is the only one, so that a ledger holds either real texts or simulated ones. */
    public State bind(String kind) {
        UnaryOperator<Fields> begin =
                fields -> named(fields.find("generator").isPresent() ? fields : fields.with("generator", kind));
        State state = read();
        if (!begin.apply(state.fields()).equals(state.fields())) {
            change(begin);
            state = read();
        }
        String bound = state.generator().orElse(kind);
        if (!bound.equals(kind)) {
            throw new WrongGenerator(bound, kind);
        }
        return state;
    }

    public static final class WrongGenerator extends RuntimeException {
        WrongGenerator(String bound, String asked) {
            super("this store was made with the " + bound + " generator and cannot change to another; for the " + asked
                    + " one use another store (--store sqlite:OTHER.db)");
        }
    }

    private boolean change(UnaryOperator<Fields> change) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Document> before = store.get(REF);
            Fields old = before.map(Schema::read).orElse(Schema.begin());
            Fields next = change.apply(old);
            if (before.isPresent() && next.equals(old)) {
                return false;
            }
            Outcome outcome = store.commit(before.<Write>map(document -> new Write.Update(document, next))
                    .orElseGet(() -> new Write.Create(REF, next)));
            if (outcome == Outcome.APPLIED) {
                return !next.equals(old);
            }
        }
        throw new StoreException(
                "control/state could not be changed: other processes keep changing it, or the store does not answer");
    }

    /** What the texts of one store are. It never changes, since a store keeps the kind of generator that it was made with. */
    public enum TextOrigin {
        /** Bought from a vendor: they go to their sites. */
        REAL,
        /** Made up by the simulated generator: they go to no real site, whichever process publishes them. */
        SIMULATED;

        static TextOrigin madeBy(String kind) {
            return kind.equals(Generator.SIMULATED) ? SIMULATED : REAL;
        }
    }
}
