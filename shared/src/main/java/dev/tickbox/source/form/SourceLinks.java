package dev.tickbox.source.form;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Links as keys: the same article has the same link, however a reader was led to it. */
final class SourceLinks {
    private SourceLinks() {}

    /** Absolute, without fragment and {@code utm_*}; empty for what is no address of http or https. */
    static Optional<String> plain(@Nullable String link, String base) {
        if (link == null || link.isBlank()) {
            return Optional.empty();
        }
        String absolute = absolute(link.strip(), base);
        if (!absolute.regionMatches(true, 0, "http://", 0, 7) && !absolute.regionMatches(true, 0, "https://", 0, 8)) {
            return Optional.empty();
        }
        int fragment = absolute.indexOf('#');
        String whole = fragment < 0 ? absolute : absolute.substring(0, fragment);
        int query = whole.indexOf('?');
        if (query < 0) {
            return Optional.of(whole);
        }
        String kept = Arrays.stream(whole.substring(query + 1).split("&"))
                .filter(each -> !each.toLowerCase(Locale.ROOT).startsWith("utm_"))
                .collect(Collectors.joining("&"));
        return Optional.of(kept.isEmpty() ? whole.substring(0, query) : whole.substring(0, query + 1) + kept);
    }

    private static String absolute(String link, String base) {
        try {
            return URI.create(base).resolve(link).toString();
        } catch (IllegalArgumentException e) {
            return link; // Many real links are no URI by the letter, and are absolute.
        }
    }
}
