package dev.tickbox.source.form;

import dev.tickbox.Json;
import dev.tickbox.source.Source.Fetched;
import dev.tickbox.source.SourceForm.JsonValues;
import dev.tickbox.source.form.ParsedSource.NotInForm;
import dev.tickbox.source.form.ParsedSource.OneRecord;
import dev.tickbox.source.form.ParsedSource.Rows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of a JSON document by JSON pointers (RFC 6901). */
public final class JsonForm {
    private JsonForm() {}

    /** Whether it is one: empty, or parts that each begin with a slash. */
    public static boolean isPointer(String text) {
        return text.isEmpty()
                || (text.startsWith("/") && !text.replaceAll("~[01]", "").contains("~"));
    }

    static ParsedSource read(JsonValues form, Fetched source) throws NotInForm {
        SourceText text = new SourceText(source);
        Object root;
        try {
            root = Json.parse(text.decoded());
        } catch (Json.Malformed e) {
            String what = text.described();
            throw new NotInForm(
                    what.equals("JSON") ? "it is broken JSON: " + e.getMessage() : "it is " + what + ", not JSON");
        }
        if (form.rows().isEmpty()) {
            return new OneRecord(one(form, root));
        }
        Found list = at(root, form.rows().get());
        if (!list.there()) {
            throw new NotInForm("the pointer " + form.rows().get() + " of rows finds nothing");
        }
        if (!(list.value() instanceof List<?> items)) {
            throw new NotInForm(
                    "the pointer " + form.rows().get() + " of rows finds " + kind(list.value()) + ", not a list");
        }
        ParsedSource.bounded(items.size());
        return new Rows(rows(form, items));
    }

    private static Map<String, @Nullable Object> one(JsonValues form, @Nullable Object root) throws NotInForm {
        if (form.pointers().isEmpty()) {
            return plain(root, "the document");
        }
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        for (Map.Entry<String, String> column : form.pointers().entrySet()) {
            Found found = at(root, column.getValue());
            if (!found.there()) {
                throw nothing(column);
            }
            record.put(column.getKey(), single(column.getKey(), column.getValue(), found.value()));
        }
        return record;
    }

    /** A column that one row lacks is null there; one that all lack is a mistake in its pointer. */
    private static List<Map<String, @Nullable Object>> rows(JsonValues form, List<?> items) throws NotInForm {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Object item : items) {
            if (form.pointers().isEmpty()) {
                rows.add(plain(item, "row " + (rows.size() + 1)));
                continue;
            }
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (Map.Entry<String, String> column : form.pointers().entrySet()) {
                Found found = at(item, column.getValue());
                if (found.there()) {
                    seen.add(column.getKey());
                }
                row.put(column.getKey(), single(column.getKey(), column.getValue(), found.value()));
            }
            rows.add(row);
        }
        for (Map.Entry<String, String> column : form.pointers().entrySet()) {
            if (!rows.isEmpty() && !seen.contains(column.getKey())) {
                throw nothing(column);
            }
        }
        return rows;
    }

    private static NotInForm nothing(Map.Entry<String, String> column) {
        return new NotInForm(
                "the pointer " + column.getValue() + " of the column " + column.getKey() + " finds nothing");
    }

    private static @Nullable Object single(String column, String pointer, @Nullable Object value) throws NotInForm {
        if (value instanceof Map || value instanceof List) {
            throw new NotInForm("the pointer " + pointer + " of the column " + column + " finds " + kind(value)
                    + "; point at a value in it");
        }
        return value;
    }

    /** Its own values; what is an object or a list has no column unless a pointer makes one. */
    private static Map<String, @Nullable Object> plain(@Nullable Object item, String what) throws NotInForm {
        if (!(item instanceof Map<?, ?> map)) {
            throw new NotInForm(what + " is " + kind(item) + ", not an object; name its values under columns:");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (!(value instanceof Map) && !(value instanceof List)) {
                values.put((String) name, value);
            }
        });
        return values;
    }

    private record Found(boolean there, @Nullable Object value) {
        static final Found NOTHING = new Found(false, null);
    }

    private static Found at(@Nullable Object root, String pointer) {
        Object value = root;
        for (String part :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            String name = part.replace("~1", "/").replace("~0", "~");
            if (value instanceof Map<?, ?> map && map.containsKey(name)) {
                value = map.get(name);
            } else if (value instanceof List<?> list && index(name, list).isPresent()) {
                value = list.get(index(name, list).get());
            } else {
                return Found.NOTHING;
            }
        }
        return new Found(true, value);
    }

    private static Optional<Integer> index(String name, List<?> list) {
        return Optional.of(name)
                .filter(text -> text.matches("0|[1-9][0-9]{0,8}"))
                .map(Integer::valueOf)
                .filter(index -> index < list.size());
    }

    private static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map -> "an object";
            case List<?> list -> "a list";
            case String text -> "a text";
            case Boolean flag -> "true or false";
            default -> "a number";
        };
    }
}
