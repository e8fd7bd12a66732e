package dev.tickbox.transition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Limits;
import dev.tickbox.generator.Generator.Ending;
import dev.tickbox.reservation.Reservation.Collected;
import dev.tickbox.reservation.Reservation.OnIncomplete;
import dev.tickbox.reservation.Reservation.Reason;
import dev.tickbox.reservation.Reservation.Reserved;
import dev.tickbox.reservation.Reservation.Stuck;
import dev.tickbox.reservation.Reservation.Submitted;
import dev.tickbox.reservation.ReservationDecision;
import dev.tickbox.reservation.ReservationEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of a job that the vendor has. */
class JobClaimsTest {
    private final LedgerModel ledger = LedgerModel.resubmitting();

    @Test
    void an_incomplete_text_is_held_for_a_person() {
        bound(ledger).moved(ended(1, Ending.INCOMPLETE)).stuck(Reason.INCOMPLETE);
        assertThat(ledger.attempt(1).wastedMicroUsd()).isEqualTo(700);
    }

    @Test
    void an_incomplete_text_is_published_where_the_job_says_so() {
        LedgerModel publishing = new LedgerModel(Limits.STANDARD, false, OnIncomplete.PUBLISH);
        bound(publishing).moved(ended(1, Ending.INCOMPLETE)).is(Collected.class);
    }

    @Test
    void an_incomplete_text_is_bought_once_more_with_twice_the_tokens_and_only_once() {
        LedgerModel retrying = new LedgerModel(Limits.STANDARD, false, OnIncomplete.RETRY);
        bound(retrying).moved(ended(1, Ending.INCOMPLETE)).is(Reserved.class);
        assertThat(retrying.reservation.tokenFactor()).isEqualTo(2);
        bound(retrying).moved(ended(2, Ending.INCOMPLETE)).stuck(Reason.INCOMPLETE);
    }

    @Test
    void buying_an_incomplete_text_again_is_an_attempt_like_another() {
        LedgerModel single = new LedgerModel(Limits.STANDARD.withAttempts(1), false, OnIncomplete.RETRY);
        bound(single).moved(ended(1, Ending.INCOMPLETE)).stuck(Reason.ATTEMPTS);
    }

    @Test
    void failures_are_bought_again_until_no_attempt_is_left() {
        for (int n = 1; n <= ledger.limits.purchase().attempts(); n++) {
            bound(ledger).moved(ended(n, Ending.FAILED));
        }
        ledger.stuck(Reason.ATTEMPTS);
        assertThat(ledger.paid()).isEqualTo(3500);
        assertThat(ledger.risk()).isZero();
    }

    @Test
    void a_job_unknown_at_first_is_not_missing_yet() {
        bound(ledger).already(unknown(1)).is(Submitted.class);
        ledger.after(ledger.limits.vendor().missingGrace()).moved(unknown(1)).stuck(Reason.MISSING);
        assertThat(ledger.risk()).isEqualTo(LedgerModel.ESTIMATE);
    }

    @Test
    void a_missing_job_is_looked_at_daily_and_collected_when_it_turns_up() {
        bound(ledger).after(Duration.ofHours(2)).moved(unknown(1)).stuck(Reason.MISSING);
        ledger.moved(new ReservationEvent.Looking(1));
        assertThat(ledger.attempt(1).due()).contains(ledger.now.plus(Duration.ofDays(1)));
        ledger.moved(ended(1, Ending.COMPLETED)).is(Collected.class);
    }

    @Test
    void after_the_vendors_retention_nobody_looks_and_the_risk_stays() {
        bound(ledger).whenDue().moved(new ReservationEvent.Overdue()).stuck(Reason.OVERDUE);
        ledger.after(ledger.limits.vendor().retention()).moved(unknown(1)).stuck(Reason.FORGOTTEN);

        assertThat(ledger.attempt(1).due()).isEmpty();
        assertThat(ledger.risk()).isEqualTo(LedgerModel.ESTIMATE);
        ledger.moved(ended(1, Ending.COMPLETED)).is(Collected.class);
        assertThat(ledger.risk()).isZero();
    }

    @Test
    void an_overdue_job_is_told_and_still_collected() {
        bound(ledger).whenDue().moved(new ReservationEvent.Overdue()).stuck(Reason.OVERDUE);
        ledger.moved(new ReservationEvent.Looking(1))
                .moved(ended(1, Ending.COMPLETED))
                .is(Collected.class);
    }

    @Test
    void an_overdue_job_that_fails_says_so_and_still_waits_for_a_person() {
        bound(ledger)
                .whenDue()
                .moved(new ReservationEvent.Overdue())
                .moved(ended(1, Ending.FAILED))
                .stuck(Reason.OVERDUE);
        assertThat(ledger.reservation.state())
                .isInstanceOfSatisfying(Stuck.class, s -> assertThat(s.why()).contains("ended without a usable text"));
    }

    @Test
    void of_two_jobs_of_one_attempt_the_second_is_waited_for_when_the_first_fails() {
        bound(ledger)
                .moved(new ReservationEvent.Accepted(1, "twin"))
                .moved(ended(1, Ending.FAILED))
                .is(Submitted.class);
        ledger.moved(new ReservationEvent.Ended(1, "twin", LedgerModel.result(Ending.COMPLETED, 500)))
                .is(Collected.class);
        assertThat(ledger.paid()).isEqualTo(1200);
        assertThat(ledger.attempt(1).wastedMicroUsd()).isEqualTo(700);
    }

    @Test
    void a_failure_heard_before_its_handle_is_not_waited_for() {
        ledger.submit().moved(ended(1, Ending.FAILED)).is(Reserved.class);
        assertThat(ledger.risk()).isZero();
        ledger.already(new ReservationEvent.Accepted(1, "h1"));
    }

    @Test
    void a_person_may_say_again_to_what_is_stuck_and_to_nothing_else() {
        bound(ledger);
        assertThat(ledger.apply(new ReservationEvent.Retry())).isInstanceOf(ReservationDecision.Illegal.class);
        ledger.moved(ended(1, Ending.BLOCKED)).stuck(Reason.BLOCKED);
        ledger.moved(new ReservationEvent.Retry()).already(new ReservationEvent.Retry());
        bound(ledger).moved(ended(2, Ending.COMPLETED)).is(Collected.class);
        assertThat(ledger.apply(new ReservationEvent.Retry())).isInstanceOf(ReservationDecision.Illegal.class);
    }

    private static LedgerModel bound(LedgerModel ledger) {
        ledger.submit();
        int number = ledger.reservation.attempt();
        return ledger.moved(new ReservationEvent.Accepted(number, "h" + number));
    }

    private static ReservationEvent ended(int attempt, Ending ending) {
        return new ReservationEvent.Ended(attempt, "h" + attempt, LedgerModel.result(ending, 700));
    }

    private static ReservationEvent unknown(int attempt) {
        return new ReservationEvent.NotYet(attempt, "h" + attempt, true);
    }
}
