package dev.tickbox.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafePathTest {
    @ParameterizedTest
    @ValueSource(strings = {"a.md", "content/2026-11-21-a.md", "a/b/c", "..a/b..", "ü/ä.md", ".gitignore"})
    void a_name_below_the_root_is_given_back(String path) {
        assertThat(SafePath.check(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/a",
                "../a",
                "a/../b",
                "a/..",
                "./a",
                "a//b",
                "a/",
                "a\\b",
                "C:a",
                "a\nb",
                "a\u0000",
                "a\u0085b",
                "\ud800",
                ".git/config",
                "a/.GIT/x"
            })
    void a_name_that_could_leave_the_root_is_refused(String path) {
        assertThatThrownBy(() -> SafePath.check(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_that_is_too_long_is_refused() {
        assertThat(SafePath.problem("a".repeat(200))).isEmpty();
        assertThat(SafePath.problem("a".repeat(201))).contains("the file name has 201 characters, more than 200");
        assertThat(SafePath.problem("ü".repeat(150))).isPresent();
    }
}
