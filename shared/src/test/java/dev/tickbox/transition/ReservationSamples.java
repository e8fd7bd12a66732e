package dev.tickbox.transition;

import static dev.tickbox.transition.AttemptSamples.JOB;
import static dev.tickbox.transition.AttemptSamples.RESULT;
import static dev.tickbox.transition.AttemptSamples.handle;
import static dev.tickbox.transition.AttemptSamples.number;
import static dev.tickbox.transition.AttemptSamples.result;

import dev.tickbox.generator.Mode;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.Reservation.OnIncomplete;
import dev.tickbox.reservation.Reservation.Order;
import dev.tickbox.reservation.Reservation.Reason;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.transition.Facets.Spec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Samples of reservations and of what can happen to them. The current attempt has number 2, the older one 1, and 3 is
 * a number that a certain refusal gave back.
 */
final class ReservationSamples {
    static final Instant NOW = RunMachine.NOW;
    private static final Instant SOON = RunMachine.SOON;
    private static final Instant EARLIER = RunMachine.EARLIER;
    private static final String WAKE = "wake: wake pending | run told";
    private static final String AGE = "age: first sent < 72 h ago | first sent > 72 h ago";
    private static final String LEFT = "left: attempts left | last attempt";
    private static final String OWN = "by: own call | another's call";

    static final Map<Class<?>, Spec<Reservation.State>> STATES = Map.of(
            Reservation.Reserved.class,
            Spec.of(f -> new Reservation.Reserved(f.is("due", "due") ? EARLIER : SOON, 0), "due: due | not due yet"),
            Reservation.Submitting.class,
            Spec.of(
                    f -> new Reservation.Submitting("me", f.is("lease", "lease over") ? EARLIER : SOON, 0),
                    "lease: lease running | lease over"),
            Reservation.Uncertain.class,
            Spec.of(
                    f -> new Reservation.Uncertain(
                            NOW.minus(leaseEnded(f)),
                            f.is("listings", "listed empty once")
                                    ? Optional.of(NOW.minus(Duration.ofMinutes(20)))
                                    : Optional.empty(),
                            f.is("asked", "asked in vain") ? 30 : 0,
                            f.is("due", "due") ? EARLIER : SOON),
                    "since: settling | settled | grace over | outage",
                    "listings: not listed yet | listed empty once",
                    "due: due | not due yet"),
            Reservation.Submitted.class,
            Spec.of(
                    f -> new Reservation.Submitted(
                            f.is("waits", "waits for another") ? AttemptSamples.other(f) : number(f),
                            f.is("time", "overdue") ? EARLIER : SOON),
                    "time: in time | overdue",
                    "waits: waits for it | waits for another"),
            Reservation.Collected.class,
            Spec.of(f -> new Reservation.Collected(2, "body", wake(f)), WAKE),
            Reservation.Stuck.class,
            Spec.of(
                    f -> new Reservation.Stuck(Reason.valueOf(f.get("reason")), "why"),
                    "reason: OVERDUE | MISSING | UNCERTAIN"),
            Reservation.Abandoned.class,
            Spec.of(f -> new Reservation.Abandoned(wake(f)), WAKE));

    static final Map<Class<?>, Spec<ReservationEvent>> EVENTS = Map.ofEntries(
            Map.entry(ReservationEvent.Submit.class, Spec.of(f -> submit(f.get("by")), "by: me | another")),
            Map.entry(
                    ReservationEvent.Postpone.class,
                    Spec.of(f -> new ReservationEvent.Postpone(SOON.plusSeconds(1), "budget"))),
            Map.entry(
                    ReservationEvent.Reject.class,
                    Spec.of(
                            f -> new ReservationEvent.Reject(
                                    f.is("limit", "of the run") ? Reason.RUN_CAP : Reason.BUDGET, "budget"),
                            "limit: of the day | of the run")),
            Map.entry(
                    ReservationEvent.LostPast.class,
                    Spec.of(
                            f -> new ReservationEvent.LostPast(
                                    f.is("past", "asked for") ? EARLIER : NOW, "2026-11-21", 1000),
                            "past: asked for | unknown")),
            Map.entry(
                    ReservationEvent.Accepted.class,
                    news(f -> new ReservationEvent.Accepted(number(f), handle(f)), JOB)),
            Map.entry(
                    ReservationEvent.Heard.class,
                    news(f -> new ReservationEvent.Heard(number(f), handle(f)), JOB, "look: look due | look not due")),
            Map.entry(
                    ReservationEvent.Refused.class,
                    news(
                            f -> new ReservationEvent.Refused(
                                    number(f), owner(f), "429", f.is("lasts", "lasting"), Optional.empty()),
                            OWN,
                            "lasts: lasting | passing",
                            AGE)),
            Map.entry(
                    ReservationEvent.NotSent.class,
                    news(f -> new ReservationEvent.NotSent(number(f), owner(f), "paused"), OWN)),
            Map.entry(
                    ReservationEvent.Unsure.class,
                    news(f -> new ReservationEvent.Unsure(number(f), owner(f), "timeout"), OWN)),
            Map.entry(
                    ReservationEvent.NothingFound.class,
                    news(
                            f -> new ReservationEvent.NothingFound(
                                    number(f), f.is("listing", "old listing") ? Instant.EPOCH : EARLIER),
                            AGE,
                            "listing: fresh listing | old listing",
                            "asks: asked often | asked seldom")),
            Map.entry(
                    ReservationEvent.CannotAsk.class,
                    news(f -> new ReservationEvent.CannotAsk(number(f)), "hold: hold | resubmit | lost past", LEFT)),
            Map.entry(ReservationEvent.Asking.class, news(f -> new ReservationEvent.Asking(number(f)))),
            Map.entry(
                    ReservationEvent.NoListing.class,
                    news(f -> new ReservationEvent.NoListing(number(f)), "asked: asked a few times | asked in vain")),
            Map.entry(
                    ReservationEvent.Looking.class,
                    news(f -> new ReservationEvent.Looking(number(f)), "look: look due | look not due")),
            Map.entry(
                    ReservationEvent.Ended.class,
                    news(f -> new ReservationEvent.Ended(number(f), handle(f), result(f)), RESULT, LEFT, JOB)),
            Map.entry(
                    ReservationEvent.NotYet.class,
                    news(
                            f -> new ReservationEvent.NotYet(
                                    number(f), handle(f), f.is("answer", "unknown to the vendor")),
                            JOB,
                            "answer: unfinished | unknown to the vendor",
                            "bound: fresh handle | past missing grace | past retention")),
            Map.entry(ReservationEvent.LeaseOver.class, Spec.of(f -> new ReservationEvent.LeaseOver())),
            Map.entry(ReservationEvent.Overdue.class, Spec.of(f -> new ReservationEvent.Overdue())),
            Map.entry(ReservationEvent.Woken.class, Spec.of(f -> new ReservationEvent.Woken())),
            Map.entry(ReservationEvent.Retry.class, Spec.of(f -> new ReservationEvent.Retry())),
            Map.entry(ReservationEvent.Abandon.class, Spec.of(f -> new ReservationEvent.Abandon())),
            Map.entry(ReservationEvent.Withdraw.class, Spec.of(f -> ReservationEvent.Withdraw.RUN_OVER)));

    private ReservationSamples() {}

    /** News has an attempt beside it, whose samples are choices like the others. */
    private static Spec<ReservationEvent> news(Function<Facets, ReservationEvent> make, String... choices) {
        List<String> all = new ArrayList<>(List.of(choices));
        all.add(AttemptSamples.NUMBER);
        if (!all.contains(JOB)) {
            all.add(AttemptSamples.STATUS);
        }
        return Spec.of(make, all.toArray(String[]::new));
    }

    static ReservationEvent.Submit submit(String owner) {
        return new ReservationEvent.Submit(owner, SOON, "2026-11-21", 1000);
    }

    static Reservation reservation(Facets f, Reservation.State state) {
        OnIncomplete policy = switch (f.get("result")) {
            case "incomplete/publish", "incomplete/empty" -> OnIncomplete.PUBLISH;
            case "incomplete/retry", "incomplete/again" -> OnIncomplete.RETRY;
            default -> OnIncomplete.HOLD;
        };
        Order order = order(f.is("hold", "hold"), policy);
        int billed = f.is("left", "last attempt") ? 4 : 1;
        int tokens = f.is("result", "incomplete/again") ? 2 : 1;
        Instant since = NOW.minus(Duration.ofHours(f.is("age", "first sent > 72 h ago") ? 74 : 1));
        return new Reservation(order, 2, billed, tokens, since, Optional.of(EARLIER), state);
    }

    static Order order(boolean hold, OnIncomplete policy) {
        return new Order(
                "key",
                "run",
                "step",
                "job",
                "garden",
                "model",
                Mode.BACKGROUND,
                "{}",
                hold,
                policy,
                NOW.minus(Duration.ofDays(60)));
    }

    private static Duration leaseEnded(Facets f) {
        return f.is("since", "outage")
                ? Duration.ofHours(73)
                : Duration.ofMinutes(f.is("since", "settling") ? 1 : f.is("since", "settled") ? 5 : 15);
    }

    private static String owner(Facets f) {
        return f.is("by", "own call") ? "me" : "another";
    }

    private static Optional<Instant> wake(Facets f) {
        return f.is("wake", "wake pending") ? Optional.of(EARLIER) : Optional.empty();
    }
}
