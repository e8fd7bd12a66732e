package dev.tickbox.view;

import dev.tickbox.Canonical;
import dev.tickbox.Json;
import dev.tickbox.generator.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How the request of the current content differs from a stored one, field by field. */
final class RequestDifference {
    private RequestDifference() {}

    /** Such as {@code model gemini-a → gemini-b}; of long texts only the fact that they changed. */
    static List<String> between(Request kept, Request today) {
        List<String> changes = new ArrayList<>();
        value("model", kept.model(), today.model(), changes);
        text("prompt", Optional.of(kept.prompt()), Optional.of(today.prompt()), changes);
        text("system", kept.system(), today.system(), changes);
        text(
                "schema",
                kept.schema().map(RequestDifference::canonical),
                today.schema().map(RequestDifference::canonical),
                changes);
        value("maxTokens", kept.maxTokens(), today.maxTokens(), changes);
        value("thinking", kept.thinking().orElse("(default)"), today.thinking().orElse("(default)"), changes);
        value("temperature", number(kept), number(today), changes);
        value("mode", kept.mode().word(), today.mode().word(), changes);
        return changes;
    }

    /** A stored request has the keys of its schema in canonical order. */
    private static String canonical(String schema) {
        return Canonical.of(Json.parse(schema));
    }

    private static String number(Request request) {
        return request.temperature().map(Object::toString).orElse("(default)");
    }

    private static void value(String field, Object kept, Object today, List<String> changes) {
        if (!kept.equals(today)) {
            changes.add(field + " " + kept + " → " + today);
        }
    }

    private static void text(String field, Optional<String> kept, Optional<String> today, List<String> changes) {
        if (!Objects.equals(kept, today)) {
            changes.add(field + (kept.isEmpty() ? " added" : today.isEmpty() ? " removed" : " changed"));
        }
    }
}
