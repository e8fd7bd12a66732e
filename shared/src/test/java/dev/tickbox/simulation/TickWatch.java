package dev.tickbox.simulation;

import dev.tickbox.simulation.Watch.Change;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.Store.Page;
import dev.tickbox.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What each tick did of what was due: nothing is passed over by one tick after another, a call that throws costs one document its turn and
 * nobody else, and the calls of a tick are bounded by what is open.
 */
final class TickWatch implements Watch.Rule {
    /** What a tick reads before it does anything. */
    private static final Set<String> BEGINNING = Set.of("control", "definitions");

    private static final int PASSED_OVER = 8;
    private static final int PASSED_OVER_PAGE_BY_PAGE = 60;
    /** Less than the share of the part that has the least, which is a third of four minutes. */
    private static final Duration WELL_WITHIN_ITS_TIME = Duration.ofSeconds(75);

    private static final int VENDOR_CALLS = 4;
    private static final int VENDOR_CALLS_EACH = 1;
    private static final int STORE_CALLS = 120;
    private static final int STORE_CALLS_EACH = 30;

    private static final class Tick {
        private final DueWork work;
        private final Instant began;
        private final Set<Ref> touched = new HashSet<>();
        private final Set<String> excused = new HashSet<>();
        private final Set<Collection> unread = new HashSet<>();
        private Optional<Ref> last = Optional.empty();
        private Optional<Collection> lastQueried = Optional.empty();
        private boolean couldNotBegin;
        private int made;
        private int removed;

        Tick(DueWork work, Instant began) {
            this.work = work;
            this.began = began;
        }
    }

    private final Watch watch;
    private final OutsideWorld outside;
    private final int keepDays;
    private final boolean takesAllAtOnce;
    private final Map<String, Tick> ticks = new HashMap<>();
    private final Map<Ref, Integer> passedOver = new HashMap<>();

    /** @param takesAllAtOnce one query of a tick takes everything that there may be */
    TickWatch(Watch watch, OutsideWorld outside, int keepDays, boolean takesAllAtOnce) {
        this.watch = watch;
        this.outside = outside;
        this.keepDays = keepDays;
        this.takesAllAtOnce = takesAllAtOnce;
    }

    void begins(Proc process, String kind, boolean isPaused) {
        DueWork work = new DueWork(watch.truth(), outside.now(), kind, isPaused, keepDays);
        ticks.put(process.name(), new Tick(work, outside.now()));
    }

    /** The store as a process asks for it, before anything can go wrong on the way. */
    Store seenBy(String process, Store store) {
        return new Store() {
            @Override
            public Optional<Document> get(Ref ref) {
                touch(process, ref);
                return store.get(ref);
            }

            @Override
            public Outcome commit(List<Write> writes) {
                writes.forEach(write -> touch(process, write.ref()));
                return store.commit(writes);
            }

            @Override
            public Page query(Query query) {
                queried(process, query);
                return store.query(query);
            }

            @Override
            public long sum(Query query, String field) {
                queried(process, query);
                return store.sum(query, field);
            }

            @Override
            public long count(Query query) {
                queried(process, query);
                return store.count(query);
            }

            @Override
            public void close() {}
        };
    }

    private void touch(String process, Ref ref) {
        Optional.ofNullable(ticks.get(process)).ifPresent(tick -> {
            tick.touched.add(ref);
            tick.last = Optional.of(ref);
            tick.lastQueried = Optional.empty();
        });
    }

    private void queried(String process, Query query) {
        Optional.ofNullable(ticks.get(process)).ifPresent(tick -> tick.lastQueried = Optional.of(query.in()));
    }

    private Optional<String> run(Ref ref) {
        return Set.of("runs", "rows").contains(ref.in().toString())
                ? Optional.of(ref.id())
                : ref.in()
                        .parent()
                        .map(Ref::id)
                        .or(() -> watch.get(ref).flatMap(each -> each.fields().findText("run")));
    }

    @Override
    public void committed(String by, List<Change> changes) {
        for (Change change : changes) {
            // Whoever made it: a tick that is interrupted finds more than there was when it began.
            ticks.values().forEach(tick -> tick.made += change.before().isEmpty() ? 1 : 0);
            Optional.ofNullable(ticks.get(by)).ifPresent(tick -> {
                tick.removed += change.isRun() && change.after().isEmpty() ? 1 : 0;
            });
            // Whoever moved it, somebody has come to it.
            passedOver.remove(change.ref());
        }
    }

    /**
     * A call of this process throws: the run that it was at has lost its turn, what a query would have found is not known, and a tick that
     * cannot begin loses all.
     */
    void thrown(Proc process) {
        Optional.ofNullable(ticks.get(process.name())).ifPresent(tick -> {
            tick.lastQueried.ifPresent(tick.unread::add);
            tick.last.flatMap(this::run).ifPresent(tick.excused::add);
            tick.couldNotBegin |= tick.last
                    .filter(ref -> BEGINNING.contains(ref.in().toString()))
                    .isPresent();
        });
    }

    void ended(Proc process, String kind) {
        Tick tick = ticks.remove(process.name());
        if (tick == null || process.isDead() || tick.couldNotBegin) {
            return;
        }
        calls(process, tick);
        List<Ref> left = tick.work.untouched(tick.touched, tick.excused, isPaused()).stream()
                .filter(ref -> !tick.unread.contains(ref.in()))
                .toList();
        if (process.wasFrozen()) {
            return;
        }
        boolean fair =
                takesAllAtOnce && Duration.between(tick.began, outside.now()).compareTo(WELL_WITHIN_ITS_TIME) < 0;
        List<String> thrownAt = process.mishaps().thrownAt();
        if (fair && !thrownAt.isEmpty()) {
            Check check = thrownAt.stream().anyMatch(call -> call.equals("store.query") || call.equals("store.sum"))
                    ? Check.PARTS_GO_ON
                    : Check.OTHERS_GO_ON;
            check.unless(left.isEmpty(), () -> process.name() + " threw at " + thrownAt + " and left " + left);
        }
        tick.work.due().stream()
                .map(Document::ref)
                .filter(ref -> !left.contains(ref))
                .forEach(passedOver::remove);
        left.forEach(ref -> passOver(ref, kind, process, sharesOf(tick, ref)));
        if (kind.equals("reclaim") && tick.removed == 0) {
            for (Document run : tick.work.removable()) {
                if (!tick.touched.contains(run.ref())) {
                    passOver(run.ref(), "removal", process, 0);
                }
            }
        }
    }

    private boolean isPaused() {
        return watch.get(Collection.of("control").ref("state"))
                .filter(state -> state.fields().flag("paused"))
                .isPresent();
    }

    /** Where every call hangs until it is given up, a tick has time for two of what is due, and each has its turn. */
    private static int sharesOf(Tick tick, Ref ref) {
        return Math.toIntExact(tick.work.due().stream()
                        .filter(each -> each.ref().in().equals(ref.in()))
                        .count()
                / 2);
    }

    private void passOver(Ref ref, String kind, Proc process, int shares) {
        int times = passedOver.merge(ref, 1, Integer::sum);
        Check check = kind.equals("removal") ? Check.REMOVED_IN_TIME : Check.STARVES;
        int most = shares + (takesAllAtOnce || kind.equals("removal") ? PASSED_OVER : PASSED_OVER_PAGE_BY_PAGE);
        check.unless(times <= most, () -> ref + " was passed over by " + times + " ticks, last by " + process.name());
    }

    private void calls(Proc process, Tick tick) {
        int open = tick.work.open() + tick.made + tick.removed;
        int vendor = process.callsOf("generator.");
        int store = process.callsOf("store.");
        Check.VENDOR_CALLS.unless(
                vendor <= VENDOR_CALLS + VENDOR_CALLS_EACH * open,
                () -> process.name() + " called the vendor " + vendor + " times, with " + open + " open");
        Check.STORE_CALLS.unless(
                store <= STORE_CALLS + STORE_CALLS_EACH * open,
                () -> process.name() + " called the store " + store + " times, with " + open + " open");
    }
}
