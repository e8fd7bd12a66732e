package dev.tickbox.tick.collect;

import dev.tickbox.Shortened;
import dev.tickbox.generator.Generator.CannotBeAsked;
import dev.tickbox.generator.Generator.Complete;
import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Generator.Finished;
import dev.tickbox.generator.Generator.Missing;
import dev.tickbox.generator.Generator.NoAnswer;
import dev.tickbox.generator.Generator.Partial;
import dev.tickbox.generator.Generator.Pending;
import dev.tickbox.generator.Generator.Unreachable;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.generator.Request;
import dev.tickbox.jsonschema.JsonSchema;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.Reservations;
import dev.tickbox.money.Prices;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Attempt.Handle;
import dev.tickbox.reservation.Attempt.Result;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.Reservation.Order;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.tick.collect.Listings.LateFinds;
import dev.tickbox.tick.context.DuePages;
import dev.tickbox.tick.context.DuePages.StopSignal;
import dev.tickbox.tick.context.Shard;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Looks at what is out and due, and keeps what has ended: the text first, then the commit that says so. */
public final class CollectResults {
    private final TickContext context;
    private final Reservations reservations;
    private final Bodies bodies;
    private final Listings listings;

    public CollectResults(TickContext context, Listings listings, String actor) {
        this.context = context;
        this.listings = listings;
        this.reservations = new Reservations(context, actor);
        this.bodies = new Bodies(context.store(), context.limits().bodyBytes());
    }

    public void due(Shard shard, StopSignal until, TickReport report) {
        Query due = Query.of(AttemptDocument.ALL, context.limits().tick().batch())
                .before("due", context.clock().now().plusMillis(1));
        context.workers()
                .each(
                        new DuePages(context.store(), shard.of(due), until),
                        document -> report.guard(document.ref().toString(), () -> one(document, report)));
    }

    private void one(Document document, TickReport report) {
        Attempt attempt = AttemptDocument.read(document);
        // The next look is fixed before this one, so that a look which never answers does not stop the others.
        if (!(reservations.apply(attempt.key(), new ReservationEvent.Looking(attempt.number()))
                instanceof Change.Made<Reservation> looking)) {
            return;
        }
        if (attempt.handles().isEmpty() && !awaited(looking.now(), attempt)) {
            ask(attempt, looking.now().order().mode(), report);
        }
        for (Handle handle : attempt.openHandles()) {
            report.count("looked");
            switch (context.generator().look(handle.id())) {
                case Pending look ->
                    reservations.apply(
                            attempt.key(), new ReservationEvent.NotYet(attempt.number(), handle.id(), false));
                case Missing look ->
                    reservations.apply(attempt.key(), new ReservationEvent.NotYet(attempt.number(), handle.id(), true));
                case Unreachable look -> {
                    report.error("looking at " + handle.id() + ": " + look.why());
                    // Not an answer; but past the vendor's retention there will be none.
                    reservations.apply(
                            attempt.key(), new ReservationEvent.NotYet(attempt.number(), handle.id(), false));
                }
                case Finished look
                when isOfAnother(look, attempt, looking.now().order().mode()) -> {
                    report.error(handle.id() + " is a job of " + look.label().orElse("another request")
                            + ", not of attempt " + attempt.number() + " of " + attempt.key() + "; it is not used");
                    reservations.apply(attempt.key(), new ReservationEvent.NotYet(attempt.number(), handle.id(), true));
                }
                case Finished look -> ended(looking.now().order(), attempt, handle, look, report);
            }
        }
    }

    /** Whoever can send notifications could name the job of one site for the request of another. */
    private static boolean isOfAnother(Finished look, Attempt attempt, Mode mode) {
        String own = new Label(attempt.key(), attempt.number(), mode).text();
        return look.label().filter(label -> !label.equals(own)).isPresent();
    }

    /** Resolving what a reservation waits for is {@link ResolveUncertain}'s. */
    private static boolean awaited(Reservation r, Attempt attempt) {
        boolean open = r.state() instanceof Reservation.Submitting || r.state() instanceof Reservation.Uncertain;
        return open && r.attempt() == attempt.number();
    }

    /** Its sender never reported, and its reservation went on without it: it may still be at the vendor, and be billed. */
    private void ask(Attempt attempt, Mode mode, TickReport report) {
        String key = attempt.key();
        int number = attempt.number();
        report.count("asked");
        Listings.Taken taken = listings.of(mode);
        Label label = new Label(key, number, mode);
        List<String> handles = taken.listing().handles(label);
        handles.forEach(handle -> reservations.apply(key, new ReservationEvent.Accepted(number, handle)));
        if (!handles.isEmpty()) {
            return;
        }
        switch (taken.listing()) {
            case Complete all -> {
                if (all.lacks(label)) {
                    reservations.apply(key, new ReservationEvent.NothingFound(number, taken.at()));
                }
            }
            case Partial _, CannotBeAsked _ -> reservations.apply(key, new ReservationEvent.CannotAsk(number));
            case NoAnswer none -> {} // It is asked again at its next due time.
        }
    }

    private void ended(Order order, Attempt attempt, Handle handle, Finished look, TickReport report) {
        new LateFinds(listings, reservations).before(order, attempt.number(), report);
        Result result = result(order, attempt, look);
        if (reservations.apply(attempt.key(), new ReservationEvent.Ended(attempt.number(), handle.id(), result))
                instanceof Change.Made<Reservation> made) {
            report.count(made.now().settled() ? "collected" : "ended");
            report.add("paidMicroUsd", result.paidMicroUsd());
        }
    }

    private Result result(Order order, Attempt attempt, Finished look) {
        Kept kept = kept(order, look);
        var ordered = new Prices.Ordered(
                order.model(), order.mode(), LocalDate.parse(attempt.chargeDay()), attempt.estimateMicroUsd());
        Prices.Paid paid = context.prices().price(look.model(), look.usage(), ordered);
        return new Result(
                Optional.of(kept.ending()),
                kept.why() + paid.note().map(note -> " (" + note + ")").orElse(""),
                kept.body(),
                look.model(),
                look.usage(),
                paid.microUsd(),
                paid.savedMicroUsd());
    }

    private record Kept(Ending ending, String why, Optional<String> body) {}

    /** The text is kept before anything is asked of it. */
    private Kept kept(Order order, Finished look) {
        if (look.text().isEmpty()) {
            return new Kept(look.ending(), look.why(), Optional.empty());
        }
        String text = look.text().get();
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        int most = context.limits().bodyBytes();
        if (bytes > most) {
            // A text is cut at a length that fits however many bytes its characters have.
            String body = bodies.keep(order.run(), Shortened.start(text, most / 4));
            String why = "a text of " + bytes + " bytes is over the limit; its beginning is stored";
            return new Kept(Ending.INCOMPLETE, why, Optional.of(body));
        }
        Optional<String> body = Optional.of(bodies.keep(order.run(), text));
        Optional<String> miss = look.ending() == Ending.COMPLETED ? miss(order, text) : Optional.empty();
        return miss.map(why -> new Kept(Ending.INCOMPLETE, "does not match its schema: " + why, body))
                .orElseGet(() -> new Kept(look.ending(), look.why(), body));
    }

    private Optional<String> miss(Order order, String text) {
        return bodies.find(order.run(), order.request())
                .flatMap(request -> Request.fromJson(request).schema())
                .flatMap(schema -> JsonSchema.miss(schema, text));
    }
}
