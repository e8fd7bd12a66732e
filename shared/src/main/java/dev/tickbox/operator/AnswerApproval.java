package dev.tickbox.operator;

import dev.tickbox.Hash;
import dev.tickbox.Json;
import dev.tickbox.Shortened;
import dev.tickbox.approval.Approval;
import dev.tickbox.approval.Approval.Question;
import dev.tickbox.approval.ApprovalEvent;
import dev.tickbox.jsonschema.JsonSchema;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.Approvals;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.ledger.Change;
import dev.tickbox.ledger.LedgerContext;
import dev.tickbox.ledger.RunDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A person's answer to a question. The first one wins, and wakes its run in the same commit. Nothing is bought for it, and it can be given
 * while the store is paused.
 */
public final class AnswerApproval {
    private final LedgerContext context;
    private final Approvals approvals;
    private final Bodies bodies;
    private final String by;

    /** @param by who answers */
    public AnswerApproval(LedgerContext context, String by) {
        this.context = context;
        this.approvals = new Approvals(context, by);
        this.bodies = new Bodies(context.store(), context.limits().bodyBytes());
        this.by = by;
    }

    /** The text as it is. */
    public Change<Approval> approve(Question question) {
        return approvals.apply(question.id(), new ApprovalEvent.Approve(question.text(), by));
    }

    /** An edited text: judged like one that the vendor gives, and stored beside the bought one before the answer names it. */
    public Change<Approval> approve(Question question, String edited) {
        Optional<String> mistake = mistake(question, edited);
        if (mistake.isPresent()) {
            return Change.illegal("the edited text cannot be used: " + mistake.get());
        }
        String text = Hash.sha256(edited);
        boolean open = context.store()
                .get(ApprovalDocument.ref(question.id()))
                .filter(now -> ApprovalDocument.read(now).state() instanceof Approval.Asked)
                .flatMap(now -> context.store().get(RunDocument.ref(question.run())))
                .isPresent();
        if (open) {
            bodies.keep(question.run(), edited);
        }
        return approvals.apply(question.id(), new ApprovalEvent.Approve(text, by));
    }

    public Change<Approval> reject(Question question, String why) {
        return approvals.apply(question.id(), new ApprovalEvent.Reject(by, Shortened.why(why)));
    }

    private Optional<String> mistake(Question question, String edited) {
        int bytes = edited.getBytes(StandardCharsets.UTF_8).length;
        int most = context.limits().bodyBytes();
        if (bytes > most) {
            return Optional.of("it has " + bytes + " bytes, and the limit is " + most);
        }
        if (edited.isBlank()) {
            return Optional.of("it is empty");
        }
        return question.outputSchema()
                .map(schema -> bodies.load(question.run(), schema))
                .flatMap(schema -> JsonSchema.miss(schema, edited)
                        .map(miss -> "it does not match its schema: " + miss)
                        .or(() -> blank(edited)));
    }

    /** An article without them cannot be published, and an answer is final. */
    private static Optional<String> blank(String json) {
        return Json.parse(json) instanceof Map<?, ?> article
                ? List.of("title", "markdown").stream()
                        .filter(name -> article.get(name) instanceof String text && text.isBlank())
                        .map(name -> "its " + name + " is empty")
                        .findFirst()
                : Optional.empty();
    }
}
