package dev.tickbox.publisher.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickbox.Clock;
import dev.tickbox.publisher.Reach;
import dev.tickbox.publisher.SiteClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dry run of a publication, against git's own server: what it finds, and that it changes nothing. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GitReachTest {
    private static final String READS = "GET /site.git/info/refs?service=git-upload-pack";
    private static final String PUSHES = "GET /site.git/info/refs?service=git-receive-pack";

    @TempDir
    private Path folder = Path.of("");

    private HttpSite site;

    @BeforeEach
    void start() throws Exception {
        site = HttpSite.start(folder, "pat");
        site.bare().write("index.md", "hello", SiteClock.START);
    }

    @AfterEach
    void nothing_is_left_on_this_machine() {
        site.close();
        assertThat(folder.resolve("work")).doesNotExist();
        assertThat(site.http().requests()).as("no pack is sent").noneMatch(request -> request.equals(HttpSite.PUSH));
    }

    private Reach reach(String secret) {
        return site.publisher("work", "site.git", secret).reach(site.clock().soon());
    }

    private Reach local(String remote, String branch) {
        GitSite git = GitSite.of(remote, branch, Optional.empty());
        return new GitPublisher(git, folder.resolve("work"), site.clock(), (name, to) -> Optional.empty())
                .reach(site.clock().soon());
    }

    private void answers(String request, int status) {
        site.http().luck(new GitHttp.Luck() {
            @Override
            public Optional<Integer> status(String asked) {
                return asked.equals(request) ? Optional.of(status) : Optional.empty();
            }
        });
    }

    private static String closed(Reach reach) {
        assertThat(reach).isInstanceOf(Reach.Closed.class);
        return ((Reach.Closed) reach).why();
    }

    private static String silent(Reach reach) {
        assertThat(reach).isInstanceOf(Reach.NoAnswer.class);
        return ((Reach.NoAnswer) reach).why();
    }

    @Test
    void a_site_that_takes_pushes_is_open_and_stays_as_it_was() throws Exception {
        var before = site.bare().log();
        assertThat(reach("pat:" + HttpSite.WORD))
                .isInstanceOfSatisfying(
                        Reach.Open.class,
                        open -> assertThat(open.how()).contains("accepts pushes", "the branch main is there"));
        assertThat(site.http().requests()).contains(READS, PUSHES);
        assertThat(site.bare().log()).isEqualTo(before);
    }

    @Test
    void a_wrong_password_is_named_by_its_secret_and_not_repeated() {
        assertThat(closed(reach("pat:wrong-horse")))
                .contains("does not accept the secret garden-git")
                .doesNotContain("wrong-horse");
    }

    @Test
    void a_token_that_may_read_but_not_push_is_closed() {
        answers(PUSHES, 403);
        assertThat(closed(reach("pat:" + HttpSite.WORD)))
                .contains("it can be read, but a push fails", "does not accept the secret garden-git");
    }

    @Test
    void a_server_that_fails_gives_no_answer() {
        answers(READS, 503);
        assertThat(silent(reach("pat:" + HttpSite.WORD))).contains("no answer from", "503");
    }

    @Test
    void a_server_that_hangs_gives_no_answer_in_time() {
        CountDownLatch end = new CountDownLatch(1);
        site.http().luck(new GitHttp.Luck() {
            @Override
            public void before(String request) {
                HttpSite.await(end);
            }
        });
        try {
            assertThat(silent(site.publisher("work", "site.git", "pat:" + HttpSite.WORD)
                            .reach(Clock.system().deadline(Duration.ofSeconds(1)))))
                    .contains("no answer from");
        } finally {
            end.countDown();
        }
    }

    @Test
    void a_branch_that_is_missing_is_named_with_those_that_are_there() {
        assertThat(closed(local(site.bare().folder().toString(), "mian")))
                .contains("there is no branch mian", "there are: main")
                .doesNotContain("tickbox retry");
    }

    @Test
    void an_empty_repository_is_open() throws Exception {
        BareSite empty = BareSite.create(folder.resolve("empty.git"));
        assertThat(local(empty.folder().toString(), "main"))
                .isInstanceOfSatisfying(
                        Reach.Open.class, open -> assertThat(open.how()).contains("it is empty"));
        assertThat(empty.log()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pre-receive", "update", "post-receive", "post-update"})
    void no_hook_of_a_folder_is_run(String hook) throws Exception {
        site.bare().hook(hook, "echo > " + folder.resolve("ran"));
        assertThat(local(site.bare().folder().toString(), "main")).isInstanceOf(Reach.Open.class);
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void what_is_wrong_with_the_settings_is_said_without_asking() throws Exception {
        assertThat(closed(local(folder.resolve("none.git").toString(), "main"))).contains("there is no repository");
        assertThat(closed(local("ssh://example.com/x.git", "main"))).contains("ssh is not supported");
        assertThat(Files.exists(folder.resolve("none.git"))).isFalse();
    }
}
