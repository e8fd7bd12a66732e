package dev.tickbox.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.outbox.Delivery;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names under which an article may be published where others have its own. */
class DeliveryNamesTest {
    @ParameterizedTest
    @CsvSource({
        "posts/2026-11-21-tea.md,   posts/2026-11-21-tea-2.md,   tea-2",
        "tea/index.md,              tea-2/index.md,              tea-2",
        "tea/tea.md,                tea/tea-2.md,                tea-2",
        "steam/2026-11-21.md,       steam/2026-11-21-2.md,       tea",
        "posts/tea,                 posts/tea-2,                 tea-2",
        "x.tea,                     x-2.tea,                     tea",
        ".tea,                      .tea-2,                      tea-2"
    })
    void the_suffix_stands_behind_the_slug_or_else_behind_the_name(String file, String second, String slug) {
        Delivery named = Deliveries.at("k", file).named(2);

        assertThat(named.file()).isEqualTo(second);
        assertThat(named.article().slug()).isEqualTo(slug);
        assertThat(Deliveries.at("k", file).named(1).file()).isEqualTo(file);
    }

    @Test
    void too_many_articles_of_one_name_are_a_mistake_that_is_told() throws IOException {
        Map<String, byte[]> site = new HashMap<>();
        for (int n = 1; n <= Placement.MAX_NAMES; n++) {
            Delivery other = Deliveries.of("k" + n, "tea.md", 1, "run-" + n).named(n);
            site.put(other.file(), FrontMatter.file(other));
        }

        Placement place = Placement.of(Deliveries.at("k", "tea.md"), file -> Optional.ofNullable(site.get(file)));

        assertThat(place.there())
                .isInstanceOfSatisfying(
                        ExistingFile.Taken.class,
                        taken -> assertThat(taken.why())
                                .contains("50 articles have this name", "file template", "tickbox retry k"));
    }
}
