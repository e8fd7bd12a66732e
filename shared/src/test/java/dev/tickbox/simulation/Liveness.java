package dev.tickbox.simulation;

import dev.tickbox.Fields;
import dev.tickbox.RunId;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.AttemptDocument;
import dev.tickbox.ledger.History;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.ReservationDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.simulation.Watch.Change;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import dev.tickbox.store.Ref;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Invariants 5, 6 and 7: what is unfinished has a due time or waits for a person; a waiting run waits for something unsettled, or a wake is
 * pending; what is done or removed has nothing outstanding.
 */
final class Liveness implements Watch.Rule {
    private static final Map<String, Set<String>> DUE = Map.of(
            "runs", Set.of("RUNNABLE", "DRIVEN", "WAITING", "DELETING"),
            "rows", Set.of("RUNNABLE", "DRIVEN", "WAITING"),
            "reservations", Set.of("RESERVED", "SUBMITTING", "UNCERTAIN", "SUBMITTED"),
            "attempts", Set.of("OUT"),
            "outbox", Set.of("PENDING", "CLAIMED"));
    private static final Set<String> SETTLED =
            Set.of("COLLECTED", "ABANDONED", "PUBLISHED", "SUPERSEDED", "APPROVED", "REJECTED", "DROPPED", "WITHDRAWN");

    private static final Set<String> OPEN_ROW = Set.of("RUNNABLE", "DRIVEN", "WAITING");
    /** The longest between two tries of a fetch, and what a run that is woken in between loses. */
    private static final Duration FETCH_PAUSE = Duration.ofMinutes(40);

    private final Watch watch;
    private final Predicate<Document> waitsForFailed;

    /** @param waitsForFailed whether the table of a row that has failed waits for it */
    Liveness(Watch watch, Predicate<Document> waitsForFailed) {
        this.watch = watch;
        this.waitsForFailed = waitsForFailed;
    }

    @Override
    public void committed(String by, List<Change> changes) {
        Set<String> runs = new TreeSet<>();
        for (Change change : changes) {
            if (change.after().isEmpty()) {
                continue;
            }
            if (DUE.getOrDefault(change.ref().in().toString(), Set.of()).contains(change.is())) {
                Check.DUE.unless(
                        change.now().findTime("due").isPresent(),
                        change.ref() + " is " + change.is() + " and never due");
            }
            boolean isOne = change.ref().in().parent().isEmpty();
            if (isOne && (change.becomes("STUCK") || change.becomes("FAILED"))) {
                Check.REASON.unless(
                        !change.now().findText("why").orElse("").isBlank(),
                        () -> change.ref() + " is " + change.is() + " and does not say why");
            }
            if (change.isRun()) {
                runs.add(change.ref().id());
                runs.add(RunId.rootOf(change.ref().id()));
                if (change.becomes("DONE") || change.becomes("DELETING")) {
                    ended(change);
                }
            } else if (change.in("reservations") || change.in("outbox") || change.in("approvals")) {
                runs.add(change.now().text("run"));
                current(change);
            }
        }
        runs.forEach(this::waiting);
    }

    /** What a reservation waits for is on the books, and is looked at. */
    private void current(Change change) {
        boolean sent = Set.of("SUBMITTING", "UNCERTAIN", "SUBMITTED").contains(change.is());
        if (change.in("reservations") && sent) {
            String number = change.is().equals("SUBMITTED") ? "waiting_for" : "attempt";
            int attempt = Math.toIntExact(change.now().number(number));
            String state = watch.get(AttemptDocument.ref(change.ref().id(), attempt))
                    .map(document -> document.fields().text("state"))
                    .orElse("absent");
            String wanted = Map.of("SUBMITTING", "SENDING", "UNCERTAIN", "UNCERTAIN", "SUBMITTED", "OUT")
                    .get(change.is());
            Check.BOOKED.unless(
                    state.equals(wanted),
                    change.ref() + " is " + change.is() + ", its attempt " + attempt + " is " + state);
        }
    }

    private void waiting(String run) {
        Optional<Document> document = watch.get(RunDocument.ref(run));
        Optional<Fields> found = document.map(Document::fields);
        if (found.isEmpty() || !found.get().text("state").equals("WAITING")) {
            return;
        }
        boolean awaits = found.get().texts("waiting_for").stream()
                .anyMatch(what ->
                        what.startsWith("steps/") ? isSoon(document.orElseThrow()) : unsettledOrAboutToWake(what));
        Check.AWAITED.unless(
                awaits, "runs/" + run + " waits for nothing: " + found.get().texts("waiting_for"));
    }

    /** A fetch is tried again at a time, and nothing wakes its run before. */
    private static boolean isSoon(Document run) {
        Instant since = History.of(run).getLast().time("at");
        return run.fields().time("due").isBefore(since.plus(FETCH_PAUSE));
    }

    private boolean unsettledOrAboutToWake(String what) {
        String id = what.substring(what.indexOf('/') + 1);
        if (what.startsWith("rows/")) {
            return watch
                    .truth()
                    .all(Query.of(RunDocument.ROWS, 500).where("group", id).orderedBy("position"))
                    .stream()
                    .anyMatch(this::holdsItsRun);
        }
        Ref ref = ApprovalDocument.isNamedBy(what)
                ? ApprovalDocument.ref(id)
                : what.startsWith("outbox/") ? ItemDocument.ref(id) : ReservationDocument.ref(id);
        Fields fields = watch.get(ref)
                .orElseThrow(() -> Check.AWAITED.broken(what + " is gone"))
                .fields();
        return !SETTLED.contains(fields.text("state")) || fields.findTime("due").isPresent();
    }

    /** It is open, its end is not told yet, or it failed and its table waits for it. */
    private boolean holdsItsRun(Document row) {
        String state = row.fields().text("state");
        return row.fields().findTime("due").isPresent() || (state.equals("FAILED") && waitsForFailed.test(row));
    }

    private void ended(Change run) {
        ended(run, run.ref().id());
        for (Document row : watch.truth()
                .all(Query.of(RunDocument.ROWS, 500).where("root", run.ref().id()))) {
            Check.ENDED.unless(
                    !OPEN_ROW.contains(row.fields().text("state")),
                    run.ref() + " is " + run.is() + ", but " + row.ref() + " is open");
            if (run.is().equals("DELETING")) {
                nothingIsOut(run, row.ref().id());
            }
        }
    }

    private void ended(Change run, String id) {
        for (var collection : List.of(ReservationDocument.ALL, ItemDocument.ALL)) {
            for (Document each : watch.truth().all(Query.of(collection, 500).where("run", id))) {
                Check.ENDED.unless(
                        SETTLED.contains(each.fields().text("state")),
                        run.ref() + " is " + run.is() + ", but " + each.ref() + " is "
                                + each.fields().text("state"));
            }
        }
        if (run.is().equals("DELETING")) {
            nothingIsOut(run, id);
        }
    }

    private void nothingIsOut(Change run, String id) {
        for (Document each :
                watch.truth().all(Query.of(AttemptDocument.ALL, 500).where("run", id))) {
            Check.ENDED.unless(
                    !Set.of("OUT", "SENDING").contains(each.fields().text("state")),
                    run.ref() + " is to be removed, but " + each.ref() + " is at the vendor");
        }
    }
}
