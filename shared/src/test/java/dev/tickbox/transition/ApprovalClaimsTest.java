package dev.tickbox.transition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.approval.Approval;
import dev.tickbox.approval.ApprovalDecision;
import dev.tickbox.approval.ApprovalEvent;
import dev.tickbox.approval.ApprovalTransitions;
import dev.tickbox.approval.ApprovalTransitions.RunStanding;
import dev.tickbox.approval.Lapse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApprovalClaimsTest {
    private static final Instant START = ApprovalMachine.NOW;
    private static final Duration WITHIN = Duration.ofHours(9);

    private Instant now = START;
    private Optional<Instant> resumedAt = Optional.of(Instant.EPOCH);
    private Approval approval = asked(Lapse.End.DROP);

    @Test
    void ticks_that_run_all_the_time_drop_it_at_the_end_of_its_time() {
        pass(WITHIN.minusMinutes(2), Duration.ofMinutes(2));
        assertThat(approval.state()).isInstanceOf(Approval.Asked.class);
        assertThat(approval.lapsesAt()).contains(START.plus(WITHIN));
        pass(Duration.ofMinutes(4), Duration.ofMinutes(2));
        assertThat(approval.state()).isInstanceOf(Approval.Dropped.class);
    }

    @Test
    void hourly_ticks_count_all_of_the_time() {
        pass(WITHIN, Duration.ofHours(1));
        assertThat(approval.state()).isInstanceOf(Approval.Dropped.class);
    }

    @Test
    void an_absence_of_days_takes_at_most_an_hour_of_its_time() {
        pass(Duration.ofHours(1), Duration.ofMinutes(2));
        now = now.plus(Duration.ofDays(3));
        Instant back = now;
        pass(Duration.ofHours(6), Duration.ofMinutes(2));
        assertThat(approval.state()).isInstanceOf(Approval.Asked.class);
        pass(Duration.ofHours(2), Duration.ofMinutes(2));
        assertThat(approval.state()).isInstanceOf(Approval.Dropped.class);
        assertThat(((Approval.Dropped) approval.state()).at()).isAfter(back.plus(Duration.ofHours(6)));
    }

    @Test
    void one_absence_uses_up_no_short_time() {
        approval = open(new Lapse(Duration.ofMinutes(20), Lapse.End.APPROVE));
        now = now.plus(Duration.ofDays(3));
        look();
        assertThat(approval.state()).isInstanceOf(Approval.Asked.class);
    }

    @Test
    void a_pause_does_not_count_however_long_ticks_look() {
        pass(Duration.ofHours(4), Duration.ofMinutes(2));
        resumedAt = Optional.empty();
        pass(Duration.ofDays(2), Duration.ofMinutes(2));
        resumedAt = Optional.of(now);
        pass(Duration.ofHours(4), Duration.ofMinutes(2));
        assertThat(approval.state()).isInstanceOf(Approval.Asked.class);
        pass(Duration.ofHours(2), Duration.ofMinutes(2));
        assertThat(approval.state()).isInstanceOf(Approval.Dropped.class);
    }

    @Test
    void a_pause_between_two_looks_does_not_count() {
        now = now.plus(Duration.ofMinutes(40));
        resumedAt = Optional.of(now.minusSeconds(60));
        look();
        assertThat(((Approval.Asked) approval.state()).counted()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void a_tick_that_sleeps_through_a_pause_counts_nothing_of_it() {
        now = now.plus(Duration.ofMinutes(30));
        ApprovalEvent late = new ApprovalEvent.Look(resumedAt, now);
        now = now.plus(Duration.ofDays(1));
        moved(late);
        assertThat(((Approval.Asked) approval.state()).counted()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void what_lapses_to_approve_is_the_text_that_was_asked_about() {
        approval = asked(Lapse.End.APPROVE);
        pass(WITHIN.plusHours(1), Duration.ofMinutes(2));
        assertThat(approval.state()).isInstanceOf(Approval.Approved.class);
        assertThat(((Approval.Approved) approval.state()).text()).isEqualTo("text");
        assertThat(apply(new ApprovalEvent.Approve("text", "ana"))).isInstanceOf(ApprovalDecision.Already.class);
        assertThat(apply(new ApprovalEvent.Reject("ana", "late"))).isInstanceOf(ApprovalDecision.Conflict.class);
    }

    @Test
    void the_first_answer_wins_whoever_gives_the_second() {
        moved(new ApprovalEvent.Reject("ana", "too long"));
        assertThat(apply(new ApprovalEvent.Approve("text", "ben")))
                .isEqualTo(
                        new ApprovalDecision.Conflict("answer", "it was rejected by ana at " + START + ": too long"));
        assertThat(apply(new ApprovalEvent.Reject("ben", "too long"))).isInstanceOf(ApprovalDecision.Already.class);
    }

    @Test
    void after_a_restoration_only_a_person_decides() {
        approval = asked(Lapse.End.APPROVE);
        moved(new ApprovalEvent.LostPast());
        assertThat(approval.due()).isEmpty();
        assertThat(approval.lapsesAt()).isEmpty();
        now = now.plus(Duration.ofDays(9));
        assertThat(apply(new ApprovalEvent.Look(resumedAt, now))).isInstanceOf(ApprovalDecision.Already.class);
        moved(new ApprovalEvent.Approve("text", "ana"));
    }

    @Test
    void what_is_asked_again_has_all_of_its_time_again() {
        pass(Duration.ofHours(8), Duration.ofMinutes(2));
        moved(new ApprovalEvent.Supersede());
        moved(new ApprovalEvent.Ask(approval.question()));
        assertThat(approval.lapsesAt()).contains(now.plus(WITHIN));
    }

    private Approval asked(Lapse.End end) {
        return open(new Lapse(WITHIN, end));
    }

    private Approval open(Lapse lapse) {
        return Approval.open(ApprovalMachine.question(Optional.of(lapse)), now);
    }

    private void pass(Duration time, Duration every) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            now = now.plus(every);
            look();
        }
    }

    private void look() {
        if (approval.due().filter(due -> !due.isAfter(now)).isPresent()) {
            moved(new ApprovalEvent.Look(resumedAt, now));
        }
    }

    private void moved(ApprovalEvent event) {
        assertThat(apply(event)).as("%s", event).isInstanceOf(ApprovalDecision.Moved.class);
    }

    private ApprovalDecision apply(ApprovalEvent event) {
        ApprovalDecision decision = ApprovalTransitions.apply(approval, event, RunStanding.OPEN, now);
        if (decision instanceof ApprovalDecision.Moved moved) {
            approval = moved.approval();
        }
        return decision;
    }
}
