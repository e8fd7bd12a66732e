package dev.tickbox.tick.submit;

import dev.tickbox.ledger.RunDocument;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.store.Store;
import java.time.Instant;
import java.util.Optional;

/**
 * What a restored store has forgotten. Runs that are older than the restoration may have gone on in the lost past: whatever they
 * would buy is asked for first. Slots from before it are not made up for, because that past may have made them.
 */
public record RestoreGuard(Store store, Optional<Instant> restoredAt) {
    /** Until when this purchase may have been made already, unless the vendor has been asked for it since. */
    Optional<Instant> mayHaveBought(Reservation r) {
        return restoredAt.filter(
                at -> r.recalledTo().filter(to -> !to.isBefore(at)).isEmpty()
                        && store.get(RunDocument.ref(r.order().run()))
                                .filter(run -> run.fields().time("created_at").isAfter(at))
                                .isEmpty());
    }

    public Instant cursor(Instant lastSlot) {
        return restoredAt.filter(lastSlot::isBefore).orElse(lastSlot);
    }
}
