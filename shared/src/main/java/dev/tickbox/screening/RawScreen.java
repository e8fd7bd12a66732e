package dev.tickbox.screening;

import dev.tickbox.screening.Screening.Offence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in a raw text, without the code that it only shows, what some Markdown parser makes HTML or attributes of. CommonMark takes
 * {@code <img/src=x>} or a script in an indented block for text; other parsers do not.
 */
final class RawScreen {
    private static final Pattern AUTOLINK = Pattern.compile("<(https?://|mailto:|[^\\s<>@:/]+@)[^\\s<>]*>");
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z/!?%].*");

    /** Attributes of kramdown and of Pandoc, and macros of kramdown. */
    private static final Pattern ATTRIBUTES = Pattern.compile("\\{[:=].*|^\\s*(```+|~~~+)\\s*\\{.*");

    private static final Pattern DEFINITION =
            Pattern.compile("^[\\s>]*\\[[^\\]]+]:\\s*<?\\s*([a-zA-Z][a-zA-Z0-9+.-]*):(?![0-9]).*");
    private static final Pattern ACTIVE = Pattern.compile("(?i)(javascript|vbscript)\\s*:.*|data\\s*:\\s*text/html.*");

    private RawScreen() {}

    static List<Offence> offences(String field, String text) {
        List<Offence> offences = new ArrayList<>();
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = MarkdownScreen.HARMLESS
                    .matcher(AUTOLINK.matcher(lines[i]).replaceAll(" "))
                    .replaceAll(" ");
            String where = MarkdownScreen.where(field, i);
            for (Pattern pattern : List.of(TAG, ATTRIBUTES, ACTIVE)) {
                Matcher found = pattern.matcher(line);
                if (found.find()) {
                    offences.add(new Offence(where, found.group()));
                }
            }
            Matcher definition = DEFINITION.matcher(line);
            if (definition.matches()
                    && !MarkdownScreen.SCHEMES.contains(definition.group(1).toLowerCase(Locale.ROOT))) {
                offences.add(new Offence(where, line));
            }
        }
        return offences;
    }
}
