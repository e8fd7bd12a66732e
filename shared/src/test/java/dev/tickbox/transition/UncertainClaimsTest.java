package dev.tickbox.transition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Limits;
import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.reservation.Attempt;
import dev.tickbox.reservation.Attempt.Status;
import dev.tickbox.reservation.Reservation.Abandoned;
import dev.tickbox.reservation.Reservation.Collected;
import dev.tickbox.reservation.Reservation.OnIncomplete;
import dev.tickbox.reservation.Reservation.Reason;
import dev.tickbox.reservation.Reservation.Reserved;
import dev.tickbox.reservation.Reservation.Stuck;
import dev.tickbox.reservation.Reservation.Submitted;
import dev.tickbox.reservation.Reservation.Submitting;
import dev.tickbox.reservation.Reservation.Uncertain;
import dev.tickbox.reservation.ReservationDecision;
import dev.tickbox.reservation.ReservationEvent;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a call whose answer is lost, late, or no. */
class UncertainClaimsTest {
    private final LedgerModel ledger = LedgerModel.resubmitting();

    @Test
    void a_lost_reply_is_found_by_asking_and_bought_once() {
        ledger.submit().lost().moved(new ReservationEvent.Asking(1)).moved(new ReservationEvent.Accepted(1, "h"));
        ledger.is(Submitted.class).moved(new ReservationEvent.Ended(1, "h", LedgerModel.result(Ending.COMPLETED, 700)));

        ledger.is(Collected.class);
        assertThat(ledger.attempts).hasSize(1);
        assertThat(ledger.paid()).isEqualTo(700);
        assertThat(ledger.risk()).isZero();
    }

    @Test
    void two_do_not_ask_at_once() {
        ledger.submit().lost().moved(new ReservationEvent.Asking(1));
        assertThat(ledger.apply(new ReservationEvent.Asking(1))).isEqualTo(new ReservationDecision.Conflict("due"));
    }

    @Test
    void not_found_counts_only_after_settling_and_only_twice() {
        ledger.submit().lost();

        ledger.moved(ledger.nothing()).is(Uncertain.class);
        assertThat(ledger.risk()).as("asked too early").isEqualTo(LedgerModel.ESTIMATE);
        ledger.whenDue().moved(new ReservationEvent.Asking(1));
        ledger.moved(ledger.nothing()).is(Uncertain.class);
        assertThat(ledger.risk()).as("asked once").isEqualTo(LedgerModel.ESTIMATE);
        ledger.whenDue().moved(new ReservationEvent.Asking(1));
        ledger.moved(ledger.nothing()).is(Reserved.class);

        assertThat(ledger.attempt(1).status()).isEqualTo(Status.NOT_FOUND);
        assertThat(ledger.risk()).isZero();
        ledger.submit();
        assertThat(ledger.reservation.attempt()).isEqualTo(2);
        assertThat(ledger.reservation.billed()).as("nothing was billed").isZero();
    }

    @Test
    void where_nobody_can_be_asked_the_next_attempt_leaves_the_risk_on_the_books() {
        unanswered(ledger);
        ledger.is(Reserved.class);
        assertThat(ledger.risk()).isEqualTo(LedgerModel.ESTIMATE);
        ledger.submit();
        assertThat(ledger.risk()).isEqualTo(2 * LedgerModel.ESTIMATE);
    }

    @Test
    void where_nobody_can_be_asked_a_careful_job_waits_for_a_person_who_may_say_again() {
        LedgerModel careful = new LedgerModel(Limits.STANDARD, true, OnIncomplete.HOLD);
        unanswered(careful);
        careful.stuck(Reason.UNCERTAIN);
        assertThat(careful.risk()).isEqualTo(LedgerModel.ESTIMATE);

        careful.moved(new ReservationEvent.Retry()).is(Reserved.class).submit();
        assertThat(careful.reservation.attempt()).isEqualTo(2);
        assertThat(careful.reservation.billed())
                .as("a person's word starts the count anew")
                .isZero();
    }

    @Test
    void unanswered_attempts_are_bounded() {
        for (int n = 1; n <= ledger.limits.purchase().attempts(); n++) {
            ledger.is(Reserved.class);
            unanswered(ledger);
        }
        ledger.stuck(Reason.ATTEMPTS);
        assertThat(ledger.attempts).hasSize(ledger.limits.purchase().attempts());
    }

    @Test
    void a_late_handle_of_a_resubmitted_attempt_is_looked_at_and_priced_as_wasted() {
        unanswered(ledger);
        ledger.submit()
                .moved(new ReservationEvent.Accepted(2, "h2"))
                .moved(new ReservationEvent.Ended(2, "h2", done(600)));
        ledger.moved(new ReservationEvent.Accepted(1, "h1")).is(Collected.class);
        ledger.now = ledger.attempt(1).due().orElseThrow();
        ledger.moved(new ReservationEvent.Looking(1)).moved(new ReservationEvent.Ended(1, "h1", done(700)));

        assertThat(ledger.attempt(1).wastedMicroUsd()).isEqualTo(700);
        assertThat(ledger.attempt(2).wastedMicroUsd()).isZero();
        assertThat(ledger.paid()).isEqualTo(1300);
        assertThat(ledger.risk()).isZero();
    }

    @Test
    void the_first_result_collected_wins_whichever_attempt_brings_it() {
        unanswered(ledger);
        ledger.submit().moved(new ReservationEvent.Accepted(2, "h2")).moved(new ReservationEvent.Accepted(1, "h1"));
        ledger.moved(new ReservationEvent.Ended(1, "h1", done(700)))
                .moved(new ReservationEvent.Ended(2, "h2", done(600)));

        assertThat(ledger.reservation.state())
                .isInstanceOfSatisfying(
                        Collected.class, s -> assertThat(s.fromAttempt()).isEqualTo(1));
        assertThat(ledger.attempt(2).wastedMicroUsd()).isEqualTo(600);
    }

    @Test
    void a_handle_that_turns_up_before_the_next_attempt_is_sent_saves_buying_it() {
        unanswered(ledger);
        ledger.is(Reserved.class).moved(new ReservationEvent.Accepted(1, "h1")).is(Submitted.class);
    }

    @Test
    void the_vendors_call_may_come_before_the_reply() {
        ledger.submit()
                .moved(new ReservationEvent.Heard(1, "h"))
                .is(Submitted.class)
                .already(new ReservationEvent.Accepted(1, "h"));
        assertThat(ledger.attempt(1).due()).contains(ledger.now);
    }

    @Test
    void a_certain_refusal_gives_the_number_back_and_exhausts_nothing() {
        for (int n = 0; n < 20; n++) {
            ledger.submit().moved(refused(false));
        }
        ledger.is(Reserved.class).submit();
        assertThat(ledger.reservation.attempt()).isEqualTo(1);
        assertThat(ledger.reservation.billed()).isZero();
        assertThat(ledger.risk()).isEqualTo(LedgerModel.ESTIMATE);
    }

    @Test
    void a_lasting_refusal_waits_for_a_person_at_once() {
        ledger.submit().moved(refused(true)).stuck(Reason.REFUSED);
        assertThat(ledger.risk()).isZero();
    }

    @Test
    void an_outage_of_72_hours_waits_for_a_person_and_exhausts_no_attempt() {
        var began = ledger.now;
        while (ledger.reservation.state() instanceof Reserved) {
            ledger.submit().moved(refused(false));
        }
        ledger.stuck(Reason.OUTAGE);
        assertThat(Duration.between(began, ledger.now)).isBetween(Duration.ofHours(71), Duration.ofHours(73));
        assertThat(ledger.reservation.billed()).isZero();
        ledger.moved(new ReservationEvent.Retry())
                .submit()
                .moved(refused(false))
                .is(Reserved.class);
    }

    @Test
    void a_machine_that_was_off_for_days_has_not_been_refused_for_days() {
        ledger.after(Duration.ofDays(7)).submit().moved(refused(false)).is(Reserved.class);

        LedgerModel asleep = LedgerModel.resubmitting().submit().after(Duration.ofDays(7));
        asleep.moved(new ReservationEvent.LeaseOver()).moved(refused(false)).is(Reserved.class);

        LedgerModel lost =
                LedgerModel.resubmitting().submit().after(Duration.ofDays(7)).moved(new ReservationEvent.LeaseOver());
        lost.moved(lost.nothing()).whenDue();
        lost.moved(lost.nothing()).is(Reserved.class);
    }

    @Test
    void days_of_waiting_for_a_budget_are_no_outage_and_lose_no_count() {
        ledger.submit().moved(refused(false));
        int refusals = ((Reserved) ledger.reservation.state()).refusals();
        ledger.moved(new ReservationEvent.Postpone(ledger.now.plus(Duration.ofHours(80)), "budget"));
        assertThat(ledger.reservation.state())
                .isInstanceOfSatisfying(
                        Reserved.class, s -> assertThat(s.refusals()).isEqualTo(refusals));
        ledger.submit().moved(refused(false)).is(Reserved.class);
        assertThat(ledger.reservation.state())
                .isInstanceOfSatisfying(
                        Reserved.class, s -> assertThat(s.refusals()).isEqualTo(refusals + 1));
    }

    @Test
    void what_was_not_sent_is_no_refusal_and_may_be_sent_at_once() {
        ledger.submit().moved(new ReservationEvent.NotSent(1, "me", "the store was paused"));
        assertThat(ledger.reservation.state()).isEqualTo(new Reserved(ledger.now, 0));
        assertThat(ledger.reservation.attempt()).as("the number is given back").isZero();
    }

    @Test
    void a_vendor_that_says_come_back_next_year_is_asked_after_three_days() {
        ledger.submit().moved(new ReservationEvent.Refused(1, "me", "429", false, Optional.of(Duration.ofDays(365))));
        assertThat(ledger.reservation.due())
                .contains(ledger.now.plus(ledger.limits.vendor().outage()));
    }

    @Test
    void a_number_given_back_is_not_used_again_once_something_of_it_turns_up() {
        ledger.submit()
                .moved(refused(false))
                .moved(new ReservationEvent.Accepted(1, "h1"))
                .is(Submitted.class);
        ledger.moved(new ReservationEvent.Ended(1, "h1", LedgerModel.result(Ending.FAILED, 300)))
                .submit();

        assertThat(ledger.reservation.attempt()).isEqualTo(2);
        assertThat(ledger.paid())
                .as("what attempt 1 cost is still on the books")
                .isEqualTo(300);
    }

    @Test
    void a_sender_whose_reservation_was_collected_meanwhile_still_says_what_it_knows() {
        unanswered(ledger);
        ledger.submit().moved(new ReservationEvent.Ended(1, "h1", done(700))).is(Collected.class);
        ledger.moved(new ReservationEvent.Unsure(2, "me", "timeout"));

        assertThat(ledger.attempt(2).status()).isEqualTo(Status.UNCERTAIN);
        assertThat(ledger.risk()).isEqualTo(LedgerModel.ESTIMATE);
    }

    @Test
    void nobody_abandons_what_is_being_sent_and_what_comes_after_is_only_priced() {
        ledger.submit();
        assertThat(ledger.apply(new ReservationEvent.Abandon())).isInstanceOf(ReservationDecision.Illegal.class);
        ledger.is(Submitting.class)
                .lost()
                .moved(new ReservationEvent.Abandon())
                .moved(new ReservationEvent.Accepted(1, "h1"));
        ledger.moved(new ReservationEvent.Ended(1, "h1", done(700))).is(Abandoned.class);
        assertThat(ledger.attempt(1).wastedMicroUsd()).isEqualTo(700);
        assertThat(ledger.risk()).isZero();
        assertThat(ledger.apply(new ReservationEvent.Retry())).isInstanceOf(ReservationDecision.Illegal.class);
    }

    @Test
    void what_a_lost_past_most_likely_bought_is_a_persons_to_decide_where_nobody_can_be_asked() {
        ledger.moved(new ReservationEvent.LostPast(ledger.now, "2026-11-21", LedgerModel.ESTIMATE))
                .moved(new ReservationEvent.CannotAsk(1));
        ledger.whenDue().moved(new ReservationEvent.CannotAsk(1)).stuck(Reason.UNCERTAIN);
        assertThat(ledger.risk()).isEqualTo(LedgerModel.ESTIMATE);

        ledger.moved(new ReservationEvent.Retry()).submit();
        assertThat(ledger.reservation.attempt()).as("the person's own purchase").isEqualTo(2);
    }

    @Test
    void what_was_put_off_may_be_tried_as_soon_as_a_person_says_so() {
        ledger.moved(new ReservationEvent.Postpone(ledger.now.plus(Duration.ofHours(9)), "budget"));
        assertThat(ledger.apply(ReservationSamples.submit("me"))).isEqualTo(new ReservationDecision.Conflict("due"));
        ledger.moved(new ReservationEvent.Retry()).submit();
    }

    /** Sent, and nothing heard until the grace is over, from a vendor that lists nothing. */
    private static void unanswered(LedgerModel ledger) {
        ledger.submit().lost();
        int number = ledger.reservation.attempt();
        ledger.moved(new ReservationEvent.CannotAsk(number)).is(Uncertain.class);
        ledger.whenDue().moved(new ReservationEvent.CannotAsk(number));
        assertThat(ledger.reservation.state()).isInstanceOfAny(Reserved.class, Stuck.class);
    }

    private static Attempt.Result done(long paid) {
        return LedgerModel.result(Ending.COMPLETED, paid);
    }

    private static ReservationEvent refused(boolean lasting) {
        return new ReservationEvent.Refused(1, "me", "429", lasting, Optional.empty());
    }
}
