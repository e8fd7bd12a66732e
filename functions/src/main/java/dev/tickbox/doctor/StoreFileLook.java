package dev.tickbox.doctor;

import dev.tickbox.store.sqlite.SqliteCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The SQLite file: its place, its schema, its pages, the permissions, the free disk. */
public record StoreFileLook(Path file, UnaryOperator<String> again) implements Look {
    private static final long MIB = 1 << 20;

    /** Below this the next article may not fit; SQLite's log alone takes some. */
    static final long LEAST_FREE = 64 * MIB;

    private static final long LITTLE_FREE = 1024 * MIB;

    @Override
    public String area() {
        return "store";
    }

    @Override
    public List<Finding> look() {
        List<Finding> found = new ArrayList<>();
        switch (SqliteCheck.of(file)) {
            case SqliteCheck.Absent absent -> {
                found.add(Finding.good(area(), "there is no " + file + " yet; the first tick creates it"));
                disk(found);
            }
            case SqliteCheck.Sound sound -> {
                found.add(Finding.good(
                        area(),
                        file + ", " + size(sound.bytes()) + ", is sound"
                                + (sound.isComplete() ? "" : "; the next tick adds the indexes of this version")));
                disk(found);
            }
            case SqliteCheck.NotRecovered none -> {
                found.add(Finding.warning(
                        area(),
                        file + " was copied in the middle of a write, and is read in by the next command that writes",
                        again.apply("tick") + ", then run this again"));
                disk(found);
            }
            case SqliteCheck.Unusable(String why) ->
                found.add(Finding.bad(area(), why, "then: " + again.apply("doctor")));
            case SqliteCheck.Damaged(List<String> what) ->
                found.add(Finding.bad(
                        area(),
                        file + " is damaged: " + String.join("; ", what),
                        "move it away, put a backup in its place, then: " + again.apply("restored")));
        }
        return found;
    }

    private void disk(List<Finding> found) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        writable(folder).ifPresent(found::add);
        try {
            FileStore disk = Files.getFileStore(folder);
            free(disk.getUsableSpace(), folder).ifPresent(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SQLite writes its log beside the file, so the folder counts, too. */
    private Optional<Finding> writable(Path folder) {
        List<Path> needed = Files.exists(file) ? List.of(file, folder) : List.of(folder);
        return needed.stream()
                .filter(each -> !Files.isWritable(each))
                .findFirst()
                .map(each -> Finding.bad(
                        area(), "no permission to write " + each, "grant it to the user that runs the ticks"));
    }

    Optional<Finding> free(long bytes, Path folder) {
        String text = size(bytes) + " are free on the disk of " + folder;
        if (bytes < LEAST_FREE) {
            return Optional.of(Finding.bad(area(), "only " + text, "free some space: texts that are paid for need it"));
        }
        return bytes < LITTLE_FREE
                ? Optional.of(Finding.warning(area(), "only " + text, "free some space before it is full"))
                : Optional.empty();
    }

    private static String size(long bytes) {
        return bytes < 10 * MIB ? bytes / 1024 + " KiB" : bytes / MIB + " MiB";
    }
}
