package dev.tickbox.simulation;

import dev.tickbox.Fields;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Store.Page;
import dev.tickbox.store.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The store that all processes share, seen from beneath: every commit that is applied is shown to every rule. */
final class Watch {
    /** What one commit did to one document. */
    record Change(Ref ref, Optional<Document> before, Optional<Document> after) {
        boolean in(String collection) {
            return ref.in().toString().equals(collection);
        }

        /** A run, or the run of a row. */
        boolean isRun() {
            return in("runs") || in("rows");
        }

        /** The collection under a run, such as {@code bodies}. */
        boolean under(String name) {
            return ref.in().parent().isPresent() && ref.in().name().equals(name);
        }

        String was() {
            return state(before);
        }

        String is() {
            return state(after);
        }

        boolean becomes(String state) {
            return is().equals(state) && !was().equals(state);
        }

        Fields now() {
            return after.orElseThrow().fields();
        }

        private static String state(Optional<Document> document) {
            return document.map(Document::fields)
                    .flatMap(fields -> fields.findText("state").or(() -> fields.findText("status")))
                    .orElse("");
        }
    }

    @FunctionalInterface
    interface Rule {
        /** @param by the process whose commit it was */
        void committed(String by, List<Change> changes);

        /** A process has read one document. */
        default void read(String by, Ref ref, Optional<Document> found) {}
    }

    private final Store inner;
    private final OutsideWorld outside;
    private final List<Rule> rules = new ArrayList<>();
    private long changes;

    Watch(Store inner, OutsideWorld outside) {
        this.inner = inner;
        this.outside = outside;
    }

    void add(Rule rule) {
        rules.add(rule);
    }

    /** The store as it is, past all trouble. */
    Store truth() {
        return inner;
    }

    Optional<Document> get(Ref ref) {
        return inner.get(ref);
    }

    long changes() {
        return changes;
    }

    Store as(String process) {
        return new Store() {
            @Override
            public Optional<Document> get(Ref ref) {
                Optional<Document> found = inner.get(ref);
                rules.forEach(rule -> rule.read(process, ref, found));
                return found;
            }

            @Override
            public Outcome commit(List<Write> writes) {
                return Watch.this.commit(process, writes);
            }

            @Override
            public Page query(Query query) {
                return inner.query(query);
            }

            @Override
            public long sum(Query query, String field) {
                return inner.sum(query, field);
            }

            @Override
            public long count(Query query) {
                return inner.count(query);
            }

            @Override
            public void close() {}
        };
    }

    private Outcome commit(String by, List<Write> writes) {
        List<Optional<Document>> before =
                writes.stream().map(write -> inner.get(write.ref())).toList();
        Outcome outcome = inner.commit(writes);
        if (outcome != Outcome.APPLIED) {
            return outcome;
        }
        List<Change> changed = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            Ref ref = writes.get(i).ref();
            Change change = new Change(ref, before.get(i), inner.get(ref));
            if (!change.before().equals(change.after())) {
                changed.add(change);
                tell(by, change);
            }
        }
        changes += changed.size();
        rules.forEach(rule -> rule.committed(by, changed));
        return outcome;
    }

    private void tell(String by, Change change) {
        String ref = change.ref().toString();
        String what = change.before().isEmpty() ? "made" : change.after().isEmpty() ? "removed" : "";
        String states = change.was().equals(change.is()) ? change.is() : change.was() + " → " + change.is();
        String due = change.after()
                .flatMap(document -> document.fields().findTime("due"))
                .map(time -> " due " + time)
                .orElse("");
        outside.tell(by + ": " + (ref.length() > 60 ? ref.substring(0, 60) : ref) + " " + what + " " + states + due);
    }
}
