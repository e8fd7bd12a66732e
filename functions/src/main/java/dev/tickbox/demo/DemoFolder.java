package dev.tickbox.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The layout of the folder of a demo. */
final class DemoFolder {
    private DemoFolder() {}

    static Path content(Path home, String way) {
        return home.resolve("content-of-" + way);
    }

    static Path store(Path home) {
        return home.resolve("tickbox.db");
    }

    /** The vendor's record of the jobs of this account. */
    static Path journal(Path home, String account) {
        return home.resolve("vendor-sold-to-" + account + ".jsonl");
    }

    /** The sites' record of the articles from this contender. */
    static Path received(Path home, String way) {
        return home.resolve("sites-received-from-" + way + ".jsonl");
    }

    static Path repositories(Path home) {
        return home.resolve("sites");
    }

    static Path articles(Path home, String way) {
        return home.resolve("articles-by-" + way);
    }

    /** The ids of all processes, one on each line. */
    static Path processes(Path home) {
        return home.resolve("processes.txt");
    }

    static Path log(Path home, String process) {
        return home.resolve("log-of-" + process + ".txt");
    }

    /** An empty folder beside the build; a temporary folder if another demo is running or the build cannot be written. */
    static Path fresh() throws IOException {
        Path build = Path.of(DemoCommand.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toAbsolutePath()
                .getParent();
        if (build != null && Files.isWritable(build) && mine(build) != null) {
            Path home = build.resolve("demo");
            remove(home);
            return Files.createDirectories(home);
        }
        return Files.createTempDirectory("tickbox-demo-");
    }

    /** Held until this process ends. */
    private static @Nullable FileLock mine(Path build) throws IOException {
        return FileChannel.open(build.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .tryLock();
    }

    static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> all;
            try (var files = Files.walk(folder)) {
                all = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }
}
