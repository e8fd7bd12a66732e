package dev.tickbox.simulation;

import dev.tickbox.Fields;
import dev.tickbox.generator.Label;
import dev.tickbox.generator.Mode;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.simulation.Watch.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Invariants 1, 2 and 9: only the owner whose SUBMITTING commit was applied calls the vendor, once; a new attempt begins only when every
 * earlier one is settled or booked; nobody starts a purchase or a publication after losing its lease.
 */
final class Fences implements Watch.Rule {
    private record Permit(String by, String key, String owner, int attempt, boolean used) {}

    private final Watch watch;
    private final Map<String, Permit> permits = new HashMap<>();
    private final Map<String, String> claims = new HashMap<>();

    Fences(Watch watch) {
        this.watch = watch;
    }

    @Override
    public void committed(String by, List<Change> changes) {
        for (Change change : changes) {
            if (change.in("reservations") && change.becomes("SUBMITTING")) {
                permit(by, change);
            }
            if (change.in("outbox") && change.is().equals("CLAIMED")) {
                claims.put(change.ref().id(), by);
            }
        }
    }

    private void permit(String by, Change change) {
        Fields now = change.now();
        int attempt = Math.toIntExact(now.number("attempt"));
        String key = change.ref().id();
        for (int earlier = 1; earlier < attempt; earlier++) {
            Fields other =
                    watch.get(AttemptDocument.ref(key, earlier)).orElseThrow().fields();
            Check.FENCES.unless(
                    !other.text("state").equals("SENDING"),
                    "attempt " + attempt + " of " + key + " begins while " + earlier + " is being sent");
        }
        Check.FENCES.unless(
                watch.get(AttemptDocument.ref(key, attempt))
                        .filter(document -> document.fields().text("state").equals("SENDING"))
                        .isPresent(),
                "attempt " + attempt + " of " + key + " is not on the books before it is sent");
        permits.put(
                new Label(key, attempt, Mode.BACKGROUND).text(),
                new Permit(by, key, now.text("owner"), attempt, false));
    }

    /** @return the key of the reservation that the label stands for */
    String sends(String by, String label) {
        Permit permit = Optional.ofNullable(permits.get(label))
                .orElseThrow(() -> Check.FENCES.broken(label + " is sent without a commit that says so"));
        Check.FENCES.unless(
                permit.by().equals(by), label + " is sent by " + by + ", but it is " + permit.by() + "'s to send");
        Check.FENCES.unless(!permit.used(), label + " is sent twice by " + by);
        permits.put(label, new Permit(by, permit.key(), permit.owner(), permit.attempt(), true));
        Fields now =
                watch.get(ReservationDocument.ref(permit.key())).orElseThrow().fields();
        Check.FENCES.unless(
                now.text("state").equals("SUBMITTING")
                        && now.text("owner").equals(permit.owner())
                        && now.number("attempt") == permit.attempt(),
                by + " starts to buy " + label + " after losing its lease");
        return permit.key();
    }

    void publishes(String by, String fingerprint) {
        Check.FENCES.unless(
                by.equals(claims.get(fingerprint)), by + " publishes " + fingerprint + ", which it has not claimed");
        String state = watch.get(ItemDocument.ref(fingerprint))
                .map(document -> document.fields().text("state"))
                .orElse("gone");
        Check.FENCES.unless(
                Set.of("CLAIMED", "PUBLISHED", "SUPERSEDED").contains(state),
                by + " starts to publish " + fingerprint + " after losing its lease; it is " + state);
    }
}
