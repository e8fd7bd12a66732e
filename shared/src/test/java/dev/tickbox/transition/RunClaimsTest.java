package dev.tickbox.transition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Limits;
import dev.tickbox.run.Publications;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunDecision;
import dev.tickbox.run.RunEvent;
import dev.tickbox.run.RunTransitions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunClaimsTest {
    private Instant now = RunMachine.NOW;
    private Run run = Run.open("r", "garden-daily", "garden", Optional.empty(), "sha", now);

    @Test
    void a_wake_during_a_drive_is_not_lost() {
        moved(claim("me"));
        long seen = run.wakes();
        moved(new RunEvent.Wake());
        moved(new RunEvent.Suspend("me", seen, List.of("r1")));
        assertThat(run.state()).isEqualTo(new Run.Runnable(now));
    }

    @Test
    void a_drive_that_nobody_woke_waits_and_is_checked_daily() {
        moved(claim("me"));
        moved(new RunEvent.Suspend("me", run.wakes(), List.of("r1")));
        assertThat(apply(claim("me"))).isEqualTo(new RunDecision.Conflict("due"));
        assertThat(run.due()).contains(now.plus(Limits.STANDARD.run().recheck()));
    }

    @Test
    void a_driver_is_replaced_only_after_its_lease_and_can_then_change_nothing() {
        moved(claim("zombie"));
        assertThat(apply(claim("heir"))).isEqualTo(new RunDecision.Conflict("owner"));
        now = now.plus(Limits.STANDARD.run().lease());
        moved(claim("heir"));
        Run before = run;

        assertThat(apply(new RunEvent.Finish("zombie", Publications.NONE)))
                .isEqualTo(new RunDecision.Conflict("owner"));
        assertThat(apply(new RunEvent.Fail("zombie", "s", "late"))).isEqualTo(new RunDecision.Conflict("owner"));
        assertThat(apply(new RunEvent.Suspend("zombie", 0, List.of()))).isEqualTo(new RunDecision.Conflict("owner"));
        assertThat(run).isEqualTo(before);
    }

    @Test
    void a_step_that_kills_every_driver_is_a_persons_in_the_end() {
        for (int i = 0; i < Limits.STANDARD.run().lostDrivers(); i++) {
            moved(claim("driver " + i));
            assertThat(run.state()).isInstanceOf(Run.Driven.class);
            now = now.plus(Limits.STANDARD.run().lease());
        }
        moved(claim("one more"));
        assertThat(run.state()).isInstanceOf(Run.Failed.class);
        moved(new RunEvent.Resume());
        moved(claim("after a person has mended it"));
        assertThat(run.state()).isInstanceOf(Run.Driven.class);
    }

    @Test
    void many_wakes_do_not_push_a_run_back_behind_others() {
        Optional<Instant> due = run.due();
        now = now.plusSeconds(60);
        moved(new RunEvent.Wake());
        assertThat(run.due()).isEqualTo(due);
    }

    @Test
    void a_run_is_removed_only_after_any_drivers_lease() {
        moved(claim("me"));
        moved(new RunEvent.Finish("me", Publications.NONE));
        assertThat(apply(new RunEvent.Delete())).isInstanceOf(RunDecision.Illegal.class);
        now = now.plus(Limits.STANDARD.run().lease())
                .plus(Limits.STANDARD.skew())
                .minus(Duration.ofMillis(1));
        assertThat(apply(new RunEvent.Delete())).isInstanceOf(RunDecision.Illegal.class);
        now = now.plusMillis(1);
        moved(new RunEvent.Delete());
        assertThat(apply(new RunEvent.Resume())).isInstanceOf(RunDecision.Illegal.class);
    }

    @Test
    void a_failed_run_goes_on_when_a_person_says_so() {
        moved(claim("me"));
        moved(new RunEvent.Fail("me", "draft", "boom"));
        assertThat(run.due()).isEmpty();
        assertThat(apply(new RunEvent.Delete())).isInstanceOf(RunDecision.Illegal.class);
        moved(new RunEvent.Resume());
        moved(claim("me"));
    }

    @Test
    void a_run_is_abandoned_under_its_driver_who_can_then_do_nothing_more() {
        moved(claim("me"));
        moved(new RunEvent.Abandon());
        assertThat(apply(renewal("me"))).isEqualTo(new RunDecision.Conflict("state"));
        assertThat(apply(new RunEvent.Finish("me", Publications.NONE))).isEqualTo(new RunDecision.Conflict("state"));
    }

    @Test
    void a_driver_that_lives_keeps_its_run_for_as_long_as_nobody_else_took_it() {
        moved(claim("me"));
        now = now.plus(Limits.STANDARD.run().lease());
        moved(renewal("me"));
        assertThat(apply(claim("another"))).isEqualTo(new RunDecision.Conflict("owner"));

        now = now.plus(Limits.STANDARD.run().lease());
        moved(claim("another"));
        assertThat(apply(renewal("me"))).isEqualTo(new RunDecision.Conflict("owner"));
    }

    private RunEvent renewal(String owner) {
        return new RunEvent.Renew(owner, now.plus(Limits.STANDARD.run().lease()), Optional.of("draft"));
    }

    private RunEvent claim(String owner) {
        return new RunEvent.Claim(owner, now.plus(Limits.STANDARD.run().lease()));
    }

    private void moved(RunEvent event) {
        assertThat(apply(event)).as("%s", event).isInstanceOf(RunDecision.Moved.class);
    }

    private RunDecision apply(RunEvent event) {
        RunDecision decision = new RunTransitions(Limits.STANDARD).apply(run, event, now);
        if (decision instanceof RunDecision.Moved moved) {
            run = moved.run();
        }
        return decision;
    }
}
