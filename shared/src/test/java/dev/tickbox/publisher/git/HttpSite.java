package dev.tickbox.publisher.git;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Publisher.Result;
import dev.tickbox.publisher.SiteClock;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** A bare repository, the web server before it, and publishers that know its password. */
record HttpSite(Path folder, SiteClock clock, BareSite bare, GitHttp http) implements AutoCloseable {
    static final String WORD = "correct-horse";
    static final String PUSH = "POST /site.git/git-receive-pack";

    static HttpSite start(Path folder, String user) throws Exception {
        assumeTrue(GitHttp.isInstalled(), "git with http-backend is not installed: apt-get install git");
        BareSite bare = BareSite.create(folder.resolve("site.git"));
        return new HttpSite(folder, new SiteClock(), bare, new GitHttp(folder, user + ":" + WORD));
    }

    GitPublisher publisher(String workdir, String repository, String secret) {
        GitSite site = GitSite.of(http.address() + "/" + repository, "main", Optional.of("garden-git"));
        Map<String, String> secrets = Map.of("garden-git", secret);
        return new GitPublisher(
                site, folder.resolve(workdir), clock, (name, to) -> Optional.ofNullable(secrets.get(name)));
    }

    Result publish(Delivery delivery) {
        return publisher("work", "site.git", "pat:" + WORD).publish(delivery, clock.soon());
    }

    /** Holds the first push on its way, as a frozen process would. */
    void freezeFirstPush(CountDownLatch frozen, CountDownLatch thaw) {
        AtomicBoolean first = new AtomicBoolean(true);
        http.luck(new GitHttp.Luck() {
            @Override
            public void before(String request) {
                if (request.equals(PUSH) && first.getAndSet(false)) {
                    frozen.countDown();
                    await(thaw);
                }
            }
        });
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
