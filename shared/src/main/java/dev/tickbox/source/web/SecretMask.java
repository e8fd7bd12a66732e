package dev.tickbox.source.web;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes a secret out of what is kept. A source repeats what it was sent in the spelling of its own format, so that each character may stand
 * there as itself, or as JSON, HTML or an address write it.
 */
final class SecretMask {
    private static final String MASK = "***";

    private final String secret;

    SecretMask(String secret) {
        this.secret = secret;
    }

    String over(String text) {
        return over(text, Set.of());
    }

    /** Byte for byte: the character set is known only to what reads them. */
    byte[] over(byte[] bytes) {
        String same = new String(bytes, StandardCharsets.ISO_8859_1);
        return over(same, Set.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @param encodings of a text that has a character for each byte; none for a text that is decoded */
    private String over(String text, Set<Charset> encodings) {
        return secret.isEmpty()
                ? text
                : Pattern.compile(secret.codePoints()
                                .mapToObj(character -> spellings(character, encodings))
                                .collect(Collectors.joining()))
                        .matcher(text)
                        .replaceAll(MASK);
    }

    private static String spellings(int codePoint, Set<Charset> encodings) {
        String character = Character.toString(codePoint);
        Set<String> all = new LinkedHashSet<>();
        all.add("\\\\?" + Pattern.quote(character));
        encodings.forEach(
                each -> all.add(Pattern.quote(new String(character.getBytes(each), StandardCharsets.ISO_8859_1))));
        all.add("(?i:" + each(character.getBytes(StandardCharsets.UTF_8)) + ")");
        all.add("(?i:"
                + character
                        .chars()
                        .mapToObj(unit -> String.format(Locale.ROOT, "\\\\u%04x", unit))
                        .collect(Collectors.joining())
                + ")");
        all.add("&#0{0,7}" + codePoint + ";");
        all.add("(?i:&#x0{0,7}" + Integer.toHexString(codePoint) + ";)");
        switch (codePoint) {
            case '&' -> all.add("&amp;");
            case '<' -> all.add("&lt;");
            case '>' -> all.add("&gt;");
            case '"' -> all.add("&quot;");
            case '\'' -> all.add("&apos;");
            case ' ' -> all.add("[+]");
            default -> {}
        }
        return "(?:" + String.join("|", all) + ")";
    }

    private static String each(byte[] bytes) {
        StringBuilder escaped = new StringBuilder();
        for (byte each : bytes) {
            escaped.append(String.format(Locale.ROOT, "%%%02x", each));
        }
        return escaped.toString();
    }
}
