package dev.tickbox.store.sqlite;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * An instant as text of one fixed width, {@code 2026-11-21T06:00:00.000000Z}, so that text order is time order. A string that
 * looks just like one gets a mark behind it, which an instant never has: behind, so that strings keep their order too.
 */
final class SqliteTime {
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
