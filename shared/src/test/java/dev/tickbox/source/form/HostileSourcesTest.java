package dev.tickbox.source.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.source.Source.Fetched;
import dev.tickbox.source.SourceForm;
import dev.tickbox.source.SourceForm.Csv;
import dev.tickbox.source.SourceForm.Feed;
import dev.tickbox.source.SourceForm.JsonValues;
import dev.tickbox.source.form.ParsedSource.OneRecord;
import dev.tickbox.source.form.ParsedSource.Rows;
import dev.tickbox.source.form.ParsedSource.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The largest answers, as somebody writes them who wants a tick to take long. Each is read in a second; a square of its size takes minutes. */
class HostileSourcesTest {
    private static final int LARGEST = 8 << 20;
    private static final SourceForm RECORD = new JsonValues(Optional.empty(), new TreeMap<>());
    private static final SourceForm LIST = new JsonValues(Optional.of(""), new TreeMap<>(Map.of("a", "/a")));
    private static final SourceForm CSV = new Csv(List.of());

    /** @param expected what the answer says it is, where it cannot be read; empty if it can */
    private record Hostile(String name, SourceForm form, String text, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String large(String part) {
        return part.repeat(LARGEST / part.length());
    }

    private static Hostile feed(String name, String inside, String expected) {
        return new Hostile(
                name,
                new Feed(),
                "<rss version='2.0'><channel><title>T</title>" + inside + "</channel></rss>",
                expected);
    }

    private static Hostile item(String name, String inside) {
        return feed(name, "<item>" + inside + "</item>", "");
    }

    private static Stream<Hostile> feeds() {
        return Stream.of(
                feed("deep XML", large("<a>"), "depth"),
                feed("200,000 entries", "<item/>".repeat(200_000), "200000 rows"),
                feed("attributes", "<item " + large("a='' ") + "/>", "attributes"),
                feed("many elements", "<a/>".repeat(1 << 20), ""),
                item("a date of 8 MiB", "<pubDate>" + large("1") + "</pubDate>"),
                item("a date of blanks", "<pubDate>Mon, " + large(" ") + "</pubDate>"),
                item("entities", "<title>" + "&amp;".repeat(1 << 20) + "</title>"),
                item("an entity that never ends", "<title>&" + large("a") + "</title>"),
                item("deep HTML", "<description>" + "&lt;div&gt;".repeat(1 << 18) + "</description>"),
                item("open links", "<description><![CDATA[" + "<p><a>".repeat(1 << 18) + "]]></description>"),
                item("a link up", "<link>" + large("../") + "</link>"));
    }

    private static Stream<Hostile> tables() {
        return Stream.of(
                new Hostile("one line", CSV, large("a"), "cannot be the name of a column"),
                new Hostile("100,000 columns", CSV, "c,".repeat(100_000) + "\n", "it is not CSV"),
                new Hostile("a line of commas", CSV, "a,b\n" + large(","), "it is not CSV"),
                new Hostile("a quote that never closes", CSV, "a,b\n\"" + large("x\n"), "line 2 has 1 field"),
                new Hostile("quotes", CSV, "a,b\n\"" + large("\"\"") + "\",1\n", ""),
                new Hostile("lines", CSV, "a\n" + large("1\n"), "more than 50000 rows"),
                new Hostile("empty lines", CSV, "a\n" + large("\n"), ""));
    }

    private static Stream<Hostile> json() {
        String feed = "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [";
        return Stream.of(
                new Hostile("lists in lists", RECORD, large("["), "nesting depth"),
                new Hostile("objects in objects", RECORD, large("{\"a\":"), "nesting depth"),
                new Hostile("a long number", RECORD, "{\"a\":" + large("1") + "}", "number value length"),
                new Hostile("a long name", RECORD, "{\"" + large("k") + "\":1}", "name length"),
                new Hostile("objects", LIST, "[" + "{},".repeat(1 << 20) + "{}]", "1048577 rows"),
                new Hostile(
                        "a JSON feed of objects", new Feed(), feed + "{},".repeat(1 << 20) + "{}]}", "1048577 rows"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"feeds", "tables", "json"})
    @Timeout(60)
    void the_largest_answer_is_read_or_refused_in_a_second(Hostile hostile) {
        ParsedSource parsed = ParsedSource.of(
                hostile.form(),
                new Fetched(hostile.text().getBytes(StandardCharsets.UTF_8), Optional.of(""), "https://a.example/x"));
        if (hostile.expected().isEmpty()) {
            assertThat(parsed).isInstanceOfAny(Rows.class, OneRecord.class);
        } else {
            assertThat(parsed)
                    .isInstanceOfSatisfying(
                            Unreadable.class, found -> assertThat(found.why()).contains(hostile.expected()));
        }
    }
}
