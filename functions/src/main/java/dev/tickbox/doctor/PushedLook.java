package dev.tickbox.doctor;

import dev.tickbox.content.Definition;
import dev.tickbox.view.ContentDifference;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Whether the store has a content, and whether that is the one of the folder.
 *
 * @param stored the current content of the store
 * @param folder the content of the folder, if there is one without mistakes
 */
public record PushedLook(Optional<Definition> stored, Optional<Definition> folder, UnaryOperator<String> again)
        implements Look {
    private static final int SHOWN = 6;

    @Override
    public String area() {
        return "content";
    }

    @Override
    public List<Finding> look() {
        if (stored.isEmpty()) {
            return List.of(Finding.bad(
                    area(), "the store has no content yet, so ticks have nothing to do", again.apply("push")));
        }
        String name = "content " + stored.get().sha().substring(0, 12);
        List<String> changes =
                folder.map(each -> ContentDifference.between(stored, each)).orElse(List.of());
        if (changes.isEmpty()) {
            return List.of(Finding.good(
                    area(), "the functions use " + name + (folder.isPresent() ? ", that of this folder" : "")));
        }
        String more = changes.size() > SHOWN ? ", …" : "";
        return List.of(Finding.warning(
                area(),
                "the functions use " + name + ", and this folder differs: "
                        + String.join(", ", changes.subList(0, Math.min(SHOWN, changes.size()))) + more,
                again.apply("push")));
    }
}
