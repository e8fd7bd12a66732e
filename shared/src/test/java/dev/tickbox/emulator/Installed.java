package dev.tickbox.emulator;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** For a test that needs a program: skips it where the program is not on the path, or fails it where the emulators are required, too. */
public final class Installed {
    private Installed() {}

    /** @param mend what to install, for a person */
    public static void required(String program, String mend) {
        boolean there = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!there) {
            throw missing("there is no " + program + " on the path: install " + mend);
        }
    }

    /** Throws what skips the test, or fails it where the emulators are required. */
    public static Error missing(String mend) {
        return Needed.missing(mend);
    }
}
