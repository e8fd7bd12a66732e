package dev.tickbox.page;

import dev.tickbox.Limits;
import dev.tickbox.approval.Approval;
import dev.tickbox.ledger.ApprovalDocument;
import dev.tickbox.ledger.Bodies;
import dev.tickbox.page.Links.Kind;
import dev.tickbox.view.KeptText;
import dev.tickbox.view.OpenQuestion;
import dev.tickbox.view.ReadableTime;
import java.util.Optional;

/** The pages before an act, and the one after it. */
record ActPages(PageSource source, Links links) {
    /** The text that is asked about, to be edited. Empty if the question is answered. */
    Optional<PageModel> edit(String id) {
        return Optional.of(id)
                .filter(each -> !each.isEmpty())
                .flatMap(each -> source.store().get(ApprovalDocument.ref(each)))
                .map(ApprovalDocument::read)
                .filter(approval -> approval.state() instanceof Approval.Asked)
                .map(this::edit);
    }

    private PageModel edit(Approval approval) {
        var question = approval.question();
        String text = new Bodies(source.store(), Limits.STANDARD.bodyBytes()).load(question.run(), question.text());
        Optional<Object> markdown = KeptText.article(text).map(article -> article.get("markdown"));
        OpenQuestion open = new OpenQuestion(approval);
        return new PageModel()
                .text("what", open.what())
                .text("about", open.about())
                .text("waits", open.waits(ReadableTime.UTC))
                .exact("text", markdown.map(String::valueOf).orElse(text))
                .flag("isArticle", markdown.isPresent())
                .flag("isJson", markdown.isEmpty() && question.outputSchema().isPresent())
                .text("id", question.id())
                .text("back", question.run())
                .text("token", links.token().orElse(""))
                .link("run", links.to(Kind.RUN, question.run()), question.run());
    }

    /** Asks once more. */
    PageModel abandon(String id, String run) {
        return new PageModel()
                .text("id", id)
                .list(
                        "buttons",
                        java.util.stream.Stream.of(
                                Button.abandon(id, run).model(links.token().orElse(""))))
                .link("run", run.isEmpty() ? Optional.empty() : links.to(Kind.RUN, run), run);
    }

    PageModel done(Acts.Outcome outcome, String run) {
        return new PageModel()
                .flag("isDone", outcome.isDone())
                .lines("said", outcome.lines())
                .link("run", run.isEmpty() ? Optional.empty() : links.to(Kind.RUN, run), run);
    }
}
