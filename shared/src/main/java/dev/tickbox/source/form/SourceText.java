package dev.tickbox.source.form;

import dev.tickbox.Shortened;
import dev.tickbox.source.ContentTypes;
import dev.tickbox.source.Source.Fetched;
import dev.tickbox.source.form.ParsedSource.NotInForm;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of an answer, and what it looks like. */
record SourceText(Fetched source) {
    private static final int LOOKED_AT = 4096;
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>(.{0,200}?)</title>");

    /** In the character set that the header names, otherwise UTF-8. */
    String decoded() throws NotInForm {
        String text = text();
        if (text.indexOf('\0') >= 0) {
            throw new NotInForm("it is not text" + named());
        }
        return text;
    }

    private String text() {
        String text = new String(source.bytes(), source.charset().orElse(StandardCharsets.UTF_8));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Such as {@code an HTML page, "We are back soon"}. */
    String described() {
        byte[] bytes = source.start(LOOKED_AT);
        String start =
                new String(bytes, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
        String lower = start.toLowerCase(Locale.ROOT);
        if (start.isEmpty()) {
            return "empty";
        }
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            Matcher title = TITLE.matcher(start);
            return "an HTML page"
                    + (title.find() ? ", \"" + Shortened.words(title.group(1).strip(), 80) + "\"" : "");
        }
        if (lower.startsWith("%pdf-")) {
            return "a PDF file";
        }
        if (lower.startsWith("{") || lower.startsWith("[")) {
            return "JSON";
        }
        if (lower.startsWith("<?xml") || lower.startsWith("<rss") || lower.startsWith("<feed")) {
            return "XML";
        }
        return start.indexOf('\0') >= 0 ? "not text" + named() : "text that begins with \"" + first(start) + "\"";
    }

    private static String first(String start) {
        return Shortened.words(start.lines().findFirst().orElse(""), 60);
    }

    private String named() {
        return media().map(type -> ", but " + type).orElse("");
    }

    Optional<String> media() {
        return source.contentType().map(ContentTypes::media).filter(type -> !type.isEmpty());
    }
}
