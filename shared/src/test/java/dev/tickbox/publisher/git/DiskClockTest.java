package dev.tickbox.publisher.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.publisher.Deliveries;
import dev.tickbox.publisher.SiteClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskClockTest {
    @TempDir
    Path folder;

    /** A measurement writes into folders while others remove them, and would find less than two seconds on any disk of today. */
    @Test
    void the_times_of_files_are_known_and_not_measured() throws Exception {
        SiteClock clock = new SiteClock();
        GitSite site =
                GitSite.of(BareSite.create(folder.resolve("s.git")).folder().toString(), "main", Optional.empty());
        new GitPublisher(site, folder.resolve("work"), clock, (name, to) -> Optional.empty())
                .publish(Deliveries.of("k1"), clock.soon());
        assertThat(FS.getFileStoreAttributes(folder).getFsTimestampResolution()).isEqualTo(Duration.ofSeconds(2));
    }
}
