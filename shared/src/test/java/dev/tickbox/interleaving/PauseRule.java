package dev.tickbox.interleaving;

import dev.tickbox.interleaving.Happening.Bought;
import dev.tickbox.interleaving.Happening.Committed;
import dev.tickbox.interleaving.Happening.Published;
import dev.tickbox.interleaving.Happening.Read;
import dev.tickbox.store.Collection;
import dev.tickbox.store.Ref;
import java.util.HashMap;
import java.util.Map;

/**
 * Nothing is bought or published after the word of {@code pause} was committed, except one thing by each process that had read the word
 * before and had done nothing since that reading.
 */
final class PauseRule implements Rule {
    private static final Ref CONTROL = Collection.of("control").ref("state");

    private enum Leave {
        ONE,
        NONE
    }

    private final Stage stage;
    private final Map<String, Leave> leaves = new HashMap<>();
    private boolean paused;

    PauseRule(Stage stage) {
        this.stage = stage;
        this.paused = stage.store
                .get(CONTROL)
                .filter(document -> document.fields().flag("paused"))
                .isPresent();
    }

    @Override
    public void see(Happening happening) {
        switch (happening) {
            case Read read -> {
                if (read.ref().equals(CONTROL)) {
                    leaves.put(read.by(), paused ? Leave.NONE : Leave.ONE);
                }
            }
            case Committed commit ->
                commit.changes().stream()
                        .filter(change -> change.ref().equals(CONTROL))
                        .forEach(change -> paused = change.fields().flag("paused"));
            case Bought sale -> acts(sale.by(), "bought " + sale.label());
            case Published shown -> acts(shown.by(), "published " + shown.fingerprint());
        }
    }

    private void acts(String actor, String what) {
        Leave leave = leaves.getOrDefault(actor, Leave.NONE);
        stage.unless(!paused || leave == Leave.ONE, () -> "PAUSE: " + actor + " " + what + " after the word");
        leaves.put(actor, Leave.NONE);
    }
}
