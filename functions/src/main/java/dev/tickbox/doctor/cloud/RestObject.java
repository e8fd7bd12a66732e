package dev.tickbox.doctor.cloud;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object of an API. What is absent, or is something else than expected, is empty: Google leaves out what has its default. */
record RestObject(Map<?, ?> values) {
    static final RestObject NONE = new RestObject(Map.of());

    private static RestObject of(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? new RestObject(map) : NONE;
    }

    /** The object at the end of the path. */
    RestObject at(String... path) {
        RestObject at = this;
        for (String name : path) {
            at = of(at.values.get(name));
        }
        return at;
    }

    /** A text, or a number or a flag as text. */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(value -> value instanceof String || value instanceof Long || value instanceof Boolean)
                .map(Object::toString)
                .filter(value -> !value.isEmpty());
    }

    List<RestObject> list(String name) {
        return elements(name).stream().map(RestObject::of).toList();
    }

    List<String> texts(String name) {
        return elements(name).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private List<?> elements(String name) {
        return values.get(name) instanceof List<?> list ? list : List.of();
    }

    /** The last part of a resource's name. */
    String shortName() {
        String name = text("name").orElse("");
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
