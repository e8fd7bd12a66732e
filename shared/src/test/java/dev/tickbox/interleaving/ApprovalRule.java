package dev.tickbox.interleaving;

import dev.tickbox.Fields;
import dev.tickbox.Json;
import dev.tickbox.interleaving.Happening.Change;
import dev.tickbox.interleaving.Happening.Committed;
import dev.tickbox.interleaving.Happening.Published;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.Approvals;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.ItemDocument;
import dev.tickbox.ledger.RunDocument;
import dev.tickbox.store.Document;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Text that was not approved is never published, an answer is final, and no question outlives its run. */
final class ApprovalRule implements Rule {
    private static final Set<String> ANSWERED = Set.of("APPROVED", "REJECTED", "DROPPED");
    private static final Set<String> OVER = Set.of("DONE", "LEFT_OUT", "ABANDONED", "DELETING", "");
    private static final int MOST = 10_000_000;

    private final Stage stage;

    ApprovalRule(Stage stage) {
        this.stage = stage;
    }

    @Override
    public void see(Happening happening) {
        switch (happening) {
            case Committed commit -> commit.changes().forEach(this::changed);
            case Published shown -> published(shown);
            case Happening.Bought _, Happening.Read _ -> {}
        }
    }

    private void changed(Change change) {
        if (change.in("approvals") && change.after().isPresent()) {
            stage.unless(
                    !ANSWERED.contains(change.was()) || change.was().equals(change.is()),
                    () -> "ANSWER: " + change + ", though it was answered");
            outlives(change.fields().text("run"));
        } else if (change.in("runs")) {
            outlives(change.ref().id());
        }
    }

    private void outlives(String run) {
        String state = stage.store
                .get(RunDocument.ref(run))
                .map(document -> document.fields().text("state"))
                .orElse("");
        boolean isAsked = OVER.contains(state)
                && Approvals.of(stage.store, run).stream()
                        .anyMatch(each -> each.fields().text("state").equals("ASKED"));
        stage.unless(!isAsked, () -> "QUESTION of " + run + ", which is " + state);
    }

    private void published(Published shown) {
        List<Document> questions = Approvals.of(stage.store, shown.run());
        if (questions.isEmpty()) {
            return;
        }
        Bodies bodies = new Bodies(stage.store, MOST);
        Fields item = stage.store
                .get(ItemDocument.ref(shown.fingerprint()))
                .orElseThrow()
                .fields();
        Map<String, Object> article = Json.parseObject(bodies.load(shown.run(), item.text("body")));
        boolean isApproved = questions.stream()
                .map(Document::fields)
                .filter(each -> each.text("state").equals(ApprovalDocument.ApprovalState.APPROVED.name()))
                .map(each -> Json.parseObject(bodies.load(shown.run(), each.text("approved_text"))))
                .anyMatch(text -> Objects.equals(text.get("markdown"), article.get("markdown")));
        stage.unless(isApproved, () -> "NOT APPROVED: published " + shown.fingerprint());
    }
}
