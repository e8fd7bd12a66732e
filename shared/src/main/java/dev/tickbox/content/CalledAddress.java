package dev.tickbox.content;

import java.util.Locale;
import java.util.Set;

/**
 * An address that the content names and ticks call.
 *
 * @param anywhere whether its host may have any address and port, as {@code sources: {allow}} says
 */
public record CalledAddress(String url, boolean anywhere) {
    /** @param allowed hosts that may have any address and port */
    public static CalledAddress of(String url, Set<String> allowed) {
        return new CalledAddress(url, allowed.contains(hostOf(url)));
    }

    /** Such as {@code hooks.example}; without a port. */
    public static String hostOf(String url) {
        return url.replaceFirst("^[a-z]+://", "")
                .replaceFirst("[/?#].*", "")
                .replaceFirst(":[0-9]*$", "")
                .toLowerCase(Locale.ROOT);
    }

    public String host() {
        return hostOf(url);
    }
}
