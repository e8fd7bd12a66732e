package dev.tickbox.cli;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.Budget;
import dev.tickbox.view.CostReport;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "cost",
        description = {
            "Adds up what was paid, at risk, wasted, saved and protected, by day, job, step, site or model.",
            "At risk: what the vendor may have charged, or may still charge, beyond what is known to be paid.",
            "Wasted: paid for texts that reached no site, whatever the reason.",
            "Saved by batch: the list price minus what was paid.",
            "Protected: paid for texts that were stored before a failure (of a process, a step or a site) and published",
            "after it. A script that starts over would have bought them again.",
            "Removed runs are included."
        },
        footer = {"", "Example: tickbox cost --by job --days 7"})
final class CostCommand implements Callable<Integer> {
    private final CliEnvironment here;

    @Mixin
    private StoreOptions where = new StoreOptions();

    @Option(names = "--by", paramLabel = "day|job|step|site|model", description = "Add up by this (default: day).")
    private CostReport.By by = CostReport.By.DAY;

    @Option(names = "--days", paramLabel = "N", description = "The last N days including today (default: 30).")
    private int days = 30;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CostCommand(CliEnvironment here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        UsageChecks.unlessAtLeastOne(spec, "--days", days);
        try (StoreSession session = StoreSession.toLook(where, here)) {
            Budget budget =
                    session.definitions().current().map(Definition::budget).orElse(Budget.DEFAULT);
            LocalDate from =
                    LocalDate.ofInstant(session.clock.now(), budget.zone()).minusDays(Math.min(days, 36_500) - 1L);
            CostReport costs = CostReport.of(session.store, by, from);
            Console voice = Console.of(spec, where.json);
            voice.say(costs.groups().isEmpty() ? List.of("Nothing was bought since " + from + ".") : costs.lines());
            voice.object(costs.toMap());
            return 0;
        }
    }
}
