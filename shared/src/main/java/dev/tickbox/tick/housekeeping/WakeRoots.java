package dev.tickbox.tick.housekeeping;

import dev.tickbox.RunId;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.RunDocument.RunState;
import dev.tickbox.ledger.Runs;
import dev.tickbox.ledger.SeenRow;
import dev.tickbox.run.Run;
import dev.tickbox.run.RunDecision.Moved;
import dev.tickbox.run.RunEvent;
import dev.tickbox.run.RunTransitions;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Write;
import dev.tickbox.tick.context.DuePages;
import dev.tickbox.tick.context.DuePages.StopSignal;
import dev.tickbox.tick.context.TickContext;
import dev.tickbox.tick.context.TickReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Wakes runs whose tables have no open row any more. Every row that ends leaves a note of it; whoever clears the notes looks first whether
 * a row is still open: if one is, its own end leaves a note later. So no counter is needed, which all rows would have to write.
 */
public final class WakeRoots {
    private static final int AT_ONCE = 100;
    private static final int TRIES = 20;

    private final TickContext context;
    private final Runs runs;

    public WakeRoots(TickContext context, String actor) {
        this.context = context;
        this.runs = new Runs(context, actor);
    }

    public void due(StopSignal until, TickReport report) {
        Query ended = Query.of(RunDocument.ROWS, context.limits().tick().batch())
                .before("due", context.clock().now().plusMillis(1));
        List<Query> queries = List.of(RunState.DONE, RunState.LEFT_OUT, RunState.FAILED, RunState.ABANDONED).stream()
                .map(state -> ended.where("state", state))
                .toList();
        Map<String, List<Document>> byGroup = new LinkedHashMap<>();
        for (Document row : new DuePages(context.store(), queries, until)) {
            String group = row.fields().text("group");
            List<Document> rows = byGroup.computeIfAbsent(group, each -> new ArrayList<>());
            rows.add(row);
            if (rows.size() == AT_ONCE) {
                report.guard("rows/" + group, () -> tell(group, List.copyOf(rows), report));
                rows.clear();
            }
        }
        byGroup.forEach((group, rows) -> report.guard("rows/" + group, () -> tell(group, rows, report)));
    }

    private void tell(String group, List<Document> ended, TickReport report) {
        List<Document> current = ended;
        for (int i = 0; i < TRIES && !current.isEmpty(); i++) {
            List<Write> told = told(current);
            if (told.isEmpty()) {
                return;
            }
            boolean isOpen = !context.store()
                    .query(Query.of(RunDocument.ROWS, 1).where("open_group", group))
                    .documents()
                    .isEmpty();
            if (isOpen) {
                context.store().commit(told); // What conflicts is found again.
                return;
            }
            switch (runs.apply(RunId.rootOf(group), new RunEvent.Wake(), told)) {
                case Change.Made<?> made -> {
                    report.count("told");
                    return;
                }
                case Change.NotMade<?> not
                when not.reason() == Change.Reason.CONFLICT ->
                    current = current.stream()
                            .flatMap(document -> context.store().get(document.ref()).stream())
                            .toList();
                case Change.NotMade<?> rootHasEnded -> {
                    context.store().commit(told);
                    return;
                }
                case Change.Absent<?> rootIsGone -> {
                    context.store().commit(told);
                    return;
                }
            }
        }
    }

    private List<Write> told(List<Document> ended) {
        List<Write> writes = new ArrayList<>();
        Instant now = context.clock().now();
        for (Document document : ended) {
            Run run = RunDocument.read(document);
            if (new RunTransitions(context.limits()).apply(run, new RunEvent.Told(), now) instanceof Moved moved) {
                var history = document.fields().find("history");
                writes.add(new Write.Update(
                        document, RunDocument.write(moved.run()).with("history", history)));
                givenBack(run, now).ifPresent(writes::add);
            }
        }
        return writes;
    }

    /** The claim of a row that ended before anything was bought or queued for it: a later run may take it. */
    private Optional<Write> givenBack(Run run, Instant now) {
        boolean isGivenUp = switch (run.state()) {
            case Run.LeftOut _, Run.Abandoned _ -> true;
            case Run.Done _, Run.Failed _, Run.Runnable _, Run.Driven _, Run.Waiting _, Run.Deleting _ -> false;
        };
        return isGivenUp && !hasAny(AttemptDocument.ALL, run) && !hasAny(ItemDocument.ALL, run)
                ? SeenRow.free(context.store(), run.job(), run.row().orElseThrow(), now)
                : Optional.empty();
    }

    private boolean hasAny(Collection parts, Run run) {
        Query ofRow = Query.of(parts, 1).where("run", run.id());
        return !context.store().query(ofRow).documents().isEmpty();
    }
}
