package dev.tickbox.ledger;

import dev.tickbox.outbox.Item;
import dev.tickbox.run.Run;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of a run, as far as its money goes.
 *
 * @param withoutPublication it has ended, and no site shows anything of it
 * @param failed when it last failed in a way that it survived: its driver died, its step failed, or its publication was begun anew
 */
public record RunEnd(boolean withoutPublication, Optional<Instant> failed) {
    private static final int PAGE = 200;

    public static RunEnd of(Run run, List<Item> items) {
        boolean shown = items.stream().anyMatch(item -> item.state() instanceof Item.Published);
        Optional<Instant> failed = Stream.concat(
                        run.resumedAt().stream(), items.stream().flatMap(item -> item.retriedAt().stream()))
                .max(Instant::compareTo);
        return new RunEnd(!shown && hasEnded(run), failed);
    }

    /** What is being removed has ended before. A run that is gone has no money here any more. */
    public static RunEnd read(Store store, String run) {
        return store.get(RunDocument.ref(run))
                .map(RunDocument::read)
                .map(found -> of(found, items(store, run)))
                .orElse(new RunEnd(false, Optional.empty()));
    }

    private static List<Item> items(Store store, String run) {
        return store.all(Query.of(ItemDocument.ALL, PAGE).where("run", run)).stream()
                .map(ItemDocument::read)
                .toList();
    }

    private static boolean hasEnded(Run run) {
        return switch (run.state()) {
            case Run.Done _, Run.Abandoned _, Run.Deleting _ -> true;
            case Run.Runnable _, Run.Driven _, Run.Waiting _, Run.Failed _ -> false;
        };
    }
}
