package dev.tickbox.source;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the header {@code Content-Type}. */
public final class ContentTypes {
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]{1,40})");

    private ContentTypes() {}

    /** Such as {@code text/html}. */
    public static String media(String header) {
        return header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    static Optional<Charset> charset(String header) {
        Matcher found = CHARSET.matcher(header);
        try {
            return found.find() ? Optional.of(Charset.forName(found.group(1))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
