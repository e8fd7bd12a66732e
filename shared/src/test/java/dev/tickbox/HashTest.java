package dev.tickbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The expected values were computed with Python's hashlib and struct. */
class HashTest {
    @Test
    void golden_vectors_never_change() {
        assertThat(Hash.of("step/1", "outline", "{\"a\":1}"))
                .isEqualTo("0e13643d638bd2681a931a45a15cbdf72c9f831f1962c00fc6ec39dbd84a44c2");
        assertThat(Hash.of("step/1")).isEqualTo("a6161909845ae4bbe63c4f0dce71d41963a9e9a9593700f8c47f544e76c4c1d4");
        assertThat(Hash.of("reservation/1", "gärten 🌱", ""))
                .isEqualTo("c707a86e51f1d20f6ec57bde819a92a8d4d9e4aaf50be5df69e0f8e71f422a9a");
        assertThat(Hash.sha256("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Hash.sha256("gärten 🌱"))
                .isEqualTo("856a541d0546f68b905c64a3d8e715ebbdb80310c26272b70dbc2934b8268de5");
    }

    @Test
    void where_one_part_ends_and_the_next_begins_matters() {
        assertThat(Hash.of("step/1", "ab", "c"))
                .isEqualTo("55f240206fd6625022345569dfd687618ffb00217115da0c9c60f1c608c2f9e7");
        assertThat(Hash.of("step/1", "a", "bc"))
                .isEqualTo("a6f8bf5a1429255841814035f53d934754b7fdef5a89edb4237e8dbff153d66a");
    }

    @Test
    void two_spellings_of_one_letter_are_two_texts() {
        assertThat(Hash.sha256("\u00e9")).isNotEqualTo(Hash.sha256("e\u0301"));
    }

    @Test
    void half_a_character_is_refused() {
        assertThatThrownBy(() -> Hash.of("step/1", "a\ud83c")).hasMessageContaining("unpaired surrogate");
        assertThatThrownBy(() -> Hash.sha256("\udf31")).hasMessageContaining("unpaired surrogate");
    }
}
