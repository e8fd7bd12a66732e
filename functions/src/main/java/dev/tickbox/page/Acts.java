package dev.tickbox.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a person does on a page: each act is a command, carried out as if it had been typed. */
@FunctionalInterface
public interface Acts {
    /** Where nothing can be done, only looked at. */
    Acts NONE = act -> new Outcome(false, List.of("Nothing can be done here."));

    Outcome perform(Act act);

    /** @param lines what the command said */
    record Outcome(boolean isDone, List<String> lines) {}

    /**
     * A command line that a page may make.
     *
     * @param options without those that name the store
     * @param id what it is about, if it is about something
     * @param text in place of the text that is asked about
     */
    record Act(String word, List<String> options, Optional<String> id, Optional<EditedText> text) {
        private static final Set<String> FLAGS = Set.of("--current-content", "--as-it-is");

        static Act of(String word, List<String> options, String id) {
            return new Act(word, options, Optional.of(id), Optional.empty());
        }

        /** Empty for a form that no page makes. */
        static Optional<Act> of(Map<String, String> form) {
            String id = form.getOrDefault("id", "");
            String flag = form.getOrDefault("flag", "");
            String why = form.getOrDefault("why", "").strip();
            boolean isAboutNothing = id.isBlank();
            return switch (form.getOrDefault("act", "")) {
                case "pause" -> Optional.of(new Act("pause", List.of(), Optional.empty(), Optional.empty()));
                case "resume" -> Optional.of(new Act("resume", List.of(), Optional.empty(), Optional.empty()));
                case "approve" -> Optional.of(of("approve", List.of(), id)).filter(act -> !isAboutNothing);
                case "edit" ->
                    Optional.of(new Act("approve", List.of(), Optional.of(id), EditedText.of(form)))
                            .filter(act -> !isAboutNothing && act.text().isPresent());
                case "reject" ->
                    Optional.of(of("reject", List.of("--because=" + why), id))
                            .filter(act -> !isAboutNothing && !why.isEmpty());
                case "retry" ->
                    Optional.of(of("retry", flag.isEmpty() ? List.of() : List.of(flag), id))
                            .filter(act -> !isAboutNothing && (flag.isEmpty() || FLAGS.contains(flag)));
                case "abandon" -> Optional.of(of("abandon", List.of(), id)).filter(act -> !isAboutNothing);
                default -> Optional.empty();
            };
        }
    }

    /** @param isJson whether it is all of a text with fields; otherwise it is the Markdown of an article, or the whole text */
    record EditedText(String text, boolean isJson) {
        static Optional<EditedText> of(Map<String, String> form) {
            // A browser sends the line ends of another time.
            return Optional.ofNullable(form.get("text"))
                    .map(text -> new EditedText(text.replace("\r\n", "\n"), form.containsKey("json")));
        }
    }
}
