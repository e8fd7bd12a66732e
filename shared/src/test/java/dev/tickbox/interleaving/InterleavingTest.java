package dev.tickbox.interleaving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.interleaving.Actor.Fate;
import dev.tickbox.interleaving.Interleaving.Leg;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * {@code -Dtickbox.interleaving='LINE'} replays one schedule and tells all of it, {@code -Dtickbox.interleavings=all} plays every role in
 * every phase, {@code -Dtickbox.interleavingSeeds=N} more random ones.
 */
@Tag("long")
class InterleavingTest {
    private static final boolean ALL =
            System.getProperty("tickbox.interleavings", "").equals("all");

    private static final List<Role> MOST = List.of(
            Role.SUBMIT, Role.RECLAIM, Role.DELIVER, Role.HEAR, Role.PAUSE, Role.RETRY, Role.ABANDON, Role.FORGET);
    private static final List<Role> WITH_ANSWERS = List.of(
            Role.SUBMIT,
            Role.RECLAIM,
            Role.PAUSE,
            Role.ABANDON,
            Role.FORGET,
            Role.RESTORED,
            Role.APPROVE,
            Role.EDIT,
            Role.REJECT);
    private static final Set<Role> ANSWERS = Set.of(Role.APPROVE, Role.EDIT, Role.REJECT);
    private static final Set<Phase> ASKING = Set.of(Phase.ASKED, Phase.ASKED_LAPSING, Phase.ANSWERED);
    private static final Set<Role> OF_A_ROW = Set.of(Role.RETRY_ROW, Role.ABANDON_ROW);
    private static final Set<Phase> WITH_ROWS = Set.of(
            Phase.ROWS_DUE,
            Phase.ROWS_WANTED_TWICE,
            Phase.ROWS_PENDING,
            Phase.ROWS_ENDED,
            Phase.ROW_FAILED,
            Phase.ROW_SKIPPED);
    private static final Set<Role> OF_A_TABLE = Set.of(Role.TAKE_OVER, Role.KITCHEN_DOWN);
    private static final Set<Phase> OF_ONE_SCENE =
            Set.of(Phase.CAPPED, Phase.TWO_SITES, Phase.TABLE_LEFT_OUT, Phase.TABLE_TAKEN_OVER);
    private static final Set<Phase> WITH_ALL_ROLES = Set.of(Phase.SLOT_DUE, Phase.TWO_RESERVED, Phase.PENDING);
    /** Where a tick comes by itself on its way through an earlier phase. */
    private static final Set<Phase> ON_THE_WAY = Set.of(
            Phase.AT_VENDOR,
            Phase.UNCERTAIN_FOR_GOOD,
            Phase.TWO_PENDING,
            Phase.CLAIM_LAPSED,
            Phase.PUBLISHED,
            Phase.GIVEN_UP,
            Phase.ENDED,
            Phase.WAITED_LONG);

    private static final List<Role> PROCESSES = List.of(Role.SUBMIT, Role.RECLAIM, Role.DELIVER, Role.HEAR);
    private static final Set<Phase> LARGE = Set.of(Phase.MANY, Phase.MANY_UNASKED);
    private static final List<Duration> ABSENCES =
            List.of(Duration.ofMinutes(3), Duration.ofMinutes(12), Duration.ofHours(62), Plots.LONGER_THAN_KEPT);

    final Explorer explorer = new Explorer();

    private static List<Phase> phases() {
        List<Phase> phases = new ArrayList<>(List.of(Phase.values()));
        phases.removeAll(LARGE);
        phases.removeAll(ASKING);
        phases.removeAll(WITH_ROWS);
        phases.removeAll(OF_ONE_SCENE);
        return phases;
    }

    private static List<Phase> turningPoints() {
        List<Phase> phases = phases();
        phases.removeAll(ALL ? Set.of() : ON_THE_WAY);
        return phases;
    }

    /** A person answers only where something is asked. */
    private static List<Role> roles(Phase phase) {
        return ALL || WITH_ALL_ROLES.contains(phase)
                ? List.of(Role.values()).stream()
                        .filter(role -> !ANSWERS.contains(role) && !OF_A_ROW.contains(role))
                        .filter(role -> !OF_A_TABLE.contains(role))
                        .toList()
                : MOST;
    }

    private void check() {
        if (ALL || Boolean.getBoolean("tickbox.interleavingTable")) {
            System.out.println(explorer);
            explorer.findings.table().forEach(System.out::println);
        }
        assertThat(explorer.findings.unexpected()).as("of %s", explorer).isEmpty();
    }

    @Test
    void two_processes_keep_every_promise_wherever_they_take_turns_twice() {
        for (Phase phase : turningPoints()) {
            List<Role> roles = roles(phase);
            for (Role first : roles) {
                roles.forEach(second -> explorer.twoSwitches(phase, first, second));
            }
        }
        check();
    }

    @Test
    void so_they_do_whatever_call_throws() {
        List<Fate> fates = ALL
                ? List.of(Fate.ERROR_BEFORE, Fate.ERROR_AFTER, Fate.EXCEPTION_BEFORE, Fate.EXCEPTION_AFTER)
                : List.of(Fate.ERROR_BEFORE, Fate.ERROR_AFTER);
        for (Phase phase : turningPoints()) {
            for (Role role : ALL ? List.of(Role.values()) : PROCESSES) {
                fates.forEach(fate -> explorer.stopAnywhere(phase, List.of(role), fate));
            }
        }
        check();
    }

    @Test
    void so_they_do_wherever_the_machine_is_switched_off_and_for_however_long() {
        for (Phase phase : turningPoints()) {
            for (Role role : ALL ? List.of(Role.values()) : PROCESSES) {
                for (Duration absence : ALL ? ABSENCES : ABSENCES.subList(2, 4)) {
                    explorer.stopAnywhere(
                            phase, List.of(role), Fate.DIES, Leg.toItsEnd(0).after(absence));
                }
            }
        }
        check();
    }

    @Test
    void so_they_do_wherever_one_sleeps_while_another_goes_on() {
        for (Phase phase : turningPoints()) {
            for (Role first : ALL ? MOST : List.of(Role.SUBMIT, Role.RECLAIM)) {
                for (Role second : ALL ? List.of(Role.values()) : List.of(Role.RECLAIM, Role.ABANDON)) {
                    for (Duration absence : ALL ? ABSENCES : List.of(Duration.ofMinutes(12))) {
                        Leg late = Leg.toItsEnd(1).after(absence);
                        explorer.stopAnywhere(phase, List.of(first, second), Fate.STOPS, late);
                    }
                }
            }
        }
        check();
    }

    /** Answers, edits, rejects and abandons between any two calls of a tick. */
    @Test
    void so_does_a_person_who_answers_at_any_moment() {
        for (Phase phase : ASKING) {
            for (Role first : WITH_ANSWERS) {
                WITH_ANSWERS.forEach(second -> explorer.twoSwitches(phase, first, second));
                for (Fate fate : List.of(Fate.ERROR_BEFORE, Fate.ERROR_AFTER)) {
                    explorer.stopAnywhere(phase, List.of(first), fate);
                }
                for (Role second : List.of(Role.RECLAIM, Role.REJECT, Role.ABANDON)) {
                    for (Duration absence : ABSENCES.subList(1, 3)) {
                        Leg late = Leg.toItsEnd(1).after(absence);
                        explorer.stopAnywhere(phase, List.of(first, second), Fate.STOPS, late);
                    }
                }
            }
        }
        check();
    }

    /** Two make the same rows or close the same table; a person ends or retries in between. */
    @Test
    void so_do_two_that_meet_around_the_rows_of_a_table() {
        meet(Phase.ROWS_DUE, Role.SUBMIT, Role.ABANDON);
        meet(Phase.ROWS_WANTED_TWICE, Role.SUBMIT, Role.SUBMIT);
        meet(Phase.ROWS_ENDED, Role.RECLAIM, Role.RECLAIM);
        meet(Phase.ROWS_PENDING, Role.SUBMIT, Role.RECLAIM);
        for (Phase phase : List.of(Phase.ROW_FAILED, Phase.ROW_SKIPPED)) {
            meet(phase, Role.RECLAIM, Role.RETRY_ROW);
            meet(phase, Role.RETRY_ROW, Role.RECLAIM);
            meet(phase, Role.RECLAIM, Role.ABANDON_ROW);
        }
        check();
    }

    /** The command meets a tick, itself, and whoever resumes or removes the run that it takes from; two ticks copy the same. */
    @Test
    void so_do_runs_that_go_on_with_what_another_has() {
        meet(Phase.TABLE_LEFT_OUT, Role.TAKE_OVER, Role.TAKE_OVER);
        meet(Phase.TABLE_LEFT_OUT, Role.TAKE_OVER, Role.FORGET);
        meet(Phase.TABLE_LEFT_OUT, Role.FORGET, Role.TAKE_OVER);
        meet(Phase.TABLE_TAKEN_OVER, Role.SUBMIT, Role.SUBMIT);
        meet(Phase.TABLE_TAKEN_OVER, Role.SUBMIT, Role.FORGET);
        meet(Phase.FAILED, Role.TAKE_OVER, Role.RETRY);
        meet(Phase.FAILED, Role.RETRY, Role.TAKE_OVER);
        meet(Phase.FAILED, Role.TAKE_OVER, Role.ABANDON);
        meet(Phase.FAILED, Role.RECLAIM, Role.TAKE_OVER);
        Leg late = Leg.toItsEnd(1).after(Duration.ofMinutes(12));
        explorer.stopAnywhere(Phase.TABLE_TAKEN_OVER, List.of(Role.SUBMIT, Role.SUBMIT), Fate.STOPS, late);
        check();
    }

    @Test
    void so_do_two_that_buy_for_a_run_which_may_cost_one_purchase() {
        meet(Phase.CAPPED, Role.SUBMIT, Role.SUBMIT);
        meet(Phase.CAPPED, Role.SUBMIT, Role.RECLAIM);
        check();
    }

    @Test
    void so_do_two_publishers_of_two_sites_of_which_one_goes_down() {
        List<Role> roles = List.of(Role.DELIVER, Role.KITCHEN_DOWN, Role.DELIVER);
        explorer.stopAnywhere(Phase.TWO_SITES, roles, Fate.STOPS, Leg.toItsEnd(1), Leg.toItsEnd(2));
        meet(Phase.TWO_SITES, Role.DELIVER, Role.RECLAIM);
        check();
    }

    private void meet(Phase phase, Role first, Role second) {
        explorer.twoSwitches(phase, first, second);
    }

    /** Whoever makes rows or closes a table sleeps until its lease is over; the run is taken over, given up or removed meanwhile. */
    @Test
    void so_they_do_wherever_one_of_them_sleeps() {
        Duration lease = Duration.ofMinutes(12);
        for (Phase phase : List.of(Phase.ROWS_DUE, Phase.ROWS_ENDED, Phase.ROW_SKIPPED)) {
            Role first = phase == Phase.ROWS_DUE ? Role.SUBMIT : Role.RECLAIM;
            for (Role second : List.of(first, Role.ABANDON, Role.RETRY_ROW)) {
                Leg late = Leg.toItsEnd(1).after(lease);
                explorer.stopAnywhere(phase, List.of(first, second), Fate.STOPS, late);
            }
            List<Role> three = List.of(first, Role.ABANDON, Role.FORGET);
            Leg abandons = Leg.toItsEnd(1).after(lease);
            Leg forgets = Leg.toItsEnd(2).after(lease);
            explorer.stopAnywhere(phase, three, Fate.STOPS, abandons, forgets);
        }
        check();
    }

    @Test
    void so_do_three() {
        Duration lease = Duration.ofMinutes(12);
        List<List<Role>> thirds = List.of(
                List.of(Role.ABANDON, Role.FORGET),
                List.of(Role.ABANDON, Role.RECLAIM),
                List.of(Role.RECLAIM, Role.SUBMIT),
                List.of(Role.PAUSE, Role.RESUME),
                List.of(Role.RETRY, Role.RECLAIM),
                List.of(Role.RESTORED, Role.RESUME));
        for (Phase phase : turningPoints()) {
            for (Role first : List.of(Role.SUBMIT, Role.RECLAIM)) {
                for (List<Role> others : ALL ? thirds : thirds.subList(0, 1)) {
                    List<Role> roles = List.of(first, others.getFirst(), others.getLast());
                    explorer.stopAnywhere(
                            phase,
                            roles,
                            Fate.STOPS,
                            Leg.toItsEnd(1).after(lease),
                            Leg.toItsEnd(2).after(lease));
                    if (ALL) {
                        explorer.stopAnywhere(phase, roles, Fate.STOPS, Leg.toItsEnd(1), Leg.toItsEnd(2));
                    }
                }
            }
        }
        check();
    }

    @Test
    void so_do_many_in_any_order() {
        long seeds = Long.getLong("tickbox.interleavingSeeds", 200);
        for (long seed = 1; seed <= seeds; seed++) {
            explorer.play(new Dice(seed).schedule());
        }
        check();
    }

    @ParameterizedTest
    @FieldSource("dev.tickbox.interleaving.MendedHole#ALL")
    void a_hole_that_was_mended_stays_mended(MendedHole hole) {
        hole.where().accept(explorer);
        assertThat(explorer.findings.fallsInto(hole)).as("%s", hole).isEmpty();
    }

    /** What {@link Explorer#twoSwitches} leaves out goes like what it plays. */
    @ParameterizedTest
    @CsvSource({"COLLECTED,ABANDON,RECLAIM", "LOOKED_AT_AGAIN,SUBMIT,RECLAIM", "TWO_RESERVED,SUBMIT,PAUSE"})
    void no_schedule_is_left_out_that_would_have_come_to_something_else(Phase phase, Role first, Role second) {
        Explorer thorough = new Explorer();
        thorough.twoSwitchesOneByOne(phase, first, second);
        explorer.twoSwitches(phase, first, second);
        assertThat(explorer.outcomes()).isEqualTo(thorough.outcomes());
    }

    @Test
    void a_line_always_tells_the_same_story() {
        String line = System.getProperty("tickbox.interleaving", "");
        Interleaving schedule = Interleaving.read(line.isEmpty() ? "AT_VENDOR reclaim submit: A17 +PT3M B4x A" : line);
        assertThat(Interleaving.read(schedule.toString())).isEqualTo(schedule);
        List<String> story = story(schedule);
        if (!line.isEmpty()) {
            story.forEach(System.out::println);
        }
        assertThat(story(schedule)).isEqualTo(story);
    }

    private static List<String> story(Interleaving schedule) {
        Conductor conductor = new Conductor(schedule, true);
        conductor.play();
        new Settling(conductor.stage, schedule).settle();
        return conductor.stage.story;
    }
}
