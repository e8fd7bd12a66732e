package dev.tickbox.content;

import java.nio.file.Path;

/** {@code ~/…}: a path below the home folder of the user that runs Tickbox. A definition has it as written. */
public final class HomePath {
    private HomePath() {}

    public static boolean isBelow(String written) {
        return written.equals("~") || written.startsWith("~/");
    }

    public static String resolve(String written, Path home) {
        return isBelow(written) ? home + written.substring(1) : written;
    }
}
