package dev.tickbox.generator.gemini;

import com.google.auth.oauth2.GoogleCredentials;
import java.util.Optional;

/**
 * Where the vendor is and who we are there.
 *
 * @param baseUrl a proxy or a test; without one, the vendor's own
 */
public record Access(Who who, Optional<String> baseUrl) {
    public static final String KEY_KIND = "gemini";
    public static final String VERTEX_KIND = "gemini-vertex";

    public sealed interface Who {}

    /** A key of the Gemini API. */
    public record Key(String key) implements Who {
        public Key {
            if (key.isBlank() || !key.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
                // What is wrong may be said, the key may not.
                throw new IllegalArgumentException("the Gemini key is empty, or has a space or a line break in it");
            }
        }

        @Override
        public String toString() {
            return "Key[not shown]";
        }
    }

    /** @param credentials without them, the application default credentials */
    public record Vertex(String project, String location, Optional<GoogleCredentials> credentials) implements Who {
        @Override
        public String toString() {
            return "Vertex[" + project + ", " + location + "]";
        }
    }

    public static Access key(String key, Optional<String> baseUrl) {
        return new Access(new Key(key), baseUrl);
    }

    public static Access vertex(String project, String location, Optional<String> baseUrl) {
        return new Access(new Vertex(project, location, Optional.empty()), baseUrl);
    }

    Access with(GoogleCredentials credentials) {
        return switch (who) {
            case Key k -> this;
            case Vertex v -> new Access(new Vertex(v.project(), v.location(), Optional.of(credentials)), baseUrl);
        };
    }

    /** The vendor repeats keys in some of its errors; what we write down never does. */
    String hide(String text) {
        return switch (who) {
            case Key k -> text.replace(k.key(), "[key]");
            case Vertex v -> text;
        };
    }

    /** What the store remembers. */
    public String kind() {
        return switch (who) {
            case Key k -> KEY_KIND;
            case Vertex v -> VERTEX_KIND;
        };
    }
}
