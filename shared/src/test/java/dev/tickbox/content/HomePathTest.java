package dev.tickbox.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HomePathTest {
    @Test
    void a_tilde_and_a_slash_is_below_the_home_folder_and_nothing_else_is() {
        Path home = Path.of("/home/me");
        assertThat(HomePath.resolve("~/sites/garden", home)).isEqualTo("/home/me/sites/garden");
        assertThat(HomePath.resolve("~", home)).isEqualTo("/home/me");
        for (String other : new String[] {"public/garden", "/srv/~/x", "./~/x", "https://example.com/~me/x.git"}) {
            assertThat(HomePath.resolve(other, home)).isEqualTo(other);
        }
    }
}
