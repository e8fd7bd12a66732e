package dev.tickbox.ledger;

import dev.tickbox.Fields;
import dev.tickbox.RunId;
import dev.tickbox.Shortened;
import dev.tickbox.generator.Mode;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.Reservation.Abandoned;
import dev.tickbox.reservation.Reservation.Collected;
import dev.tickbox.reservation.Reservation.OnIncomplete;
import dev.tickbox.reservation.Reservation.Order;
import dev.tickbox.reservation.Reservation.Reason;
import dev.tickbox.reservation.Reservation.Reserved;
import dev.tickbox.reservation.Reservation.State;
import dev.tickbox.reservation.Reservation.Stuck;
import dev.tickbox.reservation.Reservation.Submitted;
import dev.tickbox.reservation.Reservation.Submitting;
import dev.tickbox.reservation.Reservation.Uncertain;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Schema;

/** {@code reservations/{key}}, as a person sees it. */
public final class ReservationDocument {
    public static final Collection ALL = Collection.of("reservations");

    /** The states by name, as documents hold them and queries ask for them. */
    public enum ReservationState {
        RESERVED,
        SUBMITTING,
        UNCERTAIN,
        SUBMITTED,
        COLLECTED,
        STUCK,
        ABANDONED
    }

    private ReservationDocument() {}

    public static Ref ref(String key) {
        return ALL.ref(key);
    }

    public static Fields write(Reservation r) {
        Order order = r.order();
        Fields common = Schema.begin()
                .with("state", stateName(r.state()))
                .with("run", order.run())
                .with("root", RunId.isRow(order.run()) ? RunId.rootOf(order.run()) : null)
                .with("step", order.step())
                .with("job", order.job())
                .with("site", order.site())
                .with("model", order.model())
                .with("mode", order.mode().word())
                .with("lane", order.lane())
                .with("request", order.request())
                .with("on_uncertain", order.holdUncertain() ? "hold" : "resubmit")
                .with("on_incomplete", order.onIncomplete().name())
                .with("created_at", order.createdAt())
                .with("waiting_since", waits(r) ? order.createdAt() : null)
                .with("open_since", r.openSince())
                .with("attempt", (long) r.attempt())
                .with("billed", (long) r.billed())
                .with("token_factor", (long) r.tokenFactor())
                .with("recalled_to", r.recalledTo())
                .with("due", r.due());
        return switch (r.state()) {
            case Reserved s -> common.with("refusals", (long) s.refusals());
            case Submitting s -> common.with("owner", s.owner()).with("refusals", (long) s.refusals());
            case Uncertain s ->
                common.with("lease_ended", s.leaseEnded())
                        .with("not_listed_at", s.notListedAt())
                        .with("unanswered", (long) s.unanswered());
            case Submitted s -> common.with("waiting_for", (long) s.waitingFor());
            case Collected s ->
                common.with("from_attempt", (long) s.fromAttempt()).with("body", s.body());
            case Stuck s
            when s.reason() == Reason.RUN_CAP ->
                common.with("schema", Schema.RUN_CAP)
                        .with("reason", s.reason().name())
                        .with("why", Shortened.why(s.why()));
            case Stuck s -> common.with("reason", s.reason().name()).with("why", Shortened.why(s.why()));
            case Abandoned s -> common;
        };
    }

    public static Reservation read(Document document) {
        Fields f = Schema.read(document);
        Order order = new Order(
                document.ref().id(),
                f.text("run"),
                f.text("step"),
                f.text("job"),
                f.text("site"),
                f.text("model"),
                Mode.of(f.findText("mode")),
                f.text("request"),
                f.text("on_uncertain").equals("hold"),
                OnIncomplete.valueOf(f.text("on_incomplete")),
                f.time("created_at"));
        return new Reservation(
                order,
                Math.toIntExact(f.number("attempt")),
                Math.toIntExact(f.number("billed")),
                Math.toIntExact(f.number("token_factor")),
                f.time("open_since"),
                f.findTime("recalled_to"),
                state(f));
    }

    /** Until it is settled or STUCK. */
    private static boolean waits(Reservation r) {
        return !r.settled() && !(r.state() instanceof Stuck);
    }

    private static State state(Fields f) {
        return switch (ReservationState.valueOf(f.text("state"))) {
            case RESERVED -> new Reserved(f.time("due"), Math.toIntExact(f.number("refusals")));
            case SUBMITTING -> new Submitting(f.text("owner"), f.time("due"), Math.toIntExact(f.number("refusals")));
            case UNCERTAIN ->
                new Uncertain(
                        f.time("lease_ended"),
                        f.findTime("not_listed_at"),
                        Math.toIntExact(f.number("unanswered", 0)),
                        f.time("due"));
            case SUBMITTED -> new Submitted(Math.toIntExact(f.number("waiting_for")), f.time("due"));
            case COLLECTED ->
                new Collected(Math.toIntExact(f.number("from_attempt")), f.text("body"), f.findTime("due"));
            case STUCK -> new Stuck(Reason.valueOf(f.text("reason")), f.text("why"));
            case ABANDONED -> new Abandoned(f.findTime("due"));
        };
    }

    public static String stateName(State state) {
        return (switch (state) {
                    case Reserved _ -> ReservationState.RESERVED;
                    case Submitting _ -> ReservationState.SUBMITTING;
                    case Uncertain _ -> ReservationState.UNCERTAIN;
                    case Submitted _ -> ReservationState.SUBMITTED;
                    case Collected _ -> ReservationState.COLLECTED;
                    case Stuck _ -> ReservationState.STUCK;
                    case Abandoned _ -> ReservationState.ABANDONED;
                })
                .name();
    }
}
