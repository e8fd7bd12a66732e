package dev.tickbox.jsonschema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcmaPatternTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "b;abc",
                "^a$;a",
                "^\\d+$;42",
                "^\\S+@\\S+$;a@b",
                "^[\\s]$;\u00a0",
                "^\\s$;\ufeff",
                "^\\p{L}+$;Grün",
                "^\\p{Lowercase_Letter}$;ü",
                "^\\p{Script=Greek}+$;λόγος",
                "^\\u00fc\\xfc$;üü",
                "^\\ud83d\\ude00$;😀",
                "^\\u{1f600}.$;😀😀",
                "^[[:]+$;[:[",
                "^[\\w-.]+$;a-b.c",
                "^(?<year>\\d{4})-\\d{2}$;2026-11",
                "^{a}$;{a}",
                "^a{0,}b{2}c{1,3}?$;aabbccc",
                "^[^]$;x",
                "\\bcat\\b;a cat sat",
                "^[a&&b]+$;a&b",
                "^\\/\\-\\.$;/-.",
            })
    void a_pattern_finds_what_ecma_says_it_finds(String pattern, String text) {
        assertThat(in(pattern, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "^\\d$;٣",
                "^\\w$;ü",
                "^\\p{Lu}$;ü",
                "^\\P{L}$;ü",
                "[];x",
                "^\\S$;\u00a0",
            })
    void and_does_not_find_what_other_dialects_would(String pattern, String text) {
        assertThat(in(pattern, text)).isFalse();
    }

    @Test
    void line_ends_and_rare_spaces_are_what_they_are_to_ecma() {
        assertThat(in("^[^\\S]$", "\u2003")).isTrue();
        assertThat(in("^\\cJ$", "\n")).isTrue();
        assertThat(in("^[\\S]$", "\u3000")).isFalse();
        assertThat(in("^a$", "a\n")).isFalse();
        assertThat(in("^b", "a\nb")).isFalse();
        for (String lineEnd : List.of("\n", "\r", "\u2028", "\u2029")) {
            assertThat(in("^.$", lineEnd)).isFalse();
        }
        assertThat(in("^.$", "\u0085")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?=a)",
                "(?!a)",
                "(?<=a)b",
                "(?<!a)b",
                "(a)\\1",
                "(?<n>a)\\k<n>",
                "(?i)a",
                "a{1001}",
                "((a{1000}){1000}){1000}",
                "(",
                ")",
                "[",
                "a**",
                "\\",
                "\\Aa\\z",
                "\\p{Unheard}",
                "\\x1",
                "\\u12",
                "[z-a]",
                "a++"
            })
    void what_cannot_be_matched_in_linear_time_or_is_no_pattern_is_refused(String pattern) {
        assertThatThrownBy(() -> new SchemaPattern(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the pattern ");
    }

    @Test
    void a_refusal_says_what_to_write_instead() {
        assertThatThrownBy(() -> new SchemaPattern("^(?!draft)"))
                .hasMessage("the pattern ^(?!draft) looks around with (?!, which cannot be checked in linear time:"
                        + " write what it should match instead");
        assertThatThrownBy(() -> new SchemaPattern("^.{0,5000}$")).hasMessageContaining("use minLength and maxLength");
        assertThatThrownBy(() -> new SchemaPattern("(".repeat(2_000) + ")".repeat(2_000)))
                .hasMessageContaining("more than 50 deep");
        assertThatThrownBy(() -> new SchemaPattern("a".repeat(5_001))).hasMessageContaining("longer than");
    }

    private static boolean in(String pattern, String text) {
        return SchemaWork.bounded(() -> new SchemaPattern(pattern).isIn(text, SchemaWork.current()));
    }
}
