package dev.tickbox.program;

import dev.tickbox.Clock;
import dev.tickbox.Limits;
import dev.tickbox.Shortened;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.ledger.StepRecord.Kind;
import dev.tickbox.ledger.StepRecord.Status;
import dev.tickbox.program.Steps.Stop.StepFailed;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunDecision;
import dev.tickbox.run.RunEvent;
import dev.tickbox.run.RunTransitions;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store;
import dev.tickbox.store.Store.Outcome;
import dev.tickbox.store.StoreException;
import dev.tickbox.store.Write;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The rows of one run during one drive: read once at its start, added to as it goes on. The first commit of a step wins, whoever
 * made it; a driver that comes second adopts what the first recorded.
 */
public final class RecordedSteps {
    /** @param document as read; absent for what this drive wrote itself */
    record Entry(StepRecord row, Optional<Document> document) {}

    /** A longer output of a step is kept as a text of the run, as what a generation gives is: a document holds 1 MiB. */
    private static final int OUTPUT_CHARACTERS = 200_000;

    /** Others wake the run while it is driven, and each wake makes one commit of its driver conflict. */
    static final int TRIES = 20;

    private final Store store;
    private final Clock clock;
    private final Limits limits;
    private final String run;
    private final String content;
    private final DriverLease lease;
    private final Bodies bodies;
    private final Map<String, Map<String, Entry>> entries = new ConcurrentHashMap<>();
    private final Map<String, String> usedKeys = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /** @param lease nothing is written without it */
    public RecordedSteps(Store store, Clock clock, Limits limits, String run, String content, DriverLease lease) {
        this.store = store;
        this.clock = clock;
        this.limits = limits;
        this.run = run;
        this.content = content;
        this.lease = lease;
        this.bodies = new Bodies(store, limits.bodyBytes());
        store.all(Query.of(StepRecord.of(run), 500)).forEach(this::remember);
    }

    private Entry remember(Document document) {
        return remember(new Entry(StepRecord.read(document), Optional.of(document)));
    }

    private Entry remember(Entry entry) {
        Entry before = entries.computeIfAbsent(entry.row().step(), step -> new ConcurrentHashMap<>())
                .put(entry.row().key(), entry);
        if (before == null) {
            count.incrementAndGet();
        }
        return entry;
    }

    /** The row of this step and input, if there is one; says so if the step has another input than it may have. */
    Optional<Entry> find(String step, String key) {
        Optional<Entry> taken = entries.getOrDefault(step, Map.of()).values().stream()
                .filter(entry -> entry.row().takenFrom().isPresent())
                .findFirst();
        if (taken.isPresent()) {
            return taken; // Whatever today's content says of it.
        }
        String used = usedKeys.putIfAbsent(step, key);
        if (used != null && !used.equals(key)) {
            throw new StepFailed(step, "two inputs under one step id; derive an id from each input");
        }
        Map<String, Entry> rows = entries.getOrDefault(step, Map.of());
        Entry found = rows.get(key);
        if (found == null && rows.values().stream().anyMatch(this::bindsThisContent)) {
            throw new StepFailed(
                    step,
                    "its input differs from an earlier replay of the same content; it must not depend on a clock, on chance or on anything outside the steps");
        }
        return Optional.ofNullable(found);
    }

    private boolean bindsThisContent(Entry entry) {
        return entry.row().content().equals(content) && entry.row().status() != Status.FAILED;
    }

    /** Whether it was recorded, or compared, under what this drive's program is made of. */
    boolean isOfThisContent(StepRecord row) {
        return row.content().equals(content);
    }

    StepRecord underThisContent(StepRecord row) {
        return row.under(content);
    }

    StepRecord row(Kind kind, String step, String key, Optional<String> refersTo) {
        return new StepRecord(
                step,
                key,
                kind,
                Status.STARTED,
                content,
                Optional.empty(),
                Optional.empty(),
                refersTo,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                clock.now());
    }

    /** Records a finished or failed step, or adopts what another driver recorded. */
    Entry put(Optional<Entry> before, StepRecord row) {
        Entry entry = put(row, write(before, row));
        boolean lost = entry.row().status() != Status.DONE && row.status() == Status.DONE;
        // Another driver recorded a failure of what succeeded here: a result is worth more than an error.
        return lost ? put(Optional.of(entry), row) : entry;
    }

    Write write(Optional<Entry> before, StepRecord row) {
        Ref ref = StepRecord.ref(run, row.step(), row.key());
        return before.<Write>map(entry -> new Write.Update(
                        entry.document().or(() -> store.get(ref)).orElseThrow(), StepRecord.write(row)))
                .orElseGet(() -> new Write.Create(ref, StepRecord.write(row)));
    }

    /** As it is now, though it was read before. */
    Entry again(String step, String key) {
        return remember(store.get(StepRecord.ref(run, step, key)).orElseThrow());
    }

    /** A step orders nothing, so that it asks whether the run is still this driver's only when its lease may be over. */
    private Entry put(StepRecord row, Write write) {
        checkCount(row);
        for (int i = 0; i < TRIES; i++) {
            switch (lease.mustBeRenewed() ? lease.commit(List.of(write)) : store.commit(write)) {
                case APPLIED -> {
                    return remember(new Entry(row, Optional.empty()));
                }
                case CONFLICT -> {
                    Optional<Entry> other = another(write);
                    if (other.isPresent()) {
                        return other.get();
                    }
                }
                case UNKNOWN -> throw unknown(row);
            }
        }
        throw crowded(row);
    }

    /**
     * Commits an order: its row first, and what the row refers to.
     *
     * @return the row, or another driver's; none where something else conflicted, so that the writes are to be made anew
     */
    Optional<Entry> order(StepRecord row, List<Write> writes) {
        checkCount(row);
        return switch (lease.commit(writes)) {
            case APPLIED -> Optional.of(remember(new Entry(row, Optional.empty())));
            case CONFLICT -> another(writes.getFirst());
            case UNKNOWN -> throw unknown(row);
        };
    }

    /** What somebody else wrote where this write would have gone, if that is why it conflicted. */
    private Optional<Entry> another(Write write) {
        String assumed = write instanceof Write.Update update ? update.read().version() : "";
        return store.get(write.ref())
                .filter(now -> !now.version().equals(assumed))
                .map(this::remember);
    }

    /** Written only while the run is this driver's. */
    Outcome commit(List<Write> writes) {
        return lease.commit(writes);
    }

    RunDecision decide(Run row, RunEvent event) {
        return new RunTransitions(limits).apply(row, event, clock.now());
    }

    private void checkCount(StepRecord row) {
        if (count.get() >= limits.run().steps()) {
            throw new StepFailed(row.step(), "a run may have " + limits.run().steps() + " steps at most");
        }
    }

    private static StoreException unknown(StepRecord row) {
        return new StoreException("the store did not say whether step " + row.step() + " was recorded");
    }

    IllegalStateException crowded(StepRecord row) {
        return new IllegalStateException("step " + row.step() + " of " + run + " conflicted " + TRIES + " times");
    }

    /** @throws Stop.OutOfTime where the run is no longer this driver's */
    void checkLease() {
        lease.check();
    }

    /** Runs a step's body, whose time is bounded. */
    <T> T inStep(String id, Steps.Body<T> body) throws Exception {
        lease.begins(id);
        try {
            return body.run();
        } finally {
            lease.ends();
        }
    }

    /** Reads what a step was given, which is a part of its time. */
    <T> T reading(String id, Supplier<T> body) {
        lease.begins(id);
        try {
            return body.get();
        } finally {
            lease.ends();
        }
    }

    /** What was ordered and is not settled as far as the rows say. */
    List<StepRecord> started() {
        return rows().filter(row -> row.status() == Status.STARTED && row.kind() != Kind.FETCH)
                .toList();
    }

    List<StepRecord> ofKind(Kind kind) {
        return rows().filter(row -> row.kind() == kind).toList();
    }

    private Stream<StepRecord> rows() {
        return entries.values().stream().flatMap(each -> each.values().stream()).map(Entry::row);
    }

    /** Copies what an earlier run has of these steps, its text first; what is there already was copied before. */
    public void takeOver(Run.TakenOver earlier) {
        List<String> missing =
                earlier.steps().stream().filter(step -> of(step).isEmpty()).toList();
        if (missing.isEmpty()) {
            return;
        }
        Map<String, StepRecord> source = doneSteps(store, earlier.run());
        for (String step : missing) {
            StepRecord row = Optional.ofNullable(source.get(step))
                    .orElseThrow(() -> new StepFailed(
                            step, "run " + earlier.run() + ", from which it is taken over, is not there any more"));
            StepRecord taken = row.kind() == Kind.EACH ? withPages(row, earlier.run()) : row;
            row.outputRef().ifPresent(sha -> copyBody(earlier.run(), sha));
            put(Optional.empty(), taken.takenFrom(earlier.run()));
        }
    }

    /** Copies what the rows of a table gave; the rows themselves stay with the run that made them. */
    private StepRecord withPages(StepRecord row, String earlier) {
        RowTable table = RowTable.of(row);
        table.closed().orElseThrow().pages().forEach(page -> copyBody(earlier, page.body()));
        return row.noted(table.withoutRows().toJson());
    }

    private void copyBody(String earlier, String sha) {
        keepBody(bodies.load(earlier, sha));
    }

    /** What a run has of each step: the newest result, where its content was changed. */
    public static Map<String, StepRecord> doneSteps(Store store, String run) {
        Map<String, StepRecord> done = new HashMap<>();
        store.all(Query.of(StepRecord.of(run), 500)).stream()
                .map(StepRecord::read)
                .filter(row -> row.status() == Status.DONE)
                .sorted(Comparator.comparing(StepRecord::createdAt).thenComparing(StepRecord::key))
                .forEach(row -> done.put(row.step(), row));
        return done;
    }

    /** All inputs of a step. */
    List<StepRecord> of(String step) {
        return entries.getOrDefault(step, Map.of()).values().stream()
                .map(Entry::row)
                .toList();
    }

    /** The items that earlier contents queued under this step. */
    List<StepRecord> othersOf(String step, String key) {
        return of(step).stream().filter(row -> !row.key().equals(key)).toList();
    }

    /** The output itself, if it can be kept. */
    String fit(String output) {
        int bytes = output.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.bodyBytes()) {
            throw new IllegalArgumentException(
                    "its output has " + bytes + " bytes, and the limit is " + limits.bodyBytes());
        }
        if (!Shortened.whole(output).equals(output)) {
            throw new IllegalArgumentException("its output has an unpaired surrogate (half a character) in it");
        }
        return output;
    }

    /**
     * The row with its output, which is kept as a text of the run where a document could not hold it.
     *
     * @throws IllegalArgumentException if it cannot be kept
     */
    StepRecord done(StepRecord row, String output) {
        return fit(output).length() <= OUTPUT_CHARACTERS
                ? row.done(Optional.of(output), Optional.empty())
                : row.done(Optional.empty(), Optional.of(keepBody(output)));
    }

    String keepBody(String text) {
        return bodies.keep(run, text);
    }

    String body(String sha) {
        return bodies.load(run, sha);
    }
}
