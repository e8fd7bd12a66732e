package dev.tickbox.tick.submit;

import dev.tickbox.Clock;
import dev.tickbox.Fields;
import dev.tickbox.Limits;
import dev.tickbox.Limits.VendorLimits;
import dev.tickbox.Shortened;
import dev.tickbox.generator.Generator.Accepted;
import dev.tickbox.generator.Generator.Refused;
import dev.tickbox.generator.Generator.Submission;
import dev.tickbox.generator.Generator.Unsure;
import dev.tickbox.generator.Generator.Whom;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.ReservationDocument.ReservationState;
import dev.tickbox.reservation.Reservation;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Schema;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Write;
import dev.tickbox.tick.context.DuePages;
import dev.tickbox.tick.context.DuePages.StopSignal;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is to be sent goes in lanes: one a model, and one for all batch jobs. Each has a limit and a queue of its own, so that a model
 * that is full, or that takes nothing, delays no other.
 */
public final class Lanes {
    private static final int AT_MOST = 100;
    private static final int SORTED_AT_MOST = 2000;

    private final TickContext context;
    private final Refusals refusals;

    /** @param context with the content's limits */
    public Lanes(TickContext context) {
        this.context = context;
        this.refusals = new Refusals(context.store(), context.clock(), context.limits());
    }

    /** The lanes in which something is reserved, by model: what is not a row goes first. */
    List<List<String>> reservedByModel() {
        Map<String, List<String>> byModel = new TreeMap<>();
        for (String lane : reserved()) {
            byModel.computeIfAbsent(Reservation.model(lane), each -> new ArrayList<>())
                    .add(lane);
        }
        return List.copyOf(byModel.values());
    }

    /** Each is found by one read: the next name after the last, so that they are in order. */
    List<String> reserved() {
        List<String> lanes = new ArrayList<>();
        Query reserved = Query.of(ReservationDocument.ALL, 1).where("state", ReservationState.RESERVED);
        List<Document> next = context.store().query(reserved.orderedBy("lane")).documents();
        while (!next.isEmpty() && lanes.size() < AT_MOST) {
            String lane = next.getFirst().fields().text("lane");
            lanes.add(lane);
            // No name of a model has a space in it, and nothing that one has comes before a space.
            next = context.store().query(reserved.from("lane", lane + " ")).documents();
        }
        return lanes;
    }

    /**
     * The longest waiting first: what was put off to one midnight must not be served by its hash, or one might never be.
     *
     * @param isOpen whether it may be bought: what may not takes the turn of nothing that may
     */
    List<Document> due(String lane, StopSignal until, Predicate<Document> isOpen) {
        Query due = Query.of(ReservationDocument.ALL, context.limits().tick().batch())
                .where("lane", lane)
                .where("state", ReservationState.RESERVED)
                .before("due", context.clock().now().plusMillis(1));
        List<Document> found = new ArrayList<>();
        // Thousands of rows wait in the order in which they are due: not all of them are read for each fifty that are
        // sent.
        int most = Reservation.isRowLane(lane) ? limit(lane) : SORTED_AT_MOST;
        int read = 0;
        for (Document document :
                new DuePages(context.store(), List.of(due), () -> until.passed() || found.size() >= most)) {
            if (isOpen.test(document)) {
                found.add(document);
            }
            if (++read == SORTED_AT_MOST) {
                break;
            }
        }
        found.sort(Comparator.comparing(document -> document.fields().time("created_at")));
        return found;
    }

    /** How many more may be out. Rows take at most four fifths of the places of their model. */
    int room(String lane) {
        int out = out(lane);
        int free = limit(lane) - out - (batch(lane) ? 0 : out(Reservation.otherLane(lane)));
        return Math.max(0, Reservation.isRowLane(lane) ? Math.min(free, Math.max(1, limit(lane) * 4 / 5) - out) : free);
    }

    private int out(String lane) {
        long out = context.store().count(in(lane, ReservationState.SUBMITTING))
                + context.store().count(in(lane, ReservationState.SUBMITTED));
        return Math.toIntExact(out) + unsure(lane);
    }

    private Query in(String lane, ReservationState state) {
        return Query.of(ReservationDocument.ALL, limit(lane))
                .where("lane", lane)
                .where("state", state);
    }

    /** What may be at the vendor holds a place only for as long as the vendor itself may not know: an outage fills no lane. */
    private int unsure(String lane) {
        Instant since = context.clock()
                .now()
                .minus(context.limits().purchase().settling().multipliedBy(5));
        List<Document> uncertain =
                context.store().query(in(lane, ReservationState.UNCERTAIN)).documents();
        return Math.toIntExact(uncertain.stream()
                .filter(document -> document.fields().time("lease_ended").isAfter(since))
                .count());
    }

    private int limit(String lane) {
        VendorLimits most = context.limits().vendor();
        return batch(lane) ? most.batchJobs() : most.outstanding();
    }

    private static boolean batch(String lane) {
        return lane.equals(Reservation.BATCH_LANE);
    }

    String full(String lane) {
        return batch(lane)
                ? "limits.batchJobs: " + limit(lane) + " batch jobs are at the vendor"
                : "limits.outstanding: " + limit(lane) + " of " + lane + " are at the vendor";
    }

    /** Why what is due in this lane is not sent, if it is not. It only reads. */
    public Optional<String> waits(String lane) {
        Optional<Refusals.Refusal> refusal = refusals.of(Reservation.model(lane));
        return refusal.flatMap(this::rests)
                .or(() -> room(lane) == 0 ? Optional.of(full(lane)) : Optional.empty())
                .or(() -> refusal.map(this::refused));
    }

    /** The lanes in which the vendor sells nothing until the operator has mended the account, and why. */
    public Map<String, String> needPerson() {
        Map<String, String> lanes = new TreeMap<>();
        refusals.all().stream()
                .filter(Refusals.Refusal::account)
                .forEach(each -> lanes.put(
                        each.lane(), "the vendor has refused the account since " + each.since() + ": " + each.why()));
        return lanes;
    }

    String refused(Refusals.Refusal refusal) {
        return "the vendor has refused " + refusal.lane() + " since " + refusal.since()
                + "; each tick tries one request: " + refusal.why();
    }

    Optional<String> rests(Refusals.Refusal refusal) {
        return refusal.until()
                .filter(until -> until.isAfter(context.clock().now()))
                .map(until -> (refusal.unsure() > 0
                                ? "the outcome of the last " + refusal.unsure()
                                        + " requests is unknown, and each may be billed;"
                                        + " next try at "
                                : "the vendor asked for no requests before ")
                        + until + ": " + refusal.why());
    }

    /** By the command {@code retry}: the next submit tick tries it, whatever pause the vendor asked for. */
    public void tryNow(String lane) {
        refusals.tryNow(Reservation.model(lane));
    }

    Refusals refusals() {
        return refusals;
    }

    /**
     * One lane in one tick: it is open until an answer says that another request would fare no better. Until the next tick then asks once,
     * nothing more is sent in it.
     */
    static final class LaneGate {
        private final String name;
        private final Refusals refusals;
        private final TickReport report;
        private final AtomicBoolean wasRefused;
        private volatile boolean probed;
        private volatile boolean closed;

        LaneGate(String name, boolean wasRefused, Refusals refusals, TickReport report) {
            this.name = name;
            this.wasRefused = new AtomicBoolean(wasRefused);
            this.refusals = refusals;
            this.report = report;
        }

        boolean probed() {
            return probed;
        }

        boolean goesOn() {
            return !closed;
        }

        void heard(Submission answer) {
            switch (answer) {
                case Accepted a -> accepted();
                // Each of these may be billed without anybody knowing: not fifty at once.
                case Unsure a -> {
                    refusals.unsure(name, a.why());
                    close("the outcome of the last request is unknown: " + a.why());
                }
                case Refused a -> refused(a);
            }
        }

        private void accepted() {
            probed = true;
            if (wasRefused.compareAndSet(true, false)) {
                refusals.accepted(name);
            }
        }

        /** What is wrong with one request says nothing of the next. */
        private void refused(Refused a) {
            if (a.lasting() || a.whom() == Whom.REQUEST) {
                return;
            }
            boolean account = a.whom() == Whom.ACCOUNT;
            refusals.refused(name, a.why(), account, a.retryAfter());
            close("the vendor refused the last request: " + a.why());
            if (account) {
                soldNothing(name, a.why(), report);
            }
        }

        /** Repeated by every submit tick until it is mended, so that an hour without purchases is not mistaken for a good one. */
        static void soldNothing(String lane, String why, TickReport report) {
            report.fact("vendorRefuses", why);
            report.error("the vendor rejected the account for model " + lane + ": " + why);
        }

        private void close(String why) {
            probed = true;
            closed = true;
            report.waits(name, why);
        }
    }

    /**
     * {@code control/vendor}: which lanes the vendor refuses, since when, and how long it asked to be left alone. It is advice to the
     * next ticks, so that a write which is lost costs one more refusal and nothing else.
     */
    record Refusals(Store store, Clock clock, Limits limits) {
        private static final Ref REF = Collection.of("control").ref("vendor");
        private static final int TRIES = 3;

        /**
         * @param account why the vendor sells nothing until the operator has mended the account
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
            Duration atMost = limits.vendor().outage();
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
                Optional<Instant> until = Optional.of(limits.rest(count))
                        .filter(Duration::isPositive)
                        .map(now::plus);
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
            return Schema.read(document).list("lanes").stream()
                    .map(Refusal::read)
                    .toList();
        }
    }
}
