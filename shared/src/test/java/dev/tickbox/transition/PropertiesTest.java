package dev.tickbox.transition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.outbox.Item;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Attempt.Handle;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.reservation.Reservation.Abandoned;
import dev.tickbox.reservation.Reservation.Collected;
import dev.tickbox.reservation.Reservation.Reserved;
import dev.tickbox.reservation.Reservation.Stuck;
import dev.tickbox.reservation.Reservation.Submitting;
import dev.tickbox.reservation.ReservationDecision;
import dev.tickbox.reservation.ReservationEvent;
import dev.tickbox.run.Run;
import dev.tickbox.transition.ReservationMachine.Case;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds for every state with every event. */
class PropertiesTest {
    private static final List<Case> CASES = new ReservationMachine().cases();

    @Test
    void evidence_is_taken_in_every_state() {
        for (Case c : CASES) {
            ReservationDecision decision = c.decide();
            Attempt after = decision instanceof ReservationDecision.Moved moved
                    ? moved.attempt().orElse(c.attempt())
                    : c.attempt();
            if (c.event() instanceof ReservationEvent.Accepted e) {
                assertThat(after.handle(e.handle())).as("%s", c).isPresent();
            }
            if (c.event() instanceof ReservationEvent.Heard e) {
                Handle handle = after.handle(e.handle()).orElseThrow();
                assertThat(handle.result().isPresent()
                                || after.due().orElseThrow().compareTo(ReservationSamples.NOW) <= 0)
                        .as("looked at now: %s", c)
                        .isTrue();
            }
            if (c.event() instanceof ReservationEvent.Ended e) {
                Optional<Long> paid =
                        after.handle(e.handle()).flatMap(Handle::result).map(Attempt.Result::paidMicroUsd);
                boolean known = c.attempt()
                        .handle(e.handle())
                        .flatMap(Handle::result)
                        .flatMap(Attempt.Result::ending)
                        .isPresent();
                assertThat(paid).as("%s", c).isPresent();
                assertThat(known || paid.equals(Optional.of(e.result().paidMicroUsd())))
                        .as("%s", c)
                        .isTrue();
            }
            if (c.event() instanceof ReservationEvent.Refused e
                    && e.owner().equals(c.attempt().owner())) {
                assertThat(after.status()).as("%s", c).isNotIn(Attempt.Status.SENDING, Attempt.Status.UNCERTAIN);
            }
        }
    }

    @Test
    void handles_and_charges_are_only_added_and_risk_is_never_negative() {
        for (Case c : CASES) {
            if (c.decide() instanceof ReservationDecision.Moved moved && c.event() instanceof ReservationEvent.News) {
                Attempt after = moved.attempt().orElse(c.attempt());
                onlyAdded(c.attempt(), after);
                assertThat(after.riskMicroUsd()).as("%s", c).isNotNegative();
            }
        }
    }

    static void onlyAdded(Attempt before, Attempt after) {
        assertThat(after.number()).isEqualTo(before.number());
        assertThat(after.paidMicroUsd()).isGreaterThanOrEqualTo(before.paidMicroUsd());
        for (Handle handle : before.handles()) {
            Handle kept = after.handle(handle.id()).orElseThrow();
            assertThat(kept.boundAt()).isEqualTo(handle.boundAt());
            if (handle.result().flatMap(Attempt.Result::ending).isPresent()) {
                assertThat(kept).isEqualTo(handle);
            }
        }
    }

    @Test
    void what_is_collected_or_abandoned_stays_so() {
        for (Case c : CASES) {
            if (c.decide() instanceof ReservationDecision.Moved moved) {
                Reservation.State before = c.reservation().state();
                Reservation.State after = moved.reservation().state();
                if (before instanceof Collected s) {
                    assertThat(after)
                            .isInstanceOfSatisfying(
                                    Collected.class, t -> assertThat(t.body()).isEqualTo(s.body()));
                }
                if (before instanceof Abandoned) {
                    assertThat(after).isInstanceOf(Abandoned.class);
                }
            }
        }
        left(new OutboxMachine(), Item.Published.class, List.of(Item.Published.class));
        left(new RunMachine(), Run.Done.class, List.of(Run.Done.class, Run.Deleting.class));
        left(new RunMachine(), Run.Abandoned.class, List.of(Run.Abandoned.class, Run.Deleting.class));
        left(new RunMachine(), Run.Deleting.class, List.of());
    }

    private static void left(Machine machine, Class<?> state, List<Class<?>> to) {
        for (Class<?> event : machine.events()) {
            for (Machine.Try each : machine.tries(state, event)) {
                assertThat(to.containsAll(each.target().stream().toList()))
                        .as("%s: %s", event, each)
                        .isTrue();
            }
        }
    }

    @Test
    void what_is_unfinished_is_due_or_waits_for_a_person() {
        for (Case c : CASES) {
            if (c.decide() instanceof ReservationDecision.Moved moved) {
                Reservation r = moved.reservation();
                assertThat(r.due().isPresent() || r.settled() || r.state() instanceof Stuck)
                        .as("%s", c)
                        .isTrue();
                boolean out = moved.attempt().stream()
                        .anyMatch(a -> !a.openHandles().isEmpty() && a.due().isEmpty());
                assertThat(out).as("an open handle that nobody looks at: %s", c).isFalse();
            }
        }
        OutboxMachine.samples()
                .forEach(item -> assertThat(
                                item.due().isPresent() || item.settled() || item.state() instanceof Item.Stuck)
                        .as("%s", item)
                        .isTrue());
        RunMachine.samples().forEach(run -> {
            boolean ended = run.state() instanceof Run.Done
                    || run.state() instanceof Run.LeftOut
                    || run.state() instanceof Run.Failed
                    || run.state() instanceof Run.Abandoned;
            assertThat(run.due().isPresent()).as("%s", run).isNotEqualTo(ended);
        });
    }

    /** Only {@link ReservationEvent.NothingFound} means more when it comes again: it is believed the second time. */
    @Test
    void the_same_event_twice_is_already_so_or_does_no_harm() {
        for (Case c : CASES) {
            if (c.decide() instanceof ReservationDecision.Moved once
                    && !(c.event() instanceof ReservationEvent.NothingFound)) {
                Attempt attempt = once.attempt().orElse(c.attempt());
                Case again = new Case(c.facets(), once.reservation(), attempt, c.event());
                if (again.decide() instanceof ReservationDecision.Moved twice) {
                    assertThat(twice.reservation().state())
                            .as("%s", c)
                            .isEqualTo(once.reservation().state());
                    assertThat(twice.reservation().billed())
                            .as("%s", c)
                            .isEqualTo(once.reservation().billed());
                    assertThat(twice.attempt()).as("%s", c).isIn(Optional.empty(), Optional.of(attempt));
                }
            }
        }
    }

    @Test
    void only_submit_sends_and_only_what_is_reserved_and_due() {
        for (Case c : CASES) {
            if (c.decide() instanceof ReservationDecision.Moved moved
                    && moved.reservation().state() instanceof Submitting
                    && !(c.reservation().state() instanceof Submitting)) {
                assertThat(c.event()).isInstanceOf(ReservationEvent.Submit.class);
                assertThat(c.reservation().state())
                        .isInstanceOfSatisfying(
                                Reserved.class, s -> assertThat(s.due()).isBeforeOrEqualTo(ReservationSamples.NOW));
                assertThat(moved.attempt().orElseThrow().number())
                        .isGreaterThan(c.reservation().attempt());
            }
        }
    }
}
