package dev.tickbox.interleaving;

import dev.tickbox.Fields;
import dev.tickbox.RunId;
import dev.tickbox.interleaving.Happening.Bought;
import dev.tickbox.interleaving.Happening.Change;
import dev.tickbox.interleaving.Happening.Committed;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.SeenRow;
import dev.tickbox.store.Ref;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Rows are made by the driver of their run alone; a table is closed when no row of it is open, and stays so; a row that only one run may
 * take is bought for the one that has claimed it, and nothing is bought for a row that its table went on without.
 */
final class TableRule implements Rule {
    private static final Set<String> OPEN = Set.of("RUNNABLE", "DRIVEN", "WAITING");

    private final Stage stage;
    /** The row that a label is bought for, and whether its table had gone on without it when that was decided. */
    private final Map<String, Boolean> closedBefore = new HashMap<>();

    /** The run that bought a row, by the claim of that row. */
    private final Map<Ref, String> boughtBy = new HashMap<>();

    TableRule(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Object memory() {
        return Map.copyOf(boughtBy);
    }

    @Override
    public void see(Happening happening) {
        switch (happening) {
            case Committed commit -> commit.changes().forEach(this::changed);
            case Bought sale ->
                stage.unless(
                        !closedBefore.getOrDefault(sale.label().substring(0, KEY), false),
                        () -> "ROW: bought " + sale.label() + " for a row that its table went on without");
            case Happening.Read _, Happening.Published _ -> {}
        }
    }

    /** A label begins with so much of the reservation's key. */
    private static final int KEY = 40;

    private void changed(Change change) {
        if (change.after().isEmpty()) {
            return;
        }
        Fields now = change.fields();
        if (change.in("rows") && change.before().isEmpty()) {
            String root = state(RunDocument.ref(now.text("root")));
            stage.unless(root.equals("DRIVEN"), () -> "ROW: " + change + ", and its run is " + root);
        } else if (change.in("rows") && OPEN.contains(change.is())) {
            stage.unless(!isClosed(now), () -> "TABLE: " + change + ", and its table is closed");
        } else if (change.in("seen")) {
            claimed(change, now);
        } else if (change.in("reservations") && change.becomes("SUBMITTING") && RunId.isRow(now.text("run"))) {
            sends(change, now.text("run"));
        } else if (change.ref().in().name().equals("steps") && now.text("kind").equals("EACH") && isDone(now)) {
            String run = change.ref().in().parent().orElseThrow().id();
            closed(RunId.group(run, now.text("step")));
        }
    }

    private void claimed(Change change, Fields now) {
        boolean wasTaken = change.before()
                .flatMap(before -> SeenRow.takenBy(change.before()))
                .isPresent();
        boolean isSame = change.before()
                .filter(before -> !before.fields().text("root").equals(now.text("root")))
                .isEmpty();
        stage.unless(!wasTaken || isSame, () -> "CLAIM: " + change + " goes to " + now.text("root"));
    }

    private void sends(Change reservation, String run) {
        Fields row = stage.store.get(RunDocument.ref(run)).orElseThrow().fields();
        String label = reservation.ref().id().substring(0, KEY);
        closedBefore.put(label, row.flag("closed"));
        Ref claim = SeenRow.ref(row.text("job"), row.text("step"), row.text("key"));
        String first = boughtBy.computeIfAbsent(claim, each -> row.text("root"));
        stage.unless(
                first.equals(row.text("root")),
                () -> "CLAIM: " + row.text("key") + " is bought for " + first + " and for " + row.text("root"));
    }

    private static boolean isDone(Fields step) {
        return step.text("status").equals("DONE");
    }

    private boolean isClosed(Fields row) {
        return stage.store.contents().entrySet().stream()
                .filter(each -> each.getKey().in().toString().equals("runs/" + row.text("root") + "/steps"))
                .map(Map.Entry::getValue)
                .anyMatch(step ->
                        step.text("kind").equals("EACH") && step.text("step").equals(row.text("step")) && isDone(step));
    }

    private void closed(String group) {
        stage.store.contents().forEach((ref, row) -> {
            if (ref.in().equals(RunDocument.ROWS) && row.text("group").equals(group)) {
                boolean isOver = !OPEN.contains(row.text("state"))
                        && (!row.text("state").equals("FAILED") || row.flag("closed"));
                stage.unless(isOver, () -> "TABLE: " + group + " is closed, and " + ref + " is " + row.text("state"));
            }
        });
    }

    private String state(Ref ref) {
        return stage.store
                .get(ref)
                .map(document -> document.fields().text("state"))
                .orElse("gone");
    }
}
