package dev.tickbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain values: {@code Map<String, Object>} in the order read, {@code List<Object>}, {@code String}, {@code Long}, {@code Double},
 * {@code Boolean} and null. A key given twice, a number that would lose digits or range and anything after the value are refused.
 */
public final class Json {
    /** As deep as lists and objects may stand in each other, read or written: what walks a value has the stack for that. */
    public static final int LEVELS_AT_MOST = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(LEVELS_AT_MOST)
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(LEVELS_AT_MOST)
                    .build())
            .build();

    private Json() {}

    /** The text is not the JSON that was expected; {@code line} counts from 1. */
    public static final class Malformed extends IllegalArgumentException {
        private final int line;

        Malformed(String message, int line) {
            super("line " + line + ": " + message);
            this.line = line;
        }

        public int line() {
            return line;
        }
    }

    public static @Nullable Object parse(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new Malformed("there is no JSON here", 1);
            }
            Object value = read(parser);
            if (parser.nextToken() != null) {
                throw malformed("something follows the value", parser);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new Malformed(
                    plain(e.getOriginalMessage()),
                    e.getLocation() == null ? 1 : e.getLocation().getLineNr());
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
    }

    /** The parser's message without what it expected and without its notes about itself. */
    private static String plain(String message) {
        String text = message.replaceAll(
                        "(?s)(: was expecting|: expected|\\s*\\(start marker|\\s*\\(for |\\s* at \\[Source).*", "")
                .replaceAll(" \\(code \\d+[^)]*\\)", "");
        return text.isEmpty() ? "not JSON" : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    /** A JSON object; anything else is {@link Malformed}. */
    @SuppressWarnings("unchecked") // read() makes no maps with other keys
    public static Map<String, Object> parseObject(String json) {
        if (parse(json) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new Malformed("a JSON object is needed", 1);
    }

    private static @Nullable Object read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    map.put(key, read(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(read(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> {
                double number = parser.getDoubleValue();
                if (!Double.isFinite(number)) {
                    throw malformed(parser.getText() + " is too large a number", parser);
                }
                yield number;
            }
            default -> throw malformed("unexpected " + parser.currentToken(), parser);
        };
    }

    private static Malformed malformed(String message, JsonParser parser) {
        return new Malformed(message, parser.currentTokenLocation().getLineNr());
    }

    /**
     * Compact, keys in the map's own order.
     *
     * @throws IllegalArgumentException for what JSON cannot hold, and for what stands too deep in itself
     */
    public static String write(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(value, generator);
        } catch (StreamConstraintsException e) {
            throw new IllegalArgumentException("nested more than " + LEVELS_AT_MOST + " deep", e);
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be written", e);
        }
        return text.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator generator) throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case String text -> generator.writeString(text);
            case Boolean bool -> generator.writeBoolean(bool);
            case Long number -> generator.writeNumber(number);
            case Integer number -> generator.writeNumber(number);
            case Double number -> {
                if (!Double.isFinite(number)) {
                    throw new IllegalArgumentException("JSON has no " + number);
                }
                generator.writeNumber(number);
            }
            case Map<?, ?> map -> {
                generator.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    generator.writeFieldName((String) entry.getKey());
                    write(entry.getValue(), generator);
                }
                generator.writeEndObject();
            }
            case List<?> list -> {
                generator.writeStartArray();
                for (Object item : list) {
                    write(item, generator);
                }
                generator.writeEndArray();
            }
            default -> throw new IllegalArgumentException("JSON has no " + value.getClass());
        }
    }
}
