package dev.tickbox.source.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.tickbox.source.Source.Fetched;
import dev.tickbox.source.SourceForm;
import dev.tickbox.source.form.ParsedSource.Rows;
import dev.tickbox.source.form.ParsedSource.Unreadable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedFormTest {
    private static final String RSS = """
            <?xml version="1.0"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel><title>Garden &amp; Co</title><link>https://a.example</link><description>d</description>
            <item><title>Older</title><link>/older?utm_source=rss&amp;id=7&amp;UTM_medium=x#top</link>
              <pubDate>Fri, 20 Nov 2026 08:00:00 +0900</pubDate><description>&lt;p&gt;Short &lt;b&gt;words&lt;/b&gt;.&lt;/p&gt;</description>
              <content:encoded><![CDATA[<p>One.</p><script>alert(1)</script><p>Two.</p>]]></content:encoded><dc:creator>Mika</dc:creator></item>
            <item><title>Newer</title><guid isPermaLink="true">https://a.example/newer</guid>
              <pubDate>Sat, 21 Nov 2026 05:00:00 GMT</pubDate></item>
            <item><title>Undated</title><link>javascript:alert(1)</link></item>
            </channel></rss>
            """;

    private static Fetched answer(String text, @Nullable String contentType) {
        return new Fetched(
                text.getBytes(StandardCharsets.UTF_8), Optional.ofNullable(contentType), "https://a.example/feed.xml");
    }

    private static ParsedSource feed(String text) {
        return ParsedSource.of(new SourceForm.Feed(), answer(text, null));
    }

    private static List<Map<String, @Nullable Object>> rows(String text) {
        return ((Rows) feed(text)).rows();
    }

    private static void unreadable(ParsedSource parsed, String... says) {
        assertThat(parsed)
                .asInstanceOf(type(Unreadable.class))
                .satisfies(found -> assertThat(found.why()).contains(says).doesNotContain("\n"));
    }

    @Test
    void rss_gives_rows_with_the_newest_first() {
        var rows = rows(RSS);
        assertThat(rows).extracting(row -> row.get("title")).containsExactly("Newer", "Older", "Undated");
        assertThat(rows.get(1))
                .containsEntry("link", "https://a.example/older?id=7")
                .containsEntry("date", "2026-11-19T23:00:00Z")
                .containsEntry("summary", "Short words.")
                .containsEntry("content", "One.\nTwo.")
                .containsEntry("author", "Mika")
                .containsEntry("feed", "Garden & Co");
        assertThat(rows.get(0)).containsEntry("link", "https://a.example/newer").containsEntry("summary", null);
        assertThat(rows.get(2)).containsEntry("link", null).containsEntry("date", null);
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.keySet())
                        .isEqualTo(new SourceForm.Feed().columns().orElseThrow()));
    }

    @Test
    void atom_gives_the_same_columns() {
        var rows = rows("""
                <feed xmlns="http://www.w3.org/2005/Atom"><title>Kitchen</title><id>urn:k</id><updated>2026-11-21T00:00:00Z</updated>
                <entry><title type="html">Soup &amp;amp; &lt;i&gt;bread&lt;/i&gt;</title><link href="https://k.example/soup#comments"/>
                <id>urn:1</id><updated>2026-11-20T10:00:00.123Z</updated><author><name>Jo</name></author>
                <summary>Warm.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Cut.</p><p>Cook.</p></div></content></entry></feed>
                """);
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst())
                .containsEntry("link", "https://k.example/soup")
                .containsEntry("title", "Soup & bread")
                .containsEntry("date", "2026-11-20T10:00:00Z")
                .containsEntry("summary", "Warm.")
                .containsEntry("content", "Cut.\nCook.")
                .containsEntry("author", "Jo")
                .containsEntry("feed", "Kitchen");
    }

    @Test
    void json_feed_gives_the_same_columns() {
        var rows = rows("""
                {"version": "https://jsonfeed.org/version/1.1", "title": "Notes", "items": [
                {"id": "1", "url": "https://n.example/1?utm_campaign=a", "title": "One", "content_html": "<p>Hi</p>",
                 "date_published": "2026-11-20T10:00:00+01:00", "authors": [{"name": "A"}, {"name": "B"}]},
                {"id": "https://n.example/2", "content_text": "plain", "date_published": "yesterday"}]}
                """);
        assertThat(rows.getFirst())
                .containsEntry("link", "https://n.example/1")
                .containsEntry("content", "Hi")
                .containsEntry("date", "2026-11-20T09:00:00Z")
                .containsEntry("author", "A, B")
                .containsEntry("feed", "Notes");
        assertThat(rows.get(1))
                .containsEntry("link", "https://n.example/2")
                .containsEntry("content", "plain")
                .containsEntry("date", null);
    }

    @Test
    void a_feed_in_another_character_set_is_read_in_it() {
        Charset japanese = Charset.forName("Shift_JIS");
        byte[] bytes = RSS.replace("<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>")
                .replace("Newer", "庭")
                .getBytes(japanese);
        var rows = (Rows) ParsedSource.of(
                new SourceForm.Feed(), new Fetched(bytes, Optional.of("application/xml"), "https://a.example/"));
        assertThat(rows.rows().getFirst()).containsEntry("title", "庭");
    }

    @Test
    void an_html_page_in_place_of_a_feed_is_called_one() {
        unreadable(
                feed("<!DOCTYPE html>\n<html><head><title>We are\n back soon</title></head></html>"),
                "an HTML page, \"We are back soon\", not a feed");
        unreadable(feed(""), "it is empty, not a feed");
        unreadable(feed("{\"a\": 1}"), "JSON, but no JSON Feed");
        unreadable(feed("<?xml version=\"1.0\"?><svg/>"), "XML, not RSS or Atom");
        unreadable(feed("%PDF-1.7"), "a PDF file");
        unreadable(feed("<rss version=\"2.0\"><channel><item>"), "XML, not RSS or Atom");
    }

    @Test
    void no_entity_is_expanded_and_no_file_is_read() {
        unreadable(
                feed("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + "<rss version=\"2.0\"><channel><title>&x;</title></channel></rss>"),
                "DOCTYPE");
        unreadable(
                feed("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>"
                        + "<rss version=\"2.0\"><channel><title>&b;</title></channel></rss>"),
                "DOCTYPE");
    }

    @Test
    void markup_that_is_nested_very_deep_ends_no_tick() {
        String deep = "<d>".repeat(200_000) + "</d>".repeat(200_000);
        assertThat(feed("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title><entry><content type=\"xhtml\">"
                        + deep + "</content></entry></feed>"))
                .isNotNull();
    }

    @Test
    void half_characters_are_escaped_and_differ_as_before() {
        assertThat(rows("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"title\": \"a\\ud800b\"},"
                        + " {\"title\": \"a\\ud801b\"}]}"))
                .extracting(row -> row.get("title"))
                .containsExactly("a\\ud800b", "a\\ud801b");
    }
}
