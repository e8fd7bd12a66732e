package dev.tickbox;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/**
 * Canonical JSON (RFC 8785): equal values give equal text, whatever the order of their keys. Unicode is not normalised: two spellings of
 * one letter are two texts. What another reader could read as something else is refused: lone surrogates, numbers that are not finite,
 * integers that a double cannot hold.
 */
public final class Canonical {
    private static final long EXACT = 1L << 53;

    private Canonical() {}

    /** @param value as {@link Json} makes them: maps, lists, strings, numbers, booleans, null */
    public static String of(@Nullable Object value) {
        check(value, 0);
        try {
            // The library wants an object or a list at the top, so that the value is wrapped and unwrapped.
            String wrapped = new JsonCanonicalizer("[" + Json.write(value) + "]").getEncodedString();
            return wrapped.substring(1, wrapped.length() - 1);
        } catch (IOException e) {
            throw new IllegalStateException("checked values cannot be refused", e);
        }
    }

    /** An integer that other readers of JSON would round, such as the id of a post, is kept as a text. */
    public static @Nullable Object exact(@Nullable Object value) {
        return switch (value) {
            case Long number when !isExact(number) -> number.toString();
            case List<?> list -> list.stream().map(Canonical::exact).toList();
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> values = new LinkedHashMap<>();
                map.forEach((name, each) -> values.put(name, exact(each)));
                yield values;
            }
            case null, default -> value;
        };
    }

    private static void check(@Nullable Object value, int level) {
        if (level > Json.LEVELS_AT_MOST) {
            throw new IllegalArgumentException("nested more than " + Json.LEVELS_AT_MOST + " deep");
        }
        switch (value) {
            case null -> {}
            case String text -> checkText(text);
            case Long number -> checkInteger(number);
            case Double number -> {
                if (!Double.isFinite(number)) {
                    throw new IllegalArgumentException(number + " has no canonical form");
                }
            }
            case Map<?, ?> map ->
                map.forEach((key, item) -> {
                    checkText((String) key);
                    check(item, level + 1);
                });
            case List<?> list -> list.forEach(item -> check(item, level + 1));
            default -> {} // Json.write refuses what it does not know
        }
    }

    /** Whether every reader of JSON reads it as the same number. */
    private static boolean isExact(long number) {
        return number <= EXACT && number >= -EXACT;
    }

    private static void checkInteger(long number) {
        if (!isExact(number)) {
            throw new IllegalArgumentException(
                    number + " is an integer beyond 2^53, which others read as another number");
        }
    }

    static void checkText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException("an unpaired surrogate (half a character) at position " + i);
            }
        }
    }
}
