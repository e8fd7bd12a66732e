package dev.tickbox.doctor;

import dev.tickbox.content.Definition;
import dev.tickbox.content.reader.ContentFolder;
import dev.tickbox.wiring.Wiring;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The content folder, as {@code tickbox check} reads it.
 *
 * @param read empty if there is no folder
 * @param again makes a command line for this content and store
 */
public record ContentLook(Optional<ContentFolder.Result> read, UnaryOperator<String> again) implements Look {
    @Override
    public String area() {
        return "content";
    }

    @Override
    public List<Finding> look() {
        if (read.isEmpty()) {
            return List.of(Finding.bad(
                    area(),
                    "there is no tickbox.yaml here",
                    "name the folder with --content DIR, or create one: tickbox init DIR"));
        }
        return switch (read.get()) {
            case ContentFolder.Bad bad ->
                bad.problems().stream()
                        .map(problem -> wrong(problem.toString()))
                        .toList();
            case ContentFolder.Good good -> good(good.definition());
        };
    }

    private List<Finding> good(Definition content) {
        List<String> missing = Wiring.missingClasses(content);
        return missing.isEmpty()
                ? List.of(Finding.good(
                        area(),
                        count(content.sites().size(), "site") + ", "
                                + count(content.jobs().size(), "job") + ", no mistakes, content "
                                + content.sha().substring(0, 12)))
                : missing.stream().map(this::wrong).toList();
    }

    private Finding wrong(String what) {
        return Finding.bad(area(), what, "correct it, then: " + again.apply("check"));
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
