package dev.tickbox.program;

import dev.tickbox.ledger.StepRecord;
import dev.tickbox.ledger.StepRecord.Kind;
import dev.tickbox.ledger.StepRecord.Status;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.Reservation.Abandoned;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which row a step goes on with in a run whose content a person has changed. What an earlier content bought, is buying or has published
 * under the step stays the step's result, whatever the content asks for now: so no change of content buys or publishes it again. A
 * reservation is replaced only by {@code tick.ContentSwitch}, in the commit that changes the content.
 */
final class Adoption {
    private Adoption() {}

    /** Empty where it is to be ordered. Where a person gave up this very request, its own row: so the step fails. */
    static Optional<StepRecord> generation(
            Collection<StepRecord> rows, String key, Function<String, Reservation> reservations) {
        Predicate<StepRecord> abandoned = row -> row.status() == Status.STARTED
                && reservations.apply(row.refersTo().orElseThrow()).state() instanceof Abandoned;
        Predicate<StepRecord> givenUp = abandoned.or(row -> row.status() == Status.FAILED);
        Optional<StepRecord> own = own(rows, Kind.GENERATE, key);
        return own.filter(givenUp.negate())
                .or(() -> newest(rows, Kind.GENERATE, row -> row.status() == Status.DONE))
                .or(() -> newest(rows, Kind.GENERATE, givenUp.negate()))
                .or(() -> own.filter(row -> row.status() == Status.STARTED));
    }

    static Optional<StepRecord> publication(Collection<StepRecord> rows, String key) {
        Optional<StepRecord> own = own(rows, Kind.PUBLISH, key);
        return own.filter(row -> row.status() == Status.DONE)
                .or(() -> newest(rows, Kind.PUBLISH, row -> row.status() == Status.DONE))
                .or(() -> own);
    }

    private static Optional<StepRecord> own(Collection<StepRecord> rows, Kind kind, String key) {
        return of(rows, kind).filter(row -> row.key().equals(key)).findFirst();
    }

    private static Optional<StepRecord> newest(Collection<StepRecord> rows, Kind kind, Predicate<StepRecord> which) {
        return of(rows, kind)
                .filter(which)
                .max(Comparator.comparing(StepRecord::createdAt).thenComparing(StepRecord::key));
    }

    private static Stream<StepRecord> of(Collection<StepRecord> rows, Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind);
    }
}
