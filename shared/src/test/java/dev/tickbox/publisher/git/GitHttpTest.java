package dev.tickbox.publisher.git;

import static dev.tickbox.publisher.Deliveries.edition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.outbox.Delivery;
import dev.tickbox.publisher.Publisher.Published;
import dev.tickbox.publisher.Publisher.Refused;
import dev.tickbox.publisher.Publisher.Result;
import dev.tickbox.publisher.Publisher.Retry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same rules over HTTP, with git's own server and everything that a network does. */
@Tag("long")
class GitHttpTest {
    @TempDir
    Path folder;

    private final Delivery one = edition("k1", 1);
    private HttpSite site;

    @BeforeEach
    void start() throws Exception {
        site = HttpSite.start(folder, "pat");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void a_user_and_password_publish_and_the_receipt_is_the_same_again() throws Exception {
        Result first = site.publish(one);
        assertThat(first)
                .isEqualTo(new Published(
                        site.http().address() + "/site.git/" + one.file(),
                        site.bare().log().getFirst().name()));
        site.bare().write("README.md", "by hand", site.clock().now());
        assertThat(site.publish(one)).isEqualTo(first);
        assertThat(site.publisher("elsewhere", "site.git", "pat:" + HttpSite.WORD)
                        .publish(one, site.clock().soon()))
                .isEqualTo(first);
        assertThat(site.bare().commitsWithKey("k1")).isEqualTo(1);
    }

    @Test
    void a_bare_token_is_sent_as_the_password() throws Exception {
        site.close();
        site = HttpSite.start(folder.resolve("token"), "x-access-token");
        assertThat(site.publisher("work", "site.git", HttpSite.WORD + "\n")
                        .publish(one, site.clock().soon()))
                .isInstanceOf(Published.class);
    }

    @Test
    void a_wrong_password_is_refused_by_the_secrets_name_and_never_shown() {
        assertThat(site.publisher("work", "site.git", "pat:battery-staple")
                        .publish(one, site.clock().soon()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.why()).contains("garden-git").doesNotContain("battery-staple"));
        site.http().luck(status(403));
        assertThat(site.publish(one))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.why()).contains("garden-git").doesNotContain(HttpSite.WORD));
    }

    @Test
    void a_site_without_a_secret_that_needs_one_says_so() {
        GitSite other = GitSite.of(site.http().address() + "/site.git", "main", Optional.empty());
        assertThat(new GitPublisher(other, folder, site.clock(), (name, to) -> Optional.empty())
                        .publish(one, site.clock().soon()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).contains("name a secret"));
    }

    @Test
    void a_password_does_not_follow_a_redirect() throws Exception {
        try (GitHttp other = new GitHttp(folder, "pat:" + HttpSite.WORD)) {
            for (String elsewhere : List.of(other.address(), site.http().address())) {
                site.http().luck(new GitHttp.Luck() {
                    @Override
                    public Optional<String> redirect(String request) {
                        return request.contains(" /site.git/")
                                ? Optional.of(elsewhere
                                        + request.split(" ", 2)[1].replace("/site.git/", "/moved/../site.git/./"))
                                : Optional.empty();
                    }
                });
                assertThat(site.publish(one))
                        .isInstanceOfSatisfying(
                                Retry.class,
                                retry -> assertThat(retry.why()).contains("redirects", "give the new address"));
            }
            assertThat(other.requests()).isEmpty();
            assertThat(site.bare().log()).isEmpty();
        }
    }

    @Test
    void an_unknown_repository_is_refused() {
        assertThat(site.publisher("work", "nowhere.git", "pat:" + HttpSite.WORD)
                        .publish(one, site.clock().soon()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).contains("nowhere.git", "garden-git"));
    }

    @Test
    void a_remote_that_is_down_or_broken_is_tried_again_later() throws Exception {
        for (int bad : List.of(500, 503, 429)) {
            site.http().luck(status(bad));
            assertThat(site.publish(one)).as("%s", bad).isInstanceOf(Retry.class);
        }
        site.http().luck(new GitHttp.Luck() {});
        assertThat(site.publish(one)).isInstanceOf(Published.class);

        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        for (String scheme : List.of("http", "git")) {
            GitSite other = GitSite.of(scheme + "://127.0.0.1:" + closed + "/x.git", "main", Optional.empty());
            assertThat(new GitPublisher(other, folder, site.clock(), (name, to) -> Optional.empty())
                            .publish(one, site.clock().soon()))
                    .isInstanceOf(Retry.class);
        }
    }

    @Test
    void a_protected_branch_is_refused_in_the_remotes_own_words() throws Exception {
        site.bare().hook("pre-receive", "echo 'main is protected: open a pull request'\nexit 1");
        assertThat(site.publish(one))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.why()).contains("main is protected: open a pull request"));
        assertThat(site.bare().log()).isEmpty();
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
            GitSite other = GitSite.of("git://127.0.0.1:" + port + "/site.git", "main", Optional.empty());
            GitPublisher publisher = new GitPublisher(other, folder, site.clock(), (name, to) -> Optional.empty());
            assertThat(publisher.publish(one, site.clock().soon())).isInstanceOf(Published.class);
            assertThat(publisher.publish(edition("k2", 2), site.clock().soon())).isInstanceOf(Published.class);
            GitSite gone = GitSite.of("git://127.0.0.1:" + port + "/gone.git", "main", Optional.empty());
            assertThat(new GitPublisher(gone, folder, site.clock(), (name, to) -> Optional.empty())
                            .publish(one, site.clock().soon()))
                    .isInstanceOf(Refused.class);
        } finally {
            daemon.descendants().forEach(ProcessHandle::destroyForcibly);
            daemon.destroyForcibly().waitFor();
        }
        assertThat(site.bare().log()).hasSize(2);
    }

    @Test
    void a_token_that_may_read_but_not_write_is_refused_by_name() throws Exception {
        site.http().luck(new GitHttp.Luck() {
            @Override
            public Optional<Integer> status(String request) {
                return request.equals(HttpSite.PUSH) ? Optional.of(403) : Optional.empty();
            }
        });
        assertThat(site.publish(one))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).contains("garden-git"));
        assertThat(site.bare().log()).isEmpty();
    }

    private static GitHttp.Luck status(int status) {
        return new GitHttp.Luck() {
            @Override
            public Optional<Integer> status(String request) {
                return Optional.of(status);
            }
        };
    }
}
