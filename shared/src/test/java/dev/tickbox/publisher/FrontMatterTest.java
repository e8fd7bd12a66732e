package dev.tickbox.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tickbox.outbox.Article;
import dev.tickbox.publisher.FrontMatter.Stamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class FrontMatterTest {
    @Test
    void a_file_is_what_site_generators_read() {
        assertThat(new String(FrontMatter.file(Deliveries.of("k1")), UTF_8))
                .isEqualTo("""
                ---
                title: "Tea: a \\"guide\\""
                date: 2026-11-21
                summary: "no"
                slug: "tea"
                tickbox:
                  key: "k1"
                  site: "garden"
                  run: "garden-daily@2026-11-21T06:00Z"
                  step: "publish"
                  edition: 1
                  content: "%s"
                ---

                # Tea

                Text of k1.
                """.formatted("7465ed81116cf7e6343df907bb8b9531822e0ab4f4f711388d1beb6013245e80"));
    }

    @Test
    void any_title_comes_back_equal() {
        for (String title : List.of(
                "",
                " ",
                "---",
                "a\n---\nb",
                "no",
                "1e3",
                "{{x}}",
                "# not a comment",
                "'\"\\",
                "tab\there",
                "é 漢字 😀",
                "\u0000\u001b\u0085\u2028\ufeff",
                "- a\n- b",
                "x".repeat(5000),
                "key: value",
                "!tag",
                "&a *a",
                "%")) {
            byte[] file =
                    FrontMatter.file(Deliveries.with(new Article(title, "s", title, "---\ntickbox: {key: z}\n---\n")));
            String text = new String(file, UTF_8);
            String yaml = text.substring(4, text.indexOf("\n---\n", 4) + 1);
            var read = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
            assertThat(read.get("title")).isEqualTo(title);
            assertThat(FrontMatter.stamp(file)).map(Stamp::key).contains("k");
            assertThat(FrontMatter.stamp(file)).map(Stamp::untouched).contains(true);
        }
    }

    @Test
    void an_edited_file_keeps_its_key_and_says_that_it_was_touched() {
        String text = new String(FrontMatter.file(Deliveries.of("k1")), UTF_8);
        for (String edited : List.of(
                text + "more\n",
                text.replace("Tea:", "Coffee:"),
                text.replace("\"", ""),
                text.replace("\n", "\r\n"),
                "\ufeff" + text,
                text.replaceAll("(?m)^  content.*\n", ""),
                text.replace("title: \"Tea: a \\\"guide\\\"\"", "draft: true"))) {
            Optional<Stamp> stamp = FrontMatter.stamp(edited.getBytes(UTF_8));
            if (!edited.contains("title: Tea: ")) {
                assertThat(stamp).as(edited).map(Stamp::key).contains("k1");
            }
            assertThat(stamp.filter(Stamp::untouched)).isEmpty();
        }
        assertThat(FrontMatter.stamp(text.getBytes(UTF_8)))
                .map(Stamp::untouched)
                .contains(true);
    }

    @Tag("long")
    @Test
    void a_strangers_file_is_a_strangers_however_odd() {
        for (String odd : List.of(
                "",
                "---",
                "---\n",
                "---\n---\n",
                "---\ntickbox\n---\n",
                "---\ntickbox: {key: k}\n---\n",
                "---\ntickbox: {key: k, site: s, run: r, step: s, edition: 99999999999}\n---\n",
                "---\ntickbox: {key: [k], site: s, run: r, step: s, edition: 1}\n---\n",
                "---\n&a [*a, *a]\n---\n",
                "---\n? {a: b}\n: !!java.io.File x\n---\n",
                "---\n" + "[".repeat(60_000) + "\n---\n",
                "---\n" + "{a: ".repeat(15_000) + "\n---\n",
                "---\n%YAML 9.9\n---\n",
                "---\na: 1\na: 2\n---\n",
                "---\n\u0000\u0001\n---\n",
                "+++\ntitle = 'toml'\n+++\n",
                "---\n" + "x: y\n".repeat(100_000) + "---\n")) {
            assertThat(FrontMatter.stamp(odd.getBytes(UTF_8))).isEmpty();
        }
        byte[] noise = new byte[4096];
        new Random(7).nextBytes(noise);
        assertThat(FrontMatter.stamp(noise)).isEmpty();
    }

    /** A model may write any length, and a person's formatter may move our lines behind the long ones or fold them. */
    @Tag("long")
    @Test
    void our_own_file_is_known_again_whatever_its_length_and_order() {
        String words = "word ".repeat(400_000);
        for (String summary : List.of(words, words.replace(" ", ""), "\u0007\n".repeat(500_000))) {
            byte[] file = FrontMatter.file(Deliveries.with(new Article(summary, "s", summary, "Text.")));
            assertThat(FrontMatter.stamp(file)).map(Stamp::key).contains("k");
            assertThat(FrontMatter.stamp(file)).map(Stamp::untouched).contains(true);
        }
        String text = new String(FrontMatter.file(Deliveries.with(new Article("t", "s", "SUMMARY", "Text."))), UTF_8);
        String folded = text.replace("\"SUMMARY\"", ">-\n" + ("  " + "word ".repeat(16) + "\n").repeat(50_000));
        String extra = text.replace("tickbox:", "tags:\n" + "  - {a: [b, *c]}\n".repeat(50_000) + "tickbox:");
        for (String reformatted : List.of(folded, extra)) {
            assertThat(FrontMatter.stamp(reformatted.getBytes(UTF_8)))
                    .map(Stamp::key)
                    .contains("k");
        }
    }

    @Test
    void a_hostile_file_of_the_greatest_length_is_read_once_and_no_more() {
        int most = ExistingFile.MAX_BYTES;
        for (String piece : List.of("[", "{a: ", "? ", "a: &a b\n", "x")) {
            String yaml = piece.repeat(most / piece.length() - 4);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> assertThat(FrontMatter.stamp(("---\n" + yaml + "\n---\n").getBytes(UTF_8)))
                            .isEmpty());
        }
    }

    @Test
    void an_article_that_could_not_be_read_back_is_not_written() {
        var long8 = new Article("t", "s", "s", "x".repeat(8 << 20));
        var long12 = new Article("t", "s", "s", "x".repeat(12 << 20));
        assertThat(FrontMatter.complaint(Deliveries.with(long8))).isEmpty();
        assertThat(FrontMatter.stamp(FrontMatter.file(Deliveries.with(long8)))).isPresent();
        assertThat(FrontMatter.complaint(Deliveries.with(long12))).isPresent();
    }

    @Test
    void whatever_its_fields_are_a_file_is_known_again_as_ours() {
        Object nested = "x";
        for (int i = 0; i < 13; i++) {
            nested = i % 2 == 0 ? List.of(nested) : Map.of("k" + i, nested);
        }
        for (Object value : List.of(
                "no",
                "---\ntickbox: {key: z}",
                "a\nb",
                true,
                7L,
                0.5,
                1e300,
                List.of(),
                Map.of(),
                nested,
                "😀\u0085")) {
            for (String name : List.of("kind", "on", "a b", "tickbox", "", "é: x", "x".repeat(2000))) {
                var article = new Article("t", "s", "s", "Text.", new TreeMap<>(Map.of(name, value)));
                byte[] file = FrontMatter.file(Deliveries.with(article));
                String text = new String(file, UTF_8);
                String yaml = text.substring(4, text.indexOf("\n---\n\nText", 4) + 1);
                var read = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);

                assertThat(FrontMatter.stamp(file)).map(Stamp::key).contains("k");
                assertThat(FrontMatter.stamp(file)).map(Stamp::untouched).contains(true);
                if (!name.equals("tickbox") && !(value instanceof Number)) {
                    assertThat(read.get(name)).as(name).isEqualTo(value);
                }
            }
        }
    }

    @Test
    void fields_nested_deeper_than_a_reader_goes_are_not_published() {
        Object nested = "x";
        for (int i = 0; i < 80; i++) {
            nested = List.of(nested);
        }
        var article = new Article("t", "s", "s", "Text.", new TreeMap<>(Map.of("deep", nested)));
        assertThat(FrontMatter.complaint(Deliveries.with(article)))
                .contains("a field of the article is nested more than 16 deep");
    }
}
