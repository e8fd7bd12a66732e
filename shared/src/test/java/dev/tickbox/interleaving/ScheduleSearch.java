package dev.tickbox.interleaving;

import java.util.List;

/** A process that plays what {@link InterleavingTest} plays, in its order, until a schedule breaks what is looked for. */
public final class ScheduleSearch {
    private ScheduleSearch() {}

    /** @param args a part of what the schedule says that it breaks */
    public static void main(String[] args) {
        InterleavingTest test = new InterleavingTest();
        test.explorer.findings.searchFor(args[0]);
        List<Runnable> all = List.of(
                test::two_processes_keep_every_promise_wherever_they_take_turns_twice,
                test::so_they_do_whatever_call_throws,
                test::so_they_do_wherever_the_machine_is_switched_off_and_for_however_long,
                test::so_they_do_wherever_one_sleeps_while_another_goes_on,
                test::so_do_three,
                test::so_do_many_in_any_order,
                test::so_does_a_person_who_answers_at_any_moment,
                test::so_do_two_that_meet_around_the_rows_of_a_table,
                test::so_they_do_wherever_one_of_them_sleeps,
                test::so_do_runs_that_go_on_with_what_another_has,
                test::so_do_two_that_buy_for_a_run_which_may_cost_one_purchase,
                test::so_do_two_publishers_of_two_sites_of_which_one_goes_down);
        for (Runnable each : all) {
            try {
                each.run();
            } catch (Findings.Found found) {
                System.out.println("FOUND " + found.after + " " + found.getMessage());
                System.exit(0);
            } catch (AssertionError other) {
                System.out.println("meanwhile: " + other.getMessage());
            }
        }
        System.out.println("NOT FOUND in " + test.explorer);
        System.exit(0);
    }
}
