package dev.tickbox.publisher.git;

import static dev.tickbox.publisher.Deliveries.edition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Deliveries;
import dev.tickbox.publisher.Publisher.Published;
import dev.tickbox.publisher.Publisher.Refused;
import dev.tickbox.publisher.Publisher.Result;
import dev.tickbox.publisher.Publisher.Retry;
import dev.tickbox.publisher.SiteClock;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same rules over HTTP, with git's own server and everything that a network does. */
class GitHttpTest {
    private static final String WORD = "correct-horse";
    private static final String PUSH = "POST /site.git/git-receive-pack";

    @TempDir
    Path folder;

    private final SiteClock clock = new SiteClock();
    private final Delivery one = edition("k1", 1);
    private BareSite bare = new BareSite(Path.of(""));
    private Optional<GitHttp> running = Optional.empty();

    @BeforeEach
    void start() throws Exception {
        assumeTrue(GitHttp.isInstalled(), "git with http-backend is not installed: apt-get install git");
        bare = BareSite.create(folder.resolve("site.git"));
        running = Optional.of(new GitHttp(folder, "pat:" + WORD));
    }

    @AfterEach
    void stop() {
        running.ifPresent(GitHttp::close);
    }

    private GitHttp http() {
        return running.orElseThrow();
    }

    private GitPublisher publisher(String workdir, String repository, String secret) {
        GitSite site = GitSite.of(http().address() + "/" + repository, "main", Optional.of("garden-git"));
        Map<String, String> secrets = Map.of("garden-git", secret);
        return new GitPublisher(site, folder.resolve(workdir), clock, name -> Optional.ofNullable(secrets.get(name)));
    }

    private Result publish(Delivery delivery) {
        return publisher("work", "site.git", "pat:" + WORD).publish(delivery, clock.soon());
    }

    private long pushes() {
        return http().requests().stream().filter(PUSH::equals).count();
    }

    @Test
    void a_user_and_password_publish_and_the_receipt_is_the_same_again() throws Exception {
        Result first = publish(one);
        assertThat(first)
                .isEqualTo(new Published(
                        http().address() + "/site.git/" + one.file(),
                        bare.log().getFirst().name()));
        bare.write("README.md", "by hand", clock.now());
        assertThat(publish(one)).isEqualTo(first);
        assertThat(publisher("elsewhere", "site.git", "pat:" + WORD).publish(one, clock.soon()))
                .isEqualTo(first);
        assertThat(bare.commitsWithKey("k1")).isEqualTo(1);
    }

    @Test
    void a_bare_token_is_sent_as_the_password() throws Exception {
        http().close();
        running = Optional.of(new GitHttp(folder, "x-access-token:" + WORD));
        assertThat(publisher("work", "site.git", WORD + "\n").publish(one, clock.soon()))
                .isInstanceOf(Published.class);
    }

    @Test
    void a_wrong_password_is_refused_by_the_secrets_name_and_never_shown() {
        assertThat(publisher("work", "site.git", "pat:battery-staple").publish(one, clock.soon()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.why()).contains("garden-git").doesNotContain("battery-staple"));
        http().luck(status(403));
        assertThat(publish(one))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.why()).contains("garden-git").doesNotContain(WORD));
    }

    @Test
    void a_site_without_a_secret_that_needs_one_says_so() {
        GitSite site = GitSite.of(http().address() + "/site.git", "main", Optional.empty());
        assertThat(new GitPublisher(site, folder, clock, name -> Optional.empty()).publish(one, clock.soon()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).contains("name a secret"));
    }

    @Test
    void an_unknown_repository_is_refused() {
        assertThat(publisher("work", "nowhere.git", "pat:" + WORD).publish(one, clock.soon()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).contains("nowhere.git", "garden-git"));
    }

    @Test
    void a_remote_that_is_down_or_broken_is_tried_again_later() throws Exception {
        for (int bad : List.of(500, 503, 429)) {
            http().luck(status(bad));
            assertThat(publish(one)).as("%s", bad).isInstanceOf(Retry.class);
        }
        http().luck(new GitHttp.Luck() {});
        assertThat(publish(one)).isInstanceOf(Published.class);

        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        for (String scheme : List.of("http", "git")) {
            GitSite site = GitSite.of(scheme + "://127.0.0.1:" + closed + "/x.git", "main", Optional.empty());
            assertThat(new GitPublisher(site, folder, clock, name -> Optional.empty()).publish(one, clock.soon()))
                    .isInstanceOf(Retry.class);
        }
    }

    @Test
    void a_push_whose_reply_is_lost_is_found_and_not_repeated() throws Exception {
        AtomicBoolean once = new AtomicBoolean(true);
        http().luck(new GitHttp.Luck() {
            @Override
            public boolean losesReply(String request) {
                return request.equals(PUSH) && once.getAndSet(false);
            }
        });
        assertThat(publish(one))
                .isEqualTo(new Published(
                        http().address() + "/site.git/" + one.file(),
                        bare.log().getFirst().name()));
        assertThat(once).isFalse();
        assertThat(bare.log()).hasSize(1);
    }

    @Test
    void when_nothing_can_be_asked_after_a_lost_reply_the_next_publish_finds_it() throws Exception {
        AtomicBoolean down = new AtomicBoolean();
        http().luck(new GitHttp.Luck() {
            @Override
            public boolean losesReply(String request) {
                down.compareAndSet(false, request.equals(PUSH));
                return down.get();
            }
        });
        assertThat(publish(one)).isInstanceOf(Retry.class);
        assertThat(bare.commitsWithKey("k1")).isEqualTo(1);
        http().luck(new GitHttp.Luck() {});
        assertThat(publish(one)).isInstanceOf(Published.class);
        assertThat(bare.log()).hasSize(1);
    }

    @Test
    void a_zombie_frozen_in_its_push_loses_and_reports_the_others_receipt() throws Exception {
        CountDownLatch frozen = new CountDownLatch(1);
        CountDownLatch thaw = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        http().luck(new GitHttp.Luck() {
            @Override
            public void before(String request) {
                if (request.equals(PUSH) && first.getAndSet(false)) {
                    frozen.countDown();
                    await(thaw);
                }
            }
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // On one machine too: the frozen one holds its cache, and delays nobody.
            Future<Result> zombie = threads.submit(() -> publish(one));
            await(frozen);
            clock.pass(Duration.ofSeconds(20));
            Result other = publish(one);
            assertThat(other).isInstanceOf(Published.class);
            thaw.countDown();
            assertThat(zombie.get()).isEqualTo(other);
        }
        assertThat(pushes()).isEqualTo(2);
        assertThat(bare.log()).hasSize(1);
    }

    @Test
    void a_zombie_with_an_earlier_edition_loses_to_the_later_one() throws Exception {
        publish(Deliveries.at("k0", "first.md"));
        CountDownLatch frozen = new CountDownLatch(1);
        CountDownLatch thaw = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        http().luck(new GitHttp.Luck() {
            @Override
            public void before(String request) {
                if (request.equals(PUSH) && first.getAndSet(false)) {
                    frozen.countDown();
                    await(thaw);
                }
            }
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Result> zombie = threads.submit(() -> publish(one));
            await(frozen);
            assertThat(publish(edition("k2", 2))).isInstanceOf(Published.class);
            thaw.countDown();
            assertThat(zombie.get())
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.why()).startsWith("superseded"));
        }
        assertThat(bare.commitsWithKey("k1")).isZero();
        assertThat(bare.read(one.file()))
                .hasValueSatisfying(text -> assertThat(text).contains("k2"));
    }

    @Test
    void no_push_begins_when_the_deadline_passed_while_looking() throws Exception {
        bare.write("README.md", "hello", clock.now());
        http().luck(new GitHttp.Luck() {
            @Override
            public void before(String request) {
                if (request.startsWith("GET")) {
                    clock.pass(Duration.ofHours(1));
                }
            }
        });
        assertThat(publish(one)).isInstanceOf(Retry.class);
        assertThat(http().requests()).noneMatch(request -> request.contains("receive-pack"));
    }

    @Test
    void a_protected_branch_is_refused_in_the_remotes_own_words() throws Exception {
        Path hook = bare.folder().resolve("hooks/pre-receive");
        Files.createDirectories(hook.resolveSibling("."));
        Files.writeString(hook, "#!/bin/sh\necho 'main is protected: open a pull request'\nexit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(publish(one))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.why()).contains("main is protected: open a pull request"));
        assertThat(bare.log()).isEmpty();
    }

    @Test
    void two_publishers_race_over_http_and_every_delivery_lands_exactly_once() throws Exception {
        List<Callable<Result>> calls = new ArrayList<>();
        for (int n = 0; n < 16; n++) {
            Delivery delivery = Deliveries.at("k" + n / 2, "posts/" + n / 2 + ".md");
            String workdir = "work" + n % 2;
            calls.add(() -> publisher(workdir, "site.git", "pat:" + WORD).publish(delivery, clock.soon()));
        }
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (Future<Result> result : threads.invokeAll(calls)) {
                assertThat(result.get()).isInstanceOf(Published.class);
            }
        }
        assertThat(bare.log()).hasSize(8);
        for (int n = 0; n < 8; n++) {
            assertThat(bare.commitsWithKey("k" + n)).isEqualTo(1);
        }
    }

    @Test
    void a_git_daemon_is_published_to_as_well() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Process daemon = new ProcessBuilder(
                        "git",
                        "daemon",
                        "--verbose",
                        "--reuseaddr",
                        "--listen=127.0.0.1",
                        "--port=" + port,
                        "--export-all",
                        "--enable=receive-pack",
                        "--base-path=" + folder,
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try (var output = daemon.inputReader()) {
            assertThat(output.readLine()).contains("Ready to rumble");
            GitSite site = GitSite.of("git://127.0.0.1:" + port + "/site.git", "main", Optional.empty());
            GitPublisher publisher = new GitPublisher(site, folder, clock, name -> Optional.empty());
            assertThat(publisher.publish(one, clock.soon())).isInstanceOf(Published.class);
            assertThat(publisher.publish(edition("k2", 2), clock.soon())).isInstanceOf(Published.class);
            GitSite gone = GitSite.of("git://127.0.0.1:" + port + "/gone.git", "main", Optional.empty());
            assertThat(new GitPublisher(gone, folder, clock, name -> Optional.empty()).publish(one, clock.soon()))
                    .isInstanceOf(Refused.class);
        } finally {
            daemon.descendants().forEach(ProcessHandle::destroyForcibly);
            daemon.destroyForcibly().waitFor();
        }
        assertThat(bare.log()).hasSize(2);
    }

    private static GitHttp.Luck status(int status) {
        return new GitHttp.Luck() {
            @Override
            public Optional<Integer> status(String request) {
                return Optional.of(status);
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
