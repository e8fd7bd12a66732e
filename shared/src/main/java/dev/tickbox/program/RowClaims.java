package dev.tickbox.program;

import dev.tickbox.Clock;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.SeenRow;
import dev.tickbox.run.Row;
import dev.tickbox.run.Run;
import dev.tickbox.run.Run.TakenOver;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a step with {@code only: new} a run has taken, or may take. What the runs had that it was taken over from is its own: those
 * have ended, and it goes on for them.
 */
final class RowClaims {
    private static final int CLAIMED_AT_ONCE = 200;

    private final Store store;
    private final Clock clock;
    private final Run run;
    private final RecordedSteps recorded;
    private @Nullable Set<String> own;

    RowClaims(Store store, Clock clock, Run run, RecordedSteps recorded) {
        this.store = store;
        this.clock = clock;
        this.run = run;
        this.recorded = recorded;
    }

    boolean isTaken(String step, String key) {
        return byAnother(find(step, key)).isPresent();
    }

    boolean isTakenByAny(String step, String key) {
        return SeenRow.takenBy(find(step, key)).isPresent();
    }

    Optional<Document> find(String step, String key) {
        return store.get(SeenRow.ref(run.job(), step, key));
    }

    Optional<String> byAnother(Optional<Document> seen) {
        return SeenRow.takenBy(seen).filter(root -> !own().contains(root));
    }

    /** Empty where this run has it already. */
    Optional<Write> take(Row row, Optional<Document> seen) {
        Ref ref = SeenRow.ref(run.job(), row.step(), row.key());
        return SeenRow.takenBy(seen).equals(Optional.of(run.id()))
                ? Optional.empty()
                : Optional.of(SeenRow.take(ref, seen, row, clock.now()));
    }

    private synchronized Set<String> own() {
        if (own == null) {
            own = new HashSet<>(Set.of(run.id()));
            Optional<TakenOver> earlier = run.takenOver();
            while (earlier.isPresent() && own.add(earlier.get().run())) {
                earlier = store.get(RunDocument.ref(earlier.get().run()))
                        .map(RunDocument::read)
                        .flatMap(Run::takenOver);
            }
        }
        return own;
    }

    /** Whether no scheduled run has claimed the rows of this step since the store was restored, or this one is at it. */
    boolean isFirstSince(Instant restored, String step) {
        return !SeenRow.isClaimedSince(store.get(SeenRow.mark(run.job(), step)), restored, run.id());
    }

    /** Takes what the lost past may have taken, without doing anything for it. It can be repeated, and is done once the mark is there. */
    void takeAll(Instant restored, String step, Collection<String> keys) {
        List<String> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += CLAIMED_AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + CLAIMED_AT_ONCE));
            commit(() -> takes(step, some));
        }
        Ref mark = SeenRow.mark(run.job(), step);
        commit(() -> isFirstSince(restored, step)
                ? List.of(SeenRow.claimed(mark, store.get(mark), restored, run.id(), clock.now()))
                : List.of());
    }

    private List<Write> takes(String step, List<String> keys) {
        List<Write> writes = new ArrayList<>();
        for (String key : keys) {
            Optional<Document> seen = find(step, key);
            if (byAnother(seen).isEmpty()) {
                take(Row.open(run.id(), step, key, 0, Row.Kept.inline("{}")), seen)
                        .ifPresent(writes::add);
            }
        }
        return writes;
    }

    /** @param writes made anew after each conflict: another run may claim the same */
    private void commit(Supplier<List<Write>> writes) {
        for (int i = 0; i < RecordedSteps.TRIES; i++) {
            switch (recorded.commit(writes.get())) {
                case APPLIED -> {
                    return;
                }
                case CONFLICT -> {}
                case UNKNOWN -> throw new StoreException("the store did not say whether rows were claimed");
            }
        }
        throw new IllegalStateException("claims of " + run.id() + " conflicted " + RecordedSteps.TRIES + " times");
    }
}
