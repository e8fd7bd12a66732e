package dev.tickbox.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBoundTest {
    /** The most that a tokenizer can make of it, counted by hand: each digit and sign, each byte of a rare character. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3.14159265358979323846 | 22",
                "2026-11-21T06:00:00Z | 20",
                "a1b2c3d4e5f6a7b8c9d0 | 20",
                "{\"a\":[1,22,333]} | 16",
                "!?!?!?!?!? | 10",
                "SGVsbG8sIFdvcmxkIQ== | 14",
                "東京の庭 | 4",
                "😀😀😀 | 12",
                "xqzjkvwbfp | 5",
                "I a I a | 4",
            })
    void a_text_has_no_more_tokens_than_this(String text, long tokens) {
        assertThat(TokenBound.of(text))
                .isGreaterThanOrEqualTo(tokens)
                .isLessThanOrEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void digits_were_counted_at_a_third_and_are_counted_each() {
        assertThat(TokenBound.of("7".repeat(3_000))).isEqualTo(3_000);
    }

    /** By a rule of thumb it is four characters a token. */
    @Test
    void prose_comes_out_at_about_twice_what_it_is() {
        String prose =
                "Write an article about moss in a shady garden. It should be friendly, practical and short, and name three"
                        + " plants that grow well beside it. Do not use headings, and close with a question to the reader.";
        double thumb = prose.length() / 4.0;
        assertThat(TokenBound.of(prose)).isBetween((long) (1.5 * thumb), (long) (2.5 * thumb));
    }
}
