package dev.tickbox.program;

import dev.tickbox.Canonical;
import dev.tickbox.Clock;
import dev.tickbox.Json;
import dev.tickbox.RunId;
import dev.tickbox.content.Step.OnRowFailure;
import dev.tickbox.ledger.Control;
import dev.tickbox.ledger.History;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.ledger.StepRecord.Kind;
import dev.tickbox.program.RecordedSteps.Entry;
import dev.tickbox.program.RowSelection.Chosen;
import dev.tickbox.program.RowTable.TablePage;
import dev.tickbox.program.RowTable.TableTime;
import dev.tickbox.program.Steps.Stop.LeftOut;
import dev.tickbox.program.Steps.Stop.StepFailed;
import dev.tickbox.program.Steps.Stop.Suspended;
import dev.tickbox.run.Row;
import dev.tickbox.run.Run;
import dev.tickbox.store.Document;
import dev.tickbox.store.Store;
import dev.tickbox.store.Write;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How a run works on a table. First the rows are recorded, once; then each gets a run of its own; then the run waits until all of these
 * have ended; then what they gave is recorded, once. A process may die between any two commits: the next drive continues.
 *
 * @param run whose table it is
 */
record Tables(
        Store store,
        Clock clock,
        Run run,
        RecordedSteps recorded,
        TableEnd end,
        TableLapse lapse,
        RowClaims claims,
        Restoration restoration) {
    /** What one commit makes, at most. */
    private static final int MADE_AT_ONCE = 200;

    private static final int MADE_BYTES_AT_ONCE = 4 * 1024 * 1024;
    private static final int PAGE_BYTES = 512 * 1024;
    private static final int READ_BYTES_AT_MOST = 8 * 1024 * 1024;

    /** A longer row is kept as a text of its own. */
    private static final int INLINE_BYTES = 32 * 1024;

    private static final String CLAIMED_ONLY = "claimed only, since the store was restored";

    static Tables of(Store store, Clock clock, Run run, RecordedSteps recorded, Restoration restoration) {
        return new Tables(
                store,
                clock,
                run,
                recorded,
                new TableEnd(store, clock, run, recorded),
                new TableLapse(new Control(store, clock), run, recorded),
                new RowClaims(store, clock, run, recorded),
                restoration);
    }

    Steps.Table each(String step, RowSource source, RowOptions options, String program) {
        Entry entry = recorded.find(step, RowTable.key(step))
                .map(found -> compared(step, found, source, options, program))
                .orElseGet(() -> freeze(step, source, options, program));
        RowTable table = made(entry, options);
        Optional<RowTable> closed = table.closed().isPresent()
                ? Optional.of(table)
                : end.close(step, table, skipsFailed(options), options.minRows());
        if (closed.isEmpty()) {
            options.within().ifPresent(within -> lapse.look(step, table, within));
        }
        return () -> rows(step, closed.orElseThrow(() -> new Suspended("rows/" + RunId.group(run.id(), step))));
    }

    /** In a restored store the rows that are done decide what is bought, so none are left out. */
    private boolean skipsFailed(RowOptions options) {
        return options.onFailure() == OnRowFailure.SKIP && !restoration.concerns();
    }

    private Entry freeze(String step, RowSource source, RowOptions options, String program) {
        restoration.check(step, "take as its rows");
        RowSelection selection = selected(step, source, options);
        if (source.match().isPresent() && selection.candidates() > 0 && selection.matched() == 0) {
            throw new StepFailed(
                    step,
                    "none of its " + selection.candidates() + " rows is in the match"
                            + source.writtenBy()
                                    .map(writer ->
                                            ": the step " + writer + " wrote other keys; to do that again: tickbox"
                                                    + " run " + run.job() + " --from " + run.id() + " --at " + writer)
                                    .orElse("; compare the keys on both sides"));
        }
        if (selection.rows().size() < options.minRows()) {
            throw new LeftOut(
                    step,
                    found(selection) + ", required: at least " + options.minRows()
                            + (selection.left().containsKey(CLAIMED_ONLY)
                                    ? "; to do them after all: " + fromHere(run.id(), step)
                                    : ""));
        }
        SortedMap<String, String> outer = new TreeMap<>();
        source.outer().forEach((id, text) -> outer.put(id, recorded.keepBody(text.get())));
        RowTable table = new RowTable(
                program,
                pages(selection.rows()),
                0,
                selection.left(),
                outer,
                new TableTime(Duration.ZERO, clock.now()),
                Optional.empty());
        StepRecord row = recorded.row(Kind.EACH, step, RowTable.key(step), Optional.empty())
                .noted(table.toJson());
        return commit(row, () -> List.of(recorded.write(Optional.empty(), row)));
    }

    /** The first time after a restoration it takes none, because the lost past may have taken all of them. */
    private RowSelection selected(String step, RowSource source, RowOptions options) {
        Optional<Instant> restored = options.onlyNew() ? restoration.before() : Optional.empty();
        if (restored.isEmpty()) {
            return select(source, options, key -> claims.isTaken(step, key));
        }
        if (!claims.isFirstSince(restored.get(), step)) {
            // What this run has taken itself, it has claimed only: it died before another run was done with all of
            // them.
            return select(source, options, key -> claims.isTakenByAny(step, key));
        }
        RowSelection all = select(source, options.withMaxRows(Integer.MAX_VALUE), key -> claims.isTaken(step, key));
        claims.takeAll(
                restored.get(), step, all.rows().stream().map(Chosen::key).toList());
        return all.withoutRows(CLAIMED_ONLY);
    }

    private static RowSelection select(RowSource source, RowOptions options, Predicate<String> isTaken) {
        Optional<List<?>> match = source.match().map(each -> each.get());
        return RowSelection.of(source.rows().get(), match, options, key -> options.onlyNew() && isTaken.test(key));
    }

    /**
     * New code of a class may give other rows than those that are recorded: what was bought for these would belong to nothing. It is compared
     * once for each version of the code.
     */
    private Entry compared(String step, Entry entry, RowSource source, RowOptions options, String program) {
        if (recorded.isOfThisContent(entry.row()) || entry.row().takenFrom().isPresent()) {
            return entry;
        }
        RowTable table = RowTable.of(entry.row());
        Set<String> own = new HashSet<>();
        for (TablePage page : table.frozen()) {
            list(recorded.body(page.body()))
                    .forEach(row ->
                            own.add((String) Objects.requireNonNull(object(row).get("key"), "key")));
        }
        RowSelection selection = select(source, options, key -> !own.contains(key) && claims.isTaken(step, key));
        if (!table.program().equals(program) || !pages(selection.rows()).equals(table.frozen())) {
            throw new StepFailed(
                    step,
                    "the new code of its job gives other rows or columns, or another class for them, than the "
                            + table.count()
                            + " that are recorded; to do it with the new code: " + fromHere(run.id(), step));
        }
        StepRecord row = recorded.underThisContent(entry.row());
        return commit(row, () -> List.of(recorded.write(Optional.of(entry), row)));
    }

    private String fromHere(String root, String step) {
        return "tickbox run " + run.job() + " --from " + root + " --at " + step;
    }

    /** A text that was bought for a row stays the text of that row: new code that asks for another one does not buy it again. */
    void checkSameRequest(String step, String key, List<StepRecord> all) {
        boolean isAnother = run.row().isPresent()
                && all.stream().noneMatch(row -> row.key().equals(key))
                && all.stream()
                        .anyMatch(row -> row.kind() == Kind.GENERATE && row.status() != StepRecord.Status.FAILED);
        if (isAnother) {
            Row row = run.row().get();
            throw new StepFailed(
                    step,
                    "the new code of its class asks for another text than the one that is recorded for this row; to do it"
                            + " with the new code: " + fromHere(row.root(), row.step()));
        }
    }

    private static String found(RowSelection selection) {
        String rows = selection.rows().size() == 1 ? "1 row" : selection.rows().size() + " rows";
        return selection.left().isEmpty()
                ? rows
                : rows + " ("
                        + String.join(
                                ", ",
                                selection.left().entrySet().stream()
                                        .map(each -> each.getValue() + " " + each.getKey())
                                        .toList())
                        + ")";
    }

    /** @param writes made anew after each conflict: the step's record first */
    private Entry commit(StepRecord row, Supplier<List<Write>> writes) {
        for (int i = 0; i < RecordedSteps.TRIES; i++) {
            Optional<Entry> entry = recorded.order(row, writes.get());
            if (entry.isPresent()) {
                return entry.get();
            }
        }
        throw recorded.crowded(row);
    }

    /** Keys and columns; a long row is named by its text. */
    private List<TablePage> pages(List<Chosen> rows) {
        List<TablePage> pages = new ArrayList<>();
        PageWriter page = new PageWriter(recorded, PAGE_BYTES, pages);
        for (Chosen each : rows) {
            String columns = Canonical.of(each.columns());
            boolean isLong = columns.getBytes(StandardCharsets.UTF_8).length > INLINE_BYTES;
            page.add(Canonical.of(
                    isLong
                            ? Map.of("key", each.key(), "body", recorded.keepBody(columns))
                            : Map.of("key", each.key(), "columns", each.columns())));
        }
        page.end();
        return pages;
    }

    private RowTable made(Entry frozen, RowOptions options) {
        Entry entry = frozen;
        RowTable table = RowTable.of(entry.row());
        while (table.made() < table.count()) {
            List<Row> rows = next(entry.row().step(), table);
            StepRecord record =
                    entry.row().noted(table.withMade(table.made() + rows.size()).toJson());
            Entry before = entry;
            entry = commit(record, () -> {
                List<Write> writes = new ArrayList<>();
                writes.add(recorded.write(Optional.of(before), record));
                rows.forEach(row -> writes.addAll(make(row, options.onlyNew())));
                return writes;
            });
            table = RowTable.of(entry.row());
        }
        return table;
    }

    /** The next rows that fit into one commit. */
    private List<Row> next(String step, RowTable table) {
        List<Row> rows = new ArrayList<>();
        long position = 0;
        int bytes = 0;
        for (TablePage page : table.frozen()) {
            if (position + page.rows() <= table.made()) {
                position += page.rows();
                continue;
            }
            for (Object each : list(recorded.body(page.body()))) {
                Map<?, ?> row = (Map<?, ?>) each;
                if (position++ < table.made()) {
                    continue;
                }
                String columns = Canonical.of(row.get("columns"));
                bytes += columns.length() * 2;
                if (rows.size() == MADE_AT_ONCE || (bytes > MADE_BYTES_AT_ONCE && !rows.isEmpty())) {
                    return rows;
                }
                rows.add(Row.open(
                        run.id(),
                        step,
                        (String) Objects.requireNonNull(row.get("key"), "key"),
                        position - 1,
                        row.get("body") instanceof String body ? Row.Kept.at(body) : Row.Kept.inline(columns)));
            }
        }
        return rows;
    }

    private List<Write> make(Row row, boolean onlyNew) {
        Instant now = clock.now();
        if (!onlyNew) {
            return List.of(create(Run.ofRow(run, row, now), "row of " + row.step(), now));
        }
        Optional<Document> seen = claims.find(row.step(), row.key());
        Optional<String> other = claims.byAnother(seen);
        if (other.isPresent()) {
            Run taken = Run.takenRow(run, row, other.get(), now);
            return List.of(create(taken, "taken by " + other.get() + " in the meantime", now));
        }
        List<Write> writes = new ArrayList<>(List.of(create(Run.ofRow(run, row, now), "row of " + row.step(), now)));
        claims.take(row, seen).ifPresent(writes::add);
        return writes;
    }

    private Write create(Run row, String cause, Instant now) {
        return new Write.Create(
                RunDocument.ref(row.id()),
                History.add(RunDocument.write(row), now, RunDocument.stateName(row.state()), cause, run.id()));
    }

    private List<Map<String, Object>> rows(String step, RowTable table) {
        List<Map<String, Object>> rows = new ArrayList<>();
        long bytes = 0;
        for (TablePage page : table.closed().orElseThrow().pages()) {
            String json = recorded.body(page.body());
            bytes += json.length();
            if (bytes > READ_BYTES_AT_MOST) {
                throw new StepFailed(
                        step,
                        "its " + table.closed().get().done() + " rows are longer than the " + READ_BYTES_AT_MOST
                                + " bytes that a later step can read: take fewer rows, or read fewer columns of them");
            }
            list(json).forEach(row -> rows.add(object(row)));
        }
        return rows;
    }

    private static List<?> list(String json) {
        return (List<?>) Objects.requireNonNull(Json.parse(json));
    }

    @SuppressWarnings("unchecked") // a JSON object's names are strings
    private static Map<String, Object> object(Object row) {
        return (Map<String, Object>) row;
    }

    /** Writes a JSON list as texts of bounded length. */
    static final class PageWriter {
        private final RecordedSteps recorded;
        private final int most;
        private final List<TablePage> pages;
        private final StringBuilder page = new StringBuilder();
        private long rows;

        PageWriter(RecordedSteps recorded, int most, List<TablePage> pages) {
            this.recorded = recorded;
            this.most = most;
            this.pages = pages;
        }

        void add(String json) {
            if (rows > 0 && page.length() + json.length() > most) {
                end();
            }
            page.append(rows == 0 ? "[" : ",").append(json);
            rows++;
        }

        void end() {
            if (rows > 0) {
                pages.add(new TablePage(recorded.keepBody(page.append("]").toString()), rows));
            }
            page.setLength(0);
            rows = 0;
        }
    }
}
