package dev.tickbox.simulation;

import dev.tickbox.Json;
import dev.tickbox.ledger.Approvals;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.outbox.Delivery;
import dev.tickbox.simulation.Watch.Change;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was asked about is published only as it was approved; an answer is final; no question outlives its run. */
final class Approved implements Watch.Rule {
    private static final Set<String> ANSWERED = Set.of("APPROVED", "REJECTED", "DROPPED", "WITHDRAWN");
    private static final Set<String> OVER = Set.of("DONE", "LEFT_OUT", "ABANDONED", "DELETING", "");
    private static final int MOST = 10_000_000;

    private final Watch watch;

    Approved(Watch watch) {
        this.watch = watch;
    }

    @Override
    public void committed(String by, List<Change> changes) {
        Set<String> runs = new HashSet<>();
        for (Change change : changes) {
            if (change.in("runs")) {
                runs.add(change.ref().id());
            } else if (change.in("approvals") && change.after().isPresent()) {
                runs.add(change.now().text("run"));
                Check.ANSWER_FINAL.unless(
                        !ANSWERED.contains(change.was()) || change.was().equals(change.is()),
                        () -> by + " answers " + change.ref() + " again, which is " + change.was());
            }
        }
        runs.forEach(run -> outlives(by, run));
    }

    private void outlives(String by, String run) {
        String state = watch.get(RunDocument.ref(run))
                .map(document -> document.fields().text("state"))
                .orElse("");
        if (OVER.contains(state)) {
            for (Document each : Approvals.of(watch.truth(), run)) {
                Check.QUESTION_ENDS.unless(
                        !each.fields().text("state").equals("ASKED"),
                        () -> by + " leaves " + each.ref() + " open, though its run is " + state);
            }
        }
    }

    /** A site shows it now. */
    void shown(Delivery delivery) {
        List<Document> questions = Approvals.of(watch.truth(), delivery.run());
        boolean asks = watch.truth().all(Query.of(StepRecord.of(delivery.run()), 500)).stream()
                .anyMatch(row -> row.fields().text("kind").equals("APPROVE"));
        Bodies bodies = new Bodies(watch.truth(), MOST);
        boolean isApproved = questions.stream()
                .map(Document::fields)
                .filter(each -> each.text("state").equals("APPROVED"))
                .map(each -> Json.parseObject(bodies.load(delivery.run(), each.text("approved_text"))))
                .anyMatch(text -> delivery.article().markdown().equals(text.get("markdown")));
        Check.APPROVED.unless(
                !asks || isApproved,
                () -> "a site shows a text of " + delivery.run() + " that nobody approved: " + delivery.fingerprint());
    }
}
