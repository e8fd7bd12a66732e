package dev.tickbox.generator.gemini.webhook;

import dev.tickbox.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON object from a stranger: whatever is not there, or not of the kind that was asked for, is absent. */
record Node(Map<String, ?> values) {
    static final Node NONE = new Node(Map.of());

    /** @throws IllegalArgumentException if it is none */
    static Node parse(String json) {
        return new Node(Json.parseObject(json));
    }

    Optional<String> text(String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Whole seconds since 1970. */
    Optional<Instant> time(String name) {
        try {
            return values.get(name) instanceof Long seconds
                    ? Optional.of(Instant.ofEpochSecond(seconds))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<Node> node(String name) {
        return values.get(name) instanceof Map<?, ?> map ? Optional.of(of(map)) : Optional.empty();
    }

    List<Node> nodes(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(each -> of((Map<?, ?>) each))
                        .toList()
                : List.of();
    }

    /** One text, or a list of them. */
    List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : text(name).stream().toList();
    }

    @SuppressWarnings("unchecked") // JSON has no keys but strings
    private static Node of(Map<?, ?> map) {
        return new Node((Map<String, ?>) map);
    }
}
