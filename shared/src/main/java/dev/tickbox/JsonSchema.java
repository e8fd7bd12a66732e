package dev.tickbox;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.InvalidSchemaException;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON schema, draft 2020-12, by a library made for it. Nothing is ever fetched: a schema stands alone. */
public final class JsonSchema {
    private static final int SHOWN = 3;
    private static final URI HERE = URI.create("urn:tickbox:schema");
    private static final int KNOWN_AT_MOST = 100;
    /** Reading a schema takes longer than holding a text against it, and all of a job's texts have the same one. */
    private static final Map<String, Validator> KNOWN = new ConcurrentHashMap<>();

    private JsonSchema() {}

    /** What is wrong with the schema itself, if anything. */
    public static Optional<String> mistake(String schema) {
        try {
            registered(schema);
            Object root = Json.parse(schema);
            return lostReference(root, root);
        } catch (InvalidSchemaException e) {
            return Optional.of(said(e.getErrors()));
        } catch (JsonSchemaException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** How the text misses the schema, if it does; a text that is not JSON misses every one. */
    public static Optional<String> miss(String schema, String text) {
        try {
            Json.parse(text);
            Validator.Result result = registered(schema).validate(HERE, text);
            return result.isValid() ? Optional.empty() : Optional.of(said(result.getErrors()));
        } catch (Json.Malformed e) {
            return Optional.of("it is not JSON: " + e.getMessage());
        } catch (JsonSchemaException e) {
            // Of a job in Java, whose schemas nobody checks before. What came is paid for and is kept.
            return Optional.of("the schema itself cannot be used: " + e.getMessage());
        }
    }

    /** The library notices these only when a text gets that far, and by then it is paid for. */
    private static Optional<String> lostReference(@Nullable Object root, @Nullable Object at) {
        return switch (at) {
            case Map<?, ?> map
            when map.get("$ref") instanceof String ref && !leads(root, ref) ->
                Optional.of("$ref " + ref + " leads nowhere; a schema stands alone: put it under $defs");
            case Map<?, ?> map -> lostReference(root, map.values());
            case Collection<?> values ->
                values.stream()
                        .flatMap(each -> lostReference(root, each).stream())
                        .findFirst();
            case null, default -> Optional.empty();
        };
    }

    private static boolean leads(@Nullable Object root, String ref) {
        if (!ref.startsWith("#/")) {
            return ref.startsWith("#");
        }
        Object at = root;
        for (String part : ref.substring(2).split("/", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(part.replace("~1", "/").replace("~0", "~")) : null;
        }
        return at != null;
    }

    private static Validator registered(String schema) {
        if (KNOWN.size() >= KNOWN_AT_MOST) {
            KNOWN.clear();
        }
        return KNOWN.computeIfAbsent(schema, JsonSchema::register);
    }

    private static Validator register(String schema) {
        Validator validator = new ValidatorFactory()
                .withJsonNodeFactory(new JacksonNode.Factory())
                .createValidator();
        validator.registerSchema(HERE, schema);
        return validator;
    }

    private static String said(List<Error> errors) {
        String shown = errors.stream()
                .limit(SHOWN)
                .map(error -> (error.getInstanceLocation().isEmpty() ? "" : error.getInstanceLocation() + ": ")
                        + error.getError())
                .collect(Collectors.joining("; "));
        return errors.size() > SHOWN ? shown + "; and " + (errors.size() - SHOWN) + " more" : shown;
    }
}
