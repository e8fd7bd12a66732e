package dev.tickbox.tick;

import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.AttemptDocument;
import dev.tickbox.reservation.Decision.Already;
import dev.tickbox.reservation.Decision.Conflict;
import dev.tickbox.reservation.Decision.Illegal;
import dev.tickbox.reservation.Decision.Moved;
import dev.tickbox.reservation.Event;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.Reservation.Collected;
import dev.tickbox.reservation.ReservationDocument;
import dev.tickbox.reservation.Transitions;
import dev.tickbox.run.Row;
import dev.tickbox.store.Document;
import dev.tickbox.store.History;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The submission ledger on the store: read, decide, commit if unchanged; decide anew if somebody else was faster. */
public final class Reservations {
    private final Parts parts;
    private final Store store;
    private final String actor;

    public Reservations(Parts parts, String actor) {
        this.parts = parts;
        this.store = parts.store();
        this.actor = actor;
    }

    public Changes<Reservation> apply(String key, Event event) {
        Ref ref = ReservationDocument.ref(key);
        for (int i = 0; i < Changes.TRIES; i++) {
            Optional<Document> found = store.get(ref);
            if (found.isEmpty()) {
                return new Changes.Absent<>();
            }
            Reservation before = ReservationDocument.read(found.get());
            int number = event instanceof Event.News news ? news.attempt() : before.attempt();
            // These make the next attempt, whose number an earlier refused one may have left behind.
            boolean next = event instanceof Event.Submit || event instanceof Event.LostPast;
            int touched = next ? number + 1 : number;
            Optional<Document> attempt = touched == 0 ? Optional.empty() : store.get(AttemptDocument.ref(key, touched));
            Instant now = parts.clock().now();
            var decision =
                    new Transitions(parts.limits()).apply(before, attempt.map(AttemptDocument::read), event, now);
            switch (decision) {
                case Moved moved -> {
                    List<Write> writes = writes(found.get(), before, attempt, moved, now);
                    if (writes.isEmpty()) {
                        return Changes.already();
                    }
                    switch (store.commit(writes)) {
                        case APPLIED -> {
                            tell(before, moved);
                            return new Changes.Made<>(moved.reservation());
                        }
                        case CONFLICT -> {}
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

    /** One decision, one commit: the reservation, its attempt, and the step's row once the text is kept. */
    private List<Write> writes(
            Document document, Reservation before, Optional<Document> attemptDocument, Moved moved, Instant now) {
        List<Write> writes = new ArrayList<>();
        Reservation next = moved.reservation();
        if (!next.equals(before)) {
            writes.add(new Write.Update(
                    document, History.next(document, ReservationDocument.write(next), now, moved.cause(), actor)));
        }
        moved.attempt().ifPresent(attempt -> {
            var fields = AttemptDocument.write(next.order(), attempt);
            Ref ref = AttemptDocument.ref(attempt.key(), attempt.number());
            writes.add(attemptDocument
                    .<Write>map(old -> new Write.Update(old, attemptHistory(old, fields, now, moved.cause())))
                    .orElseGet(() -> new Write.Create(
                            ref, History.add(fields, now, attempt.status().name(), moved.cause(), actor))));
        });
        if (next.state() instanceof Collected collected && !(before.state() instanceof Collected)) {
            row(next.order(), collected.body()).ifPresent(writes::add);
        }
        return writes;
    }

    /** Looks change nothing that a reader of the history wants to know. */
    private dev.tickbox.store.Fields attemptHistory(
            Document old, dev.tickbox.store.Fields next, Instant now, String cause) {
        return cause.equals("looking")
                ? next.with("history", old.fields().find("history"))
                : History.next(old, next, now, cause, actor);
    }

    private Optional<Write> row(Reservation.Order order, String body) {
        String key = Row.key(Row.Kind.GENERATE, order.step(), order.request());
        return store.get(Row.ref(order.run(), order.step(), key))
                .map(row -> new Write.Update(row, Row.write(Row.read(row).done(Optional.empty(), Optional.of(body)))));
    }

    private void tell(Reservation before, Moved moved) {
        Reservation next = moved.reservation();
        if (!next.state().equals(before.state())) {
            parts.watcher()
                    .changed(
                            ReservationDocument.ref(next.order().key()).toString(),
                            next.order().run(),
                            ReservationDocument.stateName(next.state()),
                            moved.cause());
        }
    }

    public Optional<Attempt> attempt(String key, int number) {
        return store.get(AttemptDocument.ref(key, number)).map(AttemptDocument::read);
    }
}
