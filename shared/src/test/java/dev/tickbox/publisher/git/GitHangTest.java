package dev.tickbox.publisher.git;

import static dev.tickbox.publisher.Deliveries.edition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Clock;
import dev.tickbox.publisher.Publisher.Published;
import dev.tickbox.publisher.Publisher.Result;
import dev.tickbox.publisher.Publisher.Retry;
import dev.tickbox.publisher.SiteClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hooks of a folder's repository that do not end. The deadline passes as soon as the hook has begun. */
@Tag("long")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GitHangTest {
    @TempDir
    Path folder;

    private BareSite bare = new BareSite(Path.of(""));

    @BeforeEach
    void create() throws Exception {
        bare = BareSite.create(folder.resolve("site.git"));
    }

    private record HookClock(Path begun) implements Clock {
        @Override
        public Instant now() {
            return SiteClock.START.plus(Duration.ofHours(Files.exists(begun) ? 1 : 0));
        }

        @Override
        public long nanos() {
            return Duration.between(SiteClock.START, now()).toNanos();
        }
    }

    private Result publish() {
        Clock clock = new HookClock(bare.folder().resolve("begun"));
        GitSite site = GitSite.of(bare.folder().toString(), "main", Optional.empty());
        return new GitPublisher(site, folder.resolve("work"), clock, (name, to) -> Optional.empty())
                .publish(edition("k1", 1), clock.deadline(Duration.ofMinutes(2)));
    }

    private Optional<ProcessHandle> hook() throws Exception {
        return ProcessHandle.of(
                Long.parseLong(Files.readString(bare.folder().resolve("begun")).strip()));
    }

    private static final String BEGIN = "echo $$ > begun.new; mv begun.new begun; ";

    @ParameterizedTest
    @ValueSource(strings = {"read forever < fifo", "exec yes"})
    void a_hook_that_does_not_end_is_stopped_and_nothing_is_published(String never) throws Exception {
        bare.hook("pre-receive", "mkfifo fifo; " + BEGIN + never);
        assertThat(publish())
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.why()).contains("did not end in time"));
        if (hook().isPresent()) {
            hook().get().onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(bare.log()).isEmpty();
        bare.hook("pre-receive", "exit 0");
        Files.delete(bare.folder().resolve("begun"));
        assertThat(publish()).isInstanceOf(Published.class);
    }

    @Test
    void a_deployment_that_takes_longer_is_not_waited_for_and_goes_on() throws Exception {
        bare.hook(
                "post-receive",
                "mkfifo fifo; " + BEGIN + "read go < fifo; yes deploying | head -c 300000; echo > deployed");
        assertThat(publish()).isInstanceOf(Published.class);
        assertThat(bare.log()).hasSize(1);
        assertThat(bare.folder().resolve("deployed")).doesNotExist();
        ProcessHandle hook = hook().orElseThrow();
        Files.writeString(bare.folder().resolve("fifo"), "go\n");
        hook.onExit().get(10, TimeUnit.SECONDS);
        assertThat(bare.folder().resolve("deployed")).exists();
    }
}
