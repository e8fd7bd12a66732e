package dev.tickbox.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlugTest {
    @Test
    void letters_are_folded_and_everything_else_is_a_dash() {
        assertThat(Slug.of("Crème brûlée, in 30 Minutes!")).isEqualTo("creme-brulee-in-30-minutes");
        assertThat(Slug.of("Straße über Łódź & Ærø")).isEqualTo("strasse-uber-lodz-aero");
        assertThat(Slug.of("Don't panic")).isEqualTo("dont-panic");
        assertThat(Slug.of("../../etc/passwd\u0000.md")).isEqualTo("etc-passwd-md");
        assertThat(Slug.of("ﬁne İstanbul ½")).startsWith("fine-istanbul");
    }

    @Test
    void a_long_title_is_cut_at_a_word() {
        String slug = Slug.of("the quick brown fox jumps over the lazy dog and then it sleeps for a very long time");
        assertThat(slug).isEqualTo("the-quick-brown-fox-jumps-over-the-lazy-dog-and-then-it");
        assertThat(Slug.of("x".repeat(500))).isEqualTo("x".repeat(60));
    }

    @Test
    void letters_that_cannot_be_folded_leave_a_hash_so_that_titles_stay_apart() {
        assertThat(Slug.of("東京の朝")).matches("[0-9a-f]{10}").isNotEqualTo(Slug.of("東京の夜"));
        assertThat(Slug.of("2026年の庭")).matches("2026-[0-9a-f]{10}").isNotEqualTo(Slug.of("2026年の空"));
        assertThat(Slug.of("")).matches("[0-9a-f]{10}");
        assertThat(Slug.of("!!!")).matches("[0-9a-f]{10}");
        assertThat(Slug.of("\ud800")).matches("[0-9a-f]{10}");
    }

    @Test
    void whatever_comes_in_a_safe_name_comes_out() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(90); n >= 0; n--) {
                text.appendCodePoint(random.nextInt(4) == 0 ? random.nextInt(0x11_0000) : random.nextInt(0x250));
            }
            String slug = Slug.of(text.toString());
            assertThat(slug).matches("[a-z0-9]+(-[a-z0-9]+)*").hasSizeLessThanOrEqualTo(60);
            assertThat(SafePath.problem(slug + ".md")).isEmpty();
        }
    }
}
