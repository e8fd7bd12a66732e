package dev.tickbox.interleaving;

import dev.tickbox.Fields;
import dev.tickbox.store.Document;
import dev.tickbox.store.Ref;
import dev.tickbox.store.Store.Outcome;
import java.util.List;
import java.util.Optional;

/** What an actor did to what is outside, or read of it. */
sealed interface Happening {
    String by();

    /** One document was read by its name. */
    record Read(String by, Ref ref) implements Happening {}

    /** @param changes none unless it was applied */
    record Committed(String by, Outcome outcome, List<Change> changes) implements Happening {}

    /** The vendor took a job. */
    record Bought(String by, String label, long chargedMicroUsd) implements Happening {}

    /** A site shows something that it did not show before. */
    record Published(String by, String fingerprint, String run) implements Happening {}

    /** What one commit did to one document. */
    record Change(Ref ref, Optional<Document> before, Optional<Document> after) {
        boolean in(String collection) {
            return ref.in().toString().equals(collection);
        }

        String was() {
            return state(before);
        }

        String is() {
            return state(after);
        }

        boolean becomes(String state) {
            return is().equals(state) && !was().equals(state);
        }

        /** The fields as they are now, or as they were last. */
        Fields fields() {
            return after.or(() -> before).orElseThrow().fields();
        }

        private static String state(Optional<Document> document) {
            return document.flatMap(each -> each.fields().findText("state")).orElse("");
        }

        @Override
        public String toString() {
            String name = ref.toString();
            String what = before.isEmpty() ? "made " : after.isEmpty() ? "removed " : "";
            String due = after.flatMap(document -> document.fields().findTime("due"))
                    .map(time -> " due " + time)
                    .orElse("");
            return what + (name.length() > 50 ? name.substring(0, 50) : name) + " "
                    + (was().equals(is()) ? is() : was() + "→" + is()) + due;
        }
    }
}
