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
import dev.tickbox.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reservations and their attempts, as they stand in the store. */
public final class Reservations extends Ledger<Reservation, ReservationEvent> {
    public Reservations(LedgerContext context, String actor) {
        super(context, actor);
    }

    @Override
    Ref ref(String key) {
        return ReservationDocument.ref(key);
    }

    @Override
    Step<Reservation> decide(Document document, ReservationEvent event, Instant now) {
        Reservation before = ReservationDocument.read(document);
        Optional<Document> attempt = touched(before, event)
                .flatMap(number -> store.get(AttemptDocument.ref(before.order().key(), number)));
        var machine = new ReservationTransitions(context.limits());
        return switch (machine.apply(before, attempt.map(AttemptDocument::read), event, now)) {
            case Moved moved -> {
                List<Write> writes = writes(document, before, attempt, moved, now);
                yield writes.isEmpty()
                        ? new Step.Stay<>(Change.already())
                        : new Step.Commit<>(moved.reservation(), writes, () -> tell(before, moved));
            }
            case Already d -> new Step.Stay<>(Change.already());
            case Conflict d -> new Step.Stay<>(Change.conflict(d.field()));
            case Illegal d -> new Step.Stay<>(Change.illegal(d.why()));
        };
    }

    /** The number of the attempt that the event is about, if there may be one. */
    private static Optional<Integer> touched(Reservation before, ReservationEvent event) {
        int number = event instanceof ReservationEvent.News news ? news.attempt() : before.attempt();
        // These make the next attempt, whose number an earlier refused one may have left behind.
        boolean next = event instanceof ReservationEvent.Submit || event instanceof ReservationEvent.LostPast;
        int touched = next ? number + 1 : number;
        return touched == 0 ? Optional.empty() : Optional.of(touched);
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
        if (next.state() instanceof Reservation.Stuck && !(before.state() instanceof Reservation.Stuck)) {
            wokenRow(next.order().run(), now).ifPresent(writes::add);
        }
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
