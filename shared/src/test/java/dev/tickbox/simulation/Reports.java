package dev.tickbox.simulation;

import dev.tickbox.tick.context.TickReport;
import dev.tickbox.vendor.TestKey;
import java.util.List;

/** What a process may say of its troubles: those that were made for it, and nothing else. */
final class Reports {
    private static final List<String> EXPECTED = List.of(
            "the store did not say",
            "the store refuses",
            "looking at ",
            "asking for ",
            "did not confirm a removal",
            "control/state could not be changed",
            "the vendor rejected the account",
            Mishaps.MADE_HERE);

    private Reports() {}

    static void check(Proc process, TickReport report) {
        if (!process.isDead()) {
            report.errors().forEach(Reports::check);
        }
    }

    /** For what is not a tick, and so has no report: its command would say what went wrong. */
    static void guard(Proc process, Runnable work) {
        try {
            work.run();
        } catch (Broken | Proc.Killed e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (!process.isDead()) {
                check(String.valueOf(e.getMessage()));
            }
        }
    }

    private static void check(String error) {
        Check.KEY.unless(!TestKey.isIn(error), "a report holds the key");
        Check.REPORTS.unless(EXPECTED.stream().anyMatch(error::contains), "a process met what should not be: " + error);
    }
}
