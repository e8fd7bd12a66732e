package dev.tickbox.simulation;

import dev.tickbox.Json;
import dev.tickbox.ledger.Approvals;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.ledger.StepRecord;
import dev.tickbox.outbox.Delivery;
import dev.tickbox.run.Run.TakenOver;
import dev.tickbox.simulation.Watch.Change;
import dev.tickbox.store.Document;
import dev.tickbox.store.Query;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
            if (change.isRun()) {
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

    /** A site shows it now. What a run took over was approved in the run that had asked. */
    void shown(Delivery delivery) {
        boolean asks = watch.truth().all(Query.of(StepRecord.of(delivery.run()), 500)).stream()
                .anyMatch(row -> row.fields().text("kind").equals("APPROVE"));
        String markdown = delivery.article().markdown();
        boolean isApproved = false;
        Optional<String> run = Optional.of(delivery.run());
        while (run.isPresent() && !isApproved) {
            isApproved = approved(run.get()).anyMatch(text -> markdown.equals(text.get("markdown")));
            run = watch.get(RunDocument.ref(run.get()))
                    .flatMap(document -> RunDocument.read(document).takenOver())
                    .map(TakenOver::run);
        }
        boolean holds = !asks || isApproved;
        Check.APPROVED.unless(
                holds,
                () -> "a site shows a text of " + delivery.run() + " that nobody approved: " + delivery.fingerprint());
    }

    private Stream<Map<String, Object>> approved(String run) {
        Bodies bodies = new Bodies(watch.truth(), MOST);
        return Approvals.of(watch.truth(), run).stream()
                .map(Document::fields)
                .filter(each -> each.text("state").equals("APPROVED"))
                .map(each -> Json.parseObject(bodies.load(run, each.text("approved_text"))));
    }
}
