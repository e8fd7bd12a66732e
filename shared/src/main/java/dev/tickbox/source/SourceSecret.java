package dev.tickbox.source;

/**
 * A credential that a source needs.
 *
 * @param secret the name under which its value is kept
 * @param name of the query parameter or of the header
 */
public record SourceSecret(String secret, Place place, String name) {
    public enum Place {
        QUERY,
        HEADER
    }
}
