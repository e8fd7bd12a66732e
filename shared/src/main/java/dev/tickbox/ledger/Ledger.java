package dev.tickbox.ledger;

import dev.tickbox.RunId;
import dev.tickbox.run.RunDecision;
import dev.tickbox.run.RunEvent;
import dev.tickbox.run.RunTransitions;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an event changes a document: read it, let its machine decide, commit if nothing changed meanwhile; and decide anew if somebody else
 * was faster.
 *
 * @param <S> what the document says
 * @param <E> what may happen to it
 */
abstract class Ledger<S, E> {
    final LedgerContext context;
    final Store store;
    final String actor;

    /** @param actor who is named in the history of the documents */
    Ledger(LedgerContext context, String actor) {
        this.context = context;
        this.store = context.store();
        this.actor = actor;
    }

    /** What a machine decided of a document as it was read. */
    sealed interface Step<S> {
        /** @param applied what is done once the commit is applied */
        record Commit<S>(S now, List<Write> writes, Runnable applied) implements Step<S> {}

        record Stay<S>(Change<S> why) implements Step<S> {}
    }

    abstract Ref ref(String id);

    abstract Step<S> decide(Document document, E event, Instant now);

    public final Change<S> apply(String id, E event) {
        return apply(id, event, List.of());
    }

    /** @param with written in the same commit; its conflict is answered as not made, since it is the caller's to read again */
    public final Change<S> apply(String id, E event, List<Write> with) {
        Ref ref = ref(id);
        for (int i = 0; i < Change.TRIES; i++) {
            Optional<Document> found = store.get(ref);
            if (found.isEmpty()) {
                return new Change.Absent<>();
            }
            switch (decide(found.get(), event, context.clock().now())) {
                case Step.Stay<S> stay -> {
                    return stay.why();
                }
                case Step.Commit<S> commit -> {
                    switch (store.commit(both(with, commit.writes()))) {
                        case APPLIED -> {
                            commit.applied().run();
                            return new Change.Made<>(commit.now());
                        }
                        case CONFLICT -> {
                            if (!with.isEmpty()) {
                                return Change.conflict(ref + ", or what is written with it");
                            }
                        }
                        case UNKNOWN -> throw Change.unknown(ref, event);
                    }
                }
            }
        }
        throw Change.crowded(ref, event);
    }

    /** What waits for the operator is a failure of its row, which the row finds out when it is driven. A run waits for it. */
    final Optional<Write> wokenRow(String run, Instant now) {
        return RunId.isRow(run)
                ? store.get(RunDocument.ref(run))
                        .flatMap(document -> new RunTransitions(context.limits())
                                                .apply(RunDocument.read(document), new RunEvent.Wake(), now)
                                        instanceof RunDecision.Moved moved
                                ? Optional.of(new Write.Update(
                                        document,
                                        History.next(
                                                document, RunDocument.write(moved.run()), now, moved.cause(), actor)))
                                : Optional.empty())
                : Optional.empty();
    }

    private static List<Write> both(List<Write> some, List<Write> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
