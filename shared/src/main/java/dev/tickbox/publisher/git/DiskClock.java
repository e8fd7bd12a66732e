package dev.tickbox.publisher.git;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.util.SystemReader;

/**
 * Tells JGit how exact the times of files are. Otherwise it measures that, for seconds, the first time it meets a disk: it writes into
 * the folder that it happens to look at, makes that folder anew where it was removed meanwhile, and keeps the result in the user's home.
 */
final class DiskClock extends SystemReader.Delegate {
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
