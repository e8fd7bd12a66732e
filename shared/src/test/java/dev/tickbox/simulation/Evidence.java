package dev.tickbox.simulation;

import dev.tickbox.Fields;
import dev.tickbox.RunId;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.simulation.Watch.Change;
import dev.tickbox.store.Document;
import dev.tickbox.vendor.TestKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Invariants 3, 4 and 7: handles, charges, receipts and outputs are only added; what is said to be kept can be read while its run exists;
 * only a run that is marked for it loses anything.
 */
final class Evidence implements Watch.Rule {
    private static final Set<String> MONEY = Set.of("charge_day", "estimate_micro_usd");

    private final Watch watch;

    Evidence(Watch watch) {
        this.watch = watch;
    }

    @Override
    public void committed(String by, List<Change> changes) {
        for (Change change : changes) {
            if (change.after().isEmpty()) {
                removed(change);
            } else if (change.before().isPresent()) {
                changed(change, change.before().get().fields(), change.now());
            }
            if (change.after().isPresent()) {
                Check.KEY.unless(!TestKey.isIn(change.now()), change.ref() + " holds the key");
                readable(change);
            }
        }
    }

    private static void changed(Change change, Fields before, Fields now) {
        String what = change.ref() + ", " + change.was() + " → " + change.is() + ": ";
        if (change.in("attempts")) {
            handles(what, before, now);
            MONEY.forEach(field -> Check.EVIDENCE.unless(
                    change.was().equals("REFUSED") || before.find(field).equals(now.find(field)),
                    what + field + " changed"));
        }
        if (change.in("reservations") && Set.of("COLLECTED", "ABANDONED").contains(change.was())) {
            Check.EVIDENCE.unless(change.was().equals(change.is()), what + "it was final");
            Check.EVIDENCE.unless(before.find("body").equals(now.find("body")), what + "another body");
        }
        if (change.in("outbox") && change.was().equals("PUBLISHED")) {
            Check.EVIDENCE.unless(
                    change.is().equals("PUBLISHED") && before.find("url").equals(now.find("url")),
                    what + "the receipt is lost");
        }
        if (change.under("steps") && change.was().equals("DONE")) {
            Check.EVIDENCE.unless(before.equals(now), what + "a done step changed");
        }
        if (change.isRun() && Set.of("DONE", "LEFT_OUT", "ABANDONED").contains(change.was())) {
            Check.EVIDENCE.unless(
                    change.is().equals(change.was()) || change.is().equals("DELETING"), what + "it was final");
        }
        Check.EVIDENCE.unless(!change.under("bodies") && !change.in("definitions"), what + "it is immutable");
    }

    private static void handles(String what, Fields before, Fields now) {
        Map<String, Fields> later = new HashMap<>();
        now.list("handles").forEach(handle -> later.put(handle.text("handle"), handle));
        for (Fields handle : before.list("handles")) {
            Fields same = Optional.ofNullable(later.get(handle.text("handle")))
                    .orElseThrow(
                            () -> Check.EVIDENCE.broken(what + "the handle " + handle.text("handle") + " is lost"));
            boolean ended = handle.findText("ending")
                    .filter(end -> !end.equals("UNKNOWN"))
                    .isPresent();
            Check.EVIDENCE.unless(
                    !ended || same.equals(handle), what + "the result of " + handle.text("handle") + " changed");
        }
    }

    private void readable(Change change) {
        if (change.in("reservations") && !isBeingRemoved(change.now().text("run"))) {
            String run = change.now().text("run");
            has(change, run, change.now().text("request"));
            if (change.is().equals("COLLECTED")) {
                has(change, run, change.now().text("body"));
            }
        } else if (change.in("outbox")) {
            has(change, change.now().text("run"), change.now().text("body"));
        } else if (change.in("attempts")) {
            change.now()
                    .list("handles")
                    .forEach(handle -> handle.findText("body")
                            .ifPresent(body -> has(change, change.now().text("run"), body)));
        }
    }

    /** Its texts go before its reservations, whose wakes may be cleared in between. */
    private boolean isBeingRemoved(String run) {
        return watch.get(RunDocument.ref(RunId.rootOf(run)))
                .filter(each -> each.fields().text("state").equals("DELETING"))
                .isPresent();
    }

    private void has(Change change, String run, String body) {
        Check.READABLE.unless(
                watch.get(Bodies.of(run).ref(body)).isPresent(),
                change.ref() + " is " + change.is() + " without the text " + body);
    }

    private void removed(Change change) {
        String run = change.isRun()
                ? change.ref().id()
                : change.ref()
                        .in()
                        .parent()
                        .map(parent -> parent.id())
                        .or(() -> change.before().orElseThrow().fields().findText("run"))
                        .orElseThrow(() -> Check.REMOVED_ENDED.broken(change.ref() + " was removed"));
        String state = change.in("runs")
                ? change.was()
                : watch.get(RunDocument.ref(RunId.rootOf(run)))
                        .map(Document::fields)
                        .map(fields -> fields.text("state"))
                        .orElse("gone");
        Check.REMOVED_ENDED.unless(
                Set.of("DELETING", "gone").contains(state), change.ref() + " was removed from a run that is " + state);
    }
}
