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

    /** Named, so that no variable of the SDK changes it. */
    private static final String GEMINI = "https://generativelanguage.googleapis.com";

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

    /** The address that the SDK sends to. */
    String host() {
        String usual = switch (who) {
            case Key k -> GEMINI;
            case Vertex v ->
                switch (v.location()) {
                    case "global" -> "https://aiplatform.googleapis.com";
                    case "us", "eu" -> "https://aiplatform." + v.location() + ".rep.googleapis.com";
                    default -> "https://" + v.location() + "-aiplatform.googleapis.com";
                };
        };
        return baseUrl.orElse(usual);
    }

    /** The complete address for which a key is used. */
    public static String destinationOfKey(Optional<String> baseUrl) {
        return baseUrl.orElse(GEMINI);
    }

    /** The complete address for which the credential is used. */
    public String destination() {
        return switch (who) {
            case Key k -> host();
            case Vertex v -> host() + "/projects/" + v.project() + "/locations/" + v.location();
        };
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
