package dev.tickbox.publisher.git;

import dev.tickbox.publisher.PathLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.SystemReader;

/**
 * A bare repository that remembers what was fetched, used by one publisher at a time. A site has several: one that a frozen process
 * holds delays no other. It is only a cache: if anything is wrong with it, it is deleted.
 */
final class LocalClone implements AutoCloseable {
    /** Our name for the tip that was last fetched whole. Without it, the fetch never ended. */
    static final String TIP = "refs/tickbox/tip";

    private static final int SLOTS = 8;
    private static final int MAX_PACKS = 64;

    private final PathLock lock;
    private final Path folder;
    private Repository repository;

    private LocalClone(PathLock lock, Path folder) throws IOException {
        this.lock = lock;
        this.folder = folder;
        this.repository = open(folder);
    }

    /** Empty where all are in use. */
    static Optional<LocalClone> take(Path workdir, GitSite site) throws IOException {
        Files.createDirectories(workdir);
        String name = UUID.nameUUIDFromBytes((site.remote() + "\n" + site.branch()).getBytes(StandardCharsets.UTF_8))
                .toString();
        for (int n = 0; n < SLOTS; n++) {
            Optional<PathLock> lock = PathLock.tryTake(workdir, name + "-" + n + ".lock");
            if (lock.isPresent()) {
                try {
                    LocalClone slot = new LocalClone(lock.get(), workdir.resolve(name + "-" + n + ".git"));
                    lock = Optional.empty();
                    return Optional.of(slot);
                } finally {
                    if (lock.isPresent()) {
                        lock.get().close();
                    }
                }
            }
        }
        return Optional.empty();
    }

    Repository repository() {
        return repository;
    }

    void startOver() throws IOException {
        repository.close();
        remove(folder);
        repository = open(folder);
    }

    @Override
    public void close() throws IOException {
        repository.close();
        lock.close();
    }

    private static Repository open(Path folder) throws IOException {
        if (!isUsable(folder)) {
            remove(folder);
        }
        Repository repository = build(folder);
        if (!Files.exists(folder)) {
            repository.create(true);
        }
        return repository;
    }

    private static boolean isUsable(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve("config"))) {
            return false;
        }
        try (Repository repository = build(folder);
                var packs = Files.list(folder.resolve("objects/pack"))) {
            return repository.exactRef(TIP) != null
                    && packs.limit(MAX_PACKS * 2L).count() < MAX_PACKS * 2L;
        } catch (IOException | IllegalArgumentException broken) {
            return false;
        }
    }

    private static Repository build(Path folder) throws IOException {
        return new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
    }

    private static void remove(Path folder) throws IOException {
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

    /**
     * Tells JGit how exact the times of files are. Otherwise it measures that, for seconds, the first time it meets a disk: it writes into
     * the folder that it happens to look at, makes that folder anew where it was removed meanwhile, and keeps the result in the user's home.
     */
    static final class DiskClock extends SystemReader.Delegate {
        /** What JGit supposes of a disk that it cannot measure. Less exact only means that a fresh file is read once more. */
        private static final Duration COARSEST = Duration.ofSeconds(2);

        private DiskClock(SystemReader system) {
            super(system);
        }

        static synchronized void install() {
            if (!(SystemReader.getInstance() instanceof DiskClock)) {
                SystemReader.setInstance(new DiskClock(SystemReader.getInstance()));
            }
        }

        @Override
        public StoredConfig getUserConfig() throws ConfigInvalidException, IOException {
            return new Answered(super.getUserConfig());
        }

        /** The user's settings, with this one answered. */
        private static final class Answered extends StoredConfig {
            private final StoredConfig users;

            Answered(StoredConfig users) {
                super(users);
                this.users = users;
            }

            @Override
            public long getTimeUnit(String section, String subsection, String name, long otherwise, TimeUnit unit) {
                return section.equals("filesystem") && name.equals("timestampResolution")
                        ? unit.convert(COARSEST)
                        : super.getTimeUnit(section, subsection, name, otherwise, unit);
            }

            @Override
            public void load() throws IOException, ConfigInvalidException {
                users.load();
            }

            @Override
            public void save() {
                throw new UnsupportedOperationException("a user's settings are the user's");
            }
        }
    }
}
