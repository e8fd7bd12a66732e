package dev.tickbox.view;

import dev.tickbox.Limits;
import dev.tickbox.content.Job;
import dev.tickbox.content.Step;
import dev.tickbox.content.VarValue;
import dev.tickbox.generator.Request;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.money.Prices;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.store.Store;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Upper bounds of costs. */
public record Estimate(Prices prices, LocalDate day) {
    /** Characters for each token of an earlier text that a later prompt includes. */
    private static final int CHARS_A_TOKEN = 4;

    /** Title, slug, address, date and summary of an article that was published before. */
    private static final int CHARS_A_RECENT_ROW = 1000;

    /** Room for the id and the date of the run and similar values that a prompt may include. */
    private static final int ROOM_FOR_FACTS_CHARS = 300;

    /** A whole run; empty for a Java class, whose requests are known only while it runs. */
    public OptionalLong job(Job job) {
        return job.javaClass().isPresent() ? OptionalLong.empty() : OptionalLong.of(steps(job, Set.of()));
    }

    /** The steps of a run that have not been bought. */
    public long steps(Job job, Set<String> bought) {
        return generations(job).stream()
                .filter(step -> !bought.contains(step.id()))
                .mapToLong(step -> prices.estimateMicroUsd(request(step, job), day))
                .sum();
    }

    /** The most expensive request of a job. */
    public long dearest(Job job) {
        return generations(job).stream()
                .mapToLong(step -> prices.estimateMicroUsd(request(step, job), day))
                .max()
                .orElse(0);
    }

    private static List<Step.Generate> generations(Job job) {
        return job.steps().stream()
                .filter(Step.Generate.class::isInstance)
                .map(Step.Generate.class::cast)
                .toList();
    }

    /** The longest prompt possible: the template, the values of all variables, and earlier texts at their longest. */
    private static Request request(Step.Generate step, Job job) {
        StringBuilder prompt = new StringBuilder(step.promptText());
        prompt.repeat("x", ROOM_FOR_FACTS_CHARS);
        job.vars().values().forEach(value -> {
            switch (value) {
                case VarValue.One one -> prompt.append(one.text());
                case VarValue.Many many ->
                    many.texts()
                            .forEach(text -> prompt.append(step.promptText()).append(text));
            }
        });
        job.steps().forEach(earlier -> {
            if (earlier instanceof Step.Recent recent && step.promptText().contains("steps." + recent.id() + ".")) {
                prompt.repeat("x", recent.maxRows() * CHARS_A_RECENT_ROW);
            }
        });
        generations(job).stream()
                .filter(earlier -> step.promptText().contains("steps." + earlier.id() + "."))
                .forEach(earlier -> prompt.repeat("x", earlier.maxTokens() * CHARS_A_TOKEN));
        return step.request(prompt.toString());
    }

    /** Sending this request once more, as a tick estimates it; empty if no price is known for its model. */
    public OptionalLong again(Store store, Reservation r) {
        Request request = Request.fromJson(new Bodies(store, Limits.STANDARD.bodyBytes())
                        .load(r.order().run(), r.order().request()))
                .withTokens(r.tokenFactor());
        return prices.known().contains(request.model())
                ? OptionalLong.of(prices.estimateMicroUsd(request, day))
                : OptionalLong.empty();
    }

    /** Sending all of these requests once more; empty if one of them has no price. */
    public OptionalLong again(Store store, List<Reservation> all) {
        List<OptionalLong> each = all.stream().map(r -> again(store, r)).toList();
        return each.stream().allMatch(OptionalLong::isPresent)
                ? OptionalLong.of(
                        each.stream().mapToLong(OptionalLong::getAsLong).sum())
                : OptionalLong.empty();
    }
}
