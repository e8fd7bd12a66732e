package dev.tickbox.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.outbox.Delivery;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingTest {
    private final Delivery second = Deliveries.edition("k2", 2);

    private static ExistingFile standing(Delivery there, Delivery mine) {
        return ExistingFile.of(Optional.of(FrontMatter.file(there)), mine);
    }

    @Test
    void nothing_or_an_earlier_edition_may_be_written_over() {
        assertThat(ExistingFile.of(Optional.empty(), second)).isEqualTo(new ExistingFile.Free());
        assertThat(standing(Deliveries.edition("k1", 1), second)).isEqualTo(new ExistingFile.Free());
    }

    @Test
    void the_same_key_is_ours_even_when_edited() {
        assertThat(standing(second, second)).isEqualTo(new ExistingFile.Ours());
        byte[] edited = (new String(FrontMatter.file(second), UTF_8) + "edited").getBytes(UTF_8);
        assertThat(ExistingFile.of(Optional.of(edited), second)).isEqualTo(new ExistingFile.Ours());
    }

    @Test
    void a_later_edition_stays() {
        assertThat(standing(Deliveries.edition("k3", 3), second))
                .isEqualTo(new ExistingFile.Taken(
                        "superseded: edition 3 of " + second.run() + " is published, this is edition 2"));
    }

    @Test
    void the_same_edition_with_another_text_is_a_conflict() {
        assertThat(standing(Deliveries.edition("other", 2), second)).isInstanceOf(ExistingFile.Taken.class);
    }

    @Test
    void an_earlier_edition_that_somebody_edited_stays() {
        byte[] edited =
                (new String(FrontMatter.file(Deliveries.edition("k1", 1)), UTF_8) + "my own words\n").getBytes(UTF_8);
        assertThat(ExistingFile.of(Optional.of(edited), second))
                .isInstanceOfSatisfying(
                        ExistingFile.Taken.class,
                        taken -> assertThat(taken.why())
                                .contains("edition 1 was edited at the site", second.file(), "tickbox retry k2"));
    }

    @Test
    void another_runs_file_or_a_strangers_stays() {
        Delivery another = Deliveries.of("k1", second.file(), 1, "another-run");
        assertThat(standing(another, second))
                .isInstanceOfSatisfying(
                        ExistingFile.AnotherArticle.class,
                        other -> assertThat(other.why()).contains("another-run"));
        assertThat(ExistingFile.of(Optional.of("# Mine\n".getBytes(UTF_8)), second))
                .isInstanceOf(ExistingFile.Foreign.class);
    }

    @Test
    void a_file_longer_than_any_article_is_a_strangers() {
        byte[] file = FrontMatter.file(second);
        assertThat(ExistingFile.of(Optional.of(Arrays.copyOf(file, ExistingFile.MAX_BYTES + 1)), second))
                .isInstanceOf(ExistingFile.Foreign.class);
    }
}
