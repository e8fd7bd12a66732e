package dev.tickbox.cli;

import dev.tickbox.Limits;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.store.Store;
import dev.tickbox.view.ReadableTime;
import dev.tickbox.view.RunRecords;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Until when a run cannot be removed because the vendor may still bill one of its attempts. */
final class StillBillable {
    private StillBillable() {}

    /** Such as {@code "; next check at 2026-11-21T06:24:00Z, settled by 2027-01-15T06:00:00Z at the latest"}; empty if nothing may be billed. */
    static String text(Store store, String run) {
        List<Attempt> open = RunRecords.read(store, run).stream()
                .flatMap(records -> records.attempts().stream())
                .filter(attempt -> attempt.due().isPresent())
                .toList();
        Optional<Instant> check =
                open.stream().flatMap(attempt -> attempt.due().stream()).min(Comparator.naturalOrder());
        // After its retention the vendor no longer knows the job, and a tick closes the attempt.
        Optional<Instant> latest = open.stream()
                .flatMap(attempt -> attempt.openHandles().stream())
                .map(handle -> handle.boundAt().plus(Limits.STANDARD.vendor().retention()))
                .max(Comparator.naturalOrder());
        return check.map(at -> "; a tick checks it at " + ReadableTime.UTC.says(at)
                        + latest.map(end -> ", and it is settled by " + ReadableTime.UTC.says(end) + " at the latest")
                                .orElse(""))
                .orElse("");
    }
}
