package dev.tickbox.store;

import dev.tickbox.Shortened;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A document's address. Ids may hold any character; an adapter whose engine forbids some encodes them. */
public record Ref(Collection in, String id) {
    /** Firestore allows 1,500 bytes once encoded; an encoded byte may need three. */
    static final int MAX_ID_BYTES = 480;

    public Ref {
        checkId(id);
    }

    public Collection collection(String name) {
        return new Collection(Optional.of(this), name);
    }

    static void checkId(String id) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("an id is empty");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(id)) {
            throw new IllegalArgumentException("an id holds an unpaired surrogate (half a character)");
        }
        if (id.getBytes(StandardCharsets.UTF_8).length > MAX_ID_BYTES) {
            throw new IllegalArgumentException(
                    "an id is longer than " + MAX_ID_BYTES + " bytes: " + Shortened.words(id, 60));
        }
    }

    @Override
    public String toString() {
        return in + "/" + id;
    }
}
