package dev.tickbox.view;

import dev.tickbox.ledger.StepRecord;
import dev.tickbox.ledger.StepRecord.Kind;
import dev.tickbox.ledger.StepRecord.Status;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.List;

/** The fetches of a run, as its timeline has them. A step of several addresses is one line; what is tried again is said elsewhere. */
final class FetchStory {
    private static final int PAGE = 200;

    private FetchStory() {}

    static List<TimelineEntry> of(Store store, String run) {
        return store.all(Query.of(StepRecord.of(run), PAGE)).stream()
                .map(StepRecord::read)
                .filter(record -> record.kind() == Kind.FETCH)
                .filter(record -> record.status() != Status.STARTED && !SourceTroubles.isOfSeveral(record.step()))
                .map(record -> new TimelineEntry(
                        record.createdAt(), record.step(), record.status().name(), cause(record), "tick"))
                .toList();
    }

    /** A record knows when it was begun, and not when it was done. */
    private static String cause(StepRecord record) {
        return record.takenFrom()
                .map(run -> "taken over from run " + run)
                .or(() -> record.error().map(why -> why + of(record)))
                .orElse("first tried then, and recorded since" + of(record));
    }

    /** A file, and several sources together, have no address. */
    private static String of(StepRecord record) {
        return record.refersTo().map(address -> ": " + address).orElse("");
    }
}
