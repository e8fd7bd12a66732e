package dev.tickbox.tick.context;

import dev.tickbox.Clock;
import dev.tickbox.Ids;
import dev.tickbox.Limits;
import dev.tickbox.content.ContentLimits;
import dev.tickbox.content.Definition;
import dev.tickbox.generator.Generator;
import dev.tickbox.ledger.LedgerContext;
import dev.tickbox.ledger.LedgerContext.TransitionListener;
import dev.tickbox.money.Prices;
import dev.tickbox.program.Program;
import dev.tickbox.store.Store;
import java.time.Duration;
import java.util.function.Function;

/**
 * Everything that a tick works with, put together by hand in one place.
 *
 * @param publishers makes the publisher of a site, for real texts or for simulated ones
 * @param programs finds a job's Java class, with a hash of its code
 */
public record TickContext(
        Store store,
        Generator generator,
        SitePublishers publishers,
        Function<String, Code> programs,
        Prices prices,
        Clock clock,
        Ids ids,
        Limits limits,
        Workers workers,
        TransitionListener listener)
        implements LedgerContext {
    public record Code(Program program, String hash) {}

    /** With the limits and the prices that the content sets. */
    public TickContext with(Definition definition) {
        ContentLimits own = definition.limits();
        Limits limited = limits.with(
                own.attempts(),
                own.outstanding(),
                own.batchJobs(),
                own.keepDays(),
                Duration.ofHours(own.overdueHours()));
        return new TickContext(
                store,
                generator,
                publishers,
                programs,
                prices.with(definition.vendor()),
                clock,
                ids,
                definition.vendor().webhookUrl().isPresent() ? limited.withWebhook() : limited,
                workers,
                listener);
    }
}
