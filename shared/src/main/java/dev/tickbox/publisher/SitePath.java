package dev.tickbox.publisher;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The last check of a delivery's file before it becomes a path: templates and models have a say in it. */
public final class SitePath {
    private static final int MAX_NAME_BYTES = 255;

    private SitePath() {}

    public static List<String> names(String file) {
        return List.of(file.split("/", -1));
    }

    /** Why this file name is not used anywhere, if so. */
    public static Optional<String> complaint(String file) {
        return names(file).stream()
                .flatMap(name -> wrong(name).stream())
                .findFirst()
                .map(why -> "the file name \""
                        + file.codePoints()
                                .map(c -> Character.isISOControl(c) ? '?' : c)
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        + "\" " + why + ": correct the file template of the site");
    }

    private static Optional<String> wrong(String name) {
        if (name.isBlank() || name.equals(".") || name.equals("..")) {
            return Optional.of("has an empty part, or . or ..");
        }
        if (name.equalsIgnoreCase(".git") || name.startsWith(".tickbox")) {
            return Optional.of("uses a reserved name");
        }
        if (name.indexOf('\\') >= 0 || name.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of("has a character that no file name should have");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            return Optional.of("is not Unicode text");
        }
        return name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES
                ? Optional.of("has a part of more than " + MAX_NAME_BYTES + " bytes")
                : Optional.empty();
    }
}
