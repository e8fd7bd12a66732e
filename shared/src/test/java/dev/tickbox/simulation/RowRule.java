package dev.tickbox.simulation;

import dev.tickbox.Fields;
import dev.tickbox.RunId;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.SeenRow;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.program.RowTable;
import dev.tickbox.simulation.Watch.Change;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The plain model of tables: a row is made once and bought once, a table is closed when no row of it is open, and a row that only one run
 * may take is bought by the run that has claimed it.
 */
final class RowRule implements Watch.Rule {
    private static final Set<String> OPEN = Set.of("RUNNABLE", "DRIVEN", "WAITING");
    private static final Set<String> GIVEN_UP = Set.of("LEFT_OUT", "ABANDONED");

    private final Watch watch;
    private final Predicate<String> takesNew;
    private final Continuations continuations;
    private final Set<Ref> made = new HashSet<>();
    private final Set<String> closedGroups = new HashSet<>();
    private final Set<String> attemptedRows = new HashSet<>();
    private final Set<String> boughtRows = new HashSet<>();
    /** The run that bought a row, by the claim of that row. */
    private final Map<Ref, String> boughtBy = new HashMap<>();

    /** @param takesNew whether a job takes only rows that no earlier run of it took */
    RowRule(Watch watch, Predicate<String> takesNew, Continuations continuations) {
        this.watch = watch;
        this.continuations = continuations;
        this.takesNew = takesNew;
    }

    @Override
    public void committed(String by, List<Change> changes) {
        for (Change change : changes) {
            if (change.in("rows") && change.after().isPresent()) {
                row(by, change);
            } else if (change.in("rows")) {
                removed(by, change.before().orElseThrow());
            } else if (change.in("attempts") && change.before().isEmpty()) {
                attemptedRows.add(change.now().text("run"));
            } else if (change.in("seen")
                    && change.before().isPresent()
                    && !change.is().equals("CLAIMED")) {
                claim(by, change.before().get().fields(), change);
            } else if (change.in("reservations") && change.before().isEmpty()) {
                reserved(by, change);
            } else if (change.under("steps") && change.becomes("DONE")) {
                boolean isTable = change.now().text("kind").equals("EACH");
                if (isTable && change.now().findText("taken_from").isEmpty()) {
                    closed(by, change);
                }
            }
        }
    }

    private void row(String by, Change change) {
        Fields row = change.now();
        if (change.before().isEmpty()) {
            String root = state(RunDocument.ref(row.text("root")));
            Check.ROW_ONCE.unless(made.add(change.ref()), () -> by + " makes " + change.ref() + " a second time");
            Check.ROW_ONCE.unless(
                    root.equals("DRIVEN"), () -> by + " makes " + change.ref() + ", whose run is " + root);
            boolean claims = takesNew.test(row.text("job")) && OPEN.contains(change.is());
            Check.CLAIMED_ONCE.unless(
                    !claims || holder(row).equals(Optional.of(row.text("root"))),
                    () -> by + " makes " + change.ref() + ", which is taken by " + holder(row));
        }
        boolean isOpen = OPEN.contains(change.is());
        Check.TABLE_CLOSED.unless(
                !isOpen || !closedGroups.contains(row.text("group")),
                () -> by + " opens " + change.ref() + ", whose table is closed");
    }

    private Optional<String> holder(Fields row) {
        return SeenRow.takenBy(watch.get(claim(row)));
    }

    private static Ref claim(Fields row) {
        return SeenRow.ref(row.text("job"), row.text("step"), row.text("key"));
    }

    private void claim(String by, Fields before, Change change) {
        Fields now = change.now();
        boolean wasTaken = before.text("state").equals("TAKEN");
        boolean isTaken = now.text("state").equals("TAKEN");
        boolean isSame = before.text("root").equals(now.text("root"))
                || continuations.goesOnWith(now.text("root"), before.text("root"));
        Check.CLAIMED_ONCE.unless(
                !wasTaken || isSame,
                () -> by + " gives " + change.ref() + " to " + now.text("root") + ", though " + before.text("root")
                        + " has it");
        if (wasTaken && !isTaken && by.startsWith("person")) {
            released(by, before.text("root"), change.ref());
        } else if (wasTaken && !isTaken) {
            List<Document> rows =
                    watch.truth().all(Query.of(RunDocument.ROWS, 500).where("root", now.text("root"))).stream()
                            .filter(row -> claim(row.fields()).equals(change.ref()))
                            .toList();
            Check.CLAIMED_ONCE.unless(
                    rows.stream()
                            .allMatch(row -> GIVEN_UP.contains(row.fields().text("state"))
                                    && !boughtRows.contains(row.ref().id())),
                    () -> by + " frees " + change.ref() + ", which is not given up, or was bought");
        }
    }

    /** By a person, who wants it bought again: never what is shown. */
    private void released(String by, String root, Ref claim) {
        Query published = Query.of(ItemDocument.ALL, 500).where("root", root).where("state", "PUBLISHED");
        boolean isShown = watch.truth().all(published).stream()
                .flatMap(item -> watch.get(RunDocument.ref(item.fields().text("run"))).stream())
                .anyMatch(row -> claim(row.fields()).equals(claim));
        Check.CLAIMED_ONCE.unless(
                state(RunDocument.ref(root)).equals("ABANDONED") && !isShown,
                () -> by + " gives back " + claim + " of " + root + ", which is shown, or not given up");
        boughtBy.remove(claim);
    }

    /** What was given up before anything was tried for it may be taken by a later run. */
    private void removed(String by, Document row) {
        boolean isUnused = GIVEN_UP.contains(row.fields().text("state"))
                && !attemptedRows.contains(row.ref().id());
        Check.CLAIMED_ONCE.unless(
                !isUnused
                        || !holder(row.fields()).equals(Optional.of(row.fields().text("root"))),
                () -> by + " removes " + row.ref() + ", for which nothing was tried, and leaves its claim");
    }

    private void reserved(String by, Change change) {
        String run = change.now().text("run");
        if (RunId.isRow(run)) {
            long live = watch.truth().all(Query.of(ReservationDocument.ALL, 500).where("run", run)).stream()
                    .filter(each ->
                            each.fields().text("step").equals(change.now().text("step")))
                    .filter(each -> !each.fields().text("state").equals("ABANDONED"))
                    .count();
            Check.ROW_ONCE.unless(
                    live <= 1, () -> by + " orders " + change.now().text("step") + " of " + run + " a second time");
            return;
        }
        for (Document step : watch.truth().all(Query.of(StepRecord.of(run), 500))) {
            boolean isTable = step.fields().text("kind").equals("EACH");
            Check.TABLE_CLOSED.unless(
                    !isTable || step.fields().text("status").equals("DONE"),
                    () -> by + " goes on with " + run + " before its table is closed");
        }
    }

    private void closed(String by, Change change) {
        String run = change.ref().in().parent().orElseThrow().id();
        String group = RunId.group(run, change.now().text("step"));
        closedGroups.add(group);
        List<Document> rows = watch.truth()
                .all(Query.of(RunDocument.ROWS, 500).where("group", group).orderedBy("position"));
        long frozen = RowTable.of(StepRecord.read(change.after().orElseThrow())).count();
        Check.TABLE_CLOSED.unless(
                rows.size() == frozen, () -> by + " closes " + group + " with " + rows.size() + " of " + frozen);
        for (Document row : rows) {
            String state = row.fields().text("state");
            boolean isOver = !OPEN.contains(state)
                    && (!state.equals("FAILED") || row.fields().flag("closed"));
            Check.TABLE_CLOSED.unless(isOver, () -> by + " closes " + group + ", but " + row.ref() + " is " + state);
        }
    }

    /** The vendor has sold a text for this reservation. */
    void bought(String key) {
        watch.get(ReservationDocument.ref(key))
                .map(reservation -> reservation.fields().text("run"))
                .filter(RunId::isRow)
                .flatMap(row -> watch.get(RunDocument.ref(row)))
                .ifPresent(this::bought);
    }

    private void bought(Document row) {
        Fields fields = row.fields();
        boughtRows.add(row.ref().id());
        if (takesNew.test(fields.text("job"))) {
            String root = fields.text("root");
            String first = boughtBy.merge(
                    claim(fields), root, (before, now) -> continuations.goesOnWith(now, before) ? now : before);
            Check.CLAIMED_ONCE.unless(
                    first.equals(root) && holder(fields).equals(Optional.of(root)),
                    () -> row.ref() + " is bought, though " + first + " bought it and " + holder(fields) + " has it");
        }
    }

    private String state(Ref ref) {
        return watch.get(ref).map(document -> document.fields().text("state")).orElse("gone");
    }
}
