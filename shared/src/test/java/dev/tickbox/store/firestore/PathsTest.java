package dev.tickbox.store.firestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PathsTest {
    private static final String[] ALPHABET = {
        ".", "/", "~", "_", "^", "!", "0", "1", "a", "}", "é", "🌱", "\u007f", "\u0001"
    };

    @Test
    void ordinary_ids_stay_as_they_are() {
        for (String id : new String[] {"garden-daily@2026-11-21T06:00Z", "0f3a.1", "draft~9c1e", "_x_", "a b%"}) {
            assertThat(Paths.encode(id)).isEqualTo(id);
        }
    }

    @Test
    void every_id_is_allowed_comes_back_and_keeps_its_place() {
        Random random = new Random(11);
        String before = "a";
        for (int at = 0; at < 200_000; at++) {
            String id = id(random);
            String encoded = Paths.encode(id);
            assertThat(Paths.decode(encoded)).isEqualTo(id);
            assertThat(encoded).doesNotContain("/").doesNotMatch("(?s)\\.|\\.\\.|__.*__");
            assertThat(Integer.signum(compare(encoded, Paths.encode(before))))
                    .as("%s and %s", id, before)
                    .isEqualTo(Integer.signum(compare(id, before)));
            before = id;
        }
    }

    private static String id(Random random) {
        StringBuilder id = new StringBuilder();
        do {
            id.append(ALPHABET[random.nextInt(ALPHABET.length)]);
        } while (random.nextInt(4) > 0);
        return id.toString();
    }

    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
