package dev.tickbox.publisher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A lock file, held by one thread of one process on this machine; it goes with the process, however that ends. */
public final class PathLock implements AutoCloseable {
    /**
     * A file lock is the whole process's, and closing any other channel on the file would drop it: so within this process a set
     * decides first.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path file;
    private final FileChannel channel;

    private PathLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** The folder must exist. Empty where somebody else has the lock. */
    public static Optional<PathLock> tryTake(Path folder, String name) throws IOException {
        Path file = folder.toRealPath().resolve(name);
        if (!HELD_HERE.add(file)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            taken = lock != null;
            return taken ? Optional.of(new PathLock(file, channel)) : Optional.empty();
        } finally {
            if (!taken) {
                if (channel != null) {
                    channel.close();
                }
                HELD_HERE.remove(file);
            }
        }
    }

    /** Asks again every 5 ms, at most {@code polls} times: whoever holds it may be frozen for good. */
    public static Optional<PathLock> take(Path folder, String name, int polls) throws IOException {
        for (int poll = 0; ; poll++) {
            Optional<PathLock> lock = tryTake(folder, name);
            if (lock.isPresent() || poll == polls) {
                return lock;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
