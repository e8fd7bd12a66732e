package dev.tickbox.screening;

import dev.tickbox.Shortened;
import dev.tickbox.content.Site;
import dev.tickbox.outbox.Article;
import dev.tickbox.outbox.Cleared;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a model wrote before a site gets it. HTML and the addresses of links are judged on the tree of a Markdown parser and once more in
 * the raw text, since other parsers see other trees: only code that every parser shows as code is left out. What a site generator executes
 * before it reads Markdown, also inside code, is searched for in the raw text.
 */
public enum Screening {
    /** The site's {@code raw: keep}: nothing is judged. */
    KEEP,
    MARKDOWN,
    /** Markdown with JavaScript, for file names that end in {@code .mdx}. */
    MDX,
    /** Any other kind of file: nothing in it counts as code that is only shown. */
    OTHER;

    /** How the reason of a refusal begins. */
    public static final String REFUSED = "not published, because a site could execute parts of the text: ";

    private static final int OFFENCES_SHOWN = 3;
    private static final int LONGEST = 80;

    /** A parser of Markdown may need quadratic time. */
    private static final int MOST_CHARACTERS = 100_000;

    private static final int MOST_TAGS = 2_000;

    /**
     * Something that a site could execute.
     *
     * @param where such as {@code line 12}
     */
    record Offence(String where, String text) {
        int line() {
            return where.startsWith("line ") ? Integer.parseInt(where.substring("line ".length())) : 0;
        }

        String words() {
            return where + ": " + Shortened.words(text.replaceAll("\\s+", " ").strip(), LONGEST);
        }
    }

    /** @param file where the site puts the article */
    public static Screening of(Site site, String file) {
        if (site.find("raw").filter("keep"::equals).isPresent()) {
            return KEEP;
        }
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".mdx")) {
            return MDX;
        }
        return name.endsWith(".md") || name.endsWith(".markdown") ? MARKDOWN : OTHER;
    }

    /** The rules as an item records that it satisfies them. */
    public Cleared cleared() {
        return new Cleared(name().toLowerCase(Locale.ROOT) + "-1");
    }

    /** @return why the article is not published, with the offending lines */
    public Optional<String> refusal(Article article) {
        if (this == KEEP) {
            return Optional.empty();
        }
        List<Offence> offences = new ArrayList<>();
        judge("title", article.title(), offences);
        judge("summary", article.summary(), offences);
        article.fields().forEach((name, value) -> judgeField(name, value, offences));
        judge("", article.markdown(), offences);
        if (offences.isEmpty()) {
            return Optional.empty();
        }
        List<Offence> inOrder = offences.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Offence::line))
                .toList();
        String shown =
                inOrder.stream().limit(OFFENCES_SHOWN).map(Offence::words).collect(Collectors.joining("; "));
        int more = inOrder.size() - OFFENCES_SHOWN;
        return Optional.of(REFUSED + shown + (more > 0 ? "; and " + more + " more" : ""));
    }

    /** Judges one field of the front matter. */
    public boolean allows(String name, @Nullable Object value) {
        List<Offence> offences = new ArrayList<>();
        judgeField(name, value, offences);
        return this == KEEP || offences.isEmpty();
    }

    /** Every text in it, however deep, with the names that stand around it. */
    private void judgeField(String name, @Nullable Object value, List<Offence> offences) {
        switch (value) {
            case String text -> {
                judge(name, text, offences);
                if (MarkdownScreen.isActiveAddress(text)) {
                    offences.add(new Offence(name, text));
                }
            }
            case List<?> list -> list.forEach(item -> judgeField(name, item, offences));
            case Map<?, ?> map ->
                map.forEach((key, item) -> {
                    judgeField(name, key, offences);
                    judgeField(name + "." + key, item, offences);
                });
            case null, default -> {}
        }
    }

    /** @param field empty for the text itself */
    private void judge(String field, String text, List<Offence> offences) {
        if (text.length() > MOST_CHARACTERS
                || text.chars().filter(c -> c == '<').count() > MOST_TAGS) {
            offences.add(new Offence(
                    MarkdownScreen.where(field, 0),
                    "too long to be judged: more than " + MOST_CHARACTERS + " characters or " + MOST_TAGS
                            + " times <"));
            return;
        }
        if (field.isEmpty()) {
            MarkdownScreen markdown = MarkdownScreen.of(text);
            offences.addAll(markdown.offences());
            offences.addAll(RawScreen.offences("", this == OTHER ? text : markdown.withoutCode(text)));
        } else {
            // A title is no Markdown: a site's template prints it as it is.
            offences.addAll(RawScreen.offences(field, text));
        }
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            if (isTemplate(lines[i])) {
                offences.add(new Offence(MarkdownScreen.where(field, i), lines[i]));
            }
        }
    }

    private boolean isTemplate(String line) {
        return line.contains("{{")
                || line.contains("{%")
                || (this == MDX && (line.contains("{") || line.matches("\\s*(import|export)\\b.*")));
    }
}
