package dev.tickbox.interleaving;

import dev.tickbox.RunId;
import dev.tickbox.interleaving.Happening.Bought;
import dev.tickbox.interleaving.Happening.Change;
import dev.tickbox.interleaving.Happening.Committed;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Query;
import java.util.Set;

/**
 * One run alone goes on with what another had, which has ended by then, and it orders nothing that it took over; and what is sold to a run
 * with {@code maxUsd} is within it.
 */
final class ContinuationRule implements Rule {
    private static final Set<String> ENDED = Set.of("DONE", "LEFT_OUT", "ABANDONED");

    private final Stage stage;

    ContinuationRule(Stage stage) {
        this.stage = stage;
    }

    @Override
    public void see(Happening happening) {
        switch (happening) {
            case Committed commit -> commit.changes().forEach(this::changed);
            case Bought sale -> capped(sale.label());
            case Happening.Read _, Happening.Published _ -> {}
        }
    }

    private void changed(Change change) {
        if (change.before().isPresent() || change.after().isEmpty()) {
            return;
        }
        if (change.in("runs")) {
            change.fields().findText("taken_from").ifPresent(source -> begins(change, source));
        } else if (change.in("reservations") || change.in("rows")) {
            String run = change.in("rows") ? change.ref().id() : change.fields().text("run");
            String step = RunId.isRow(run) ? RunId.stepOf(run) : change.fields().text("step");
            boolean isTaken = stage.store
                    .get(RunDocument.ref(RunId.rootOf(run)))
                    .filter(root -> root.fields().texts("taken_steps").contains(step))
                    .isPresent();
            stage.unless(!isTaken, () -> "TAKEN OVER: " + change + " of a step that its run took over");
        }
    }

    private void begins(Change change, String source) {
        String state = stage.store
                .get(RunDocument.ref(source))
                .map(run -> run.fields().text("state"))
                .orElse("gone");
        stage.unless(ENDED.contains(state), () -> "TAKEN OVER: " + change + " from a run that is " + state);
        int runs = stage.store
                .all(Query.of(RunDocument.ALL, 10).where("taken_from", source))
                .size();
        stage.unless(runs == 1, () -> "TAKEN OVER: " + runs + " runs go on with " + source);
    }

    private void capped(String label) {
        boolean isCapped = stage.store.contents().keySet().stream().anyMatch(ref -> ref.equals(Plots.CAPPED));
        long spent = stage.sold().values().stream()
                .mapToLong(attempt -> attempt.paidMicroUsd() + attempt.riskMicroUsd())
                .sum();
        stage.unless(
                !isCapped || spent <= Plots.ONE_TEXT_MICRO_USD,
                () -> "CAP: with " + label + " the run costs up to " + spent);
    }
}
