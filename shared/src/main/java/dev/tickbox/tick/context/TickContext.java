package dev.tickbox.tick.context;

import dev.tickbox.Clock;
import dev.tickbox.Ids;
import dev.tickbox.Limits;
import dev.tickbox.content.Definition;
import dev.tickbox.content.Definition.ContentLimits;
import dev.tickbox.content.Site;
import dev.tickbox.generator.Generator;
import dev.tickbox.ledger.Control.TextOrigin;
import dev.tickbox.ledger.LedgerContext;
import dev.tickbox.ledger.LedgerContext.TransitionListener;
import dev.tickbox.money.Prices;
import dev.tickbox.program.Program;
import dev.tickbox.program.RowProgram;
import dev.tickbox.publisher.Publisher;
import dev.tickbox.source.Source;
import dev.tickbox.store.Store;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything that a tick works with, put together by hand in one place.
 *
 * @param publishers makes the publisher of a site, for real texts or for simulated ones
 * @param programs finds the Java classes of jobs and rows, with hashes of their code
 */
public record TickContext(
        Store store,
        Generator generator,
        SitePublishers publishers,
        Source source,
        Programs programs,
        Prices prices,
        Clock clock,
        Ids ids,
        Limits limits,
        Workers workers,
        TransitionListener listener)
        implements LedgerContext {
    public record Code(Program program, String hash) {}

    public record RowCode(RowProgram program, String hash) {}

    /** Finds classes by the names that content and programs say. An {@link IllegalArgumentException} says why one cannot be used. */
    @FunctionalInterface
    public interface Programs {
        Code job(String name);

        default RowCode row(String name) {
            throw new IllegalArgumentException("the class " + name + " cannot be used here");
        }
    }

    public TickContext withStore(Store changed) {
        return new TickContext(
                changed, generator, publishers, source, programs, prices, clock, ids, limits, workers, listener);
    }

    public TickContext withPublishers(SitePublishers changed) {
        return new TickContext(
                store, generator, changed, source, programs, prices, clock, ids, limits, workers, listener);
    }

    public TickContext withSource(Source changed) {
        return new TickContext(
                store, generator, publishers, changed, programs, prices, clock, ids, limits, workers, listener);
    }

    public TickContext withPrograms(Programs changed) {
        return new TickContext(
                store, generator, publishers, source, changed, prices, clock, ids, limits, workers, listener);
    }

    public TickContext withIds(Ids changed) {
        return new TickContext(
                store, generator, publishers, source, programs, prices, clock, changed, limits, workers, listener);
    }

    public TickContext withWorkers(Workers changed) {
        return new TickContext(
                store, generator, publishers, source, programs, prices, clock, ids, limits, changed, listener);
    }

    public TickContext withListener(TransitionListener changed) {
        return new TickContext(
                store, generator, publishers, source, programs, prices, clock, ids, limits, workers, changed);
    }

    /** With the limits and the prices that the content sets. */
    public TickContext with(Definition definition) {
        ContentLimits set = definition.limits();
        Limits limited = limits.withAttempts(set.attempts())
                .withOutstanding(set.outstanding())
                .withBatchJobs(set.batchJobs())
                .withKeepDays(set.keepDays())
                .withOverdue(Duration.ofHours(set.overdueHours()));
        Limits own = definition.vendor().webhookUrl().isPresent() ? limited.withWebhook() : limited;
        Prices priced = prices.with(definition.vendor());
        return new TickContext(
                store, generator, publishers, source, programs, priced, clock, ids, own, workers, listener);
    }

    /** The publishers of a process, one for each site. */
    @FunctionalInterface
    public interface SitePublishers {
        /** Beside the content: a folder for each site, into which simulated texts go instead of to the site. */
        String SIMULATED_FOLDER = "simulated";

        /** @param texts what the store's texts are, as its {@code control/state} says: never what this process was started for */
        Publisher of(Site site, TextOrigin texts);

        /**
         * Why this process cannot publish on the site before a person mends something. Empty where other processes publish, too: whether
         * they can is not seen from here.
         */
        default Optional<String> unusable(Site site, TextOrigin texts) {
            return Optional.empty();
        }
    }
}
