package dev.tickbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortenedTest {
    @Test
    void a_text_is_cut_to_its_length_but_never_inside_a_character() {
        assertThat(Shortened.start("garden", 4)).isEqualTo("gard");
        assertThat(Shortened.start("garden", 6)).isEqualTo("garden");
        assertThat(Shortened.start("ab😀", 3)).isEqualTo("ab");
        assertThat(Shortened.start("ab😀", 4)).isEqualTo("ab😀");
        assertThat(Shortened.start("😀", 1)).isEmpty();
        assertThat(Shortened.start("garden", 0)).isEmpty();
        for (int length = 0; length < 8; length++) {
            Canonical.checkText(Shortened.start("😀ä😀x😀", length));
        }
    }

    @Test
    void words_say_that_something_is_left_out() {
        assertThat(Shortened.words("garden", 4)).isEqualTo("gard…");
        assertThat(Shortened.words("garden", 6)).isEqualTo("garden");
        assertThat(Shortened.why("x".repeat(5_000))).hasSize(Shortened.WHY + 1);
        assertThat(Shortened.why("half \ud83d")).isEqualTo("half ?");
    }
}
