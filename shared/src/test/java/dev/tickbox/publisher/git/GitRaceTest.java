package dev.tickbox.publisher.git;

import static dev.tickbox.publisher.Deliveries.edition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Deliveries;
import dev.tickbox.publisher.Publisher.Published;
import dev.tickbox.publisher.Publisher.Result;
import dev.tickbox.publisher.Publisher.Retry;
import dev.tickbox.publisher.SiteClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many publishers on one branch at once. */
@Tag("long")
class GitRaceTest {
    @TempDir
    Path folder;

    private final SiteClock clock = new SiteClock();
    private final Delivery one = edition("k1", 1);
    private BareSite bare = new BareSite(Path.of(""));

    @BeforeEach
    void create() throws Exception {
        bare = BareSite.create(folder.resolve("site.git"));
    }

    private GitPublisher publisher(String workdir) {
        GitSite site = GitSite.of(bare.folder().toString(), "main", Optional.empty());
        return new GitPublisher(site, folder.resolve(workdir), clock, (name, to) -> Optional.empty());
    }

    @Test
    void two_publishers_race_on_one_branch_and_every_delivery_lands_exactly_once() throws Exception {
        int many = 12;
        List<Callable<Result>> calls = new ArrayList<>();
        for (String workdir : List.of("left", "right")) {
            for (int n = 0; n < many; n++) {
                Delivery delivery = Deliveries.at("k" + n + "-" + workdir, "posts/" + n + workdir + ".md");
                calls.add(() -> again(publisher(workdir), delivery));
            }
        }
        calls.addAll(calls.subList(0, many));
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (Future<Result> result : threads.invokeAll(calls)) {
                assertThat(result.get()).isInstanceOf(Published.class);
            }
        }
        assertThat(bare.log()).hasSize(2 * many);
        assertThat(bare.log().stream().map(commit -> commit.getFullMessage()).distinct())
                .hasSize(2 * many);
    }

    /** Who lost every round of a race says so; a later tick tries again. */
    private Result again(GitPublisher publisher, Delivery delivery) {
        Result result = publisher.publish(delivery, clock.soon());
        for (int i = 0; i < 20 && result instanceof Retry; i++) {
            result = publisher.publish(delivery, clock.soon());
        }
        return result;
    }

    @Test
    void the_same_delivery_from_many_threads_at_once_is_one_commit() throws Exception {
        List<Callable<Result>> calls = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            String workdir = "work-" + n % 3;
            calls.add(() -> publisher(workdir).publish(one, clock.soon()));
        }
        List<Result> results = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (Future<Result> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
        }
        results.add(publisher("work").publish(one, clock.soon()));
        assertThat(Set.copyOf(results)).hasSize(1).allMatch(Published.class::isInstance);
        assertThat(bare.log()).hasSize(1);
    }
}
