package dev.tickbox.content;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where articles are published.
 *
 * @param settings the publisher's own, defaults filled in. folder: {@code path} (relative to the content folder, as written), {@code file},
 *     {@code url}?; git: {@code remote}, {@code branch}, {@code file}, {@code secret}?, {@code url}?. {@code file} and {@code url} are
 *     templates. Both: {@code raw}?, {@code refuse} or {@code keep}.
 */
public record Site(String id, String publisher, Map<String, String> settings) {
    public Site {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /** A setting that every site of this publisher has. */
    public String setting(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(id + " has no " + name));
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(settings.get(name));
    }
}
