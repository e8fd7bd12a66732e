package dev.tickbox.page;

import dev.tickbox.approval.Approval;
import dev.tickbox.page.Links.Kind;
import dev.tickbox.view.Actions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A form with one button.
 *
 * @param back the run to which the answer leads back
 */
record Button(String label, String act, String id, String flag, String back, boolean asksWhy) {
    PageModel model(String token) {
        return new PageModel()
                .text("label", label)
                .text("act", act)
                .text("id", id)
                .text("flag", flag)
                .text("back", back)
                .text("token", token)
                .flag("asksWhy", asksWhy);
    }

    /** Of a command that is shown. Answers are given to a question, whose text is on the page, and not to whatever its step asks by then. */
    static Optional<Button> of(Actions.Action way, String run) {
        List<String> words = List.of(way.words().split(" ", -1));
        String price = " (" + way.price() + ")";
        return switch (words.getFirst()) {
            case "retry" ->
                switch (words.size()) {
                    case 2 ->
                        words.get(1).startsWith("-")
                                ? Optional.empty()
                                : Optional.of(new Button("Retry" + price, "retry", words.get(1), "", run, false));
                    case 3 ->
                        words.get(1).equals("--current-content") || words.get(1).equals("--as-it-is")
                                ? Optional.of(new Button(
                                        label(words.get(1)) + price, "retry", words.get(2), words.get(1), run, false))
                                : Optional.empty();
                    default -> Optional.empty();
                };
            case "pause" -> Optional.of(pause());
            default -> Optional.empty();
        };
    }

    private static String label(String flag) {
        return flag.equals("--as-it-is") ? "Publish as it is" : "Retry with the current content";
    }

    static Button pause() {
        return new Button("Pause", "pause", "", "", "", false);
    }

    static Button resume() {
        return new Button("Resume", "resume", "", "", "", false);
    }

    /** What is asked once more first. */
    static Optional<String> confirmation(Actions.Action way, String run) {
        List<String> words = List.of(way.words().split(" ", -1));
        return words.size() == 2 && words.getFirst().equals("abandon")
                ? Optional.of("abandon?id=" + encoded(words.get(1)) + "&back=" + encoded(run))
                : Optional.empty();
    }

    static Button abandon(String id, String run) {
        return new Button("Abandon for good", "abandon", id, "", run, false);
    }

    /** The answers to a question, each once. */
    static PageModel answers(Approval approval, Links links) {
        var question = approval.question();
        boolean isOpen =
                approval.state() instanceof Approval.Asked && links.token().isPresent();
        String token = links.token().orElse("");
        PageModel model = new PageModel()
                .link("read", links.to(Kind.RUN, question.run()).map(href -> href + "#texts"), "Read the text")
                .text("edit", isOpen ? "edit?id=" + encoded(question.id()) : "");
        return isOpen
                ? model.list(
                        "answers",
                        List.of(
                                new Button("Approve", "approve", question.id(), "", question.run(), false),
                                new Button("Reject", "reject", question.id(), "", question.run(), true)),
                        button -> button.model(token))
                : model.list("answers", List.of(), (Button button) -> button.model(token));
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
