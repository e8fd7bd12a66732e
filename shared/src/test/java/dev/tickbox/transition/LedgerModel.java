package dev.tickbox.transition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Limits;
import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.generator.Usage;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Attempt.Result;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.Reservation.OnIncomplete;
import dev.tickbox.reservation.Reservation.Reason;
import dev.tickbox.reservation.ReservationDecision;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.reservation.ReservationTransitions;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One reservation with its attempts and a clock of its own: what a store and a tick would keep. */
final class LedgerModel {
    static final long ESTIMATE = 1000;

    final Limits limits;
    final SortedMap<Integer, Attempt> attempts = new TreeMap<>();
    Reservation reservation;
    Instant now = RunMachine.NOW;

    LedgerModel(Limits limits, boolean holdUncertain, OnIncomplete onIncomplete) {
        this.limits = limits;
        reservation = Reservation.open(ReservationSamples.order(holdUncertain, onIncomplete), now);
    }

    static LedgerModel resubmitting() {
        return new LedgerModel(Limits.STANDARD, false, OnIncomplete.HOLD);
    }

    ReservationDecision apply(ReservationEvent event) {
        int number = event instanceof ReservationEvent.News news ? news.attempt() : reservation.attempt();
        ReservationDecision decision = new ReservationTransitions(limits)
                .apply(reservation, Optional.ofNullable(attempts.get(number)), event, now);
        if (decision instanceof ReservationDecision.Moved moved) {
            reservation = moved.reservation();
            moved.attempt().ifPresent(a -> attempts.put(a.number(), a));
        }
        return decision;
    }

    LedgerModel moved(ReservationEvent event) {
        assertThat(apply(event))
                .as("%s in %s", event, reservation.state())
                .isInstanceOf(ReservationDecision.Moved.class);
        return this;
    }

    LedgerModel already(ReservationEvent event) {
        assertThat(apply(event)).isInstanceOf(ReservationDecision.Already.class);
        return this;
    }

    LedgerModel after(Duration pause) {
        now = now.plus(pause);
        return this;
    }

    /** To when a tick would look again. */
    LedgerModel whenDue() {
        Instant due = reservation.due().orElseThrow();
        now = due.isAfter(now) ? due : now;
        return this;
    }

    LedgerModel submit() {
        whenDue();
        return moved(submission("me"));
    }

    ReservationEvent.Submit submission(String owner) {
        return new ReservationEvent.Submit(owner, now.plus(limits.purchase().lease()), "2026-11-21", ESTIMATE);
    }

    /** What somebody who has just asked learns. */
    ReservationEvent.NothingFound nothing() {
        return new ReservationEvent.NothingFound(reservation.attempt(), now);
    }

    /** The sender dies; the lease runs out. */
    LedgerModel lost() {
        whenDue();
        return moved(new ReservationEvent.LeaseOver());
    }

    Attempt attempt(int number) {
        return Objects.requireNonNull(attempts.get(number));
    }

    long paid() {
        return attempts.values().stream().mapToLong(Attempt::paidMicroUsd).sum();
    }

    long risk() {
        return attempts.values().stream().mapToLong(Attempt::riskMicroUsd).sum();
    }

    LedgerModel is(Class<? extends Reservation.State> state) {
        assertThat(reservation.state()).isInstanceOf(state);
        return this;
    }

    LedgerModel stuck(Reason reason) {
        assertThat(reservation.state())
                .isInstanceOfSatisfying(
                        Reservation.Stuck.class, s -> assertThat(s.reason()).isEqualTo(reason));
        return this;
    }

    static Result result(Ending ending, long paid) {
        boolean text = ending == Ending.COMPLETED || ending == Ending.INCOMPLETE;
        Optional<String> body = text ? Optional.of("body") : Optional.empty();
        return new Result(Optional.of(ending), "why", body, "model", new Usage(1, 1, 0), paid, 0);
    }
}
