package dev.tickbox.tick;

import dev.tickbox.run.Decision.Already;
import dev.tickbox.run.Decision.Conflict;
import dev.tickbox.run.Decision.Illegal;
import dev.tickbox.run.Decision.Moved;
import dev.tickbox.run.Event;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunDocument;
import dev.tickbox.run.Transitions;
import dev.tickbox.store.Document;
import dev.tickbox.store.History;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs on the store: read, decide, commit if unchanged; decide anew if somebody else was faster. */
public final class Runs {
    private final Parts parts;
    private final Store store;
    private final String actor;

    public Runs(Parts parts, String actor) {
        this.parts = parts;
        this.store = parts.store();
        this.actor = actor;
    }

    public Changes<Run> apply(String id, Event event) {
        return apply(id, event, List.of());
    }

    /** @param with written in the same commit; its conflict is answered as not made, since it is the caller's to read again */
    Changes<Run> apply(String id, Event event, List<Write> with) {
        Ref ref = RunDocument.ref(id);
        for (int i = 0; i < Changes.TRIES; i++) {
            Optional<Document> found = store.get(ref);
            if (found.isEmpty()) {
                return new Changes.Absent<>();
            }
            Run before = RunDocument.read(found.get());
            Instant now = parts.clock().now();
            switch (new Transitions(parts.limits()).apply(before, event, now)) {
                case Moved moved -> {
                    List<Write> writes = new ArrayList<>(with);
                    writes.add(new Write.Update(
                            found.get(),
                            History.next(found.get(), RunDocument.write(moved.run()), now, moved.cause(), actor)));
                    switch (store.commit(writes)) {
                        case APPLIED -> {
                            tell(moved.run(), moved.cause());
                            return new Changes.Made<>(moved.run());
                        }
                        case CONFLICT -> {
                            if (!with.isEmpty()) {
                                return Changes.conflict("run, or what it is told of");
                            }
                        }
                        case UNKNOWN -> throw Changes.unknown(ref, event);
                    }
                }
                case Already d -> {
                    return Changes.already();
                }
                case Conflict d -> {
                    return Changes.conflict(d.field());
                }
                case Illegal d -> {
                    return Changes.illegal(d.why());
                }
            }
        }
        throw Changes.crowded(ref, event);
    }

    Write create(Run run, String cause) {
        return new Write.Create(
                RunDocument.ref(run.id()),
                History.add(RunDocument.write(run), run.createdAt(), RunDocument.stateName(run.state()), cause, actor));
    }

    void tell(Run run, String cause) {
        parts.watcher()
                .changed(RunDocument.ref(run.id()).toString(), run.id(), RunDocument.stateName(run.state()), cause);
    }
}
