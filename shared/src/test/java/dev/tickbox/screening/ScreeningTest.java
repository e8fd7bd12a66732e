package dev.tickbox.screening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.content.Site;
import dev.tickbox.outbox.Article;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreeningTest {
    private static final String BEFORE = "# A heading\n\nA first line.\n\n";

    private static Article article(String markdown) {
        return new Article("A title", "a-title", "A summary.", markdown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "Text with <a href=\"https://example.com\" onclick=\"x()\">a link</a>.",
                "<iframe src=\"https://example.com\"></iframe>",
                "<style>p {color: red}</style>",
                "<b onmouseover=x>bold</b>",
                "<div style=\"x\">",
                "<details>\n<img src=x onerror=y>\n</details>",
                "<!--#exec cmd=\"ls\" -->",
                "<?php system('ls'); ?>",
                "<![CDATA[x]]>",
                "<!DOCTYPE html>",
                "<p>\n[x](javascript:alert(1))\n</p>",
                "[a](javascript:alert(1))",
                "[a](JaVaScRiPt:alert(1))",
                "[a](java&#115;cript:alert(1))",
                "[a](<java\tscript:alert(1)>)",
                "[a](<java\u200bscript:alert(1)>)",
                "![a](data:text/html;base64,PHNjcmlwdD4=)",
                "[a](vbscript:x)",
                "[a](file:///etc/passwd)",
                "<javascript:alert(1)>",
                "[a]\n\n[a]: javascript:alert(1)",
                "[unused]: javascript:alert(1)",
                "{{ site.secrets }}",
                "{{< youtube id >}}",
                "{% include secrets.html %}",
                "```\n{{ page.url }}\n```",
                "`{% raw %}`",
                // What CommonMark takes for text, and another parser does not.
                "Text.\n\n    <script>x</script>",
                "```\n<script>never closed</script>",
                "Text ` <script>x</script> ` end.",
                "A *word*{: onclick=\"x\"}",
                "A paragraph.\n{: onmouseover=\"x\"}",
                "{::options template=\"x\" /}",
                "Text[^1].\n\n[^1]: A note.\n\n    <script>x</script>",
                "Text <img/src=x/onerror=alert(1)> end",
                "Text <img src=\"x\"onerror=\"alert(1)\"> end",
                "[click][x]\n[x]: javascript:alert(1)",
                "`<script>x</script>`{=html}",
                "```{=html}\n<script>x</script>\n```",
                "```{r}\nsystem('id')\n```",
                "A <%= x %> end",
                "$$\\href{javascript:alert(1)}{click}$$",
                "<svg:script href=\"x\"/>",
                "<Foo.Bar baz />",
            })
    void what_a_site_could_execute_is_named_with_its_line(String hostile) {
        assertThat(Screening.MARKDOWN.refusal(article(BEFORE + hostile)))
                .hasValueSatisfying(
                        why -> assertThat(why).startsWith(Screening.REFUSED).containsPattern("line ([5-9]): "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Plain *text* with `code <script>` and a [link](https://example.com).",
                "```html\n<script>alert(1)</script>\n```",
                "A relative [link](../other/#part), an anchor (#x), [mail](mailto:a@example.com).",
                "![picture](/images/a.png) and [the same host](//example.com/x)",
                "Water is H<sub>2</sub>O, press <kbd>Ctrl</kbd>,<br>and <em>go</em>.",
                "<details>\n<summary>More</summary>\n\nHidden.\n\n</details>",
                "The excerpt.\n\n<!--more-->\n\nThe rest.",
                "1 < 2, a <- b, x<3, and a { brace }.",
                "An email <a@example.com> and an address <https://example.com>.",
                "The import of goods.\nexport is a word, too.",
                "Call [us](tel:+49123), see [^1].\n\n[^1]: doi:10.1000/182",
                "Open [it](localhost:8080).",
                "<details open>\n<summary>More</summary>\n\nHidden.\n\n</details>",
                "Use `List<String>` and `a < b`, or:\n\n```java\nList<String> a = new ArrayList<>();\n```",
                "data: a column of figures, script: a word"
            })
    void what_only_formats_passes(String harmless) {
        assertThat(Screening.MARKDOWN.refusal(article(BEFORE + harmless))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"import x from 'y'", "  export const a = 1", "a { brace }", "`{code}`"})
    void in_a_file_that_mixes_in_javascript_its_code_is_refused(String code) {
        assertThat(Screening.MDX.refusal(article(BEFORE + code)))
                .hasValueSatisfying(why -> assertThat(why).contains("line 5: "));
    }

    @Test
    void title_and_summary_are_judged_too() {
        assertThat(Screening.MARKDOWN.refusal(new Article("<script>", "x", "S", "Text.")))
                .hasValueSatisfying(why -> assertThat(why).contains("title: <script>"));
        assertThat(Screening.MARKDOWN.refusal(new Article("`<script>`", "x", "S", "Text.")))
                .as("a title is no Markdown")
                .isPresent();
        assertThat(Screening.MARKDOWN.refusal(new Article("T", "x", "{{ x }}", "Text.")))
                .hasValueSatisfying(why -> assertThat(why).contains("summary: {{ x }}"));
    }

    @Test
    void only_the_first_offences_are_shown_and_the_rest_is_counted() {
        String many = "<script>\n\n".repeat(7);
        assertThat(Screening.MARKDOWN.refusal(article(many)))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("line 1: <script>").doesNotContain("line 7:"));
        String each = "{{ x }}\n".repeat(10);
        assertThat(Screening.MARKDOWN.refusal(article(each)))
                .hasValueSatisfying(why -> assertThat(why).contains("line 3: {{ x }}; and 7 more"));
    }

    @Test
    void a_text_that_defeats_the_parser_is_refused_or_passes_in_bounded_time() {
        for (String part :
                new String[] {"> ", "- ", "[", "*a_", "<b>", "![", "(", "`", "<a ", "[a](<b", "<x:", "[]: <", "{:", "a:"
                }) {
            var answer = Screening.MARKDOWN.refusal(article(part.repeat(90_000 / part.length())));
            assertThat(answer.isEmpty() || answer.get().startsWith(Screening.REFUSED))
                    .isTrue();
        }
    }

    @Test
    void the_site_decides_which_rules_hold() {
        Site plain = new Site("a", "folder", Map.of("path", "a", "file", "{{article.slug}}.md"));
        Site keeps = new Site("a", "folder", Map.of("path", "a", "file", "x.md", "raw", "keep"));
        assertThat(Screening.of(plain, "a.md")).isEqualTo(Screening.MARKDOWN);
        assertThat(Screening.of(plain, "a.MDX")).isEqualTo(Screening.MDX);
        assertThat(Screening.of(plain, "a.html")).isEqualTo(Screening.OTHER);
        assertThat(Screening.OTHER.refusal(article("`<script>`"))).isPresent();
        assertThat(Screening.MARKDOWN.refusal(article("x".repeat(100_001))))
                .hasValueSatisfying(why -> assertThat(why).contains("too long to be judged"));
        assertThat(Screening.of(keeps, "a.mdx")).isEqualTo(Screening.KEEP);
        assertThat(Screening.KEEP.refusal(article("<script>"))).isEmpty();
    }
}
