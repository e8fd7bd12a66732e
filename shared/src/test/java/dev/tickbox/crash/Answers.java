package dev.tickbox.crash;

import dev.tickbox.Json;
import dev.tickbox.approval.Approval;
import dev.tickbox.approval.Approval.Question;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.operator.AnswerApproval;
import dev.tickbox.store.Document;
import dev.tickbox.tick.context.TickContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person says to each question: the name of the step tells it. */
final class Answers {
    static final String EDITS = "edit";
    static final String REJECTS = "refuse";
    static final String NEVER = "lapse";

    /** In an edited text. */
    static final String MARK = "Edited by ana.";

    private static final String ANA = "ana";

    private Answers() {}

    /** What is asked and will be answered. */
    static List<Document> open(LedgerReader ledger) {
        return ledger.inStates(ApprovalDocument.ALL, "ASKED").stream()
                .filter(each -> !each.fields().text("step").equals(NEVER))
                .toList();
    }

    static void answer(TickContext context, String id) {
        Optional<Question> asked = context.store()
                .get(ApprovalDocument.ref(id))
                .map(ApprovalDocument::read)
                .map(Approval::question);
        asked.ifPresent(question -> {
            AnswerApproval answer = new AnswerApproval(context, ANA);
            if (question.step().equals(REJECTS)) {
                answer.reject(question, "not this one");
            } else {
                String text =
                        new Bodies(context.store(), context.limits().bodyBytes()).load(question.run(), question.text());
                answer.approve(question, edited(text));
            }
        });
    }

    private static String edited(String text) {
        Map<String, Object> article = Json.parseObject(text);
        article.put("markdown", article.get("markdown") + "\n\n" + MARK);
        return Json.write(article);
    }
}
