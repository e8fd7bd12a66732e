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
 * @param frontMatter what each article has in its front matter, whatever it says itself: JSON values
 */
public record Site(String id, String publisher, Map<String, String> settings, Map<String, Object> frontMatter) {
    /** Of its settings: a run's id and slot are written without colons in {@code file} and {@code url}. */
    public static final String PLAIN_NAMES = "plainNames";

    public Site {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        frontMatter = Collections.unmodifiableMap(new TreeMap<>(frontMatter));
    }

    public Site(String id, String publisher, Map<String, String> settings) {
        this(id, publisher, settings, Map.of());
    }

    /** A setting that every site of this publisher has. */
    public String setting(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(id + " has no " + name));
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(settings.get(name));
    }
}
