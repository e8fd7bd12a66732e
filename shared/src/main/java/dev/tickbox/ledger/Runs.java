package dev.tickbox.ledger;

import dev.tickbox.run.Run;
import dev.tickbox.run.RunDecision.Already;
import dev.tickbox.run.RunDecision.Conflict;
import dev.tickbox.run.RunDecision.Illegal;
import dev.tickbox.run.RunDecision.Moved;
import dev.tickbox.run.RunEvent;
import dev.tickbox.run.RunTransitions;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs on the store: read, decide, commit if unchanged; decide anew if somebody else was faster. */
public final class Runs {
    private final LedgerContext context;
    private final Store store;
    private final String actor;

    public Runs(LedgerContext context, String actor) {
        this.context = context;
        this.store = context.store();
        this.actor = actor;
    }

    public Change<Run> apply(String id, RunEvent event) {
        return apply(id, event, List.of());
    }

    /** @param with written in the same commit; its conflict is answered as not made, since it is the caller's to read again */
    public Change<Run> apply(String id, RunEvent event, List<Write> with) {
        Ref ref = RunDocument.ref(id);
        for (int i = 0; i < Change.TRIES; i++) {
            Optional<Document> found = store.get(ref);
            if (found.isEmpty()) {
                return new Change.Absent<>();
            }
            Run before = RunDocument.read(found.get());
            Instant now = context.clock().now();
            switch (new RunTransitions(context.limits()).apply(before, event, now)) {
                case Moved moved -> {
                    List<Write> writes = new ArrayList<>(with);
                    writes.add(new Write.Update(
                            found.get(),
                            History.next(found.get(), RunDocument.write(moved.run()), now, moved.cause(), actor)));
                    switch (store.commit(writes)) {
                        case APPLIED -> {
                            tell(moved.run(), moved.cause());
                            return new Change.Made<>(moved.run());
                        }
                        case CONFLICT -> {
                            if (!with.isEmpty()) {
                                return Change.conflict("run, or what it is told of");
                            }
                        }
                        case UNKNOWN -> throw Change.unknown(ref, event);
                    }
                }
                case Already d -> {
                    return Change.already();
                }
                case Conflict d -> {
                    return Change.conflict(d.field());
                }
                case Illegal d -> {
                    return Change.illegal(d.why());
                }
            }
        }
        throw Change.crowded(ref, event);
    }

    public Write create(Run run, String cause) {
        return new Write.Create(
                RunDocument.ref(run.id()),
                History.add(RunDocument.write(run), run.createdAt(), RunDocument.stateName(run.state()), cause, actor));
    }

    public void tell(Run run, String cause) {
        context.listener()
                .changed(RunDocument.ref(run.id()).toString(), run.id(), RunDocument.stateName(run.state()), cause);
    }
}
