package dev.tickbox.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SitePathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "../x.md",
                "a/../../x.md",
                "a/..",
                "a//b",
                "./a",
                "a/",
                "a/.",
                "a\\b",
                "a\u0000b",
                "a\nb",
                ".git/config",
                "a/.GIT/hooks/x",
                ".tickbox.lock",
                "a/.tickbox-x",
                "\ud800.md",
                " /a"
            })
    void a_path_that_could_leave_the_site_or_hurt_it_is_refused(String file) {
        assertThat(SitePath.complaint(file)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.md", "posts/2026-11-21-tea.md", "a/b c/é漢.md", ".well-known/x", "...", "a:b", "..a/b"})
    void an_ordinary_path_is_not(String file) {
        assertThat(SitePath.complaint(file)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 256})
    void a_name_has_at_most_255_bytes(int length) {
        assertThat(SitePath.complaint("a/" + "x".repeat(length)).isPresent()).isEqualTo(length > 255);
    }
}
