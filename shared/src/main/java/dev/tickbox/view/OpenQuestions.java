package dev.tickbox.view;

import dev.tickbox.RunId;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.ApprovalDocument.ApprovalState;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The questions that nobody has answered. Of a table only some are shown, so that thousands of rows that ask hide no other question.
 *
 * @param shown the longest waiting first
 * @param count all of them
 * @param more by table, how many are not shown
 */
public record OpenQuestions(List<OpenQuestion> shown, long count, Map<String, Long> more) {
    private static final int SHOWN = 50;

    /** The character after the one that separates a row from its table. */
    private static final String BEHIND_ROWS = ",";

    /** @param job only its questions */
    public static OpenQuestions of(Store store, Optional<String> job) {
        Query asked = job.map(id -> between(id + "@", id + "A")).orElseGet(() -> between("", "\uffff"));
        List<OpenQuestion> shown = new ArrayList<>();
        Map<String, Long> more = new TreeMap<>();
        Optional<Query> next = Optional.of(asked);
        while (next.isPresent() && shown.size() < SHOWN) {
            Optional<String> full = addPage(store, next.get(), shown);
            full.ifPresent(table -> more.put(table, ofRows(store, table) - TableView.SHOWN));
            next = full.map(table -> asked.from("run", table + BEHIND_ROWS));
        }
        shown.sort(Comparator.comparing(
                (OpenQuestion each) -> each.approval().question().createdAt()));
        return new OpenQuestions(List.copyOf(shown), store.count(asked), more);
    }

    /** @return the table of which enough is shown, where there is more of it */
    private static Optional<String> addPage(Store store, Query page, List<OpenQuestion> shown) {
        Map<String, Integer> ofTables = new TreeMap<>();
        for (Document document : store.query(page).documents()) {
            String run = document.fields().text("run");
            if (RunId.isRow(run)) {
                String table = RunId.groupOf(run);
                if (ofTables.merge(table, 1, Integer::sum) > TableView.SHOWN) {
                    return Optional.of(table);
                }
            }
            shown.add(new OpenQuestion(ApprovalDocument.read(document), key(store, run)));
        }
        return Optional.empty();
    }

    private static Optional<String> key(Store store, String run) {
        return RunId.isRow(run)
                ? store.get(RunDocument.ref(run))
                        .map(row -> RowStory.shown(row.fields().text("key")))
                : Optional.empty();
    }

    /** @param command how a command is typed here, with where its store is */
    public List<String> lines(UnaryOperator<String> command) {
        List<String> lines = new ArrayList<>();
        lines.add("Waits for your approval (" + TableView.number(count) + ")");
        shown.forEach(each -> {
            lines.add("  " + each.what() + ", " + each.about() + ": " + each.waits(ReadableTime.UTC));
            lines.addAll(Actions.lines(each.ways(), command, "    "));
        });
        more.forEach((table, questions) -> lines.add("  … and " + TableView.number(questions) + " more of " + table
                + "; they are shown once these are answered, and each can be answered now: "
                + command.apply("approve " + RunId.rootOf(table) + " --row KEY")));
        return lines;
    }

    /** @param parent a run, or a table of it: what its rows ask, counted by the store */
    public static long ofRows(Store store, String parent) {
        return store.count(between(parent + "+", parent + BEHIND_ROWS));
    }

    private static Query between(String from, String to) {
        return Query.of(ApprovalDocument.ALL, SHOWN)
                .where("state", ApprovalState.ASKED)
                .from("run", from)
                .before("run", to);
    }
}
