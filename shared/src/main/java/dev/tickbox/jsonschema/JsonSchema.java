package dev.tickbox.jsonschema;

import dev.harrel.jsonschema.InvalidSchemaException;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.MessageProvider;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import dev.tickbox.Json;
import dev.tickbox.Shortened;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * JSON schema, draft 2020-12, by a library made for it. Nothing is ever fetched: a schema stands alone. Both methods always answer, in
 * bounded time, stack and memory: what is asked of them is paid for, and must not be lost because it cannot be checked.
 */
public final class JsonSchema {
    private static final URI HERE = URI.create("urn:tickbox:schema");
    private static final int KNOWN_AT_MOST = 100;
    private static final int SCHEMA_CHARACTERS = 200_000;
    /** Each takes some hundred bytes while it is checked. */
    private static final int VALUES_AT_MOST = 200_000;

    private static final int LEVELS_AT_MOST = 200;
    /** Reading a schema takes longer than holding a text against it, and all of a job's texts have the same one. */
    private static final Map<String, Validator> KNOWN = new ConcurrentHashMap<>();

    private static final class Unusable extends RuntimeException {
        Unusable(String message) {
            super(message, null, false, false);
        }
    }

    private JsonSchema() {}

    /** What is wrong with the schema itself, if anything: also that it cannot be checked in bounded time and stack. */
    public static Optional<String> mistake(String schema) {
        return answered("the schema cannot be checked: ", () -> {
            validator(schema);
            return Optional.empty();
        });
    }

    /** How the text misses the schema, if it does; a text that is not JSON misses every one, and so does one that defeats the check. */
    public static Optional<String> miss(String schema, String text) {
        // The schemas of jobs in Java are not checked before.
        return mistake(schema)
                .map(mistake -> "the schema itself cannot be used: " + mistake)
                .or(() -> answered("the text cannot be checked: ", () -> against(schema, text)));
    }

    private static Optional<String> against(String schema, String text) {
        Object value;
        try {
            value = Json.parse(text);
        } catch (Json.Malformed e) {
            return Optional.of("it is not JSON: " + e.getMessage());
        }
        if (values(value, 1) > VALUES_AT_MOST) {
            throw new SchemaWork.Defeated("it has more than " + VALUES_AT_MOST + " values");
        }
        // Written anew, so that the library reads no number or name in another way than we did.
        Validator.Result result = validator(schema).validate(HERE, Json.write(value));
        return result.isValid() ? Optional.empty() : Optional.of(SchemaErrors.said(result.getErrors()));
    }

    /** Whatever happens in there is an answer: bounds that were reached, and what no bound foresaw. */
    private static Optional<String> answered(String defeat, Supplier<Optional<String>> check) {
        try {
            return SchemaWork.bounded(check);
        } catch (Unusable e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (SchemaWork.Defeated e) {
            return Optional.of(defeat + e.getMessage());
        } catch (RuntimeException | Error e) {
            return Optional.of(defeat + Shortened.words(e.toString(), SchemaErrors.SHOWN_OF_A_VALUE));
        }
    }

    private static long values(@Nullable Object value, int level) {
        if (level > LEVELS_AT_MOST) {
            throw new SchemaWork.Defeated("it is nested more than " + LEVELS_AT_MOST + " deep");
        }
        Collection<?> inside = switch (value) {
            case Map<?, ?> map -> map.values();
            case List<?> list -> list;
            case null, default -> List.of();
        };
        return 1 + inside.stream().mapToLong(each -> values(each, level + 1)).sum();
    }

    private static Validator validator(String schema) {
        if (KNOWN.size() >= KNOWN_AT_MOST) {
            KNOWN.clear();
        }
        return KNOWN.computeIfAbsent(schema, JsonSchema::read);
    }

    private static Validator read(String schema) {
        if (schema.length() > SCHEMA_CHARACTERS) {
            throw new Unusable("it is longer than " + SCHEMA_CHARACTERS + " characters");
        }
        try {
            Object root = Json.parse(schema);
            SchemaShape.mistake(root).ifPresent(mistake -> {
                throw new Unusable(mistake);
            });
            MessageProvider messages = MessageProvider.fromLocale(Locale.ENGLISH);
            Validator validator = new ValidatorFactory()
                    .withJsonNodeFactory(new JacksonNode.Factory())
                    .withEvaluatorFactory(new SchemaEvaluators())
                    .withMessageProvider((key, values) -> SchemaErrors.message(messages, key, values))
                    .createValidator();
            validator.registerSchema(HERE, Json.write(root));
            return validator;
        } catch (InvalidSchemaException e) {
            throw new Unusable(SchemaErrors.said(e.getErrors()));
        } catch (JsonSchemaException | Json.Malformed e) {
            throw new Unusable(String.valueOf(e.getMessage()));
        }
    }
}
