package dev.tickbox.source.form;

import dev.tickbox.Shortened;
import dev.tickbox.source.Source.Fetched;
import dev.tickbox.source.SourceForm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a source has in it. Values are texts, longs, doubles, booleans and null. */
public sealed interface ParsedSource {
    int ROWS_AT_MOST = 50_000;

    record Rows(List<Map<String, @Nullable Object>> rows) implements ParsedSource {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    record OneRecord(Map<String, @Nullable Object> values) implements ParsedSource {
        public OneRecord {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** @param why in one line, with what it is instead */
    record Unreadable(String why) implements ParsedSource {}

    static ParsedSource of(SourceForm form, Fetched source) {
        try {
            return whole(
                    switch (form) {
                        case SourceForm.Feed feed -> FeedForm.read(source);
                        case SourceForm.Page page -> PageForm.read(page, source);
                        case SourceForm.Plain plain -> plain(plain, source);
                        case SourceForm.JsonValues json -> JsonForm.read(json, source);
                        case SourceForm.Csv csv -> CsvForm.read(csv, new SourceText(source).decoded());
                    });
        } catch (NotInForm e) {
            return new Unreadable(line(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            // A parser that meets what its author did not think of: the source is at fault, not the run.
            return new Unreadable("it cannot be read as " + form.word() + ": " + line(e.toString()));
        }
    }

    /** Asked before rows are made of what was read, too. */
    static void bounded(int rows) throws NotInForm {
        if (rows > ROWS_AT_MOST) {
            throw new NotInForm("it has " + rows + " rows, more than " + ROWS_AT_MOST);
        }
    }

    private static OneRecord plain(SourceForm.Plain form, Fetched source) throws NotInForm {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("text", Shortened.start(new SourceText(source).decoded(), form.maxChars()));
        return new OneRecord(values);
    }

    /** A file of the content folder. */
    static ParsedSource of(SourceForm form, String name, String text) {
        return of(form, new Fetched(text.getBytes(StandardCharsets.UTF_8), Optional.of("; charset=utf-8"), name));
    }

    private static ParsedSource whole(ParsedSource parsed) throws NotInForm {
        return switch (parsed) {
            case Rows rows -> {
                bounded(rows.rows().size());
                List<Map<String, @Nullable Object>> all = new ArrayList<>();
                for (Map<String, @Nullable Object> row : rows.rows()) {
                    all.add(whole(row));
                }
                yield new Rows(all);
            }
            case OneRecord one -> new OneRecord(whole(one.values()));
            case Unreadable unreadable -> unreadable;
        };
    }

    /** No hash and no store could hold half a character. */
    private static Map<String, @Nullable Object> whole(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        values.forEach((name, value) -> all.put(escaped(name), value instanceof String text ? escaped(text) : value));
        return all;
    }

    /** With half characters as JSON spells them, so that texts which differ still do: one may name a row. */
    private static String escaped(String text) {
        if (Shortened.whole(text).equals(text)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.getType(c) == Character.SURROGATE) {
                escaped.append(String.format("\\u%04x", c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private static String line(@Nullable String text) {
        return Shortened.words(Objects.requireNonNullElse(text, "").strip().replaceAll("\\s+", " "), 300);
    }

    /** It is not what it should be; the message says what it is. */
    final class NotInForm extends Exception {
        NotInForm(String message) {
            super(message);
        }
    }
}
