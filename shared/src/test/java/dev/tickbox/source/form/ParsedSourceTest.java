package dev.tickbox.source.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.tickbox.source.Source.Fetched;
import dev.tickbox.source.SourceForm;
import dev.tickbox.source.SourceForm.Csv;
import dev.tickbox.source.SourceForm.JsonValues;
import dev.tickbox.source.SourceForm.Page;
import dev.tickbox.source.SourceForm.Plain;
import dev.tickbox.source.form.ParsedSource.OneRecord;
import dev.tickbox.source.form.ParsedSource.Rows;
import dev.tickbox.source.form.ParsedSource.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedSourceTest {
    private static final String RATES =
            "{\"data\": [{\"rate\": 151.5, \"to\": \"JPY\", \"a/b\": {\"c\": true}}, {\"to\": \"USD\"}], \"ok\": true, \"n\": null}";

    private static ParsedSource parse(SourceForm form, String contentType, String text) {
        return ParsedSource.of(
                form,
                new Fetched(
                        text.getBytes(StandardCharsets.UTF_8),
                        Optional.of(contentType),
                        "https://a.example/post?utm_source=x#y"));
    }

    private static void unreadable(ParsedSource parsed, String... says) {
        assertThat(parsed)
                .asInstanceOf(type(Unreadable.class))
                .satisfies(found -> assertThat(found.why()).contains(says));
    }

    private static JsonValues json(String rows, Map<String, String> columns) {
        return new JsonValues(Optional.of(rows).filter(text -> !text.equals("-")), new TreeMap<>(columns));
    }

    @Test
    void a_page_gives_its_own_text_without_what_stands_around_it() {
        String paragraph = "The pruning of roses takes patience. ".repeat(10).strip();
        var page = parse(new Page(10_000), "text/html", """
                <html><head><title>Roses | Garden</title><meta property="og:title" content="Roses">
                <meta property="og:image" content="/roses.jpg"><style>p {}</style></head>
                <body><nav>Home About</nav><header>Logo</header><article><h1>Roses</h1><p>%s</p><p>Second.</p>
                <script>track()</script><aside>Buy!</aside></article><footer>Imprint</footer></body></html>
                """.formatted(paragraph));
        assertThat(page)
                .asInstanceOf(type(OneRecord.class))
                .satisfies(one -> assertThat(one.values())
                        .containsEntry("title", "Roses")
                        .containsEntry("text", "Roses\n" + paragraph + "\nSecond.")
                        .containsEntry("url", "https://a.example/post")
                        .containsEntry("image", "https://a.example/roses.jpg")
                        .hasSize(4));
    }

    @Test
    void a_page_is_cut_at_max_chars_and_never_inside_a_character() {
        assertThat(((OneRecord) parse(new Page(3), "text/html", "<p>ab😀cd</p>")).values())
                .containsEntry("text", "ab");
        assertThat(((OneRecord) parse(new Plain(4), "text/plain", "ab😀cd")).values())
                .containsEntry("text", "ab😀");
    }

    /** Each took minutes or hours when its size was squared. */
    @ParameterizedTest
    @ValueSource(strings = {"<article>x", "<span> </span>", "<nav></nav>"})
    @Timeout(60)
    void a_large_page_is_read_in_seconds(String element) {
        var page = parse(new Page(100), "text/html", "<p>text</p>" + element.repeat((4 << 20) / element.length()));
        assertThat(page).isInstanceOf(OneRecord.class);
    }

    @Test
    void the_longest_part_counts_and_one_within_it_does_not() {
        String words = "The pruning of roses takes patience. ".repeat(10).strip();
        var page = parse(
                new Page(10_000),
                "text/html",
                "<main><p>Before.</p><article>" + words + "</article><nav><article>" + words.repeat(3)
                        + "</article></nav></main><article>Teaser.</article>");
        assertThat(((OneRecord) page).values()).containsEntry("text", "Before.\n" + words);
    }

    @Test
    void what_is_no_page_is_called_what_it_is() {
        unreadable(parse(new Page(10), "application/pdf", "%PDF"), "application/pdf, not an HTML page");
        unreadable(parse(new Page(10), "text/html", "<div id=app></div><script>render()</script>"), "no readable text");
        unreadable(parse(new Plain(10), "image/png", "a\0b"), "not text, but image/png");
    }

    @Test
    void json_pointers_give_one_record() {
        assertThat(parse(json("-", Map.of("rate", "/data/0/rate", "deep", "/data/0/a~1b/c", "n", "/n")), "", RATES))
                .asInstanceOf(type(OneRecord.class))
                .satisfies(one -> assertThat(one.values())
                        .containsEntry("rate", 151.5)
                        .containsEntry("deep", true)
                        .containsEntry("n", null));
        assertThat(((OneRecord) parse(json("-", Map.of()), "", RATES)).values()).containsOnlyKeys("ok", "n");
    }

    @Test
    void json_pointers_give_rows() {
        var rows = (Rows) parse(json("/data", Map.of("rate", "/rate", "to", "/to")), "", RATES);
        assertThat(rows.rows()).extracting(row -> row.get("to")).containsExactly("JPY", "USD");
        assertThat(rows.rows()).extracting(row -> row.get("rate")).containsExactly(151.5, null);
    }

    @Test
    void a_pointer_that_finds_nothing_is_named() {
        unreadable(parse(json("-", Map.of("rate", "/data/9/rate")), "", RATES), "/data/9/rate", "rate finds nothing");
        unreadable(parse(json("/rows", Map.of()), "", RATES), "/rows of rows finds nothing");
        unreadable(parse(json("/ok", Map.of()), "", RATES), "finds true or false, not a list");
        unreadable(parse(json("/data", Map.of("x", "/xx")), "", RATES), "/xx of the column x finds nothing");
        unreadable(parse(json("/data", Map.of("x", "/a~1b")), "", RATES), "finds an object");
        unreadable(parse(json("-", Map.of()), "", "[1]"), "a list, not an object");
    }

    @Test
    void what_is_no_json_is_called_what_it_is() {
        unreadable(parse(json("-", Map.of()), "", "<html><title>Login</title>"), "an HTML page, \"Login\", not JSON");
        unreadable(parse(json("-", Map.of()), "", "{\"a\": 1,}"), "broken JSON: line 1");
        unreadable(parse(json("-", Map.of()), "", "[".repeat(100_000)), "broken JSON");
    }

    @Test
    void csv_takes_its_columns_from_the_first_line_or_from_the_content() {
        var rows = (Rows) parse(new Csv(List.of()), "", "sku,Unit price\n1,\"a, \"\"b\"\"\nc\"\n\n2,\n");
        assertThat(rows.rows())
                .containsExactly(Map.of("sku", "1", "Unit_price", "a, \"b\"\nc"), Map.of("sku", "2", "Unit_price", ""));
        assertThat(((Rows) parse(new Csv(List.of("a", "b")), "", "1;2\r\n3;4")).rows())
                .containsExactly(Map.of("a", "1", "b", "2"), Map.of("a", "3", "b", "4"));
    }

    @Test
    void a_column_of_numbers_has_numbers_or_nothing() {
        Csv prices = new Csv(List.of(), Set.of("price", "stock"));
        List<Map<String, @Nullable Object>> rows =
                ((Rows) parse(prices, "", "sku,price,stock\n7,3.50, -2 \n8,,7.00\n")).rows();
        assertThat(rows.getFirst()).isEqualTo(Map.of("sku", "7", "price", 3.5, "stock", -2L));
        assertThat(rows.getLast()).containsEntry("price", null).containsEntry("stock", 7L);
        for (String odd : List.of("n/a", "\"1,5\"", "1e3", "€3", "1234567890123456", "0x7", "٣", "-")) {
            unreadable(
                    parse(prices, "", "sku,price,stock\n7,1,1\n8," + odd + ",7\n"),
                    "line 3 has \"",
                    "in the column price");
        }
        unreadable(parse(prices, "", "sku,price\n7,1\n"), "no column stock");
    }

    @Test
    void a_ragged_line_is_named() {
        unreadable(
                parse(new Csv(List.of()), "", "a,b\n\"1\n2\",3\n4\n"), "line 4 has 1 field, and there are 2 columns");
        unreadable(parse(new Csv(List.of()), "", "a,b\n1,2,3\n"), "line 2 has 3 fields");
        unreadable(parse(new Csv(List.of()), "", "a,a\n"), "the column a twice");
        unreadable(parse(new Csv(List.of()), "", "名前,b\n"), "cannot be the name of a column", "columns:");
        unreadable(parse(new Csv(List.of()), "", "<!DOCTYPE html>"), "not CSV");
        unreadable(parse(new Csv(List.of()), "", ""), "it is empty");
    }

    @Test
    void the_number_of_rows_is_bounded() {
        String many = "a\n" + "1\n".repeat(ParsedSource.ROWS_AT_MOST + 1);
        unreadable(parse(new Csv(List.of()), "", many), "more than 50000 rows");
    }
}
