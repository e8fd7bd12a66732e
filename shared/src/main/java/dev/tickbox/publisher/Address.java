package dev.tickbox.publisher;

import dev.tickbox.outbox.Delivery;
import java.net.URI;
import java.net.URISyntaxException;

/** Where a person finds what was published. */
@FunctionalInterface
public interface Address {
    String of(Delivery delivery);

    /** The file under a base, escaped as a URL path. */
    static Address under(String base) {
        String trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return delivery -> trimmed + path(delivery.file());
    }

    private static String path(String file) {
        try {
            return new URI(null, null, "/" + file, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no URL path: " + file, e);
        }
    }
}
