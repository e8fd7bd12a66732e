package dev.tickbox.interleaving;

import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.interleaving.Happening.Bought;
import dev.tickbox.interleaving.Happening.Change;
import dev.tickbox.interleaving.Happening.Committed;
import dev.tickbox.ledger.AttemptDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * P1: a generation is bought once, once more for each attempt that was booked as uncertain at a vendor that cannot be asked, and once more
 * for each time that a person said so.
 */
final class PurchaseRule implements Rule {
    private final Stage stage;
    private final Map<String, Integer> more = new HashMap<>();
    private final Map<String, Integer> bought = new HashMap<>();

    PurchaseRule(Stage stage) {
        this.stage = stage;
        stage.vendor.jobs().forEach(job -> bought.merge(key(job.text("label")), 1, Integer::sum));
    }

    private static String key(String label) {
        return label.substring(0, label.lastIndexOf('-'));
    }

    @Override
    public Object memory() {
        return Map.copyOf(more);
    }

    @Override
    public void see(Happening happening) {
        switch (happening) {
            case Committed commit -> commit.changes().forEach(this::changed);
            case Bought sale -> {
                String key = key(sale.label());
                int jobs = bought.merge(key, 1, Integer::sum);
                int may = 1 + more.getOrDefault(key, 0);
                stage.unless(jobs <= may, () -> "P1: " + key + " was bought " + jobs + " times; " + may + " allowed");
            }
            case Happening.Read _, Happening.Published _ -> {}
        }
    }

    private void changed(Change change) {
        if (!change.in("reservations") || !change.becomes("RESERVED")) {
            return;
        }
        String key = change.ref().id();
        boolean again = change.was().equals("STUCK")
                || (change.was().equals("UNCERTAIN")
                        && isStillUncertain(key, change.fields().number("attempt")));
        if (again) {
            more.merge(key(new Label(key, 1, Mode.BACKGROUND).text()), 1, Integer::sum);
        }
    }

    /** A vendor that can be asked has said that it is not there, and then it is not uncertain any more. */
    private boolean isStillUncertain(String key, long attempt) {
        return List.of("UNCERTAIN")
                .contains(stage.store
                        .get(AttemptDocument.ref(key, Math.toIntExact(attempt)))
                        .map(document -> document.fields().text("state"))
                        .orElse(""));
    }
}
