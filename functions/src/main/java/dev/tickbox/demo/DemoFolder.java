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

/** Where in the demo's folder things are. */
final class DemoFolder {
    private DemoFolder() {}

    static Path content(Path home, String way) {
        return home.resolve("content-of-" + way);
    }

    static Path store(Path home) {
        return home.resolve("tickbox.db");
    }

    /** What the vendor sold to this account. */
    static Path journal(Path home, String account) {
        return home.resolve("vendor-sold-to-" + account + ".jsonl");
    }

    /** What this customer's sites received. */
    static Path received(Path home, String way) {
        return home.resolve("sites-received-from-" + way + ".jsonl");
    }

    static Path repositories(Path home) {
        return home.resolve("sites");
    }

    static Path articles(Path home, String way) {
        return home.resolve("articles-by-" + way);
    }

    /** Every process that there ever was, one number a line. */
    static Path processes(Path home) {
        return home.resolve("processes.txt");
    }

    static Path log(Path home, String process) {
        return home.resolve("log-of-" + process + ".txt");
    }

    /** A folder of our own beside the build, emptied; in the temporary folder where that cannot be or another demo runs there. */
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
