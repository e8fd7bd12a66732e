package dev.tickbox.store.sqlite;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.tickbox.Fields;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fields as JSON text that a person can read and an index can order. */
final class FieldsJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private FieldsJson() {}

    static String write(Fields fields) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            write(out, fields.values());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    static Fields read(String text) {
        try (JsonParser in = FACTORY.createParser(text)) {
            in.nextToken();
            return new Fields(readMap(in));
        } catch (IOException broken) {
            throw new UncheckedIOException("not written by Tickbox: " + text, broken);
        }
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        switch (value) {
            case String text -> out.writeString(SqliteTime.escape(text));
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case Boolean flag -> out.writeBoolean(flag);
            case Instant time -> out.writeString(SqliteTime.of(time));
            case List<?> list -> {
                out.writeStartArray();
                for (Object each : list) {
                    write(out, each);
                }
                out.writeEndArray();
            }
            case Map<?, ?> map -> {
                out.writeStartObject();
                for (Map.Entry<?, ?> each : map.entrySet()) {
                    out.writeFieldName((String) each.getKey());
                    write(out, each.getValue());
                }
                out.writeEndObject();
            }
            default -> throw new IllegalArgumentException("cannot be stored: " + value);
        }
    }

    private static Object read(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_STRING -> SqliteTime.read(in.getText());
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_ARRAY -> readList(in);
            case START_OBJECT -> readMap(in);
            default -> throw new IOException("unexpected " + in.currentToken());
        };
    }

    private static List<Object> readList(JsonParser in) throws IOException {
        List<Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(read(in));
        }
        return list;
    }

    private static Map<String, Object> readMap(JsonParser in) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            map.put(name, read(in));
        }
        return map;
    }

    /**
     * An instant as text of one fixed width, {@code 2026-11-21T06:00:00.000000Z}, so that text order is time order. A string that
     * looks just like one gets a mark behind it, which an instant never has: behind, so that strings keep their order too.
     */
    static final class SqliteTime {
        private static final String SHAPE = "0000-00-00T00:00:00.000000Z";
        private static final char MARK = '\u0001';

        private SqliteTime() {}

        static String of(Instant time) {
            LocalDateTime at = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
            char[] text = SHAPE.toCharArray();
            digits(text, 0, 4, at.getYear());
            digits(text, 5, 2, at.getMonthValue());
            digits(text, 8, 2, at.getDayOfMonth());
            digits(text, 11, 2, at.getHour());
            digits(text, 14, 2, at.getMinute());
            digits(text, 17, 2, at.getSecond());
            digits(text, 20, 6, at.getNano() / 1000);
            return new String(text);
        }

        static String escape(String text) {
            return looksLikeTime(text) ? text + MARK : text;
        }

        /** An {@link Instant} or a {@link String}. */
        static Object read(String text) {
            if (!looksLikeTime(text)) {
                return text;
            }
            return text.length() == SHAPE.length() ? Instant.parse(text) : text.substring(0, text.length() - 1);
        }

        /** The shape, then nothing but marks. */
        private static boolean looksLikeTime(String text) {
            if (text.length() < SHAPE.length()) {
                return false;
            }
            for (int at = 0; at < text.length(); at++) {
                char here = text.charAt(at);
                char shape = at < SHAPE.length() ? SHAPE.charAt(at) : MARK;
                boolean fits = shape == '0' ? here >= '0' && here <= '9' : here == shape;
                if (!fits) {
                    return false;
                }
            }
            return true;
        }

        private static void digits(char[] text, int from, int width, int number) {
            int left = number;
            for (int at = from + width - 1; at >= from; at--) {
                text[at] = (char) ('0' + left % 10);
                left /= 10;
            }
        }
    }
}
