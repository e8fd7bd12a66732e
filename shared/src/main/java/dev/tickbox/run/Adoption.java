package dev.tickbox.run;

import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.Reservation.Abandoned;
import dev.tickbox.run.Row.Kind;
import dev.tickbox.run.Row.Status;
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
    static Optional<Row> generation(Collection<Row> rows, String key, Function<String, Reservation> reservations) {
        Predicate<Row> abandoned = row -> row.status() == Status.STARTED
                && reservations.apply(row.refersTo().orElseThrow()).state() instanceof Abandoned;
        Predicate<Row> givenUp = abandoned.or(row -> row.status() == Status.FAILED);
        Optional<Row> own = own(rows, Kind.GENERATE, key);
        return own.filter(givenUp.negate())
                .or(() -> newest(rows, Kind.GENERATE, row -> row.status() == Status.DONE))
                .or(() -> newest(rows, Kind.GENERATE, givenUp.negate()))
                .or(() -> own.filter(row -> row.status() == Status.STARTED));
    }

    static Optional<Row> publication(Collection<Row> rows, String key) {
        Optional<Row> own = own(rows, Kind.PUBLISH, key);
        return own.filter(row -> row.status() == Status.DONE)
                .or(() -> newest(rows, Kind.PUBLISH, row -> row.status() == Status.DONE))
                .or(() -> own);
    }

    private static Optional<Row> own(Collection<Row> rows, Kind kind, String key) {
        return of(rows, kind).filter(row -> row.key().equals(key)).findFirst();
    }

    private static Optional<Row> newest(Collection<Row> rows, Kind kind, Predicate<Row> which) {
        return of(rows, kind)
                .filter(which)
                .max(Comparator.comparing(Row::createdAt).thenComparing(Row::key));
    }

    private static Stream<Row> of(Collection<Row> rows, Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind);
    }
}
