package dev.tickbox.jsonschema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a pattern as JSON schema has it (ECMA-262 with Unicode) and writes it in RE2's syntax. What RE2 cannot express in linear time is
 * refused: looking around, referring back. No group captures, since only whether something is found is asked.
 */
final class EcmaPattern {
    /** The number of states that a pattern may have: each of them may be looked at for each character. */
    private static final int STATES_AT_MOST = 10_000;

    private static final int CHARACTERS_AT_MOST = 5_000;
    private static final int GROUPS_DEEP = 50;
    /** RE2's own bound. */
    private static final int REPEATS_AT_MOST = 1_000;

    private static final String LINE_ENDS = "\\n\\r\\x{2028}\\x{2029}";
    private static final String SPACES =
            "\\t-\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}" + "\\x{202f}\\x{205f}\\x{3000}\\x{feff}";
    private static final String NO_SPACES = "\\x00-\\x08\\x0e-\\x1f!-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}"
            + "\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}"
            + "\\x{ff00}-\\x{10ffff}";
    private static final Pattern COUNTS = Pattern.compile("\\{(\\d{1,9})(,(\\d{0,9}))?}");
    private static final Pattern HEX = Pattern.compile("\\{([0-9a-fA-F]{1,6})}|([0-9a-fA-F]{4})");
    private static final Pattern PROPERTY = Pattern.compile("\\{(?:(?:Script|sc|General_Category|gc)=)?(\\w+)}");
    private static final Pattern NAMED_GROUP = Pattern.compile("\\?<[A-Za-z_$][\\w$]*>");

    /** The long names of the general categories; RE2 knows the short ones. */
    private static final Map<String, String> CATEGORIES = Map.ofEntries(
            Map.entry("Letter", "L"),
            Map.entry("Uppercase_Letter", "Lu"),
            Map.entry("Lowercase_Letter", "Ll"),
            Map.entry("Titlecase_Letter", "Lt"),
            Map.entry("Modifier_Letter", "Lm"),
            Map.entry("Other_Letter", "Lo"),
            Map.entry("Mark", "M"),
            Map.entry("Number", "N"),
            Map.entry("Decimal_Number", "Nd"),
            Map.entry("Punctuation", "P"),
            Map.entry("Symbol", "S"),
            Map.entry("Separator", "Z"),
            Map.entry("Space_Separator", "Zs"),
            Map.entry("Control", "Cc"));

    private final String pattern;
    private final StringBuilder re2 = new StringBuilder();
    /** The states of each open group so far. */
    private final Deque<Long> states = new ArrayDeque<>();

    private long lastAtom;
    private int at;

    private EcmaPattern(String pattern) {
        this.pattern = pattern;
        states.push(0L);
    }

    /** @throws IllegalArgumentException for what cannot be read; the message follows the pattern's name */
    static String toRe2(String pattern) {
        if (pattern.length() > CHARACTERS_AT_MOST) {
            throw new IllegalArgumentException("is longer than " + CHARACTERS_AT_MOST + " characters");
        }
        return new EcmaPattern(pattern).read();
    }

    private String read() {
        while (at < pattern.length()) {
            int c = next();
            switch (c) {
                case '\\' -> atom(escape(false));
                case '[' -> atom(set());
                case '.' -> atom("[^" + LINE_ENDS + "]");
                case '^' -> atom("\\A");
                case '$' -> atom("\\z");
                case '(' -> open();
                case ')' -> close();
                case '{' -> repeat();
                case '|', '*', '+', '?' -> re2.appendCodePoint(c);
                default -> atom(literal(c));
            }
        }
        if (states.size() > 1) {
            throw new IllegalArgumentException("has a ( that is not closed");
        }
        return re2.toString();
    }

    private int next() {
        if (at >= pattern.length()) {
            throw new IllegalArgumentException("ends too early");
        }
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private boolean skip(String expected) {
        boolean found = pattern.startsWith(expected, at);
        at += found ? expected.length() : 0;
        return found;
    }

    private Matcher here(Pattern expected) {
        return expected.matcher(pattern).region(at, pattern.length());
    }

    private void atom(String text) {
        re2.append(text);
        add(1);
    }

    private void add(long count) {
        lastAtom = count;
        states.push(states.pop() + count);
        if (states.element() > STATES_AT_MOST) {
            throw new IllegalArgumentException("repeats too much: it has more than " + STATES_AT_MOST + " states");
        }
    }

    private void open() {
        Matcher named = here(NAMED_GROUP);
        if (named.lookingAt()) {
            at = named.end();
        } else if (pattern.startsWith("?=", at)
                || pattern.startsWith("?!", at)
                || pattern.startsWith("?<=", at)
                || pattern.startsWith("?<!", at)) {
            throw new IllegalArgumentException("looks around with (" + pattern.substring(at, at + 2)
                    + ", which cannot be checked in linear time: write what it should match instead");
        } else if (!skip("?:") && pattern.startsWith("?", at)) {
            throw new IllegalArgumentException("has a group (? that is not (?: or (?<name>");
        }
        re2.append("(?:");
        states.push(0L);
        if (states.size() > GROUPS_DEEP) {
            throw new IllegalArgumentException("has groups more than " + GROUPS_DEEP + " deep");
        }
    }

    private void close() {
        if (states.size() == 1) {
            throw new IllegalArgumentException("has a ) that closes nothing");
        }
        re2.append(')');
        add(Math.max(1, states.pop()));
    }

    private void repeat() {
        at--;
        Matcher counts = here(COUNTS);
        if (!counts.lookingAt()) {
            at++;
            atom("\\{");
            return;
        }
        at = counts.end();
        String most = counts.group(3);
        int times = Integer.parseInt(most == null || most.isEmpty() ? counts.group(1) : most);
        if (times > REPEATS_AT_MOST || Integer.parseInt(counts.group(1)) > REPEATS_AT_MOST) {
            throw new IllegalArgumentException(
                    "repeats more than " + REPEATS_AT_MOST + " times: use minLength and maxLength for a length");
        }
        re2.append(counts.group());
        add(lastAtom * times);
    }

    /** Inside a set the pieces of an escape, outside of it an atom. */
    private String escape(boolean inSet) {
        int c = next();
        return switch (c) {
            case 'd', 'D', 'w', 'W', 't', 'n', 'v', 'f', 'r' -> "\\" + (char) c;
            case 's' -> inSet ? SPACES : "[" + SPACES + "]";
            case 'S' -> inSet ? NO_SPACES : "[" + NO_SPACES + "]";
            case 'b' -> inSet ? "\\x08" : "\\b";
            case 'p', 'P' -> property((char) c);
            case 'x' -> literal(hex(2));
            case 'u' -> literal(unicode());
            case 'c' -> literal(next() % 32);
            case '0' -> literal(0);
            case '1', '2', '3', '4', '5', '6', '7', '8', '9', 'k' ->
                throw new IllegalArgumentException(
                        "refers back with \\" + (char) c + ", which cannot be checked in linear time");
            default -> {
                if (c == 'B' && !inSet) {
                    yield "\\B";
                }
                if (Character.isLetterOrDigit(c)) {
                    throw new IllegalArgumentException(
                            "has \\" + Character.toString(c) + ", which JSON schema's patterns do not know");
                }
                yield literal(c);
            }
        };
    }

    private String property(char letter) {
        Matcher property = here(PROPERTY);
        if (!property.lookingAt()) {
            throw new IllegalArgumentException("has a \\" + letter + " without a category or script that is known");
        }
        at = property.end();
        String name = property.group(1);
        return "\\" + letter + "{" + CATEGORIES.getOrDefault(name, name) + "}";
    }

    private int hex(int digits) {
        try {
            int from = at;
            at += digits;
            return Integer.parseInt(pattern, from, at, 16);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException("has a \\x without two hexadecimal digits", e);
        }
    }

    private int unicode() {
        Matcher hex = here(HEX);
        if (!hex.lookingAt()) {
            throw new IllegalArgumentException("has a \\u without four hexadecimal digits");
        }
        at = hex.end();
        int unit = Integer.parseInt(hex.group(1) == null ? hex.group(2) : hex.group(1), 16);
        if (unit < 0x10000 && Character.isHighSurrogate((char) unit) && skip("\\u")) {
            int low = unicode();
            if (!Character.isLowSurrogate((char) low)) {
                throw new IllegalArgumentException("has an unpaired surrogate (half a character)");
            }
            return Character.toCodePoint((char) unit, (char) low);
        }
        return unit;
    }

    private String set() {
        boolean negated = skip("^");
        if (skip("]")) {
            return negated ? "[\\x00-\\x{10ffff}]" : "[^\\x00-\\x{10ffff}]";
        }
        StringBuilder pieces = new StringBuilder(negated ? "[^" : "[");
        while (!skip("]")) {
            int c = next();
            pieces.append(c == '\\' ? escape(true) : c == '-' ? "-" : literal(c));
        }
        return pieces.append(']').toString();
    }

    private static String literal(int c) {
        boolean plain = c < 128 ? Character.isLetterOrDigit(c) || c == ' ' : !isSurrogate(c);
        return plain ? Character.toString(c) : "\\x{" + Integer.toHexString(c) + "}";
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
