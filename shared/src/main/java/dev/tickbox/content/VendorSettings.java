package dev.tickbox.content;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the content says of the vendor. Whoever says nothing buys with the key in {@code GEMINI_API_KEY}, at the listed prices.
 *
 * @param secret {@code gemini: {secret: NAME}}: the name under which the key is kept
 * @param vertex bought through Vertex AI instead, without a key
 * @param webhookUrl where the vendor reports what is finished
 * @param prices over the listed ones
 */
public record VendorSettings(
        Optional<String> secret,
        Optional<Vertex> vertex,
        Optional<String> webhookUrl,
        SortedMap<String, Price> prices) {
    public static final VendorSettings DEFAULT =
            new VendorSettings(Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>());

    public VendorSettings {
        prices = Collections.unmodifiableSortedMap(new TreeMap<>(prices));
    }

    public record Vertex(String project, String location) {
        public static final String DEFAULT_LOCATION = "global";
    }

    /** A million tokens cost this many micro-dollars. */
    public record Price(long inputMicroUsd, long outputMicroUsd) {}
}
