package dev.tickbox.content;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Decides whether a file name that was rendered from a template may be written below a site's root. */
public final class SafePath {
    private static final int MAX_CHARS = 200;
    private static final int MAX_SEGMENT_BYTES = 255;

    private SafePath() {}

    /** Gives the path back, or throws {@link IllegalArgumentException} saying what is wrong with it. */
    public static String check(String path) {
        problem(path).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return path;
    }

    public static Optional<String> problem(String path) {
        if (path.isBlank()) {
            return Optional.of("the file name is empty");
        }
        if (path.length() > MAX_CHARS) {
            return Optional.of("the file name has " + path.length() + " characters, more than " + MAX_CHARS);
        }
        if (path.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            return Optional.of("the file name has a control character or half a character in it");
        }
        if (path.startsWith("/") || path.contains("\\") || path.matches("[A-Za-z]:.*")) {
            return Optional.of("the file name " + path + " must be relative, with / between folders");
        }
        for (String segment : path.split("/", -1)) {
            if (segment.isBlank() || segment.equals(".") || segment.equals("..")) {
                return Optional.of("the file name " + path + " has a part that is empty, . or ..");
            }
            if (segment.toLowerCase(Locale.ROOT).equals(".git")) {
                return Optional.of("the file name " + path + " is inside a .git folder");
            }
            if (segment.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT_BYTES) {
                return Optional.of(
                        "a part of the file name " + path + " has more than " + MAX_SEGMENT_BYTES + " bytes");
            }
        }
        return Optional.empty();
    }
}
