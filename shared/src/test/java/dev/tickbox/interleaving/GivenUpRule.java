package dev.tickbox.interleaving;

import dev.tickbox.RunId;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.interleaving.Happening.Bought;
import dev.tickbox.interleaving.Happening.Change;
import dev.tickbox.interleaving.Happening.Committed;
import dev.tickbox.interleaving.Happening.Published;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Document;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Nothing is bought or published for a run that is given up or gone, except what somebody had committed to before. */
final class GivenUpRule implements Rule {
    private static final Set<String> OVER = Set.of("ABANDONED", "DELETING", "");

    private final Stage stage;
    /** Whether its run was over when it was decided to buy this label, or to publish this item. */
    private final Map<String, Boolean> tooLate = new HashMap<>();

    GivenUpRule(Stage stage) {
        this.stage = stage;
    }

    @Override
    public void see(Happening happening) {
        switch (happening) {
            case Committed commit -> commit.changes().forEach(this::changed);
            case Bought sale -> inTime("bought " + sale.label(), sale.label());
            case Published shown -> inTime("published " + shown.fingerprint(), shown.fingerprint());
            case Happening.Read read -> {}
        }
    }

    private void changed(Change change) {
        String id = change.ref().id();
        if (change.in("runs") && change.after().isEmpty()) {
            stage.removesRuns();
        }
        if (change.in("reservations") && change.becomes("SUBMITTING")) {
            int attempt = Math.toIntExact(change.fields().number("attempt"));
            tooLate.put(
                    new Label(id, attempt, Mode.BACKGROUND).text(),
                    isOver(change.fields().text("run")));
        } else if (change.in("outbox") && change.is().equals("CLAIMED")) {
            tooLate.put(id, isOver(change.fields().text("run")));
        }
    }

    private boolean isOver(String run) {
        return isOver(stage.store.get(RunDocument.ref(run)))
                || isOver(stage.store.get(RunDocument.ref(RunId.rootOf(run))));
    }

    private static boolean isOver(Optional<Document> run) {
        return run.map(Document::fields)
                .filter(fields -> !OVER.contains(fields.text("state")))
                .isEmpty();
    }

    private void inTime(String what, String name) {
        stage.unless(!tooLate.getOrDefault(name, false), () -> "GIVEN UP: " + what + " for a run that is over");
    }
}
