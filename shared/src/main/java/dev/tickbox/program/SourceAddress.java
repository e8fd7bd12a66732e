package dev.tickbox.program;

import dev.tickbox.Clock;
import dev.tickbox.Clock.Deadline;
import dev.tickbox.Json;
import dev.tickbox.Limits;
import dev.tickbox.content.FetchRequest;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.ledger.StepRecord.Kind;
import dev.tickbox.ledger.StepRecord.NextTry;
import dev.tickbox.ledger.StepRecord.Status;
import dev.tickbox.program.RecordedSteps.Entry;
import dev.tickbox.source.Source;
import dev.tickbox.source.Source.Again;
import dev.tickbox.source.Source.Fetched;
import dev.tickbox.source.Source.Refused;
import dev.tickbox.source.Source.Reply;
import dev.tickbox.source.SourceQuery;
import dev.tickbox.source.form.ParsedSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One address of a fetch step: absent → STARTED with the time of the next try, as often as needed → DONE or FAILED.
 *
 * @param skip whether the run goes on without it, so that it is waited for less long
 * @param output of what the address gave
 */
record SourceAddress(
        String step,
        String key,
        String address,
        FetchRequest request,
        boolean skip,
        Function<ParsedSource, Map<String, @Nullable Object>> output) {
    /** What came of it in this drive. */
    sealed interface Answer {}

    /** @param entry the recorded step, done */
    record Ready(Entry entry) implements Answer {}

    /** @param name of the step's document within its run */
    record Pending(String name, Instant due) implements Answer {}

    record Failed(String why) implements Answer {}

    /** Forty minutes without a tick are no patience: so many tries are made in any case. */
    private static final int TRIES_AT_LEAST = 4;

    private String name() {
        return "steps/" + step + "~" + key;
    }

    private Optional<NextTry> next(Limits limits, Optional<NextTry> before, Instant now) {
        int failures = before.map(NextTry::failures).orElse(0) + 1;
        Instant since = before.map(NextTry::since).orElse(now);
        Duration patience =
                skip ? limits.fetch().skipPatience() : limits.fetch().patience();
        return failures >= TRIES_AT_LEAST && !now.isBefore(since.plus(patience))
                ? Optional.empty()
                : Optional.of(new NextTry(failures, since, now.plus(limits.backoff(step + key, failures - 1))));
    }

    /** Asks the addresses of one drive. */
    static final class Asking {
        private final Source source;
        private final Clock clock;
        private final Limits limits;
        private final RecordedSteps recorded;
        private @Nullable Deadline end;

        Asking(Source source, Clock clock, Limits limits, RecordedSteps recorded) {
            this.source = source;
            this.clock = clock;
            this.limits = limits;
            this.recorded = recorded;
        }

        /** @param permit throws where nothing may be fetched */
        Answer ask(SourceAddress address, Optional<Entry> before, Runnable permit) {
            Optional<StepRecord> row = before.map(Entry::row);
            if (row.filter(each -> each.status() == Status.DONE).isPresent()) {
                return new Ready(before.orElseThrow());
            }
            Instant now = clock.now();
            Optional<NextTry> last =
                    row.filter(each -> each.status() == Status.STARTED).flatMap(StepRecord::nextTry);
            if (last.filter(next -> next.at().isAfter(now)).isPresent()) {
                return new Pending(address.name(), last.get().at());
            }
            permit.run();
            if (end().passed()) {
                return new Pending(address.name(), now); // The others wait for the next drive.
            }
            return answer(address, tried(address, before, last));
        }

        /** Counted from the first fetch: however long a drive took before, it makes one. */
        private synchronized Deadline end() {
            Deadline set = end == null ? clock.deadline(limits.fetch().drive()) : end;
            end = set;
            return set;
        }

        private static Answer answer(SourceAddress address, Entry entry) {
            StepRecord row = entry.row();
            return switch (row.status()) {
                case DONE -> new Ready(entry);
                case STARTED ->
                    new Pending(address.name(), row.nextTry().orElseThrow().at());
                case FAILED -> new Failed(row.error().orElse(""));
            };
        }

        private Entry tried(SourceAddress address, Optional<Entry> before, Optional<NextTry> last) {
            StepRecord row = recorded.row(Kind.FETCH, address.step(), address.key(), Optional.of(address.address()));
            return switch (reply(address)) {
                case Refused refused -> recorded.put(before, row.failed(refused.why()));
                case Again again -> recorded.put(before, failedForNow(row, address, last, again.why()));
                case Fetched fetched -> {
                    try {
                        yield recorded(row, address, before, last, fetched);
                    } finally {
                        fetched.release();
                    }
                }
            };
        }

        /** The try counts as failed before the answer is read: one that ends the process each time would be read for ever. */
        private Entry recorded(
                StepRecord row,
                SourceAddress address,
                Optional<Entry> before,
                Optional<NextTry> last,
                Fetched fetched) {
            StepRecord failed = failedForNow(
                    row, address, last, address.address() + ": the last process that read its answer did not finish");
            Entry counted = recorded.put(before, failed);
            if (counted.document().isPresent()) {
                return counted; // Another driver was first.
            }
            Entry mine = recorded.again(address.step(), address.key());
            return mine.row().status() == failed.status()
                    ? recorded.put(Optional.of(mine), read(row, address, last, fetched))
                    : mine;
        }

        private Reply reply(SourceAddress address) {
            FetchRequest request = address.request();
            SourceQuery query = new SourceQuery(
                    address.address(),
                    request.form(),
                    request.secret(),
                    request.allowed(),
                    !request.given().contains(address.address()));
            try {
                return recorded.inStep(
                        address.step(),
                        () -> source.fetch(query, clock.deadline(limits.fetch().call())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Again("interrupted");
            } catch (Steps.Stop e) {
                throw e;
            } catch (Exception | Error e) {
                // The text of an exception that is not of the source may repeat what was sent.
                return new Again("it cannot be fetched: " + e.getClass().getName());
            }
        }

        private StepRecord read(StepRecord row, SourceAddress address, Optional<NextTry> before, Fetched fetched) {
            ParsedSource parsed = recorded.reading(
                    address.step(), () -> ParsedSource.of(address.request().form(), fetched));
            if (Thread.currentThread().isInterrupted()) {
                // As a step is that takes too long. The parser of pages ends then, and gives what it has so far.
                return failedForNow(row, address, before, address.address() + ": reading it was interrupted");
            }
            if (parsed instanceof ParsedSource.Unreadable unreadable) {
                return failedForNow(row, address, before, address.address() + ": " + unreadable.why());
            }
            try {
                return recorded.done(row, Json.write(address.output().apply(parsed)));
            } catch (IllegalArgumentException e) {
                return row.failed(address.address() + ": " + e.getMessage());
            }
        }

        private StepRecord failedForNow(StepRecord row, SourceAddress address, Optional<NextTry> before, String why) {
            return address.next(limits, before, clock.now())
                    .map(next -> row.failedUntil(next, why))
                    .orElseGet(() -> row.failed(why));
        }
    }
}
