package dev.tickbox.demo;

import dev.tickbox.Hash;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.content.Templates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One article that is due in the week.
 *
 * @param prompt the hash of the prompt, as in the journal of the vendor
 */
record ExpectedArticle(String site, LocalDate date, Instant at, String prompt) {
    private static final int MORE_THAN_ENOUGH = 1_000;

    static List<ExpectedArticle> due(Definition definition, Instant from, Instant until) {
        List<ExpectedArticle> slots = new ArrayList<>();
        for (Job job : definition.jobs().values()) {
            var step = (Step.Generate) job.steps().getFirst();
            for (Instant at : job.schedule().orElseThrow().all(from, until, MORE_THAN_ENOUGH)) {
                LocalDate date = LocalDate.ofInstant(at, job.zone());
                String prompt =
                        Templates.render(step.promptText(), Map.of("run.date", date.toString(), "site.id", job.site()));
                slots.add(new ExpectedArticle(job.site(), date, at, Hash.sha256(prompt)));
            }
        }
        return slots;
    }
}
