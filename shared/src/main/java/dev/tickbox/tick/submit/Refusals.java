package dev.tickbox.tick.submit;

import dev.tickbox.Clock;
import dev.tickbox.Fields;
import dev.tickbox.Limits;
import dev.tickbox.Shortened;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Outcome;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code control/vendor}: which lanes the vendor refuses, since when, and how long it asked to be left alone. It is advice to the
 * next ticks, so that a write which is lost costs one more refusal and nothing else.
 */
final class Refusals {
    private static final Ref REF = Collection.of("control").ref("vendor");
    private static final int TRIES = 3;

    private final Store store;
    private final Clock clock;
    private final Limits limits;

    Refusals(Store store, Clock clock, Limits limits) {
        this.store = store;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * @param account nothing is sold to it before a person has seen to it
     * @param until before then nothing is sent
     * @param unsure how many answers in a row were not clear; 0 where the last one was a refusal
     */
    record Refusal(String lane, String why, boolean account, Instant since, Optional<Instant> until, int unsure) {
        Fields write() {
            return Fields.NONE
                    .with("lane", lane)
                    .with("why", Shortened.why(why))
                    .with("account", account)
                    .with("since", since)
                    .with("until", until)
                    .with("unsure", (long) unsure);
        }

        static Refusal read(Fields f) {
            return new Refusal(
                    f.text("lane"),
                    f.text("why"),
                    f.flag("account"),
                    f.time("since"),
                    f.findTime("until"),
                    Math.toIntExact(f.number("unsure", 0)));
        }
    }

    List<Refusal> all() {
        return store.get(REF).map(Refusals::read).orElse(List.of());
    }

    Optional<Refusal> of(String lane) {
        return all().stream().filter(each -> each.lane().equals(lane)).findFirst();
    }

    void refused(String lane, String why, boolean account, Optional<Duration> retryAfter) {
        Instant now = clock.now();
        // No vendor is left alone for longer, whatever it asks.
        Duration atMost = limits.outage();
        Optional<Instant> until = retryAfter.map(hint -> now.plus(hint.compareTo(atMost) < 0 ? hint : atMost));
        change(lane, before -> {
            Instant since = before.map(Refusal::since).orElse(now);
            return Optional.of(new Refusal(lane, why, account, since, until, 0));
        });
    }

    /** Each of these may be billed: so the pause grows, and an outage of hours brings few of them. */
    void unsure(String lane, String why) {
        Instant now = clock.now();
        change(lane, before -> {
            int count = before.map(Refusal::unsure).orElse(0) + 1;
            Optional<Instant> until =
                    Optional.of(limits.rest(count)).filter(Duration::isPositive).map(now::plus);
            Instant since = before.map(Refusal::since).orElse(now);
            return Optional.of(new Refusal(lane, why, false, since, until, count));
        });
    }

    void tryNow(String lane) {
        change(
                lane,
                before -> before.map(each -> new Refusal(
                        each.lane(), each.why(), each.account(), each.since(), Optional.empty(), each.unsure())));
    }

    void accepted(String lane) {
        change(lane, before -> Optional.empty());
    }

    @FunctionalInterface
    private interface Change {
        Optional<Refusal> apply(Optional<Refusal> before);
    }

    /** Written only where it says something new. */
    private void change(String lane, Change change) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Document> document = store.get(REF);
            List<Refusal> all = document.map(Refusals::read).orElse(List.of());
            Optional<Refusal> before =
                    all.stream().filter(each -> each.lane().equals(lane)).findFirst();
            Optional<Refusal> after = change.apply(before);
            if (after.equals(before)) {
                return;
            }
            List<Object> lines = Stream.concat(
                            all.stream().filter(each -> !each.lane().equals(lane)), after.stream())
                    .map(each -> (Object) each.write().values())
                    .toList();
            Fields next = Schema.begin().with("lanes", lines);
            Write write = document.<Write>map(old -> new Write.Update(old, next))
                    .orElseGet(() -> new Write.Create(REF, next));
            if (store.commit(write) == Outcome.APPLIED) {
                return;
            }
        }
    }

    private static List<Refusal> read(Document document) {
        return Schema.read(document).list("lanes").stream().map(Refusal::read).toList();
    }
}
