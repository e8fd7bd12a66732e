package dev.tickbox.ledger;

import dev.tickbox.Fields;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.Reservation.Collected;
import dev.tickbox.reservation.ReservationDecision.Already;
import dev.tickbox.reservation.ReservationDecision.Conflict;
import dev.tickbox.reservation.ReservationDecision.Illegal;
import dev.tickbox.reservation.ReservationDecision.Moved;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.reservation.ReservationTransitions;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The submission ledger on the store: read, decide, commit if unchanged; decide anew if somebody else was faster. */
public final class Reservations {
    private final LedgerContext context;
    private final Store store;
    private final String actor;

    public Reservations(LedgerContext context, String actor) {
        this.context = context;
        this.store = context.store();
        this.actor = actor;
    }

    public Change<Reservation> apply(String key, ReservationEvent event) {
        Ref ref = ReservationDocument.ref(key);
        for (int i = 0; i < Change.TRIES; i++) {
            Optional<Document> found = store.get(ref);
            if (found.isEmpty()) {
                return new Change.Absent<>();
            }
            Reservation before = ReservationDocument.read(found.get());
            int number = event instanceof ReservationEvent.News news ? news.attempt() : before.attempt();
            // These make the next attempt, whose number an earlier refused one may have left behind.
            boolean next = event instanceof ReservationEvent.Submit || event instanceof ReservationEvent.LostPast;
            int touched = next ? number + 1 : number;
            Optional<Document> attempt = touched == 0 ? Optional.empty() : store.get(AttemptDocument.ref(key, touched));
            Instant now = context.clock().now();
            var decision = new ReservationTransitions(context.limits())
                    .apply(before, attempt.map(AttemptDocument::read), event, now);
            switch (decision) {
                case Moved moved -> {
                    List<Write> writes = writes(found.get(), before, attempt, moved, now);
                    if (writes.isEmpty()) {
                        return Change.already();
                    }
                    switch (store.commit(writes)) {
                        case APPLIED -> {
                            tell(before, moved);
                            return new Change.Made<>(moved.reservation());
                        }
                        case CONFLICT -> {}
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
    private Fields attemptHistory(Document old, Fields next, Instant now, String cause) {
        return cause.equals("looking")
                ? next.with("history", old.fields().find("history"))
                : History.next(old, next, now, cause, actor);
    }

    private Optional<Write> row(Reservation.Order order, String body) {
        String key = StepRecord.key(StepRecord.Kind.GENERATE, order.step(), order.request());
        return store.get(StepRecord.ref(order.run(), order.step(), key))
                .map(row -> new Write.Update(
                        row, StepRecord.write(StepRecord.read(row).done(Optional.empty(), Optional.of(body)))));
    }

    private void tell(Reservation before, Moved moved) {
        Reservation next = moved.reservation();
        if (!next.state().equals(before.state())) {
            context.listener()
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
