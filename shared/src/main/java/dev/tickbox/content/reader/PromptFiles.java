package dev.tickbox.content.reader;

import dev.tickbox.content.Definition;
import dev.tickbox.content.Templates.Inclusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a prompt and puts the files that it includes into it, so that the definition stands alone. Each file is checked with its own lines,
 * and is a whole template: no section begins in one file and ends in another.
 */
final class PromptFiles {
    private static final int MAX_INCLUSIONS = 500;

    private final ReaderContext reading;
    private final TemplateScope scope;
    private final String user;
    private int inclusions;
    private boolean tooLarge;

    /** @param user who uses the prompt, for messages */
    PromptFiles(ReaderContext reading, TemplateScope scope, String user) {
        this.reading = reading;
        this.scope = scope;
        this.user = user;
    }

    /** Where a file that it includes cannot be used, that is reported and the rest is given all the same. */
    Optional<ReferencedFiles.Named> read(YamlValue prompt) {
        return reading.files().read(prompt).map(file -> {
            String text = whole(file, List.of(), List.of());
            if (tooLarge) {
                prompt.problem("the prompt " + file.name() + " includes more than " + MAX_INCLUSIONS + " files or "
                        + Definition.MAX_BYTES + " bytes");
            }
            return new ReferencedFiles.Named(file.name(), text);
        });
    }

    private String whole(ReferencedFiles.Named file, List<String> within, List<String> around) {
        StringBuilder whole = new StringBuilder();
        int copied = 0;
        for (Inclusion inclusion : scope.check(reading.problems(), file.name(), 0, user, file.text(), within)) {
            whole.append(file.text(), copied, inclusion.start());
            whole.append(included(file.name(), inclusion, around));
            copied = inclusion.end();
            tooLarge |= ++inclusions > MAX_INCLUSIONS || whole.length() > Definition.MAX_BYTES;
            if (tooLarge) {
                break;
            }
        }
        return whole.append(file.text().substring(copied)).toString();
    }

    /** Without the file's last line end, so that a tag on a line of its own does not make an empty line. */
    private String included(String by, Inclusion inclusion, List<String> around) {
        List<String> chain = new ArrayList<>(around);
        chain.add(by);
        return reading.files()
                .read(inclusion.file(), message -> reading.problems().add(by, inclusion.line(), message))
                .filter(file -> {
                    boolean circle = chain.contains(file.name());
                    if (circle) {
                        reading.problems().add(by, inclusion.line(), "{{> " + inclusion.file() + "}} includes itself");
                    }
                    return !circle;
                })
                .map(file -> whole(file, inclusion.within(), chain).replaceFirst("\n\\z", ""))
                .orElse("");
    }
}
